"""The owning desk decides who else sees a case."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Desk, User
from accounts.policy import require
from audit.services import record
from cases.choices import Extent
from cases.models import AccessGrant, AccessRefusal, Case
from cases.policy import ONLY_THE_OWNER, may_decide_access
from core.calendar import today
from core.errors import RuleBroken


@transaction.atomic
def grant_access(
    case: Case,
    *,
    actor: User,
    desk: Desk | None = None,
    user: User | None = None,
    extent: str = Extent.FULL,
    until_on: date | None = None,
    reason: str = "",
) -> AccessGrant:
    """Open a case to a desk or a person from today, until the end of `until_on` if given.

    A new grant replaces the one in force for the same desk or person. Raises NotAllowed for anyone but the owning
    desk, RuleBroken when neither or both are named, the owner itself is named, or the end lies in the past.
    """
    case = _lock(case, actor)
    _require_one_other(case, desk, user)
    if until_on and until_on < today():
        raise RuleBroken({"until_on": _("The last day lies in the past.")})
    case.grants.active().filter(desk=desk, user=user).update(revoked_at=timezone.now())
    grant = AccessGrant.objects.create(
        case=case,
        desk=desk,
        user=user,
        extent=extent,
        from_on=today(),
        until_on=until_on,
        reason=reason,
        decided_by=actor,
    )
    changes = {"for": [None, str(user or desk)], "extent": [None, extent], "until_on": [None, until_on]}
    record("case.access_granted", case, actor=actor, changes=changes, reason=reason)
    return grant


@transaction.atomic
def refuse_access(
    case: Case, *, actor: User, desk: Desk | None = None, user: User | None = None, reason: str = ""
) -> AccessRefusal:
    """Refuse a case to a desk or a person: it beats any grant.

    Raises NotAllowed for anyone but the owning desk, RuleBroken as `grant_access` does.
    """
    case = _lock(case, actor)
    _require_one_other(case, desk, user)
    refusal, _is_new = AccessRefusal.objects.update_or_create(
        case=case, desk=desk, user=user, defaults={"reason": reason, "decided_by": actor}
    )
    record(
        "case.access_refused", case, actor=actor, changes={"for": [None, str(user or desk)]}, reason=reason
    )
    return refusal


@transaction.atomic
def end_grant(grant: AccessGrant, *, actor: User, reason: str = "") -> None:
    """End a grant now. Raises NotAllowed for anyone but the owning desk."""
    case = _lock(grant.case, actor)
    grant = AccessGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.revoked_at is None:
        grant.revoked_at = timezone.now()
        grant.save(update_fields=["revoked_at"])
        record("case.access_ended", case, actor=actor, changes={"for": [str(grant), None]}, reason=reason)


@transaction.atomic
def lift_refusal(refusal: AccessRefusal, *, actor: User, reason: str = "") -> None:
    """Take a refusal back; grants in force count again. Raises NotAllowed for anyone but the owning desk."""
    case = _lock(refusal.case, actor)
    deleted, _rows = AccessRefusal.objects.filter(pk=refusal.pk).delete()
    if deleted:
        record("case.refusal_lifted", case, actor=actor, changes={"for": [str(refusal), None]}, reason=reason)


def _lock(case: Case, actor: User) -> Case:
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(may_decide_access(actor, case), ONLY_THE_OWNER)
    return case


def _require_one_other(case: Case, desk: Desk | None, user: User | None) -> None:
    if (desk is None) == (user is None):
        raise RuleBroken(_("Name either a desk or a person."))
    if desk and desk.pk == case.owning_state_id:
        raise RuleBroken({"desk": _("The owning desk always sees its case.")})
