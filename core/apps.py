"""The ground app, and the staff panel in place of the framework's own."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class CoreConfig(AppConfig):
    name = "core"


class StaffPanelConfig(admin_apps.AdminConfig):
    """The admin app with the site that lets Eurojust staff in, by role."""

    default = False
    default_site = "core.admin.StaffSite"
