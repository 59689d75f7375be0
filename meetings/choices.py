"""Closed lists of meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetingKind(models.TextChoices):
    """The four kinds of meetings."""

    COORDINATION_MEETING = "coordination_meeting", _("Coordination meeting")
    COORDINATION_CENTRE = "coordination_centre", _("Coordination centre")
    JIT_MEETING = "jit_meeting", _("JIT meeting")
    ANNUAL_MEETING = "annual_meeting", _("Annual meeting of the Focus Group")


class MeetingFormat(models.TextChoices):
    """How people meet."""

    IN_PERSON = "in_person", _("In person")
    VIDEO = "video", _("Video")
    HYBRID = "hybrid", _("Hybrid")


class MeetingStatus(models.TextChoices):
    """Whether a meeting is ahead, took place, or was called off."""

    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


TRANSITIONS = {
    MeetingStatus.PLANNED: {MeetingStatus.HELD, MeetingStatus.CANCELLED},
    MeetingStatus.HELD: set(),
    MeetingStatus.CANCELLED: {MeetingStatus.PLANNED},
}
