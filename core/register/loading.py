"""Loading one register file: read, check, write, all or nothing."""

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from select import select

from django.db import connection, transaction
from psycopg2 import extensions

from core.register.cells import Cell
from core.register.faults import BadFile, CellFault, Fault, printable
from core.register.progress import Silent
from core.register.records import Records
from core.register.staging import Staging

# From how many changed rows on the planner must be told; below, autovacuum does so in time.
_MANY = 1000
_REPORTED = 1000


@dataclass
class Counts:
    """How many of the things that a file lists were added, changed, or found so; `noun` in the plural."""

    noun: str
    added: int
    changed: int
    unchanged: int
    parts: str = ""

    def __str__(self):
        text = f"{self.noun}: {self.added:,} added, {self.changed:,} changed, {self.unchanged:,} unchanged"
        return f"{text}; {self.parts}" if self.parts else text

    @property
    def touched(self) -> int:
        return self.added + self.changed


@dataclass
class Outcome:
    """What an import did, or would do in a dry run."""

    name: str
    digest: str
    rows: int
    counts: Counts = field(default=None)

    def changes(self) -> dict:
        """The same as the audit log keeps it."""
        kept = {"sha256": self.digest, "rows": self.rows}
        kept |= {name: getattr(self.counts, name) for name in ("added", "changed", "unchanged")}
        return {name: [None, value] for name, value in kept.items()}


class Register:
    """A kind of register file. `tables` are those it writes to; the first is locked against other writers."""

    cells: dict[str, Cell]
    tables: tuple[str, ...]

    def row_faults(self, row: dict):
        """Yield (column, message) for each rule that a row's cells break together; faulty ones are None."""
        return ()

    def check(self, staging: Staging) -> None:
        """Stage the faults that show only across rows and against the database."""

    def write(self, staging: Staging) -> Counts:
        """Bring the database to what the file says; every row is right."""
        raise NotImplementedError

    def record(self, outcome: Outcome) -> None:
        """Keep in the audit log that the file was imported."""
        raise NotImplementedError


def load(register: Register, path: str, *, dry_run: bool, report, progress: Silent | None = None) -> Outcome:
    """Import the file at `path` in one transaction, which a dry run rolls back.

    Each fault goes to `report`, by line. Raises BadFile when there was one, OSError when the file cannot be
    read.
    """
    progress = progress or Silent()
    with Path(path).open("rb") as file, transaction.atomic():
        progress.begin(os.fstat(file.fileno()).st_size)
        try:
            with connection.cursor() as cursor:
                outcome = _load(register, Staging(cursor, register.cells), file, report, progress)
        finally:
            progress.end()
        if dry_run:
            transaction.set_rollback(True)
        elif outcome.counts.touched:
            register.record(outcome)
    return outcome


def _load(register: Register, staging: Staging, file, report, progress) -> Outcome:
    # Planning for many rows: the tables are large or about to be, and each statement runs once.
    staging.execute(
        "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off; SET LOCAL gin_pending_list_limit = '64MB'"
    )
    outcome = Outcome(printable(Path(file.name).name), "", 0)
    outcome.digest = _read(register, staging, file, progress)
    outcome.rows = staging.rows
    with _interruptible():
        staging.execute(f"LOCK TABLE {register.tables[0]} IN EXCLUSIVE MODE")
        progress.step("checking")
        register.check(staging)
        faults = staging.count("register_fault")
        if faults:
            progress.end()
            for fault in staging.faults():
                report(fault)
            raise BadFile(faults)
        progress.step("writing")
        outcome.counts = register.write(staging)
        # Foreign keys are checked now, where an interruption still finds its way, not at the commit.
        staging.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        if outcome.counts.touched > _MANY:
            staging.execute(f"ANALYZE {', '.join(register.tables)}")
        staging.drop()
    return outcome


def _read(register: Register, staging: Staging, file, progress) -> str:
    """Stage rows and faults of `file`; its SHA-256."""
    names = list(register.cells)
    cells = list(register.cells.values())
    records = Records(file, names, staging.fault)
    for count, (line, texts, is_damaged) in enumerate(records):
        values = [
            _value(cell, text, is_damaged, staging, line, name)
            for name, cell, text in zip(names, cells, texts, strict=True)
        ]
        for name, message in register.row_faults(dict(zip(names, values, strict=True))):
            staging.fault(Fault(line, name, message))
        staging.add(line, values)
        if count % _REPORTED == 0:
            progress.read(records.lines.bytes_read)
    staging.flush()
    return records.lines.digest.hexdigest()


def _value(cell: Cell, text: str, is_damaged: bool, staging: Staging, line: int, name: str):
    """The value of one cell, None when it is faulty."""
    if not text:
        if cell.required:
            staging.fault(Fault(line, name, "is required"))
            return None
        return cell.empty
    if is_damaged and "\ufffd" in text:
        return None  # the line has its fault already
    try:
        return cell.parse(text)
    except CellFault as fault:
        for message in fault.messages:
            staging.fault(Fault(line, name, message))
        return None


@contextmanager
def _interruptible():
    """Let Ctrl-C cancel a running statement instead of waiting for its end; COPY cannot run within."""
    extensions.set_wait_callback(_wait)
    try:
        yield
    finally:
        extensions.set_wait_callback(None)


def _wait(dbapi_connection) -> None:
    try:
        while (state := dbapi_connection.poll()) != extensions.POLL_OK:
            descriptor = [dbapi_connection.fileno()]
            if state == extensions.POLL_READ:
                select(descriptor, [], [])
            else:
                select([], descriptor, [])
    except KeyboardInterrupt:
        dbapi_connection.cancel()
        raise
