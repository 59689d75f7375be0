"""Sealing in the background."""

from celery import shared_task
from django.db import OperationalError

from audit import services


@shared_task(autoretry_for=(OperationalError,), retry_backoff=True, max_retries=5)
def seal_events() -> None:
    """Seal what was added to the audit log since the last seal."""
    services.seal_events()
