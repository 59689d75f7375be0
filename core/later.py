"""Work that starts once the transaction has committed, and only then."""

from functools import partial

from celery import current_app
from django.db import transaction


def after_commit(task: str, *args) -> None:
    """Queue the Celery task with the dotted name `task` once the present transaction commits.

    `args` are primary keys and other plain JSON values. A test resolves every name used.
    """
    transaction.on_commit(partial(current_app.send_task, task, args=args))
