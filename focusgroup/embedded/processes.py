"""The embedded servers as processes: whether one runs, and how it ends.

Run as a script, with the folder of the servers as its argument, it is the keeper of one user of the servers:
should that be killed, it ends them in its place. So this module needs nothing but the standard library.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

POSTGRES_NAMES = ("postgres", "postmaster")
VALKEY_NAMES = ("valkey-server", "redis-server")
RELEASING = 3  # seconds within which the lock of a killed process is gone
PATIENCE = 30  # seconds that a server gets to end by itself


def read_pid(path: Path) -> int | None:
    """The number in the first line of a pid file; None when there is no such file or no number in it."""
    try:
        return int(path.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None


def runs(pid: int | None, names: tuple[str, ...]) -> bool:
    """Whether this process lives and has one of these names; the number may be another's by now."""
    if not pid:
        return False
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)  # ours, and ended: let it go
    if Path("/proc/self/stat").exists():
        try:
            stat = Path(f"/proc/{pid}/stat").read_text()
        except OSError:
            return False
        name, state = stat[stat.index("(") + 1 : stat.rindex(")")], stat[stat.rindex(")") + 2]
    else:
        listing = subprocess.run(
            ["ps", "-o", "stat=,comm=", "-p", str(pid)], capture_output=True, text=True, check=False
        )
        state, _, name = listing.stdout.strip().partition(" ")
        name = Path(name.strip()).name
    return name in names and not state.startswith("Z")


def end(pid: int | None, names: tuple[str, ...], *, politely: signal.Signals, firmly: signal.Signals) -> None:
    """The server is gone: asked politely, after 30 seconds firmly, after 30 more by force."""
    for number in (politely, firmly, signal.SIGKILL):
        if not runs(pid, names):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        wait_for_end(pid, names)


def wait_for_end(pid: int | None, names: tuple[str, ...], patience: float = PATIENCE) -> bool:
    """Whether the process ends within so many seconds."""
    deadline = time.monotonic() + patience
    while runs(pid, names):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def stop_servers(var: Path) -> None:
    """End the servers whose data lies in `var`, PostgreSQL by its fast shutdown, and remove their sockets."""
    valkey, postgres = var / "valkey" / "valkey.pid", var / "postgres" / "postmaster.pid"
    end(read_pid(valkey), VALKEY_NAMES, politely=signal.SIGTERM, firmly=signal.SIGTERM)
    end(read_pid(postgres), POSTGRES_NAMES, politely=signal.SIGINT, firmly=signal.SIGQUIT)
    sockets = var / "sockets"
    shutil.rmtree(private_path(var), ignore_errors=True)
    if sockets.is_symlink():
        shutil.rmtree(sockets.readlink().parent, ignore_errors=True)
        sockets.unlink()
    else:
        shutil.rmtree(sockets, ignore_errors=True)


def private_path(var: Path) -> Path:
    """The folder under the temporary directory that belongs to `var` and to this user alone."""
    digest = hashlib.sha256(os.fsencode(var)).hexdigest()[:12]
    return Path(os.path.realpath(tempfile.gettempdir())) / f"focusgroup-{os.geteuid()}-{digest}"


@contextlib.contextmanager
def locked(path: Path, kind: int = fcntl.LOCK_EX) -> Iterator[int]:
    """Hold a lock file for the length of the block; yields its descriptor. With LOCK_NB: BlockingIOError."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind)
        yield descriptor
    finally:
        os.close(descriptor)


def stop_unless_used(var: Path) -> bool:
    """Whether nobody used the servers any more, and they were ended. The caller holds `services.lock`."""
    try:
        with locked(var / "users.lock", fcntl.LOCK_EX | fcntl.LOCK_NB):
            stop_servers(var)
            return True
    except BlockingIOError:
        return False


def keep(var: Path) -> None:
    """Wait until the process that started this one is gone, then see that servers nobody uses have ended."""
    sys.stdin.buffer.read()  # it ends when the other end of the pipe closes
    for _ in range(RELEASING * 20):
        with locked(var / "services.lock"):
            if stop_unless_used(var):
                return
        time.sleep(0.05)  # the killed one's lock goes a moment after its pipe, unless it is another user's


if __name__ == "__main__":
    with contextlib.suppress(FileNotFoundError):  # the folder was deleted
        keep(Path(sys.argv[1]))
