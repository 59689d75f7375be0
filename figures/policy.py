"""Who may act on figures."""

from django.utils.translation import gettext_lazy as _

from accounts.choices import Role

ONLY_STATISTICS = _("Only the statistics team may do this.")


def may_compile(user) -> bool:
    """The statistics team compiles; so do the clock and the command line, which are nobody."""
    return user is None or user.role == Role.STATISTICS


def may_publish(user) -> bool:
    """The statistics team publishes."""
    return user.role == Role.STATISTICS
