"""The environment in `.venv/`: it holds what a lock names, and a stamp in it says which lock that was."""

import contextlib
import hashlib
import json
import re
import shutil
import subprocess
import sys
import threading
import time

from bootstrap.installers import environment_for, pip_commands, uv_commands
from bootstrap.machine import BootstrapError, is_new_enough, need_space, need_unix, one_at_a_time, say
from bootstrap.progress import Progress

RUNTIME = "requirements.txt"
TOOLS = "requirements-dev.txt"  # names all of RUNTIME too
# Megabytes: the environment, its downloads, and the data of the embedded services.
SPACE_FIRST = {RUNTIME: 650, TOOLS: 1100}
SPACE_LATER = 150
# What an installer's last words mean; the first that matches is told.
MEANINGS = (
    (r"No space left on device|os error 28\b", "the disk is full: free about 1 GB and start again"),
    (
        r"SSLError|CERTIFICATE_VERIFY_FAILED|invalid peer certificate",
        "the certificate of the package index is not trusted: set PIP_CERT to the file of your authority",
    ),
    (
        r"NewConnectionError|name resolution|Network is unreachable|ConnectTimeout|ReadTimeout|"
        r"Connection refused|ProxyError|Connection reset|timed out|dns error|error sending request|"
        r"tcp connect error",
        "the package index cannot be reached: connect this machine to the network, "
        "or name a mirror in PIP_INDEX_URL, and start again",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hash mismatch",
        "a downloaded package is not the one that the lock names: check the package index and start again",
    ),
    (
        r"No matching distribution|not a supported wheel|no usable wheels|has no wheels",
        "a package has no build for this machine and Python, or the package index lacks it: "
        "use CPython 3.11 to 3.13 on 64-bit Linux (glibc) or macOS, with a complete index",
    ),
    (
        r"Permission denied|Read-only file system",
        "the checkout cannot be written to: give yourself write permission on it and start again",
    ),
)
NOISE = (
    r"\s*(Collecting|Processing|Downloading|Using cached|Ignoring|Looking in|Requirement already)"
    r"|WARNING: (Location|Retrying)|\[notice"
)


def prepare(checkout, lock):
    """Make `.venv/` hold what `lock` names, unless it already does, and return its Python.

    Raises BootstrapError.
    """
    need_unix()
    python = checkout / ".venv" / "bin" / "python"
    if is_ready(checkout, lock):
        return python
    (checkout / "var").mkdir(exist_ok=True)
    with one_at_a_time(checkout / "var" / "setup.lock"):
        if not is_ready(checkout, lock):
            need_space(checkout, SPACE_LATER if is_new_enough(python) else SPACE_FIRST[lock])
            install(checkout, lock)
    return python


def is_ready(checkout, lock):
    """Whether `.venv/` works and holds what `lock` names today."""
    python = checkout / ".venv" / "bin" / "python"
    return read_stamp(checkout).get(lock) == digest(checkout, lock) and is_new_enough(python)


def install(checkout, lock):
    """Install `lock`, with uv or else with pip. What an interrupted installation left behind is made anew.

    Raises BootstrapError.
    """
    venv = checkout / ".venv"
    before, half_done = read_stamp(checkout), venv / "half-done"
    if half_done.exists() or not is_new_enough(venv / "bin" / "python"):
        say("Making the environment .venv")
        before = {}
        remove(venv)
        venv.mkdir()
    half_done.touch()
    with contextlib.suppress(OSError):
        stamp_path(checkout).unlink()
    environment = environment_for(venv)
    failure = ""
    for commands_of in (uv_commands, pip_commands):
        commands = commands_of(venv, checkout / lock, environment)
        if commands:
            failure = run_all(commands, venv, len(pins(checkout, lock)), environment)
            if not failure:
                write_stamp(checkout, lock, before)
                half_done.unlink()
                return
    raise BootstrapError("the packages could not be installed: " + meaning(failure))


def run_all(commands, venv, total, environment):
    """Run the commands under a line of progress; the answer is empty, or what the one that failed printed."""
    for command in commands:
        try:
            child = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=environment,
                close_fds=False,  # should this process be killed, the installer keeps the lock
            )
        except OSError as error:
            return str(error)
        lines = []
        reader = threading.Thread(target=collect, args=(child.stdout, lines))
        reader.daemon = True
        reader.start()
        try:
            with Progress(venv, total, lines) as progress:
                while child.poll() is None:
                    time.sleep(0.05)
                    progress.show()
                if child.returncode == 0 and command is commands[-1]:
                    progress.finish()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()
        reader.join(5)
        child.stdout.close()
        if child.returncode:
            useful = [line for line in lines if not re.match(NOISE, line)]
            sys.stderr.write("".join(f"  {line[:300]}\n" for line in useful[-6:]))
            return "\n".join(lines) or f"status {child.returncode}"
    return ""


def collect(stream, lines):
    """Append each line of a child's output to `lines` as it comes."""
    for raw in stream:
        line = raw.decode("utf-8", "replace").rstrip()
        if line:
            lines.append(line)


def meaning(output):
    """The sentence for what an installer printed or a system call refused."""
    for pattern, sentence in MEANINGS:
        if re.search(pattern, output):
            return sentence
    return "the lines above say why; mend that and start again"


def stamp_path(checkout):
    """The file that maps the name of an installed lock to its SHA-256."""
    return checkout / ".venv" / "installed.json"


def read_stamp(checkout):
    """What the stamp says; nothing when there is none."""
    try:
        return json.loads(stamp_path(checkout).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def write_stamp(checkout, lock, before):
    """Record that `lock` is installed, and the other one where that follows: TOOLS contains RUNTIME."""
    stamp = {lock: digest(checkout, lock)}
    other = TOOLS if lock == RUNTIME else RUNTIME
    contained = pins(checkout, RUNTIME) <= pins(checkout, TOOLS)
    if contained and (other == RUNTIME or before.get(other) == digest(checkout, other)):
        stamp[other] = digest(checkout, other)
    path = stamp_path(checkout)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(stamp), encoding="utf-8")
    new.rename(path)


def digest(checkout, lock):
    """The SHA-256 of a lock file."""
    return hashlib.sha256((checkout / lock).read_bytes()).hexdigest()


def pins(checkout, lock):
    """The `name==version` of each package of a lock."""
    text = (checkout / lock).read_text(encoding="utf-8")
    return set(re.findall(r"^([A-Za-z0-9._-]+==[^\s;\\]+)", text, re.MULTILINE))


def remove(folder):
    """Delete a folder, or the file or link that stands in its place."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
