"""Closed lists of joint investigation teams."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SupportKind(models.TextChoices):
    """The kind of support a team receives; either makes it count as supported."""

    FINANCIAL = "financial", pgettext_lazy("support", "Financial")
    OPERATIONAL = "operational", pgettext_lazy("support", "Operational")


class TeamStage(models.TextChoices):
    """Where a team stands on a day, as its dates tell."""

    PROPOSED = "proposed", _("Proposed")
    OPERATIONAL = "operational", _("Operational")
    EXPIRED = "expired", _("Expired")
    CLOSED = "closed", _("Closed")
