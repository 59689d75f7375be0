"""The meetings ahead."""

from datetime import timedelta

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from accounts.codes import eu_code
from cases.models import Case
from core.agenda import Task
from core.calendar import today
from meetings.models import Meeting

DAYS_AHEAD, AT_MOST, STATES_NAMED = 30, 50, 6


def tasks_for(user) -> list[Task]:
    """One row a meeting of the next 30 days."""
    last = today() + timedelta(days=DAYS_AHEAD)
    return [_task(meeting) for meeting in _ahead(user).filter(held_on__lte=last)[:AT_MOST]]


def next_meeting(user) -> Meeting | None:
    """The first meeting ahead that `user` may see, with the cases they may see."""
    return _ahead(user).first()


def _ahead(user):
    seen = Prefetch("cases", Case.objects.visible_to(user).order_by("reference"))
    ahead = Meeting.objects.visible_to(user).ahead_of(today()).prefetch_related(seen, "states")
    return ahead.order_by("held_on", "pk")


def _task(meeting: Meeting) -> Task:
    words = {"kind": meeting.get_kind_display(), "format": meeting.get_format_display().lower()}
    words["cases"] = ", ".join(case.reference for case in meeting.cases.all())
    states = [eu_code(code) for code in meeting.invited_states]
    words["states"] = ", ".join(states)
    if words["cases"]:
        sentence = _("%(kind)s on %(cases)s, %(format)s.")
    elif 0 < len(states) <= STATES_NAMED:
        sentence = _("%(kind)s with %(states)s, %(format)s.")
    else:
        sentence = _("%(kind)s, %(format)s.")
    return Task(meeting.held_on, sentence % words, meeting.get_absolute_url(), _("Open the meeting"))
