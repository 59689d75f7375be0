"""The figures of years as tables: which rows there are, in which order, under which words."""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.choices import Offence, Route
from core.wording import grouped
from figures.models import YearFigures
from figures.published import PUBLISHED, Published, published_by_cell

FIRST_COMPARED_YEAR = 2018

_IN_GROUP = _("{group}: {words}")

MEASURES = [
    (
        _("Investigations"),
        [
            ("cases.supported", _("Supported")),
            ("cases.new", _("New")),
            ("cases.ongoing", _("Ongoing from previous years")),
            ("cases.closed", pgettext_lazy("a count", "Closed")),
            ("cases.reopened", pgettext_lazy("a count", "Reopened")),
            ("cases.open_at_year_end", _("Open at year end")),
            ("cases.bilateral", pgettext_lazy("a count", "Bilateral")),
            ("cases.multilateral", pgettext_lazy("a count", "Multilateral")),
        ],
    ),
    (
        _("Joint investigation teams"),
        [
            ("jits.supported", _("Supported")),
            ("jits.new", _("New")),
            ("jits.ongoing", _("Ongoing from previous years")),
            ("jits.financial", _("With financial support")),
            ("jits.operational", _("With operational support")),
            ("jits.both", _("With both")),
        ],
    ),
    (
        _("Meetings held"),
        [
            ("meetings.coordination_meeting", _("Coordination meetings")),
            ("meetings.coordination_centre", _("Coordination centres")),
            ("meetings.jit_meeting", _("JIT meetings")),
            ("meetings.annual_meeting", _("Annual meetings of the Focus Group")),
        ],
    ),
]
WORDS = {
    cell: format_lazy(_IN_GROUP, group=group, words=words) for group, rows in MEASURES for cell, words in rows
}


def number(figures: YearFigures, cell: str) -> int:
    """The figure at a path such as `cases.new`; a missing one counts 0."""
    tree = figures.counts
    for step in cell.split("."):
        tree = tree.get(step, 0) if isinstance(tree, dict) else 0
    return tree


NOTHING = {"supported": 0, "new": 0, "ongoing": 0, "jits": 0}


def by_state(figures: YearFigures) -> list[tuple[str, dict, dict]]:
    """(ISO code, figures as owner, figures as participant) of every State, the largest first."""
    owners, participants = (
        figures.counts.get(name, {}) for name in ("by_owning_state", "by_participating_state")
    )
    rows = [
        (code, owners.get(code, NOTHING), participants.get(code, NOTHING))
        for code in {*owners, *participants}
    ]
    return sorted(rows, key=lambda row: (-row[1]["supported"], -row[2]["supported"], -row[2]["jits"], row[0]))


def by_code(figures: YearFigures, table: str, choices) -> list[tuple[str, int]]:
    """(words, figure) of a table by offence or route, the largest first."""
    labels = dict(choices)
    rows = sorted(figures.counts.get(table, {}).items(), key=lambda row: (-row[1], row[0]))
    return [(labels.get(code, code), count) for code, count in rows]


def by_offence(figures: YearFigures) -> list[tuple[str, int]]:
    """The table by offence."""
    return by_code(figures, "by_offence", Offence.choices)


def by_route(figures: YearFigures) -> list[tuple[str, int]]:
    """The table by route."""
    return by_code(figures, "by_route", Route.choices)


def groups(figures: YearFigures, of: tuple[str, ...]) -> list[tuple[str, list]]:
    """(heading, rows of words and figure) for the named groups of measures of one year."""
    return [
        (heading, [(words, number(figures, cell)) for cell, words in rows])
        for heading, rows in MEASURES
        if rows[0][0].split(".")[0] in of
    ]


@dataclass(frozen=True)
class Compared:
    """One measure over the years: ours, and what others published of it, None where there is nothing."""

    words: str
    ours: list[int | None]
    theirs: list[Published | None]

    @property
    def is_published(self) -> bool:
        return any(self.theirs)


def side_by_side(by_year: dict[int, YearFigures], years: list[int]) -> list[tuple[str, list[Compared]]]:
    """Every measure over `years`, in groups."""
    published = published_by_cell()

    def compared(cell, words):
        ours = [number(by_year[year], cell) if year in by_year else None for year in years]
        return Compared(words, ours, [published.get((year, cell)) for year in years])

    return [(heading, [compared(cell, words) for cell, words in rows]) for heading, rows in MEASURES]


def cell_words(cell: str) -> str:
    """A cell of the difference between two versions in words; cells by State or code keep their code."""
    if cell in WORDS:
        return WORDS[cell]
    table, _dot, rest = cell.partition(".")
    return _IN_GROUP.format(group=TABLES.get(table, table), words=rest.replace(".", ", "))


TABLES = {
    "by_owning_state": _("By owning State"),
    "by_participating_state": _("By participating State"),
    "by_offence": _("By offence"),
    "by_route": _("By route"),
}


def sources(years: list[int]) -> list[tuple[str, Published]]:
    """What others published on `years`, with the measure in words, for the list under the tables."""
    found = [each for each in PUBLISHED if each.year in years]
    return [(WORDS[each.measure], each) for each in sorted(found, key=lambda each: (each.year, each.measure))]


def finding(by_year: dict[int, YearFigures], running_year: int) -> str:
    """What the bars say in one sentence, over the full years that can be compared."""
    full = sorted(year for year in by_year if FIRST_COMPARED_YEAR <= year < running_year)
    if len(full) < 2:
        return gettext("Investigations supported, by year")
    counts = {year: number(by_year[year], "cases.supported") for year in full}
    peak = max(full, key=counts.get)
    years = {"first": full[0], "last": full[-1], "peak": peak}
    facts = {name: str(year) for name, year in years.items()}
    facts |= {
        "from": grouped(counts[full[0]]),
        "to": grouped(counts[full[-1]]),
        "most": grouped(counts[peak]),
    }
    if peak not in (full[0], full[-1]):
        words = gettext(
            "Supported investigations went from %(from)s in %(first)s to a peak of %(most)s in %(peak)s, "
            "and %(to)s in %(last)s"
        )
    elif counts[full[-1]] > counts[full[0]]:
        words = gettext("Supported investigations rose from %(from)s in %(first)s to %(to)s in %(last)s")
    else:
        words = gettext("Supported investigations went from %(from)s in %(first)s to %(to)s in %(last)s")
    return words % facts


def chart_in_words(by_year: dict[int, YearFigures]) -> str:
    """The bars one by one, for those who do not see them."""
    words = gettext("%(year)s: %(supported)s, of which %(new)s new")
    bars = [{**figures.counts["cases"], "year": str(year)} for year, figures in by_year.items()]
    return gettext("Stacked bars of ongoing and new investigations. %s.") % "; ".join(
        words % bar for bar in bars
    )
