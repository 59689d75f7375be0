"""Where the embedded servers live: the folder of their sockets, and the user that PostgreSQL runs as."""

import contextlib
import os
import pwd
import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from focusgroup.embedded.errors import EmbeddedError
from focusgroup.embedded.processes import private_path

LONGEST_SOCKET = 103  # bytes; macOS allows 103, Linux 107
LONGEST_NAME = len("/.s.PGSQL.5432")


@dataclass(frozen=True)
class Account:
    """A user of this machine by numbers; with `drops` processes are handed over to it by root."""

    uid: int
    gid: int
    drops: bool

    def popen(self) -> dict:
        """The arguments by which subprocess starts a process as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.drops else {}

    def own(self, path: Path) -> None:
        """Make the user own the path."""
        if self.drops:
            os.chown(path, self.uid, self.gid)


def postgres_account(data: Path) -> Account:
    """Who PostgreSQL, which refuses root, runs as: this user; from root the owner of the data, or nobody."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), drops=False)
    with contextlib.suppress(FileNotFoundError):
        found = data.stat()
        if found.st_uid != 0:
            return Account(found.st_uid, found.st_gid, drops=True)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        return Account(65534, 65534, drops=True)
    return Account(nobody.pw_uid, nobody.pw_gid, drops=True)


def sockets_folder(var: Path, account: Account) -> Path:
    """Make the private folder of the sockets and return its path.

    It is `var/sockets`, or where that path is too long, has characters that a URL would escape, or lies on a
    disk without sockets, a folder under the temporary directory, with `var/sockets` pointing to it.
    Raises EmbeddedError.
    """
    inside = var / "sockets"
    if inside.is_symlink():
        pointed_at = inside.readlink()
        with contextlib.suppress(OSError):
            if pointed_at.parent.lstat().st_uid == os.geteuid() and pointed_at.is_dir():
                return pointed_at
        inside.unlink()
    elif fits(inside):
        inside.mkdir(mode=0o700, exist_ok=True)
        if takes_sockets(inside):
            account.own(inside)
            return inside
        inside.rmdir()
    folder = private_folder(var) / "sockets"
    if not fits(folder):
        raise EmbeddedError(
            f"{folder} is too long a path for a socket: set TMPDIR to a shorter one, such as /tmp"
        )
    folder.mkdir(mode=0o700, exist_ok=True)
    account.own(folder)
    inside.symlink_to(folder)
    return folder


def private_folder(var: Path) -> Path:
    """Make `private_path(var)` and return it.

    Raises EmbeddedError when another user stands in its place.
    """
    folder = private_path(var)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    found = folder.lstat()
    if folder.is_symlink() or not folder.is_dir() or found.st_uid != os.geteuid():
        raise EmbeddedError(
            f"{folder} belongs to somebody else: delete it, or set TMPDIR to another directory"
        )
    folder.chmod(
        0o711 if os.geteuid() == 0 else 0o700
    )  # the user that root hands PostgreSQL to must pass through
    return folder


def fits(folder: Path) -> bool:
    """Whether a socket in this folder has a path that sockets and URLs take as it is."""
    return len(os.fsencode(folder)) + LONGEST_NAME <= LONGEST_SOCKET and bool(
        re.fullmatch(r"[A-Za-z0-9_./-]+", str(folder))
    )


def takes_sockets(folder: Path) -> bool:
    """Whether the disk under this folder can hold a socket; some shared and network disks cannot."""
    path = folder / "try.sock"
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            path.unlink(missing_ok=True)
            listener.bind(str(path))
        path.unlink()
    except OSError:
        return False
    return True


@contextlib.contextmanager
def reachable(path: Path, account: Account) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A name under which a process of the account reaches the folder, and the descriptors it must inherit.

    Root may have the checkout where nobody else may enter (`/root`, `mktemp -d`); an inherited descriptor
    passes by the parents. The descriptors close with the block.
    """
    if not account.drops or not Path("/proc/self/fd").is_dir():
        yield str(path), ()
        return
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{descriptor}", (descriptor,)
    finally:
        os.close(descriptor)
