"""Bringing the teams to what the checked rows of a register file say, set by set."""

from core.register.loading import Counts
from core.register.staging import Staging

_TEAMS = """
    SELECT line, reference, name, parties, coalesce(case_ids, '{}') AS case_ids, support,
        nullif(signed_on, 'infinity') AS signed_on, nullif(expires_on, 'infinity') AS expires_on,
        nullif(closed_on, 'infinity') AS closed_on, known_id IS NULL AS is_new,
        coalesce(known_id, nextval(pg_get_serial_sequence('jits_team', 'id'))) AS team_id
    FROM (
        SELECT register_row.*, known.id AS known_id
        FROM register_row LEFT JOIN jits_team AS known USING (reference)
        ORDER BY line
    ) AS found
    LEFT JOIN register_cases USING (line)
"""
_TEAM_SETS = """
    WITH listed AS (SELECT team_id FROM register_team WHERE NOT is_new)
    SELECT team_id, party.members AS parties, linked.members AS case_ids, support.members AS support
    FROM listed
    LEFT JOIN (
        SELECT team_id, array_agg(country_id::text) AS members
        FROM jits_party JOIN listed USING (team_id) GROUP BY team_id
    ) AS party USING (team_id)
    LEFT JOIN (
        SELECT team_id, array_agg(case_id) AS members
        FROM jits_team_cases JOIN listed USING (team_id) GROUP BY team_id
    ) AS linked USING (team_id)
    LEFT JOIN (
        SELECT team_id, array_agg(concat(kind, ':', from_on, '/', until_on)) AS members
        FROM jits_teamsupport JOIN listed USING (team_id) GROUP BY team_id
    ) AS support USING (team_id)
"""


def _sets_differ(name: str) -> str:
    """SQL for: the listed and the known set of that name are not the same."""
    known = f"coalesce(known_set.{name}, '{{}}')"
    return f"NOT (listed.{name} <@ {known} AND listed.{name} @> {known})"


_CHANGED = f"""
    SELECT team_id
    FROM register_team AS listed
    JOIN jits_team AS known ON known.id = team_id
    JOIN register_team_sets AS known_set USING (team_id)
    WHERE NOT is_new AND (
        (known.name, known.signed_on, known.expires_on, known.closed_on)
            IS DISTINCT FROM (listed.name, listed.signed_on, listed.expires_on, listed.closed_on)
        OR {_sets_differ("parties")} OR {_sets_differ("case_ids")} OR {_sets_differ("support")}
    )
"""

_ADD_TEAMS = """
    INSERT INTO jits_team
        (id, version, created_at, updated_at, reference, name, signed_on, expires_on, closed_on)
    SELECT team_id, 1, statement_timestamp(), statement_timestamp(),
        reference, name, signed_on, expires_on, closed_on
    FROM register_team WHERE is_new ORDER BY line
"""
_UPDATE_TEAMS = """
    UPDATE jits_team AS known SET version = known.version + 1, updated_at = statement_timestamp(),
        name = listed.name, signed_on = listed.signed_on, expires_on = listed.expires_on,
        closed_on = listed.closed_on
    FROM register_team AS listed JOIN register_changed USING (team_id)
    WHERE known.id = listed.team_id
"""

# What a changed team has and the file does not list goes, then what it lacks comes; the rest stays.
_REPLACE_SETS = (
    """
    DELETE FROM jits_party AS known USING register_changed, register_team AS listed
    WHERE known.team_id = register_changed.team_id AND listed.team_id = register_changed.team_id
        AND known.country_id <> ALL (listed.parties)
    """,
    """
    DELETE FROM jits_team_cases AS known USING register_changed, register_team AS listed
    WHERE known.team_id = register_changed.team_id AND listed.team_id = register_changed.team_id
        AND known.case_id <> ALL (listed.case_ids)
    """,
    """
    DELETE FROM jits_teamsupport AS known USING register_changed, register_team AS listed
    WHERE known.team_id = register_changed.team_id AND listed.team_id = register_changed.team_id
        AND concat(known.kind, ':', known.from_on, '/', known.until_on) <> ALL (listed.support)
    """,
    """
    INSERT INTO jits_party (team_id, country_id)
    SELECT team_id, unnest(parties) FROM register_touched ORDER BY line ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO jits_team_cases (team_id, case_id)
    SELECT team_id, unnest(case_ids) FROM register_touched ORDER BY line ON CONFLICT DO NOTHING
    """,
    """
    INSERT INTO jits_teamsupport (team_id, kind, from_on, until_on)
    SELECT team_id, split_part(period, ':', 1), split_part(split_part(period, ':', 2), '/', 1)::date,
        nullif(split_part(period, '/', 2), '')::date
    FROM register_touched CROSS JOIN unnest(support) AS period ORDER BY line ON CONFLICT DO NOTHING
    """,
)


def write(staging: Staging) -> Counts:
    """Add the new teams and make the listed ones what the file says; other teams stay as they are."""
    staging.keep("register_team", _TEAMS)
    staging.keep("register_team_sets", _TEAM_SETS)
    staging.keep("register_changed", _CHANGED)
    touched = "SELECT * FROM register_team WHERE is_new OR team_id IN (SELECT team_id FROM register_changed)"
    staging.keep("register_touched", touched)
    changed = staging.execute(_UPDATE_TEAMS)
    added = staging.execute(_ADD_TEAMS)
    for statement in _REPLACE_SETS:
        staging.execute(statement)
    return Counts("JITs", added, changed, staging.rows - added - changed)
