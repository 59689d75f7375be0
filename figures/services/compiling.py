"""Counting a year and keeping the result as a version."""

import hashlib
import json

from django.db import connection, transaction
from django.db.models import Min
from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.policy import require
from audit.services import record
from cases.models import SupportPeriod
from core.calendar import FIRST_YEAR, LAST_YEAR, today
from core.errors import RuleBroken
from figures.choices import DEFINITION, FiguresStatus
from figures.counting import BREACH_ROWS, NEW_ROWS, ONGOING_ROWS, OPEN_ROWS, YearCount, count_year
from figures.models import YearFigures
from figures.policy import ONLY_STATISTICS, may_compile, may_publish
from jits.models import TeamSupport
from meetings.models import Meeting

# First key of the advisory locks; the second is the year.
_LOCK = 0xF16


@transaction.atomic
def compile_year(year: int, *, actor=None) -> YearFigures:
    """Count `year` and keep the result: the newest version when nothing changed, else a further one.

    One compilation of a year at a time: a second one waits. Raises RuleBroken for a year outside the calendar,
    NotAllowed for people who do not compile.
    """
    require(may_compile(actor), ONLY_STATISTICS)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        words = _("%(year)s is no year that figures are kept for: name one from %(first)s to %(last)s.")
        raise RuleBroken(words % {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR})
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, year])
    as_of = timezone.now()
    count = count_year(year)
    before = YearFigures.objects.latest_of(year)
    digest = digest_of(year, count)
    if before and before.digest == digest:
        return before
    return _keep_version(year, count, digest, before, as_of, actor)


def digest_of(year: int, count: YearCount) -> str:
    """`sha256:` over year, definition, figures, and the fingerprint of the rows, as canonical JSON.

    The same register gives the same digest in every database and at every time.
    """
    content = {"year": year, "definition": DEFINITION, **count.counts, "rows": count.fingerprint}
    text = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def _keep_version(year, count, digest, before, as_of, actor) -> YearFigures:
    reconciliation, published = reconcile(year, count)
    breach = RawSQL(BREACH_ROWS, [published.pk]) if published and not reconciliation["holds"] else []
    figures = YearFigures.objects.create(
        year=year,
        version=before.version + 1 if before else 1,
        as_of=as_of,
        digest=digest,
        counts=count.counts,
        reconciliation=reconciliation,
        difference=difference(before.counts, count.counts) if before else [],
        new_cases=RawSQL(NEW_ROWS, []),
        ongoing_cases=RawSQL(ONGOING_ROWS, []),
        open_cases=RawSQL(OPEN_ROWS, []),
        breach_cases=breach,
    )
    record("figures.compiled", figures, actor=actor, changes={"digest": [before and before.digest, digest]})
    return YearFigures.objects.light().get(pk=figures.pk)


def reconcile(year: int, count: YearCount) -> tuple[dict, YearFigures | None]:
    """Whether ongoing(Y) = open at year end(Y-1) + reopened(Y), and the published version it was held against.

    A published Y-1 counts as published; otherwise the register of today is asked.
    """
    published = YearFigures.objects.published_of(year - 1)
    open_before = published.counts["cases"]["open_at_year_end"] if published else count.open_before
    cases = count.counts["cases"]
    off_by = cases["ongoing"] - (open_before + cases["reopened"])
    return {"previous_year": year - 1, "holds": off_by == 0, "difference": off_by}, published


def difference(old: dict, new: dict) -> list[dict]:
    """The cells that differ, as `{"cell": "by_route.CMR", "old": 3, "new": 4}`; a missing cell counts 0."""
    was, now = dict(_cells(old)), dict(_cells(new))
    return [
        {"cell": cell, "old": was.get(cell, 0), "new": now.get(cell, 0)}
        for cell in sorted(was | now)
        if was.get(cell, 0) != now.get(cell, 0)
    ]


def _cells(tree: dict, path: str = ""):
    """Each number of a nested document with its path."""
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _cells(value, f"{path}{key}.")
        else:
            yield f"{path}{key}", value


def years_on_record() -> list[int]:
    """Every year from the first that the register says something about to the running one; empty without data."""
    first_days = [
        SupportPeriod.objects.aggregate(day=Min("opened_on"))["day"],
        TeamSupport.objects.aggregate(day=Min("from_on"))["day"],
        Meeting.objects.aggregate(day=Min("held_on"))["day"],
    ]
    first = min((day.year for day in first_days if day), default=None)
    if first is None:
        return []
    return list(range(max(first, FIRST_YEAR), max(first, today().year) + 1))


@transaction.atomic
def publish_figures(figures: YearFigures, *, actor) -> YearFigures:
    """Publish a version; from then on the database refuses to change it.

    Raises NotAllowed for anyone but the statistics team, RuleBroken when a newer version exists or it is published.
    """
    require(may_publish(actor), ONLY_STATISTICS)
    figures = YearFigures.objects.light().select_for_update().get(pk=figures.pk)
    if figures.status == FiguresStatus.PUBLISHED:
        raise RuleBroken(_("This version is published already."))
    if YearFigures.objects.filter(year=figures.year, version__gt=figures.version).exists():
        raise RuleBroken(_("There is a newer version of this year: publish that one."))
    figures.status = FiguresStatus.PUBLISHED
    figures.save(update_fields=["status"])
    record("figures.published", figures, actor=actor, changes={"status": ["provisional", "published"]})
    return figures
