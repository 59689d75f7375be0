"""Which authorities take part in a case."""

from django.db import transaction

from accounts.models import Authority, User
from accounts.policy import require
from audit.services import record
from cases.models import Case, TakingPart
from cases.policy import ONLY_THE_OWNER, may_change


@transaction.atomic
def add_authority(case: Case, authority: Authority, *, actor: User) -> TakingPart:
    """Let an authority take part in a case, so that its prosecutors may see it. Raises NotAllowed but for the owner."""
    case = Case.objects.select_for_update().get(pk=case.pk)
    require(may_change(actor, case), ONLY_THE_OWNER)
    part, is_new = TakingPart.objects.get_or_create(case=case, authority=authority)
    if is_new:
        record("case.authority_added", case, actor=actor, changes={"authority": [None, str(authority)]})
    return part
