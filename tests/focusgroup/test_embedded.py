"""The embedded services, started for real on data of their own."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from focusgroup.embedded import EmbeddedError, ensure_secret_key, places, postgres, processes, services

CHECKOUT = Path(__file__).resolve().parent.parent.parent
USE = """
import sys, time
from pathlib import Path
from focusgroup.embedded import services
with services(Path(sys.argv[1]), durable=False):
    print("up", flush=True)
    time.sleep(60)
"""
pytestmark = pytest.mark.xdist_group("embedded")


@pytest.fixture(autouse=True)
def _no_urls(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """A folder with data that the tests share, for making it takes a second."""
    return tmp_path_factory.mktemp("var")


@contextlib.contextmanager
def another_user(var):
    """Another process that uses the services, until the end of the block kills it and so ends them."""
    with subprocess.Popen(
        [sys.executable, "-c", USE, var], stdout=subprocess.PIPE, text=True, cwd=CHECKOUT
    ) as user:
        assert user.stdout.readline() == "up\n"
        yield user
        user.kill()
    wait_until_down(var)


def ask(url, question="SELECT 1"):
    """The first value of the answer of the database."""
    with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def server_pids(var):
    """The two processes on this data."""
    return [
        processes.read_pid(var / "postgres" / "postmaster.pid"),
        processes.read_pid(var / "valkey" / "valkey.pid"),
    ]


def are_up(var):
    """Whether any of the two servers runs."""
    names = processes.POSTGRES_NAMES + processes.VALKEY_NAMES
    return any(processes.runs(pid, names) for pid in server_pids(var))


def wait_until_down(var):
    """Both servers end within ten seconds."""
    deadline = time.monotonic() + 10
    while are_up(var):
        assert time.monotonic() < deadline, "the servers still run"
        time.sleep(0.05)


def test_both_answer_and_leave_nothing_behind(var):
    with services(var, durable=False) as found:
        assert ask(found.database_url, "SELECT lower('ÄÉ') || current_database()") == "äéfocusgroup"
        with contextlib.closing(redis.Redis.from_url(found.redis_url)) as client:
            assert client.ping()
        assert os.environ["DATABASE_URL"] == found.database_url
        assert os.environ["REDIS_URL"] == found.redis_url
        pids = server_pids(var)
    assert "DATABASE_URL" not in os.environ
    assert not any(processes.runs(pid, processes.POSTGRES_NAMES + processes.VALKEY_NAMES) for pid in pids)
    assert not (var / "sockets").exists()
    assert not processes.private_path(var).exists()


def test_no_port_is_opened(var):
    with services(var, durable=False) as found:
        assert ask(found.database_url, "SHOW listen_addresses") == ""
        with contextlib.closing(redis.Redis.from_url(found.redis_url)) as client:
            assert client.config_get("port") == {"port": "0"}


def test_what_is_kept_survives_a_power_cut(var):
    with services(var) as found:
        assert ask(found.database_url, "SHOW fsync") == "on"
        with contextlib.closing(redis.Redis.from_url(found.redis_url)) as client:
            assert client.config_get("appendonly") == {"appendonly": "yes"}


def test_a_second_user_shares_the_servers_and_the_last_one_ends_them(var):
    with another_user(var):
        pids = server_pids(var)
        with services(var, durable=False) as found:
            assert server_pids(var) == pids
            assert ask(found.database_url) == 1
        assert are_up(var)
    assert not are_up(var)


def test_a_killed_user_leaves_no_server_behind(var):
    with another_user(var) as user:
        pids = server_pids(var)
        user.kill()
    wait_until_down(var)
    assert not any(processes.runs(pid, processes.POSTGRES_NAMES + processes.VALKEY_NAMES) for pid in pids)


def test_killed_servers_are_recovered(var):
    with another_user(var):
        for pid in server_pids(var):
            os.kill(pid, signal.SIGKILL)
        with services(var, durable=False) as found:
            assert ask(found.database_url) == 1


def test_a_stale_pid_file_does_not_stop_it(var):
    with services(var, durable=False):
        pass
    (var / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{var}\n1\n5432\n\n\n\nready\n")
    (var / "valkey" / "valkey.pid").write_text(f"{os.getpid()}\n")
    with services(var, durable=False) as found:
        assert ask(found.database_url) == 1


def test_an_interrupted_initdb_does_not_stop_it(tmp_path):
    (tmp_path / "postgres.new").mkdir()
    (tmp_path / "postgres.new" / "PG_VERSION").write_text("18\n")
    (tmp_path / "postgres").mkdir()
    with services(tmp_path, durable=False) as found:
        assert ask(found.database_url) == 1


@pytest.mark.parametrize("name", ["x" * 110, "with space", "100%", "ümlaut"])
def test_a_path_that_no_socket_takes_moves_the_sockets(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    sockets = places.sockets_folder(folder, places.Account(os.geteuid(), os.getegid(), drops=False))
    try:
        assert places.fits(sockets)
        assert places.sockets_folder(folder, places.Account(0, 0, drops=False)) == sockets
    finally:
        processes.stop_servers(folder)
    assert not processes.private_path(folder).exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands PostgreSQL over to another user")
def test_root_serves_from_where_nobody_else_may_enter(tmp_path):
    tmp_path.chmod(0o700)
    with services(tmp_path / "var", durable=False) as found:
        assert ask(found.database_url) == 1
        assert (tmp_path / "var" / "postgres").stat().st_uid != 0
        owner = Path(f"/proc/{server_pids(tmp_path / 'var')[0]}").stat().st_uid
        assert owner == (tmp_path / "var" / "postgres").stat().st_uid


def test_a_named_service_is_not_started(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/database")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with services(var, durable=False) as found:
        assert (found.database_url, found.redis_url) == (
            "postgres://elsewhere/database",
            "redis://elsewhere/0",
        )
        assert not are_up(var)


def test_each_service_is_decided_on_its_own(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/database")
    with services(var, durable=False) as found:
        assert found.database_url == "postgres://elsewhere/database"
        assert found.redis_url.startswith("unix://")


def test_without_any_server_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(postgres, "major", lambda _path: 0)
    with (
        pytest.raises(EmbeddedError, match="install the package postgresql, or set DATABASE_URL"),
        services(tmp_path),
    ):
        pass
    assert not are_up(tmp_path)


def test_data_of_another_version_is_named(tmp_path):
    (tmp_path / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedError, match="needs PostgreSQL 16: install postgresql-16"):
        postgres.find_programs(tmp_path)


def test_a_folder_that_is_a_file_is_told_in_one_sentence(tmp_path):
    (tmp_path / "var").write_text("")
    with pytest.raises(EmbeddedError, match="cannot be written to"), services(tmp_path / "var"):
        pass


def test_the_key_is_made_once_and_private(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "")
    ensure_secret_key(tmp_path)
    first = os.environ["SECRET_KEY"]
    monkeypatch.setenv("SECRET_KEY", "")
    ensure_secret_key(tmp_path)
    assert os.environ["SECRET_KEY"] == first
    assert re.fullmatch(r"[\w-]{60,}", first)
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600
