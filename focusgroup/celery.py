"""The Celery application; its settings live in Django's, under the prefix CELERY_."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "focusgroup.settings")

app = Celery("focusgroup")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
