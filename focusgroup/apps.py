"""The project as an app: management commands and deploy checks, no table."""

from django.apps import AppConfig


class FocusgroupConfig(AppConfig):
    name = "focusgroup"
