"""What waits in the teams one sees: those that expire, and those that expired without being closed."""

from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from core.agenda import Task
from core.calendar import today
from jits.models import Team

EXPIRY_DAYS, AT_MOST = 60, 50


def tasks_for(user) -> list[Task]:
    """One row a team, by day of expiry."""
    teams = (
        Team.objects.visible_to(user)
        .filter(Q(closed_on=None) | Q(closed_on__gt=today()), signed_on__isnull=False)
        .filter(expires_on__lte=today() + timedelta(days=EXPIRY_DAYS))
        .order_by("expires_on", "pk")
    )
    return [_task(team) for team in teams[:AT_MOST]]


def _task(team: Team) -> Task:
    if team.expires_on < today():
        words = _("%(team)s expired and is not closed: close it, or record its extension.")
    else:
        words = _("%(team)s expires: every party signs the extension before, or the team ends.")
    return Task(team.expires_on, words % {"team": team}, team.get_absolute_url(), _("Open the team"))


def changed_recently(user, limit: int) -> list[Team]:
    """The teams seen by `user` that changed last."""
    return list(Team.objects.visible_to(user).order_by("-updated_at", "-pk")[:limit])
