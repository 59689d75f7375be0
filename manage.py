#!/usr/bin/env python3
"""Django's commands; starts the embedded services for those that need them, and ends what it started."""

import contextlib
import os
import signal
import sys

try:
    from django.core.management import execute_from_command_line

    from focusgroup.embedded import EmbeddedError, are_given, ensure_secret_key, services
except ImportError as error:
    sys.exit(
        f"manage.py: {error.name} is not installed for {sys.executable}: "
        "run ./run first, then use .venv/bin/python manage.py."
    )

WITHOUT_SERVICES = {
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "spectacular",
    "startapp",
    "version",
}


def needs_services(arguments: list[str]) -> bool:
    """Whether the command talks to the database or the broker."""
    if not arguments or arguments[0].startswith("-") or {"-h", "--help"} & set(arguments):
        return False
    if arguments[0] == "check":
        return "--database" in arguments
    return arguments[0] not in WITHOUT_SERVICES


def end_in_order(number: int, _frame: object) -> None:
    """Turn a signal into an exit that leaves the services as it should."""
    sys.exit(128 + number)


def main() -> None:
    """Run one command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "focusgroup.settings")
    with contextlib.ExitStack() as stack:
        if needs_services(sys.argv[1:]) and not are_given():
            signal.signal(signal.SIGTERM, end_in_order)
            try:
                ensure_secret_key()
                stack.enter_context(services())
            except EmbeddedError as error:
                sys.exit(f"manage.py: {error}.")
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
