"""Who may see a team, and what hangs on it."""

from django.db.models import Q

from accounts.choices import DESK_ROLES, Role
from core.querysets import VisibleQuerySet


class TeamQuerySet(VisibleQuerySet):
    """Teams follow their parties and their cases."""

    def visibility(self, user) -> Q:
        """The desks of the parties, everyone to whom one of its cases is open, and the JITs secretariat."""
        if user.role == Role.JITS:
            return Q()
        cases = self.model._meta.get_field("cases").related_model.objects.opened_to(user)
        links = self.model.cases.through.objects.filter(case__in=cases.values("pk"))
        by_case = Q(pk__in=links.values("team_id"))
        if user.role in DESK_ROLES:
            parties = self.model._meta.get_field("parties").related_model.objects.filter(
                country_id=user.country_id
            )
            return by_case | Q(pk__in=parties.values("team_id"))
        return by_case

    def at_work_on(self, day):
        """Teams signed, neither closed nor expired on `day`."""
        return self.filter(
            Q(closed_on=None) | Q(closed_on__gt=day),
            Q(expires_on=None) | Q(expires_on__gte=day),
            signed_on__lte=day,
        )


class OfTeamQuerySet(VisibleQuerySet):
    """What hangs on a team is seen by those who see the team."""

    def visibility(self, user) -> Q:
        teams = self.model._meta.get_field("team").related_model.objects
        return Q(team__in=teams.visible_to(user).values("pk"))
