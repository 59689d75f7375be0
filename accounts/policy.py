"""Who may act on accounts and reference data."""

from django.utils.translation import gettext_lazy as _

from accounts.choices import Role
from core.errors import NotAllowed


def require(is_allowed: bool, refusal) -> None:
    """Raise NotAllowed with `refusal` unless `is_allowed`."""
    if not is_allowed:
        raise NotAllowed(refusal)


ONLY_ADMINISTRATORS = _("Only an administrator may change accounts and reference data.")


def may_manage_accounts(user) -> bool:
    """Administrators manage accounts, countries, and authorities."""
    return user.role == Role.ADMINISTRATOR
