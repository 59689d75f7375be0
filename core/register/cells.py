"""Kinds of cells: how a text becomes a value, and how PostgreSQL's COPY takes it.

A value is a `str` (a day keeps its ISO spelling) or a tuple of them. Empty cells have the value of their
kind's `empty`; a faulty cell has None, which is staged as null.
"""

import re
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from core.calendar import FIRST_YEAR, LAST_YEAR
from core.register.faults import CellFault, quoted

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SPECIAL = re.compile(r"[\\\n\r\t]")
_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_SHOWN = 10


class Cell:
    """A kind of cell; `sql` is the type of its staging column."""

    sql = "text"
    empty: str | tuple = ""

    def __init__(self, *, required: bool = False):
        self.required = required

    def parse(self, text: str):
        """The value of a cell that is not empty. Raises CellFault."""
        raise NotImplementedError

    def copied(self, value) -> str:
        """`value` as COPY takes it."""
        return value


class Text(Cell):
    """Any text up to `longest` characters."""

    def __init__(self, longest: int, **options):
        super().__init__(**options)
        self.longest = longest

    def parse(self, text):
        if len(text) > self.longest:
            raise CellFault(f"is {len(text):,} characters long; at most {self.longest} are kept")
        control = _CONTROL.search(text)
        if control:
            raise CellFault(f"holds the control character U+{ord(control[0]):04X}: remove it")
        return text

    def copied(self, value):
        return escaped(value)


class Day(Cell):
    """A calendar day; open where empty, staged as `infinity`."""

    sql = "date"

    def parse(self, text):
        return parse_day(text)

    def copied(self, value):
        return value or "infinity"


class Choice(Cell):
    """One code of a closed list; `noun` names what it is a code of, with its article."""

    def __init__(self, noun: str, codes, **options):
        super().__init__(**options)
        self.parse = lru_cache(maxsize=1024)(CodeReader(noun, codes))

    def parse(self, text):
        raise NotImplementedError  # each one has its own, with a memory


class Several(Cell):
    """Texts joined by semicolons, without doubles; `read` gives what is kept of each, or raises CellFault."""

    sql = "text[]"
    empty = ()

    def __init__(self, read, *, fewest: int = 0, **options):
        super().__init__(**options)
        self.read = read
        self.fewest = fewest
        self._short = lru_cache(maxsize=4096)(self._parse)
        self._copied_short = lru_cache(maxsize=4096)(_array)

    def parse(self, text):
        return self._short(text) if len(text) < 60 else self._parse(text)

    def copied(self, value):
        return self._copied_short(value) if len(value) < 6 else _array(value)

    def _parse(self, text):
        values, faults = {}, []
        for piece in text.split(";"):
            piece = piece.strip()
            try:
                value = self._piece(piece, values)
            except CellFault as fault:
                faults += fault.messages
            else:
                values[value] = piece
        if not faults and len(values) < self.fewest:
            faults.append(f"names {len(values)}; at least {self.fewest} are needed, joined by semicolons")
        if len(faults) > _SHOWN:
            faults[_SHOWN:] = [f"has {len(faults) - _SHOWN:,} more entries that are wrong"]
        if faults:
            raise CellFault(*faults)
        return tuple(values)

    def _piece(self, piece, values):
        if not piece:
            raise CellFault("has an empty entry: put one semicolon between two entries and none at the ends")
        value = self.read(piece)
        if value in values:
            other = values[value]
            alike = "" if other == piece else f", as {quoted(other)}"
            raise CellFault(f"names {quoted(piece)} twice{alike}: keep one")
        return value


class CodeReader:
    """Turns a text into a code of a closed list, with a suggestion where it is none."""

    def __init__(self, noun: str, codes):
        self.noun = noun
        self.codes = list(codes)
        self.known = frozenset(self.codes)
        self._by_lower = {code.lower(): code for code in self.codes}
        self._suggestion = lru_cache(maxsize=1024)(self._suggest)

    def __call__(self, text: str) -> str:
        if text in self.known:
            return text
        raise CellFault(
            f"{quoted(text)} is not {self.noun}{self._suggestion(text)}; allowed: {', '.join(self.codes)}"
        )

    def _suggest(self, text: str) -> str:
        near = text.lower().replace(" ", "_").replace("-", "_")
        code = self._by_lower.get(near)
        if code is None and len(text) <= 60:
            close = get_close_matches(near, self._by_lower, 1, cutoff=0.7)
            code = self._by_lower[close[0]] if close else None
        return f"; did you mean {code}?" if code else ""


@lru_cache(maxsize=16384)
def parse_day(text: str) -> str:
    """`text` when it is a day that exists, written as YYYY-MM-DD. Raises CellFault."""
    if not _DAY.fullmatch(text):
        raise CellFault(f"{quoted(text)} is no day: write YYYY-MM-DD, such as 2019-05-31")
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CellFault(
            f"{quoted(text)} is no day of the calendar: write one that exists as YYYY-MM-DD"
        ) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CellFault(f"{quoted(text)} lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return text


def escaped(text: str) -> str:
    """`text` with what COPY reads as a mark escaped."""
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], text) if _SPECIAL.search(text) else text


def _array(values: tuple) -> str:
    quoted_values = ('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values)
    return escaped("{" + ",".join(quoted_values) + "}")
