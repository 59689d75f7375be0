"""Loading joint investigation teams from a register file."""

from accounts.register import CaseReader, several_countries
from audit.services import Target, record
from cases.services.import_links import find_cases
from core.register.cells import Day, Several, Text, parse_day
from core.register.faults import CellFault, quoted
from core.register.loading import Outcome, Register, load
from jits.choices import SupportKind
from jits.models import Team
from jits.services import import_writes

_DOUBLED = """
    SELECT line, format('“%s” is in line %s already: keep one of the two', reference, first_line)
    FROM (
        SELECT line, reference, min(line) OVER (PARTITION BY reference) AS first_line
        FROM register_row WHERE reference IS NOT NULL
    ) AS teams
    WHERE line > first_line
"""


def import_jits(path: str, *, dry_run: bool = False, report, progress=None) -> Outcome:
    """Bring the teams to what the CSV file at `path` says, all or nothing.

    Each `Fault` goes to `report`, in the order of the lines. Raises BadFile when there was one, OSError when
    the file cannot be read.
    """
    return load(TeamRegister(), path, dry_run=dry_run, report=report, progress=progress)


class TeamRegister(Register):
    """Teams: one row is one team, with all its parties, cases, and support."""

    tables = ("jits_team", "jits_party", "jits_team_cases", "jits_teamsupport")

    def __init__(self):
        self.cells = {
            "reference": Text(Team._meta.get_field("reference").max_length, required=True),
            "name": Text(Team._meta.get_field("name").max_length, required=True),
            "parties": several_countries(required=True, fewest=2),
            "cases": Several(CaseReader()),
            "signed_on": Day(),
            "expires_on": Day(),
            "closed_on": Day(),
            "support": Several(read_support),
        }

    def row_faults(self, row):
        signed_on = row["signed_on"]
        for name, verb in (("expires_on", "expires"), ("closed_on", "closes")):
            if signed_on and row[name] and row[name] < signed_on:
                yield name, f"the team {verb} on {row[name]}, before it was signed on {signed_on}"

    def check(self, staging):
        staging.blame("reference", _DOUBLED)
        find_cases(staging)

    def write(self, staging):
        return import_writes.write(staging)

    def record(self, outcome):
        target = Target("jits.register", outcome.digest[:16], outcome.name)
        record("register.imported", target, actor=None, changes=outcome.changes())


def read_support(text: str) -> str:
    """A period of support, `financial:2019-01-01/2019-06-30`, with an open end empty. Raises CellFault."""
    kind, colon, days = text.partition(":")
    first, slash, last = (part.strip() for part in days.partition("/"))
    kind = kind.strip()
    if kind not in SupportKind.values or not colon or not slash:
        raise CellFault(f"{quoted(text)} is no support: write financial:FROM/TO or operational:FROM/TO")
    if not first:
        raise CellFault(f"{quoted(text)} has no first day: write {kind}:FROM/TO, only TO may be empty")
    parse_day(first)
    if last and parse_day(last) < first:
        raise CellFault(f"{quoted(text)} ends before it begins: write the earlier day first")
    return f"{kind}:{first}/{last}"
