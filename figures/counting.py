"""What the figures of a year are: counted in sets, in the database, by the rules of definition 2026-1.

For year Y, over cases that are not voided and have migrant smuggling among their offences:

* new: the first support period begins in Y;
* ongoing: the first period begins before Y and a period covers part of Y;
* supported: new + ongoing;
* open at year end: a period goes on past 31 December of Y; closed: supported - open at year end;
* reopened: ongoing, but not open at the end of Y-1.

A period covers its first and its last day. A change of these rules is a new definition (`figures.choices`).
"""

from dataclasses import dataclass

from django.db import connection

from cases.choices import CaseStatus, Offence, Route
from core.calendar import first_day, last_day
from meetings.choices import MeetingKind, MeetingStatus

# One statement, so that all figures on cases come from one moment of the register.
_COUNTED = """
CREATE TEMPORARY TABLE figures_counted ON COMMIT DROP AS
WITH touching AS (
    SELECT case_id, bool_or(opened_on < %(first)s) AS was_open,
           bool_or(closed_on IS NULL OR closed_on > %(last)s) AS stays_open
    FROM cases_supportperiod
    WHERE opened_on <= %(last)s AND (closed_on IS NULL OR closed_on >= %(first)s)
    GROUP BY case_id
), requested AS (
    SELECT case_id, array_agg(country_id) AS states
    FROM cases_participation JOIN touching USING (case_id)
    GROUP BY case_id
)
SELECT c.id, c.national_reference, c.owning_state_id AS owner,
       array_remove(coalesce(requested.states, '{}'), c.owning_state_id) AS requested,
       c.offences, c.routes, t.was_open, t.stays_open,
       NOT t.was_open AND NOT EXISTS (
           SELECT FROM cases_supportperiod earlier
           WHERE earlier.case_id = c.id AND earlier.opened_on < %(first)s
       ) AS is_new
FROM touching t
JOIN cases_case c ON c.id = t.case_id
LEFT JOIN requested ON requested.case_id = c.id
WHERE c.status <> %(voided)s AND c.offences @> ARRAY[%(smuggling)s]::varchar[]
"""

_CASES = """
SELECT count(*) AS supported,
       count(*) FILTER (WHERE is_new) AS new,
       count(*) FILTER (WHERE NOT is_new) AS ongoing,
       count(*) FILTER (WHERE NOT stays_open) AS closed,
       count(*) FILTER (WHERE NOT is_new AND NOT was_open) AS reopened,
       count(*) FILTER (WHERE stays_open) AS open_at_year_end,
       count(*) FILTER (WHERE cardinality(requested) = 1) AS bilateral,
       count(*) FILTER (WHERE cardinality(requested) > 1) AS multilateral
FROM figures_counted
"""

_BY_STATE = """
SELECT state, count(*) AS supported, count(*) FILTER (WHERE is_new) AS new,
       count(*) FILTER (WHERE NOT is_new) AS ongoing
FROM figures_counted, unnest({states}) AS state
GROUP BY state
"""

_BY_CODE = "SELECT code, count(*) FROM figures_counted, unnest({codes}) AS code GROUP BY code"

# A sum of hashes does not depend on the order of rows nor on the numbers this database gave them.
_FINGERPRINT = """
SELECT coalesce(sum(('x' || left(md5(owner || ':' || national_reference || ':' || is_new || was_open || stays_open),
                                 15))::bit(60)::bigint), 0)::text
FROM figures_counted
"""

_TEAMS = """
CREATE TEMPORARY TABLE figures_teams ON COMMIT DROP AS
SELECT t.id, t.reference, coalesce(t.signed_on BETWEEN %(first)s AND %(last)s, false) AS is_new,
       bool_or(s.kind = 'financial') AS financial, bool_or(s.kind = 'operational') AS operational
FROM jits_team t
JOIN jits_teamsupport s ON s.team_id = t.id
WHERE s.from_on <= %(last)s AND (s.until_on IS NULL OR s.until_on >= %(first)s)
GROUP BY t.id
"""

_JITS = """
SELECT count(*) AS supported,
       count(*) FILTER (WHERE financial) AS financial,
       count(*) FILTER (WHERE operational) AS operational,
       count(*) FILTER (WHERE financial AND operational) AS both,
       count(*) FILTER (WHERE is_new) AS new,
       count(*) FILTER (WHERE NOT is_new) AS ongoing
FROM figures_teams
"""

_JITS_BY_OWNER = """
SELECT c.owning_state_id AS state, count(DISTINCT t.id) AS jits
FROM figures_teams t
JOIN jits_team_cases link ON link.team_id = t.id
JOIN cases_case c ON c.id = link.case_id
GROUP BY c.owning_state_id
"""

_JITS_BY_PARTY = """
SELECT p.country_id AS state, count(*) AS jits
FROM figures_teams t JOIN jits_party p ON p.team_id = t.id
GROUP BY p.country_id
"""

_TEAMS_FINGERPRINT = (
    "SELECT coalesce(md5(string_agg(reference, ';' ORDER BY reference)), '') FROM figures_teams"
)

_MEETINGS = """
SELECT kind, count(*) FROM meetings_meeting
WHERE status = %(held)s AND held_on BETWEEN %(first)s AND %(last)s
GROUP BY kind
"""

_OPEN_AT_END_OF_YEAR_BEFORE = """
SELECT count(DISTINCT p.case_id) FROM cases_supportperiod p JOIN cases_case c ON c.id = p.case_id
WHERE p.opened_on < %(first)s AND (p.closed_on IS NULL OR p.closed_on >= %(first)s)
  AND c.status <> %(voided)s AND c.offences @> ARRAY[%(smuggling)s]::varchar[]
"""

# The rows behind the figures never pass through this process: a year may have millions.
NEW_ROWS = "SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM figures_counted WHERE is_new"
ONGOING_ROWS = "SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM figures_counted WHERE NOT is_new"
OPEN_ROWS = "SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM figures_counted WHERE stays_open"
# Cases that the version of the year before (%s) and today's register do not both have open at its end.
BREACH_ROWS = """
SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM (
    SELECT unnest(open_cases) AS id FROM figures_yearfigures WHERE id = %s
) published FULL JOIN (SELECT id FROM figures_counted WHERE was_open) today USING (id)
WHERE published IS NULL OR today IS NULL
"""


@dataclass(frozen=True)
class YearCount:
    """The figures of one year, and a fingerprint of the rows behind them.

    `counts` has the keys `cases`, `jits`, `meetings`, `by_owning_state`, `by_participating_state`, `by_offence`,
    `by_route` of the statistics document; `open_before` is how many cases are open at the end of the year before
    by today's register.
    """

    counts: dict
    fingerprint: str
    open_before: int


def count_year(year: int) -> YearCount:
    """Count `year` now; leaves the counted rows in the transaction's temporary table for the `…_ROWS` statements.

    Call it within a transaction.
    """
    bounds = {
        "first": first_day(year),
        "last": last_day(year),
        "voided": CaseStatus.VOIDED.value,
        "smuggling": Offence.MIGRANT_SMUGGLING.value,
        "held": MeetingStatus.HELD.value,
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.figures_counted, pg_temp.figures_teams")
        cursor.execute(_COUNTED, bounds)
        cursor.execute(_TEAMS, bounds)
        counts = {
            "cases": _only_row(cursor, _CASES),
            "jits": _only_row(cursor, _JITS),
            "meetings": _by_code(cursor, _MEETINGS, MeetingKind.values, bounds),
            "by_owning_state": _by_state(cursor, "ARRAY[owner]", _JITS_BY_OWNER),
            "by_participating_state": _by_state(cursor, "requested || owner", _JITS_BY_PARTY),
            "by_offence": _by_code(cursor, _BY_CODE.format(codes="offences"), Offence.values),
            "by_route": _by_code(cursor, _BY_CODE.format(codes="routes"), Route.values),
        }
        fingerprint = f"{_value(cursor, _FINGERPRINT)}:{_value(cursor, _TEAMS_FINGERPRINT)}"
        return YearCount(counts, fingerprint, _value(cursor, _OPEN_AT_END_OF_YEAR_BEFORE, bounds))


def _rows(cursor, sql: str, bounds: dict | None = None) -> list[dict]:
    cursor.execute(sql, bounds)
    names = [column.name for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _only_row(cursor, sql: str) -> dict:
    return _rows(cursor, sql)[0]


def _value(cursor, sql: str, bounds: dict | None = None):
    cursor.execute(sql, bounds)
    return cursor.fetchone()[0]


def _by_code(cursor, sql: str, codes: list[str], bounds: dict | None = None) -> dict[str, int]:
    """Counts by code, every code of the list named, in its order."""
    cursor.execute(sql, bounds)
    found = dict(cursor.fetchall())
    return {code: found.get(code, 0) for code in codes}


def _by_state(cursor, states: str, jits_sql: str) -> dict[str, dict[str, int]]:
    """Counts by State, those with none left out, ordered by ISO code."""
    table: dict[str, dict[str, int]] = {}
    for row in _rows(cursor, _BY_STATE.format(states=states)) + _rows(cursor, jits_sql):
        cells = table.setdefault(row.pop("state"), {"supported": 0, "new": 0, "ongoing": 0, "jits": 0})
        cells.update(row)
    return dict(sorted(table.items()))
