"""Days and years. Dates are dates: no time of day takes part."""

from datetime import date

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 1990, 2100


def today() -> date:
    """The calendar day in The Hague."""
    return timezone.localdate()


def first_day(year: int) -> date:
    """1 January of `year`."""
    return date(year, 1, 1)


def last_day(year: int) -> date:
    """31 December of `year`."""
    return date(year, 12, 31)
