"""What waits for a person: one row of the home page."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.calendar import today

DAYS_OF_A_WEEK = 7


class Lane(models.TextChoices):
    """The columns of urgency."""

    OVERDUE = "overdue", _("Overdue")
    THIS_WEEK = "this_week", _("This week")
    LATER = "later", _("Later")


@dataclass(frozen=True)
class Task:
    """One sentence on what waits, the day it is about if there is one, and the one link to the act.

    `lane` is given where the day does not decide it: what has begun and is not late, or has no day.
    """

    on: date | None
    sentence: str
    url: str
    act: str
    lane: Lane | None = None

    @property
    def urgency(self) -> Lane:
        """The column it belongs to today."""
        if self.lane:
            return self.lane
        days = self.days
        return Lane.OVERDUE if days < 0 else Lane.THIS_WEEK if days <= DAYS_OF_A_WEEK else Lane.LATER

    @property
    def days(self) -> int:
        """Days from today, negative once past; 0 without a day."""
        return (self.on - today()).days if self.on else 0

    @property
    def days_past(self) -> int:
        """Days since it was due."""
        return -self.days
