"""The two installers, uv and pip: how each is found, and the commands that make it install a lock."""

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import urllib.parse
import urllib.request
from pathlib import Path

from bootstrap.machine import MEGABYTE, BootstrapError, base_python, succeeds

PIP_VERSION = "26.3"
PIP_SHA256 = "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
PIP_CONFIGURATIONS = ("~/.config/pip/pip.conf", "~/.pip/pip.conf", "/etc/pip.conf", "/etc/xdg/pip/pip.conf")
# Settings of a person's pip or Python that would install elsewhere.
FOREIGN = (
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_PYTHON",
    "PIP_REQUIRE_VIRTUALENV",
    "PYTHONHOME",
    "PYTHONPATH",
)
PLAIN = {
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PYTHONUNBUFFERED": "1",
    "LC_MESSAGES": "C",
}
DOWNLOADS = 400  # megabytes
LOCKED = ["--require-hashes", "--only-binary", ":all:", "-r"]


def environment_for(venv):
    """The environment variables for an installer."""
    environment = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    environment.update(PLAIN)
    if shutil.disk_usage(tempfile.gettempdir()).free < DOWNLOADS * MEGABYTE:
        environment["TMPDIR"] = str(venv)
    return environment


def uv_commands(venv, lock, environment):
    """The commands that install `lock` with uv; none when uv is not here."""
    uv = shutil.which("uv", path=environment.get("PATH"))
    if not uv:
        return []
    python = venv / "bin" / "python"
    make = [uv, "venv", "--quiet", "--allow-existing", "--no-config", "--python", base_python(), str(venv)]
    install = [uv, "pip", "install", "--python", str(python), *LOCKED, str(lock)]
    return [install] if python.exists() else [make, install]


def pip_commands(venv, lock, environment):
    """The commands that install `lock` with the first pip that is found; none of them needs ensurepip.

    Raises BootstrapError when there is no pip and none can be fetched.
    """
    base, python = base_python(), venv / "bin" / "python"
    if succeeds([base, "-m", "pip", "--python", base, "--version"], environment):
        pip = [base, "-m", "pip", "--python", str(python)]
    else:
        pip = [str(python), str((shipped_pip() or fetched_pip(venv)) / "pip")]
    make = [base, "-m", "venv", "--without-pip", str(venv)]
    options = ["--no-input", "--no-compile", "--progress-bar", "off", "--retries", "2"]
    install = [*pip, "install", *options, *LOCKED, str(lock)]
    return [install] if python.exists() else [make, install]


def shipped_pip():
    """The path of the newest pip wheel that came with Python or with Debian; None without one."""
    beside_python = Path(contextlib.__file__).parent / "ensurepip" / "_bundled"
    for folder in (beside_python, Path("/usr/share/python-wheels")):
        wheels = sorted(folder.glob("pip-*.whl"))
        if wheels:
            return wheels[-1]
    return None


def fetched_pip(venv):
    """Fetch the pinned pip from a package index that this machine's configuration names; return its path.

    Raises BootstrapError when no index has it, or has another file under its name.
    """
    name = f"pip-{PIP_VERSION}-py3-none-any.whl"
    for index in named_indexes():
        page = index.rstrip("/") + "/pip/"
        with contextlib.suppress(OSError, ValueError):
            with urllib.request.urlopen(page, timeout=60) as answer:
                text = answer.read().decode("utf-8", "replace")
            links = re.findall(f'href="([^"#]*{re.escape(name)})', text)
            with urllib.request.urlopen(urllib.parse.urljoin(page, [*links, name][0]), timeout=60) as answer:
                content = answer.read()
            if hashlib.sha256(content).hexdigest() == PIP_SHA256:
                path = venv / name
                path.write_bytes(content)
                return path
    raise BootstrapError(
        "this Python comes without pip: install uv or the package python3-venv "
        "(Debian and Ubuntu: apt install python3-venv) and start again"
    )


def named_indexes():
    """The package indexes that the environment and pip's configuration files name."""
    found = os.environ.get("PIP_INDEX_URL", "").split() + os.environ.get("PIP_EXTRA_INDEX_URL", "").split()
    for name in (os.environ.get("PIP_CONFIG_FILE") or os.devnull, *PIP_CONFIGURATIONS):
        with contextlib.suppress(OSError):
            text = Path(name).expanduser().read_text(encoding="utf-8")
            for urls in re.findall(r"^(?:extra-)?index-url\s*[=:](.*(?:\n[ \t]+\S.*)*)", text, re.MULTILINE):
                found += urls.split()
    return found
