"""Who may see figures: aggregates without personal data."""

from django.db.models import Q

from accounts.choices import Role
from core.querysets import VisibleQuerySet


class YearFiguresQuerySet(VisibleQuerySet):
    """Versions of the figures of a year."""

    def visibility(self, user) -> Q:
        """Everyone who is signed in: aggregates carry no case."""
        return Q()

    def latest_of_each_year(self):
        """The newest version of every year, years in order."""
        return self.order_by("year", "-version").distinct("year")

    def latest_of(self, year: int):
        """The newest version of `year`, or None."""
        return self.filter(year=year).order_by("-version").first()


class CompilationRunQuerySet(VisibleQuerySet):
    """Compilations asked for."""

    def visibility(self, user) -> Q:
        """Those who compile."""
        return Q() if user.role == Role.STATISTICS else Q(pk__in=[])

    def unfinished(self):
        """Runs that are queued or under way."""
        return self.filter(state__in=["queued", "running"])
