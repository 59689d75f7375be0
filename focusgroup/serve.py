"""What `./run` does once it is set up: services, tables, sample register, years, site."""

import contextlib
import hashlib
import importlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import django
import redis
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from bootstrap import run_parser
from focusgroup.embedded import CHECKOUT, EmbeddedError, ensure_secret_key, services
from focusgroup.embedded.processes import locked
from focusgroup.supervising import Child, ProcessDiedError, StoppedError, ended_by_signals, together

VAR = CHECKOUT / "var"
LOGS = VAR / "log"
STARTING = 60  # seconds that the site gets to answer
SHOWN_YEAR = 2019
CELERY = [sys.executable, "-m", "celery", "-A", "focusgroup"]


class UnreachableError(Exception):
    """A server that the environment names does not answer; says which, in one sentence."""


def main(argv: list[str]) -> int:
    """Serve until a signal; the answer is the exit status."""
    arguments = run_parser().parse_args(argv)
    sample = arguments.sample
    if sample is None:
        sample = not os.environ.get("DATABASE_URL")  # nobody's own database gets a sample register unasked
    if arguments.host not in ("127.0.0.1", "localhost", "::1"):
        os.environ.setdefault("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{arguments.host}")
    try:
        with ended_by_signals():
            ensure_secret_key()
            say("Starting the services")
            with services():
                os.environ.setdefault("DJANGO_SETTINGS_MODULE", "focusgroup.settings")
                django.setup()
                return serve(arguments.host, arguments.port, once=arguments.once, sample=sample)
    except StoppedError as stopped:
        say("Stopped")
        return (
            1
            if arguments.once
            else 0
            if stopped.args[0] == "SIGINT"
            else 143
            if stopped.args[0] == "SIGTERM"
            else 129
        )
    except (EmbeddedError, ProcessDiedError, UnreachableError) as error:
        sys.stderr.write(f"./run: {str(error).rstrip('.')}.\n")
    except (CommandError, ImproperlyConfigured) as error:
        sys.stderr.write(f"./run: {str(error).strip()}\n")
    return 1


def serve(host: str, port: int, *, once: bool, sample: bool) -> int:
    """Prepare the data; print the figures; then, unless `once`, keep the site up until a signal ends it."""
    need_servers()
    VAR.mkdir(exist_ok=True)
    with locked(VAR / "prepare.lock"):  # a second start waits, and finds it done
        migrate()
        collect_static()
        has_sample = load_sample() if sample else is_sample()
    worker = Child(
        "worker", [*CELERY, "worker", "--concurrency", "2", "--loglevel", "INFO"], LOGS / "worker.log"
    )
    worker.command += ["--without-gossip", "--without-mingle"]
    beat = Child("scheduler", [*CELERY, "beat", "--loglevel", "INFO", "--pidfile", ""], LOGS / "beat.log")
    web = Child("web server", web_command(host, port), LOGS / "web.log")
    with together([worker] if once else [worker, web, beat]):
        compile_years(worker)
        if not once:
            wait_for_site(web, host, port)
            say(f"\nThe site is up: http://{f'[{host}]' if ':' in host else host}:{port}/")
        print_figures(has_sample=has_sample)
        connections.close_all()
        while not once:
            time.sleep(0.5)
            for child in (worker, web, beat):
                child.check()
    return 0


def web_command(host: str, port: int) -> list[str]:
    """The command of the web server."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    size = ["--workers", "2", "--threads", "4", "--graceful-timeout", "5"]
    options = ["--bind", address, "--no-control-socket", "--access-logfile", "-"]
    return [sys.executable, "-m", "gunicorn", *size, *options, "focusgroup.wsgi"]


def need_servers() -> None:
    """Both services answer. Raises UnreachableError."""
    try:
        connection.ensure_connection()
    except (OperationalError, UnicodeError) as error:
        reason = str(error).strip().splitlines()[0]
        raise UnreachableError(f"the database does not answer ({reason}): check DATABASE_URL") from error
    try:
        with contextlib.closing(
            redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=10)
        ) as broker:
            broker.ping()
    except (redis.RedisError, ValueError) as error:
        raise UnreachableError(f"the broker does not answer ({error}): check REDIS_URL") from error


class MigrationLine:
    """Takes what `migrate` prints and shows how many steps are done instead."""

    def __init__(self, total: int):
        self.total, self.done = total, 0

    def write(self, text: str) -> None:
        """One step more for each `Applying`."""
        self.done += text.count("Applying ")
        if sys.stdout.isatty():
            sys.stdout.write(f"\r\033[KPreparing the database: {self.done} of {self.total}")
            sys.stdout.flush()

    def flush(self) -> None:
        """Nothing is kept back."""


def migrate() -> None:
    """The tables are those of the code."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    if not sys.stdout.isatty():
        say(f"Preparing the database: {len(plan)} steps")
    call_command("migrate", interactive=False, no_color=True, stdout=MigrationLine(len(plan)))
    if sys.stdout.isatty():
        say("")


def collect_static() -> None:
    """`var/static` holds the style sheets and scripts of the code and of the installed packages."""
    digest = hashlib.sha256()
    for path in [CHECKOUT / "requirements.txt", *sorted((CHECKOUT / "static").rglob("*"))]:
        if path.is_file():
            facts = path.stat()
            digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    stamp = VAR / "static.stamp"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    say("Collecting style sheets and scripts")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest.hexdigest())


def is_sample() -> bool:
    """Whether the database holds the people of the sample register."""
    users = django.apps.apps.get_model("accounts", "User").objects
    return users.filter(username__in=sample_people()).count() == len(sample_people())


def sample_people() -> list[str]:
    """The sign-ins of the sample register; their module can be read only after Django is set up."""
    return [username for username, *_ in importlib.import_module("focusgroup.sample").PEOPLE]


def load_sample() -> bool:
    """An empty database now holds the sample register; the answer is whether this one does."""
    if not django.apps.apps.get_model("accounts", "User").objects.exists():
        say("Loading the sample register")
        call_command("load_sample")
    return is_sample()


def compile_years(worker: Child) -> None:
    """The worker has compiled every year on record. Raises ProcessDiedError when it cannot."""
    say("Compiling the years")
    command = [sys.executable, "manage.py", "compile_statistics", "--all", "--queue", "--wait"]
    compiling = subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd=CHECKOUT, start_new_session=True)
    try:
        while compiling.poll() is None:
            time.sleep(0.1)
            worker.check()
    finally:
        if compiling.poll() is None:
            compiling.terminate()
            compiling.wait()
    if compiling.returncode:
        raise ProcessDiedError(f"the years could not be compiled: the lines above and {worker.log} say why")


def wait_for_site(web: Child, host: str, port: int) -> None:
    """The site takes connections. Raises ProcessDiedError when it does not within a minute."""
    nearby = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        web.check()
        with contextlib.suppress(OSError), socket.create_connection((nearby, port), timeout=1):
            return
        time.sleep(0.1)
    raise ProcessDiedError(f"the site does not answer: {web.log} says why")


def print_figures(*, has_sample: bool) -> None:
    """Print who may sign in to the sample register, and the figures of 2019."""
    if has_sample:
        say(f"Sign in as one of: {', '.join(sample_people())}; password: sample")
    figures = django.apps.apps.get_model("figures", "YearFigures").objects.latest_of(SHOWN_YEAR)
    if figures is None:
        say(f"The register is empty: no figures for {SHOWN_YEAR} yet.")
        return
    cases, jits = figures.document["cases"], figures.document["jits"]
    say(
        f"{SHOWN_YEAR}: {cases['supported']} investigations supported, {cases['new']} new, "
        f"{cases['ongoing']} ongoing from previous years, {jits['supported']} JITs supported"
    )


def say(text: str) -> None:
    """Print at once, also into a pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.chdir(Path(CHECKOUT))
    sys.exit(main(sys.argv[1:]))
