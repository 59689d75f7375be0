"""Closed lists of the yearly figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The version of the counting rules; each stored document carries the one it was counted by.
DEFINITION = "2026-1"


class FiguresStatus(models.TextChoices):
    """Whether a version may still be followed by a better one, or was given out."""

    PROVISIONAL = "provisional", _("Provisional")
    PUBLISHED = "published", _("Published")


class RunState(models.TextChoices):
    """How far a compilation is."""

    QUEUED = "queued", _("Queued")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


RUN_TRANSITIONS = {
    RunState.QUEUED: {RunState.RUNNING, RunState.FAILED},
    RunState.RUNNING: {
        RunState.RUNNING,
        RunState.DONE,
        RunState.FAILED,
    },  # running again after a worker's death
    RunState.DONE: set(),
    RunState.FAILED: set(),
}
