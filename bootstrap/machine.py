"""What this machine offers: a new enough Python, a free port, free space, one installation at a time."""

import contextlib
import errno
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

OLDEST = (3, 11)
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")
MEGABYTE = 10**6


class BootstrapError(Exception):
    """What went wrong and what to do, in one sentence."""


def need_python(script, argv):
    """Continue only on a new enough Python: this one, or one from PATH that takes over `script`.

    Raises BootstrapError, which says which Python was found.
    """
    if sys.version_info[:2] >= OLDEST:
        return
    for name in NAMES:
        for folder in os.environ.get("PATH", "").split(os.pathsep):
            candidate = Path(folder) / name
            if os.access(str(candidate), os.X_OK) and is_new_enough(candidate):
                sys.stdout.flush()
                os.execv(str(candidate), [str(candidate), str(script), *argv])
    found = ".".join(str(part) for part in sys.version_info[:3])
    raise BootstrapError(
        f"this needs Python 3.11 or newer, and what was found is Python {found} ({sys.executable}): "
        "install python3.11 or newer and start again"
    )


def need_unix():
    """Raise BootstrapError on a system without file locks and Unix sockets."""
    if fcntl is None:
        raise BootstrapError("this runs on Linux and macOS; on Windows use its Linux subsystem (WSL)")


def need_free_port(host, port):
    """Raise BootstrapError unless something could listen on this address now."""
    nowhere = BootstrapError(f"{host} is no address of this machine: give --host one, such as 127.0.0.1")
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise nowhere
    with socket.socket(family, kind) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except PermissionError:
            raise BootstrapError(
                f"port {port} needs rights that you do not have: choose one above 1023 with --port"
            )
        except OSError as error:
            if error.errno == errno.EADDRNOTAVAIL:
                raise nowhere
            raise BootstrapError(
                f"port {port} of {host} is taken: end what listens there, or choose another with --port"
            )


def need_space(folder, megabytes):
    """Raise BootstrapError unless the disk under `folder` has this many megabytes free."""
    free = shutil.disk_usage(str(folder)).free // MEGABYTE
    if free < megabytes:
        raise BootstrapError(
            f"the disk is full: {folder} has {free} MB free and needs {megabytes}; free some and start again"
        )


@contextlib.contextmanager
def one_at_a_time(path):
    """Hold the lock file for the length of the block; whoever comes second waits and is told."""
    with path.open("a") as file:
        os.set_inheritable(file.fileno(), True)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another start is setting up; waiting for it")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def base_python():
    """The Python that runs this, outside of any virtual environment."""
    return getattr(sys, "_base_executable", None) or sys.executable


def is_new_enough(python):
    """Whether this Python exists, runs, and is new enough; a version manager's shim may exist and not run."""
    program = f"import sys, venv; sys.exit(sys.version_info[:2] < {OLDEST})"
    return python.exists() and succeeds([str(python), "-c", program])


def succeeds(command, environment=None):
    """Whether the command can be run and ends with status 0 within 30 seconds."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.run(command, timeout=30, env=environment, **quiet).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def say(text, replace=False, end="\n"):
    """Print at once; on a terminal `replace` overwrites the present line."""
    if replace and sys.stdout.isatty():
        text = "\r\033[K" + text
    sys.stdout.write(text + end)
    sys.stdout.flush()
