"""What happened on a case, and what is planned, as far as one may see it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.models import Case
from core.calendar import today


@dataclass(frozen=True)
class Event:
    """One line of a timeline: a day, what happened, and where to read more."""

    on: date
    title: str
    more: str = ""
    href: str = ""
    kind: str = ""

    @property
    def is_ahead(self) -> bool:
        return self.on > today()


def timeline(case: Case, teams, meetings) -> list[Event]:
    """Support periods with the given teams and meetings, the newest first."""
    events = [*_periods(case), *_teams(teams), *_meetings(meetings)]
    return sorted(events, key=lambda event: event.on, reverse=True)


def _periods(case: Case) -> Iterator[Event]:
    for place, period in enumerate(case.periods.all()):
        yield Event(period.opened_on, _("Reopened") if place else _("Opened"), kind="info")
        if period.closed_on:
            yield Event(period.closed_on, _("Closed"), more=period.get_closing_reason_display(), kind="info")


def _teams(teams) -> Iterator[Event]:
    words = {"signed_on": _("%s signed"), "expires_on": _("%s expires"), "closed_on": _("%s closed")}
    for team in teams:
        days = {name: getattr(team, name) for name in words}
        if team.closed_on:
            days.pop("expires_on")
        for name, on in days.items():
            if on:
                yield Event(on, words[name] % team.reference, more=team.name, href=team.get_absolute_url())


def _meetings(meetings) -> Iterator[Event]:
    for meeting in meetings:
        more = f"{meeting.get_format_display()}, {meeting.get_status_display().lower()}"
        href = meeting.get_absolute_url()
        yield Event(meeting.held_on, meeting.get_kind_display(), more=more, href=href)
