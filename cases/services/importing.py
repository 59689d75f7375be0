"""Loading investigations from a register file."""

from accounts.register import CountryCell, DeskDays, several_countries
from audit.services import Target, record
from cases.choices import ClosingReason, Offence, Route
from cases.models import Case
from cases.services import import_checks, import_writes
from core.register.cells import Choice, CodeReader, Day, Several, Text
from core.register.loading import Outcome, Register, load


def import_register(path: str, *, dry_run: bool = False, report, progress=None) -> Outcome:
    """Bring the investigations to what the CSV file at `path` says, all or nothing.

    Each `Fault` goes to `report`, in the order of the lines. Raises BadFile when there was one, OSError when
    the file cannot be read. Other writers of cases wait until it is done; readers do not.
    """
    return load(CaseRegister(), path, dry_run=dry_run, report=report, progress=progress)


class CaseRegister(Register):
    """Investigations: one row is one support period."""

    tables = ("cases_case", "cases_supportperiod", "cases_participation")

    def __init__(self):
        self.desks = DeskDays()
        self.cells = {
            "national_reference": Text(_longest("national_reference"), required=True),
            "owning_state": CountryCell(required=True),
            "title": Text(_longest("title")),
            "opened_on": Day(required=True),
            "closed_on": Day(),
            "closing_reason": Choice("a reason for closing", ClosingReason.values),
            "requested_states": several_countries(),
            "offences": Several(CodeReader("an offence", Offence.values)),
            "routes": Several(CodeReader("a route", Route.values)),
            "voided": Choice("a mark of an entry made in error", ["yes"]),
        }

    def row_faults(self, row):
        owner, opened_on, closed_on = row["owning_state"], row["opened_on"], row["closed_on"]
        if owner and opened_on:
            fault = self.desks.fault(owner, opened_on)
            if fault:
                yield "owning_state", fault
        if opened_on and closed_on and closed_on < opened_on:
            yield "closed_on", f"{closed_on} is before the case was opened on {opened_on}"
        if closed_on and row["closing_reason"] == "":
            yield "closing_reason", f"is required with closed_on: one of {', '.join(ClosingReason.values)}"
        if closed_on == "" and row["closing_reason"]:
            yield "closing_reason", "stands without closed_on: fill in closed_on, or leave both empty"
        if owner and row["requested_states"] and owner in row["requested_states"]:
            yield "requested_states", f"names the owning State {owner}: list the others only"

    def check(self, staging):
        import_checks.gather(staging)
        import_checks.blame_first_rows(staging)
        import_checks.blame_later_rows(staging)
        import_checks.blame_doubled_periods(staging)
        import_checks.blame_overlapping_periods(staging)

    def write(self, staging):
        return import_writes.write(staging)

    def record(self, outcome):
        target = Target("cases.register", outcome.digest[:16], outcome.name)
        record("register.imported", target, actor=None, changes=outcome.changes())


def _longest(name: str) -> int:
    return Case._meta.get_field(name).max_length
