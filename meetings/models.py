"""Meetings: of a case, of a team, and of the Focus Group."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from cases.models import Case
from core.models import Versioned
from meetings.choices import MeetingFormat, MeetingKind, MeetingStatus
from meetings.querysets import MeetingQuerySet


class Meeting(Versioned):
    """One meeting on one day; it counts for its year once held."""

    kind = models.CharField(_("kind"), max_length=30, choices=MeetingKind.choices)
    held_on = models.DateField(_("date"))
    format = models.CharField(_("format"), max_length=12, choices=MeetingFormat.choices)
    status = models.CharField(
        _("status"), max_length=12, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    cases = models.ManyToManyField(
        Case, related_name="meetings", verbose_name=_("investigations"), blank=True
    )
    states = models.ManyToManyField(
        Country, related_name="meetings", verbose_name=_("invited States"), blank=True
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_on", "-pk"]
        indexes = [
            models.Index(fields=["held_on", "id"], name="meetings_by_day"),
            models.Index(fields=["updated_at", "id"], name="meetings_by_change"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.held_on}"

    def get_absolute_url(self):
        return reverse("meetings:detail", args=[self.pk])

    @property
    def invited_states(self) -> list[str]:
        """ISO codes of the invited States, in order."""
        return sorted(country.pk for country in self.states.all())
