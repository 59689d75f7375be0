"""Who may see accounts."""

from django.db.models import Q

from accounts.choices import Role
from core.querysets import ReferenceQuerySet, VisibleQuerySet


def _in_force(day, prefix: str = "") -> Q:
    """The condition that a standing holds on `day`; both its ends are included, an empty one is open."""
    begun = Q(**{f"{prefix}from_on": None}) | Q(**{f"{prefix}from_on__lte": day})
    return begun & (Q(**{f"{prefix}until_on": None}) | Q(**{f"{prefix}until_on__gte": day}))


class CountryQuerySet(ReferenceQuerySet):
    """Countries; what each was is asked for a day."""

    def with_desk_on(self, day):
        """Countries that had a National Desk or a liaison prosecutor on `day`."""
        return self.filter(_in_force(day, "standings__"), standings__isnull=False)


class StandingQuerySet(ReferenceQuerySet):
    """Standings of countries with their validity."""

    def on(self, day):
        """The standings in force on `day`."""
        return self.filter(_in_force(day))


class UserQuerySet(VisibleQuerySet):
    """People with an account."""

    def visibility(self, user) -> Q:
        """Administrators and auditors see every account, everyone else their own."""
        if user.role in {Role.ADMINISTRATOR, Role.AUDITOR}:
            return Q()
        return Q(pk=user.pk)
