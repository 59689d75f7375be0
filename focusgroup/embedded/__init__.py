"""PostgreSQL and Valkey for trying out and for tests, where no URL names them; never in production.

Each is decided on its own: the URL of the environment, the server of the locked wheel, one of the machine.
Data lies in `var/`, connections go through Unix sockets alone. Whoever uses the servers holds a shared lock
on `users.lock`; who leaves last ends them.
"""

import contextlib
import fcntl
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from focusgroup.embedded import places, postgres, processes, valkey
from focusgroup.embedded.errors import EmbeddedError

__all__ = ["CHECKOUT", "EmbeddedError", "Services", "are_given", "ensure_secret_key", "services"]

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Services:
    """The addresses of the database and of the broker and cache."""

    database_url: str
    redis_url: str


def are_given() -> bool:
    """Whether the environment names both services, so that nothing has to be started."""
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))


@contextlib.contextmanager
def services(var: Path = CHECKOUT / "var", *, durable: bool = True) -> Iterator[Services]:
    """Both services answer for the length of the block, and DATABASE_URL and REDIS_URL name them.

    What the environment does not name is served from the data in `var`, and ends with its last user. With
    `durable` false it is faster and may lose data. Raises EmbeddedError.
    """
    before = {name: os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL")}
    with contextlib.ExitStack() as stack:
        if are_given():
            found = Services(os.environ["DATABASE_URL"], os.environ["REDIS_URL"])
        else:
            found = stack.enter_context(used(make_folder(var), durable=durable))
        os.environ.update(DATABASE_URL=found.database_url, REDIS_URL=found.redis_url)
        try:
            yield found
        finally:
            for name, value in before.items():
                os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@contextlib.contextmanager
def used(var: Path, *, durable: bool) -> Iterator[Services]:
    """Start or adopt what is missing; afterwards end it, unless others use it. Raises EmbeddedError."""
    with contextlib.ExitStack() as stack:
        with processes.locked(var / "services.lock"):
            users = stack.enter_context(processes.locked(var / "users.lock", fcntl.LOCK_SH))
            stack.enter_context(kept(var))
            try:
                found = start(var, durable=durable)
            except BaseException:
                fcntl.flock(users, fcntl.LOCK_UN)
                processes.stop_unless_used(var)
                raise
        stack.callback(leave, var, users)
        yield found


def leave(var: Path, users: int) -> None:
    """Use the services no longer; who leaves last ends them."""
    with processes.locked(var / "services.lock"):
        fcntl.flock(users, fcntl.LOCK_UN)
        processes.stop_unless_used(var)


def start(var: Path, *, durable: bool) -> Services:
    """Start or adopt each service that the environment does not name. Raises EmbeddedError."""
    try:
        sockets = places.sockets_folder(var, places.postgres_account(var / "postgres"))
        return Services(
            os.environ.get("DATABASE_URL") or postgres.start(var, sockets, durable=durable),
            os.environ.get("REDIS_URL") or valkey.start(var, sockets, durable=durable),
        )
    except OSError as error:
        raise EmbeddedError(
            f"{var} cannot hold the services ({error}): mend that, or set DATABASE_URL and REDIS_URL"
        ) from error


@contextlib.contextmanager
def kept(var: Path) -> Iterator[None]:
    """For the length of the block a process stands by that ends the services should this one be killed."""
    keeper = subprocess.Popen(
        [sys.executable, "-I", "-S", processes.__file__, str(var)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        start_new_session=True,
    )
    with keeper:
        try:
            yield
        finally:
            keeper.kill()


def make_folder(var: Path) -> Path:
    """Make the folder for data, locks, and logs; return its absolute path. Raises EmbeddedError."""
    var = var.absolute()
    try:
        (var / "log").mkdir(parents=True, exist_ok=True)
        with processes.locked(var / "services.lock"):
            return var
    except OSError as error:
        raise EmbeddedError(
            f"{var} cannot be written to ({error.strerror}): give yourself write permission on it"
        ) from error


def ensure_secret_key(var: Path = CHECKOUT / "var") -> None:
    """SECRET_KEY is set: by the environment, else to a key that is made once and kept in `var/secret_key`.

    Raises EmbeddedError when it can be neither read nor written.
    """
    if os.environ.get("SECRET_KEY"):
        return
    path = make_folder(var) / "secret_key"
    try:
        with processes.locked(var / "services.lock"):
            if not path.exists() or not path.read_text().strip():
                path.touch(mode=0o600)
                path.write_text(secrets.token_urlsafe(50) + "\n")
            os.environ["SECRET_KEY"] = path.read_text().strip()
    except OSError as error:
        raise EmbeddedError(
            f"{path} cannot be used ({error.strerror}): delete it, or set SECRET_KEY"
        ) from error
