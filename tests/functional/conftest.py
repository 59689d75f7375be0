"""Databases and workers of their own, for tests in which several processes take part."""

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from io import StringIO
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from core.calendar import today
from figures.services.charts import draw_charts
from figures.services.compiling import compile_year

# Playwright runs an event loop in this thread; the database is used between its calls, never within one.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def wait_until(condition, *, seconds=120, every=0.1):
    """What `condition` returns once that is true; fails after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(every)
    pytest.fail(f"waited {seconds} seconds in vain for {condition.__name__}")


def database_url() -> str:
    """The address of the present test database, for other processes."""
    facts = connection.settings_dict
    user = quote(facts["USER"] or "", safe="")
    password = f":{quote(facts['PASSWORD'], safe='')}" if facts["PASSWORD"] else ""
    port = f":{facts['PORT']}" if facts["PORT"] else ""
    return f"postgres://{user}{password}@{quote(facts['HOST'] or '', safe='')}{port}/{facts['NAME']}"


@contextmanager
def cloned_database():
    """Work on a database of its own, cloned from the migrated one, whose commits other processes see."""
    facts = connection.settings_dict
    template, name = facts["NAME"], f"{facts['NAME']}_live"
    # pytest-django makes a test database only when some chosen test is marked django_db.
    if not template.startswith("test_"):
        pytest.fail("no test database: choose at least one test with the mark django_db besides, or all")
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        # A template must have no other session; an earlier test's thread may have left one.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [template]
        )
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    facts["NAME"] = name
    redis.Redis.from_url(settings.REDIS_URL).flushdb()
    try:
        yield name
    finally:
        connections.close_all()
        facts["NAME"] = template
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        connections.close_all()


@pytest.fixture
def live_database(django_db_setup, django_db_blocker):
    """An empty database for one test."""
    with django_db_blocker.unblock(), cloned_database() as name:
        yield name


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """The address of a running site with the sample register, its years compiled, for the walks of one module."""
    with django_db_blocker.unblock(), cloned_database():
        call_command("load_sample", stdout=StringIO())
        for year in range(2018, today().year + 1):
            compile_year(year)
        draw_charts()
        server = LiveServer("127.0.0.1")
        try:
            yield server.url
        finally:
            server.stop()


def chromium() -> str | None:
    """Where a Chromium is: as CHROMIUM says, or on the path."""
    return (
        os.environ.get("CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


@pytest.fixture(scope="module")
def browser():
    """A real Chromium; without one the walks are left out, except in CI, where that is a failure."""
    path = chromium()
    if path is None:
        missing = "no Chromium: install it (Debian: chromium) or name it in CHROMIUM"
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    flags = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=flags)
        yield running
        running.close()


def environment(**more) -> dict[str, str]:
    """The environment in which another process works on the present test database."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "SECRET_KEY": "for-tests-only-" * 4,
        "DJANGO_SETTINGS_MODULE": "focusgroup.settings",
        **more,
    }


@contextmanager
def worker(**more):
    """A real Celery worker; killed with all its children at the end, whatever it is doing."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "focusgroup",
            "worker",
            "--concurrency",
            "1",
            "--loglevel",
            "WARNING",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ],
        env=environment(**more),
        cwd=settings.BASE_DIR,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process) -> None:
    """Kill -9 a process and its children."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()
