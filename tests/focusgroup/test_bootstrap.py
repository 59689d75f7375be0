"""The first steps on a fresh machine."""

import ast
import http.server
import os
import socket
import subprocess
import sys
import threading
from hashlib import sha256
from pathlib import Path

import pytest

import bootstrap
from bootstrap import installers, installing, machine

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def checkout(tmp_path):
    """A checkout with two locks, of which the tools' contains the runtime's."""
    (tmp_path / "requirements.txt").write_text("django==5.2 \\\n    --hash=sha256:aa\n")
    (tmp_path / "requirements-dev.txt").write_text("django==5.2 \\\n    --hash=sha256:aa\nruff==0.17\n")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return tmp_path


def start(command, *arguments, **environment):
    """Run a command of the checkout and return how it ended."""
    return subprocess.run(
        [sys.executable, CHECKOUT / command, *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
        timeout=30,
    )


@pytest.mark.parametrize("path", ["run", "test", *sorted(map(str, Path("bootstrap").glob("*.py")))])
def test_an_old_python_can_read_it_and_say_so(path):
    ast.parse((CHECKOUT / path).read_text(), feature_version=(3, 6))


def test_an_old_python_without_a_newer_one_is_told_in_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(
        machine.BootstrapError, match=r"needs Python 3\.11 or newer, and what was found is Python 3\.9\.18"
    ):
        machine.need_python(CHECKOUT / "run", [])


def test_a_newer_python_on_the_path_takes_over_past_a_broken_shim(monkeypatch, tmp_path):
    (tmp_path / "python3.14").write_text("#!/bin/sh\nexit 127\n")
    (tmp_path / "python3.12").symlink_to(sys.executable)
    (tmp_path / "python3.14").chmod(0o755)
    taken_over = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(os, "execv", lambda *arguments: taken_over.append(arguments))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(machine.BootstrapError):
        machine.need_python(Path("run"), ["--once"])
    python = str(tmp_path / "python3.12")
    assert taken_over[0] == (python, [python, "run", "--once"])


def test_a_taken_port_is_named_before_anything_is_set_up():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = str(listener.getsockname()[1])
        ended = start("run", "--port", port)
    assert ended.returncode == 1
    assert ended.stderr == (
        f"./run: port {port} of 127.0.0.1 is taken: end what listens there, or choose another with --port.\n"
    )


@pytest.mark.parametrize(
    "arguments", [["--port", "http"], ["--port", "65536"], ["--nonsense"], ["--sample", "--no-sample"]]
)
def test_wrong_usage_ends_with_status_2(arguments):
    assert start("run", *arguments).returncode == 2


def test_a_foreign_address_is_named():
    with pytest.raises(machine.BootstrapError, match="is no address of this machine"):
        machine.need_free_port("203.0.113.1", 8000)


def test_a_full_disk_is_named(tmp_path):
    with pytest.raises(machine.BootstrapError, match="the disk is full: .* and needs 1000000000"):
        machine.need_space(tmp_path, 10**9)


def test_nothing_is_installed_again_until_the_lock_changes(checkout):
    installing.write_stamp(checkout, "requirements.txt", {})
    assert installing.is_ready(checkout, "requirements.txt")
    assert not installing.is_ready(checkout, "requirements-dev.txt")
    (checkout / "requirements.txt").write_text("django==5.2.1\n")
    assert not installing.is_ready(checkout, "requirements.txt")


def test_the_tools_bring_the_runtime_with_them(checkout):
    installing.write_stamp(checkout, "requirements-dev.txt", {})
    assert installing.is_ready(checkout, "requirements.txt")


def test_tools_of_other_versions_do_not_count_as_the_runtime(checkout):
    (checkout / "requirements-dev.txt").write_text("django==5.1\nruff==0.17\n")
    installing.write_stamp(checkout, "requirements-dev.txt", {})
    assert not installing.is_ready(checkout, "requirements.txt")


def test_a_runtime_installed_after_the_tools_leaves_them_counted(checkout):
    installing.write_stamp(checkout, "requirements-dev.txt", {})
    installing.write_stamp(checkout, "requirements.txt", installing.read_stamp(checkout))
    assert installing.is_ready(checkout, "requirements-dev.txt")


def test_an_interrupted_installation_is_made_anew(checkout, monkeypatch):
    (checkout / ".venv" / "half-done").touch()
    (checkout / ".venv" / "leftover").touch()
    monkeypatch.setattr(installing, "uv_commands", lambda *_: [["true"]])
    installing.install(checkout, "requirements.txt")
    assert not (checkout / ".venv" / "leftover").exists()
    assert not (checkout / ".venv" / "half-done").exists()


def test_a_failed_installation_leaves_no_stamp_and_says_why(checkout, monkeypatch, capfd):
    installing.write_stamp(checkout, "requirements.txt", {})
    failing = [["sh", "-c", "echo Collecting noise; echo '[Errno 28] No space left on device'; exit 1"]]
    monkeypatch.setattr(installing, "uv_commands", lambda *_: [])
    monkeypatch.setattr(installing, "pip_commands", lambda *_: failing)
    with pytest.raises(machine.BootstrapError, match="the disk is full"):
        installing.install(checkout, "requirements.txt")
    assert installing.read_stamp(checkout) == {}
    assert capfd.readouterr().err == "  [Errno 28] No space left on device\n"


def test_pip_takes_over_where_uv_fails(checkout, monkeypatch):
    monkeypatch.setattr(installing, "uv_commands", lambda *_: [["false"]])
    monkeypatch.setattr(installing, "pip_commands", lambda *_: [["true"]])
    installing.install(checkout, "requirements.txt")
    assert installing.is_ready(checkout, "requirements.txt")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("NewConnectionError: Temporary failure in name resolution", "cannot be reached"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", "not the one that the lock names"),
        ("ERROR: No matching distribution found for x==1", "no build for this machine"),
        ("[Errno 13] Permission denied: '/x'", "cannot be written to"),
        ("something else", "the lines above say why"),
    ],
)
def test_what_an_installer_says_becomes_one_sentence(words, sentence):
    assert sentence in installing.meaning(words)


def test_settings_of_a_persons_pip_do_not_lead_elsewhere(monkeypatch, tmp_path):
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    assert "/elsewhere" not in installers.environment_for(tmp_path).values()


def test_the_indexes_are_those_that_the_machine_names(monkeypatch, tmp_path):
    (tmp_path / "pip.conf").write_text(
        "[global]\nindex-url = http://a/simple\nextra-index-url =\n  http://b\n  http://c\n"
    )
    monkeypatch.setattr(installers, "PIP_CONFIGURATIONS", ())
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    monkeypatch.setenv("PIP_INDEX_URL", "http://first")
    monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
    assert installers.named_indexes() == ["http://first", "http://a/simple", "http://b", "http://c"]


@pytest.fixture
def index(tmp_path, monkeypatch):
    """A package index that serves a file under the name of the pinned pip."""
    folder = tmp_path / "index" / "pip"
    folder.mkdir(parents=True)
    name = f"pip-{installers.PIP_VERSION}-py3-none-any.whl"
    (folder / name).write_bytes(b"a wheel")
    (folder / "index.html").write_text(f'<a href="{name}#sha256=aa">{name}</a>')

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(tmp_path / "index"))

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setattr(installers, "named_indexes", lambda: [f"http://127.0.0.1:{server.server_port}/"])
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.usefixtures("index")
def test_pip_is_fetched_when_the_machine_has_none(monkeypatch, tmp_path):
    monkeypatch.setattr(installers, "PIP_SHA256", sha256(b"a wheel").hexdigest())
    assert installers.fetched_pip(tmp_path).read_bytes() == b"a wheel"


@pytest.mark.usefixtures("index")
def test_a_pip_that_is_not_the_pinned_one_is_refused(tmp_path):
    with pytest.raises(machine.BootstrapError, match="install uv or the package python3-venv"):
        installers.fetched_pip(tmp_path)


def test_two_at_once_wait_for_each_other(tmp_path, capsys):
    entered = []

    def second():
        with machine.one_at_a_time(tmp_path / "lock"):
            entered.append("second")

    with machine.one_at_a_time(tmp_path / "lock"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.3)
        entered.append("first")
    thread.join()
    assert entered == ["first", "second"]
    assert "waiting for it" in capsys.readouterr().out


def test_a_foreseeable_fault_shows_no_traceback():
    with (
        pytest.raises(SystemExit, match=r"\./run: the disk is full: free about 1 GB and start again\."),
        bootstrap.one_sentence("./run"),
    ):
        raise OSError(28, "No space left on device")
