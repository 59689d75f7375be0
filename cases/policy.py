"""Who may act on a case they see."""

from django.utils.translation import gettext_lazy as _

from cases.models import Case

ONLY_THE_OWNER = _("Only the desk that owns the case may do this.")


def may_decide_access(user, case) -> bool:
    """The desk that owns the case decides who sees it (Regulation (EU) 2018/1727, Article 24)."""
    return user.is_desk and user.country_id == case.owning_state_id


def may_change(user, case) -> bool:
    """The desk that owns the case keeps its record."""
    return user.is_desk and user.country_id == case.owning_state_id


def may_see_everything(user, case) -> bool:
    """Whether more than the header is open: the owner's side, and those with a full grant."""
    return Case.objects.opened_to(user).filter(pk=case.pk).exists()
