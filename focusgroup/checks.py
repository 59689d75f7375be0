"""What `check --deploy` holds against a server that is to go live."""

import os

from django.core.checks import Error


def configuration_is_given(app_configs, **kwargs):
    """A live server names its key, its services, and its hosts, and is reached by HTTPS alone."""
    needed = {
        "SECRET_KEY": "sessions would end with every process",
        "DATABASE_URL": "the embedded PostgreSQL is for trying out",
        "REDIS_URL": "the embedded Valkey is for trying out",
        "ALLOWED_HOSTS": "nobody could reach the site by its name",
        "HTTPS": "set it to true behind a proxy that speaks HTTPS",
    }
    return [
        Error(f"{name} is not set: {why}.", id=f"focusgroup.E{number:03}")
        for number, (name, why) in enumerate(needed.items(), 1)
        if not os.environ.get(name)
    ]
