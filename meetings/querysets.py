"""Who may see a meeting."""

from django.db.models import Q

from accounts.choices import DESK_ROLES, Role
from core.querysets import VisibleQuerySet
from meetings.choices import MeetingKind


class MeetingQuerySet(VisibleQuerySet):
    """Meetings follow their invitees and their cases."""

    def visibility(self, user) -> Q:
        """The desks of the invited States, everyone to whom one of its cases is open, and for the annual meeting every
        national of an invited State and the Focus Group secretariat; for JIT meetings the JITs secretariat.
        """
        annual = Q(kind=MeetingKind.ANNUAL_MEETING)
        if user.role == Role.SECRETARIAT:
            return annual
        if user.role == Role.JITS:
            return Q(kind=MeetingKind.JIT_MEETING)
        cases = self.model._meta.get_field("cases").related_model.objects.opened_to(user)
        links = self.model.cases.through.objects.filter(case__in=cases.values("pk"))
        by_case = Q(pk__in=links.values("meeting_id"))
        if not user.country_id:
            return by_case
        invited = Q(
            pk__in=self.model.states.through.objects.filter(country_id=user.country_id).values("meeting_id")
        )
        return by_case | (invited if user.role in DESK_ROLES else invited & annual)

    def ahead_of(self, day):
        """Planned meetings on `day` or later."""
        return self.filter(status="planned", held_on__gte=day)
