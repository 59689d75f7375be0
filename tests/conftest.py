"""What all tests share: a real PostgreSQL and a real Redis, a database and a Redis number for each process."""

import os
import re

import pytest
from django.conf import settings
from django.core.cache import cache

from tests import factories


def pytest_configure(config):
    """Give each process of a parallel run its own Redis database (number 1 and up)."""
    number = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "gw0"))) + 1
    url = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/0")
    url = (
        re.sub(r"db=\d+", f"db={number}", url)
        if url.startswith("unix:")
        else re.sub(r"(/\d*)?$", f"/{number}", url, count=1)
    )
    broker = url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
    settings.REDIS_URL = url
    settings.CACHES["default"]["LOCATION"] = url
    settings.CELERY_BROKER_URL = broker
    settings.STATIC_ROOT = settings.BASE_DIR / "static"  # whitenoise wants a directory; tests collect nothing
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _empty_cache():
    """Nothing cached by one test is seen by the next."""
    cache.clear()


@pytest.fixture
def desk_it(db):
    """The Italian desk."""
    return factories.user("desk-it", role="desk", country="IT")


@pytest.fixture
def desk_de(db):
    """The German desk."""
    return factories.user("desk-de", role="desk", country="DE")


@pytest.fixture
def statistics(db):
    """Somebody of the statistics team."""
    return factories.user("statistics", role="statistics")
