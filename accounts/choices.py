"""Closed lists of the accounts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here; one role each."""

    PROSECUTOR = "prosecutor", _("National prosecutor")
    DESK = "desk", _("National Desk")
    LIAISON = "liaison", _("Liaison prosecutor")
    JITS = "jits", _("JITs secretariat")
    SECRETARIAT = "secretariat", _("Focus Group secretariat")
    STATISTICS = "statistics", _("Statistics")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")


DESK_ROLES = {Role.DESK, Role.LIAISON}
NATIONAL_ROLES = DESK_ROLES | {Role.PROSECUTOR}
STAFF_ROLES = set(Role) - NATIONAL_ROLES


class Standing(models.TextChoices):
    """What a State is to Eurojust for a time; each of them gives it a desk that may own cases."""

    MEMBER_STATE = "member_state", _("Member State")
    TRANSITION = "transition", _("Former Member State in transition")
    LIAISON_PROSECUTOR = "liaison_prosecutor", _("Liaison prosecutor State")
