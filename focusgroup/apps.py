"""The project as an app: management commands and deploy checks, no table."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from focusgroup.checks import configuration_is_given


class FocusgroupConfig(AppConfig):
    name = "focusgroup"

    def ready(self):
        register(configuration_is_given, Tags.security, deploy=True)
