"""Loading meetings from a register file."""

from accounts.register import CaseReader, several_countries
from audit.services import Target, record
from cases.services.import_links import find_cases
from core.register.cells import Choice, Day, Several
from core.register.loading import Counts, Outcome, Register, load
from meetings.choices import MeetingFormat, MeetingKind, MeetingStatus

# A meeting has no name: it is known by kind, day, cases, and States, and where several share these, by their
# order. They are paired first where format and status agree as well, so that no two change places.
_LISTED = """
    SELECT line, kind, held_on, format, status, coalesce(case_ids, '{}') AS case_ids,
        ARRAY(SELECT unnest(states) ORDER BY 1) AS states
    FROM register_row LEFT JOIN register_cases USING (line)
"""
_KNOWN = """
    WITH near AS (
        SELECT id, kind::text, held_on, format, status FROM meetings_meeting
        WHERE (kind, held_on) IN (SELECT DISTINCT kind, held_on FROM register_meeting)
    )
    SELECT near.*, coalesce(linked.case_ids, '{}') AS case_ids, coalesce(invited.states, '{}') AS states
    FROM near
    LEFT JOIN (
        SELECT meeting_id, array_agg(case_id ORDER BY case_id) AS case_ids
        FROM meetings_meeting_cases WHERE meeting_id IN (SELECT id FROM near) GROUP BY meeting_id
    ) AS linked ON linked.meeting_id = near.id
    LEFT JOIN (
        SELECT meeting_id, array_agg(country_id::text ORDER BY country_id::text) AS states
        FROM meetings_meeting_states WHERE meeting_id IN (SELECT id FROM near) GROUP BY meeting_id
    ) AS invited ON invited.meeting_id = near.id
"""
_SAME = """
    SELECT line, id
    FROM (SELECT *, row_number() OVER (PARTITION BY {columns} ORDER BY line) AS place FROM register_meeting
        WHERE line NOT IN (SELECT line FROM {paired})) AS listed
    JOIN (SELECT *, row_number() OVER (PARTITION BY {columns} ORDER BY id) AS place FROM register_known
        WHERE id NOT IN (SELECT id FROM {paired})) AS known
    USING ({columns}, place)
"""
_IDENTITY = "kind, held_on, case_ids, states"

_UPDATE = """
    UPDATE meetings_meeting AS known SET version = known.version + 1, updated_at = statement_timestamp(),
        format = listed.format, status = listed.status
    FROM register_pair JOIN register_meeting AS listed USING (line)
    WHERE known.id = register_pair.id
"""
_NEW = """
    SELECT *, nextval(pg_get_serial_sequence('meetings_meeting', 'id')) AS id
    FROM (
        SELECT * FROM register_meeting
        WHERE line NOT IN (SELECT line FROM register_match UNION ALL SELECT line FROM register_pair)
        ORDER BY line
    ) AS unmatched
"""
_ADD = (
    """
    INSERT INTO meetings_meeting (id, version, created_at, updated_at, kind, held_on, format, status)
    SELECT id, 1, statement_timestamp(), statement_timestamp(), kind, held_on, format, status
    FROM register_new_meeting ORDER BY line
    """,
    """
    INSERT INTO meetings_meeting_cases (meeting_id, case_id)
    SELECT id, unnest(case_ids) FROM register_new_meeting ORDER BY line
    """,
    """
    INSERT INTO meetings_meeting_states (meeting_id, country_id)
    SELECT id, unnest(states) FROM register_new_meeting ORDER BY line
    """,
)


def import_meetings(path: str, *, dry_run: bool = False, report, progress=None) -> Outcome:
    """Add the meetings that the CSV file at `path` lists, set format and status of those registered already.

    Rows that are the same in everything are meetings of their own. Each `Fault` goes to `report`, in the
    order of the lines. Raises BadFile when there was one, OSError when the file cannot be read.
    """
    return load(MeetingRegister(), path, dry_run=dry_run, report=report, progress=progress)


class MeetingRegister(Register):
    """Meetings: one row is one meeting."""

    tables = ("meetings_meeting", "meetings_meeting_cases", "meetings_meeting_states")

    def __init__(self):
        self.cells = {
            "kind": Choice("a kind of meeting", MeetingKind.values, required=True),
            "held_on": Day(required=True),
            "cases": Several(CaseReader()),
            "states": several_countries(),
            "format": Choice("a format of a meeting", MeetingFormat.values, required=True),
            "status": Choice("a status of a meeting", MeetingStatus.values, required=True),
        }

    def row_faults(self, row):
        if row["cases"] == () and row["states"] == ():
            yield "states", "is empty, and so is cases: name a case or a State at least"

    def check(self, staging):
        find_cases(staging)

    def write(self, staging):
        staging.keep("register_meeting", _LISTED)
        staging.keep("register_known", _KNOWN)
        staging.keep("register_match", "SELECT 0::bigint AS line, 0::bigint AS id")
        alike = _SAME.format(columns=f"{_IDENTITY}, format, status", paired="register_match")
        staging.execute(f"INSERT INTO register_match {alike}")
        staging.keep("register_pair", _SAME.format(columns=_IDENTITY, paired="register_match"))
        staging.keep("register_new_meeting", _NEW)
        changed = staging.execute(_UPDATE)
        added, *_ = [staging.execute(statement) for statement in _ADD]
        return Counts("meetings", added, changed, staging.rows - added - changed)

    def record(self, outcome):
        target = Target("meetings.register", outcome.digest[:16], outcome.name)
        record("register.imported", target, actor=None, changes=outcome.changes())
