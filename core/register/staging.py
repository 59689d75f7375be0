"""Temporary tables that hold the rows of a register file and its faults while it is checked."""

from collections.abc import Iterator
from io import StringIO

from django.db import connection

from core.register.cells import Cell, escaped
from core.register.faults import Fault

_CHUNK = 1 << 20  # characters held back before they go to the database
_FETCHED = 2000


class _Copy:
    """Rows on their way into one table."""

    def __init__(self, cursor, table: str, columns: list[str]):
        self.cursor = cursor
        self.command = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        self.rows = 0
        self._lines: list[str] = []
        self._size = 0

    def add(self, cells: list[str]) -> None:
        text = "\t".join(cells) + "\n"
        self._lines.append(text)
        self._size += len(text)
        self.rows += 1
        if self._size > _CHUNK:
            self.flush()

    def flush(self) -> None:
        if self._lines:
            self.cursor.copy_expert(self.command, StringIO("".join(self._lines)))
            self._lines.clear()
            self._size = 0


class Staging:
    """Table `register_row` with a column for each of `cells` beside `line`, and table `register_fault`.

    Both live as long as the transaction. `execute` runs SQL over them.
    """

    def __init__(self, cursor, cells: dict[str, Cell]):
        self.cursor = cursor
        self.cells = cells
        self._places = {name: place for place, name in enumerate(cells, start=1)}
        self._made = ["register_fault", "register_row"]
        typed = ", ".join(f"{name} {cell.sql}" for name, cell in cells.items())
        self._create("register_row", f"(line bigint, {typed})")
        self._create("register_fault", "(line bigint, place smallint, name text, message text)")
        self._rows = _Copy(cursor, "register_row", ["line", *cells])
        self._faults = _Copy(cursor, "register_fault", ["line", "place", "name", "message"])
        self._copied = [cell.copied for cell in cells.values()]

    @property
    def rows(self) -> int:
        """How many rows were added."""
        return self._rows.rows

    def add(self, line: int, values: list) -> None:
        """Stage the row that begins on `line`; None stands for a faulty cell."""
        copied = [str(line)]
        for copy, value in zip(self._copied, values, strict=True):
            copied.append("\\N" if value is None else copy(value))
        self._rows.add(copied)

    def fault(self, fault: Fault) -> None:
        """Stage a fault."""
        place = self._places.get(fault.column, 0)
        self._faults.add([str(fault.line), str(place), escaped(fault.column), escaped(fault.message)])

    def flush(self) -> None:
        """Send what is held back, and tell the planner how much there is."""
        self._rows.flush()
        self._faults.flush()
        self.cursor.execute("ANALYZE register_row")

    def execute(self, sql: str, params: dict | None = None) -> int:
        """Run `sql`; how many rows it touched."""
        self.cursor.execute(sql, params)
        return self.cursor.rowcount

    def keep(self, table: str, query: str, params: dict | None = None) -> None:
        """Make the temporary table `table` from `query`."""
        self._made.insert(0, table)
        self.cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        self.cursor.execute(f"CREATE TEMPORARY TABLE {table} ON COMMIT DROP AS {query}", params)
        self.cursor.execute(f"ANALYZE {table}")

    def blame(self, column: str, query: str, params: dict | None = None) -> None:
        """Stage a fault of `column` for each (line, message) of `query`."""
        place = self._places.get(column, 0)
        self.cursor.execute(
            f"INSERT INTO register_fault (line, place, name, message)"
            f" SELECT found.line, {place}, '{column}', found.message FROM ({query}) AS found (line, message)",
            params,
        )

    def count(self, table: str) -> int:
        """How many rows `table` has."""
        self.cursor.execute(f"SELECT count(*) FROM {table}")
        return self.cursor.fetchone()[0]

    def faults(self) -> Iterator[Fault]:
        """The faults by line and column, fetched bit by bit."""
        with connection.chunked_cursor() as cursor:
            cursor.itersize = _FETCHED
            cursor.execute(
                "SELECT line, name, message FROM register_fault ORDER BY line, place, name, message"
            )
            while rows := cursor.fetchmany(_FETCHED):
                for row in rows:
                    yield Fault(*row)

    def drop(self) -> None:
        """Take the tables away before the transaction ends."""
        for table in self._made:
            self.cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")

    def _create(self, table: str, columns: str) -> None:
        self.cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        self.cursor.execute(f"CREATE TEMPORARY TABLE {table} {columns} ON COMMIT DROP")
