"""The project: it composes the apps and owns no table."""

from focusgroup.celery import app as celery_app

__all__ = ["celery_app"]
