"""Databases and workers of their own, for tests in which several processes take part."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection, connections


def wait_until(condition, *, seconds=60, every=0.1):
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


@pytest.fixture
def live_database(django_db_setup, django_db_blocker):
    """A database of its own, cloned from the migrated one, whose commits other processes see."""
    facts = connection.settings_dict
    template, name = facts["NAME"], f"{facts['NAME']}_live"
    with django_db_blocker.unblock():
        connections.close_all()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
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
        [sys.executable, "-m", "celery", "-A", "focusgroup", "worker", "--concurrency", "1", "--loglevel", "WARNING",
         "--without-gossip", "--without-mingle", "--without-heartbeat"],
        env=environment(**more), cwd=settings.BASE_DIR, start_new_session=True,
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
