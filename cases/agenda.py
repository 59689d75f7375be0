"""What waits for a desk in its investigations: grants of access that end, and cases new in the register."""

from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import AccessGrant, Case
from core.agenda import Lane, Task
from core.calendar import today

GRANT_DAYS, NEW_DAYS, AT_MOST = 30, 14, 50


def tasks_for(user) -> list[Task]:
    """Ending grants for everyone; for desks also what is new in the register."""
    return [*_ending_grants(user), *(_new_cases(user) if user.is_desk else [])]


def _ending_grants(user):
    day = today()
    own_side = Q(user=user) | (Q(desk_id=user.country_id) if user.country_id else Q(pk__in=[]))
    given = Q(case__owning_state_id=user.country_id) if user.is_desk else Q(pk__in=[])
    grants = (
        AccessGrant.objects.visible_to(user)
        .active()
        .filter(own_side | given, until_on__lte=day + timedelta(days=GRANT_DAYS))
        .select_related("case__owning_state", "desk__country", "user")
        .order_by("until_on", "pk")
    )
    return [_grant_task(user, grant) for grant in grants[:AT_MOST]]


def _grant_task(user, grant) -> Task:
    case = grant.case
    if user.is_desk and case.owning_state_id == user.country_id:
        words = _("The access of %(who)s to %(case)s ends.") % {"who": grant.user or grant.desk, "case": case}
        return Task(
            grant.until_on, words, reverse("cases:access", args=[case.reference]), _("Review the access")
        )
    if grant.user_id:
        words = _("Your access to %(case)s ends; ask its owner, %(owner)s, if you still need it.")
    else:
        words = _("Your desk’s access to %(case)s ends; ask its owner, %(owner)s, if you still need it.")
    words %= {"case": case, "owner": case.owning_state}
    return Task(grant.until_on, words, case.get_absolute_url(), _("Open the case"))


def _new_cases(user):
    cases = (
        Case.objects.visible_to(user)
        .filter(owning_state_id=user.country_id, opened_on__gte=today() - timedelta(days=NEW_DAYS))
        .exclude(status="voided")
        .order_by("-opened_on", "-pk")
    )
    words = _("New in the register: %(case)s, %(title)s.")
    act = _("Open the case")
    return [
        Task(
            case.opened_on,
            words % {"case": case, "title": case.title},
            case.get_absolute_url(),
            act,
            Lane.THIS_WEEK,
        )
        for case in cases[:AT_MOST]
    ]


def changed_recently(user, limit: int) -> list[Case]:
    """The cases seen by `user` that changed last."""
    return list(Case.objects.visible_to(user).order_by("-updated_at", "-pk")[:limit])
