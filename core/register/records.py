"""Records of a CSV file (RFC 4180), each with the physical line where it begins."""

import csv
from collections.abc import Iterator
from difflib import get_close_matches

from core.register.faults import HEADER, ROW, Fault, quoted
from core.register.lines import Lines, RecordBroken

# Characters read twice at most, after records that break off: without a bound each line could make all others
# be read again.
_REREAD = 64 << 20


class Records:
    """Iterates over (line, cells, is_damaged) after the header; trimmed cells in the order of `columns`.

    Faults go to `on_fault`. With a fault in the header there are no records.
    """

    def __init__(self, file, columns: list[str], on_fault):
        self.columns = columns
        self.on_fault = on_fault
        self.lines = Lines(file, on_fault)
        self._csv = csv.reader(self.lines, strict=True)
        self._budget = _REREAD

    def __iter__(self) -> Iterator[tuple[int, list[str], bool]]:
        places = self._places()
        if places is None:
            return
        width = len(self.columns)
        for line, cells, is_damaged in self._raw():
            if len(cells) == width:
                yield line, [cells[place].strip() for place in places], is_damaged
            elif not is_damaged:
                counted = "1 cell" if len(cells) == 1 else f"{len(cells):,} cells"
                self.on_fault(
                    Fault(line, ROW, f"has {counted}; the header has {width}{_hint(len(cells), width)}")
                )

    def _raw(self):
        """Every record that is not blank."""
        while True:
            self.lines.begin_record()
            try:
                cells = next(self._csv)
            except StopIteration:
                return
            except RecordBroken as broken:
                self._break(broken.fault)
            except csv.Error as error:
                self._break(Fault(self.lines.first_line, ROW, _reason(str(error), self.lines.text)))
            else:
                if len(cells) > 1 or (cells and cells[0].strip()):
                    yield self.lines.first_line, cells, self.lines.is_damaged

    def _break(self, fault: Fault) -> None:
        self.on_fault(fault)
        if self._budget > 0:
            self._budget -= self.lines.retry_after_first()

    def _places(self) -> list[int] | None:
        """Where each column stands in the file; None when the header has a fault."""
        try:
            record = self._first()
        except RecordBroken as broken:
            self.on_fault(broken.fault)
            return None
        if record is None:
            self.on_fault(
                Fault(1, HEADER, f"is missing, the file is empty: begin with {','.join(self.columns)}")
            )
            return None
        line, cells, _ = record
        names = [name.strip() for name in cells]
        faults = list(_header_faults(line, names, self.columns))
        for fault in faults:
            self.on_fault(fault)
        return None if faults else [names.index(name) for name in self.columns]

    def _first(self):
        """The first record; None when there is none. Raises RecordBroken at the first fault."""
        on_fault, self.on_fault, self.lines.on_fault = self.on_fault, _refuse, _refuse
        try:
            return next(self._raw(), None)
        finally:
            self.on_fault = self.lines.on_fault = on_fault


def _refuse(fault: Fault):
    raise RecordBroken(fault)


def _header_faults(line: int, names: list[str], columns: list[str]):
    if len(names) == 1 and len(columns) > 1 and any(mark in names[0] for mark in ";\t|"):
        yield Fault(line, HEADER, "the columns are not separated by commas: save the file with commas")
        return
    for name in columns:
        if name not in names:
            yield Fault(line, name, f"the column is missing; the columns are {','.join(columns)}")
    seen = set()
    for place, name in enumerate(names, start=1):
        shown = name[:60] or HEADER
        if name in seen and name in columns:
            yield Fault(line, shown, "the column stands twice: keep one")
        elif name not in columns:
            close = get_close_matches(name[:60].lower(), columns, 1)
            hint = f"; did you mean {close[0]}?" if close else f"; the columns are {','.join(columns)}"
            what = f"there is no column {quoted(name)}" if name else f"column {place} has no name"
            yield Fault(line, shown, what + hint)
        seen.add(name)


def _hint(found: int, expected: int) -> str:
    if found > expected:
        return ": quote a cell that holds a comma"
    return ": end the row with one comma for each empty cell"


def _reason(error: str, text: str) -> str:
    """What `csv` found wrong, with what would be right."""
    if "expected after" in error:
        return 'a quote stands inside a quoted cell: write it twice ("") or close the cell with it'
    if "unexpected end" in error:
        return "a quote is opened and never closed"
    if "field limit" in error:
        return f"a cell is longer than {csv.field_size_limit():,} characters: is a quote never closed?"
    if "new-line" in error:
        return "a line ends with CR alone: end it with LF or CRLF, and quote a cell that holds a line break"
    return error
