"""Who may see figures: aggregates without personal data."""

from django.db.models import Q

from accounts.choices import Role
from core.querysets import VisibleQuerySet


class YearFiguresQuerySet(VisibleQuerySet):
    """Versions of the figures of a year."""

    def visibility(self, user) -> Q:
        """Everyone who is signed in: aggregates carry no case."""
        return Q()

    def light(self):
        """Versions without the rows behind them, which may be millions."""
        return self.defer("new_cases", "ongoing_cases", "open_cases", "breach_cases")

    def latest_of_each_year(self):
        """The newest version of every year, years in order."""
        return self.light().order_by("year", "-version").distinct("year")

    def latest_of(self, year: int):
        """The newest version of `year`, or None."""
        return self.light().filter(year=year).order_by("-version").first()

    def published_of(self, year: int):
        """The newest published version of `year`, or None."""
        return self.light().filter(year=year, status="published").order_by("-version").first()


class CompilationRunQuerySet(VisibleQuerySet):
    """Compilations asked for."""

    def visibility(self, user) -> Q:
        """Those who compile."""
        return Q() if user.role == Role.STATISTICS else Q(pk__in=[])

    def unfinished(self):
        """Runs that are queued or under way."""
        return self.filter(state__in=["queued", "running"])
