"""Bringing the cases to what the checked rows of a register file say, set by set."""

from cases.choices import CaseStatus, Handling, Track
from core.calendar import today
from core.register.loading import Counts
from core.register.staging import Staging

_HIGHEST_NUMBERS = r"""
    SELECT substring(reference FROM 4 FOR 4) AS year, max(substring(reference FROM 9)::bigint) AS highest
    FROM cases_case WHERE reference ~ '^EJ-\d{4}-\d{1,12}$' GROUP BY 1
"""

_ADD_CASES = f"""
    INSERT INTO cases_case (id, version, created_at, updated_at, reference, owning_state_id,
        national_reference, title, track, status, handling, offences, routes, opened_on)
    SELECT case_id, 1, statement_timestamp(), statement_timestamp(),
        concat('EJ-', year, '-', lpad(number::text, greatest(5, length(number::text)), '0')),
        owning_state, national_reference, title, %(track)s,
        CASE WHEN voided = 'yes' THEN %(voided)s WHEN last_on > %(today)s THEN %(active)s ELSE %(closed)s END,
        %(handling)s, offences, routes, first_on
    FROM (
        SELECT register_case.*, year, first_on, last_on,
            row_number() OVER (PARTITION BY year ORDER BY line) + coalesce(highest, 0) AS number
        FROM register_case
        JOIN (
            SELECT case_line, min(opened_on) AS first_on, max(closed_on) AS last_on,
                to_char(min(opened_on), 'YYYY') AS year
            FROM register_period WHERE is_new GROUP BY case_line
        ) AS span ON span.case_line = register_case.line
        LEFT JOIN ({_HIGHEST_NUMBERS}) AS numbers USING (year)
        WHERE is_new
    ) AS numbered
    ORDER BY line
"""
_ADD_PARTICIPATIONS = """
    INSERT INTO cases_participation (case_id, country_id)
    SELECT case_id, unnest(requested_states) FROM register_case WHERE is_new ORDER BY line
"""
_ADD_PERIODS = """
    INSERT INTO cases_supportperiod (case_id, opened_on, closed_on, closing_reason)
    SELECT case_id, opened_on, nullif(closed_on, 'infinity'), closing_reason
    FROM register_period WHERE is_new ORDER BY line
"""

_CHANGED_CELLS = """
    SELECT listed.case_id
    FROM register_case AS listed JOIN cases_case AS known ON known.id = listed.case_id
    WHERE NOT listed.is_new AND (
        listed.title NOT IN ('', known.title)
        OR listed.voided = 'yes' AND known.status <> %(voided)s
        OR listed.offences <> '{}'
            AND NOT (listed.offences <@ known.offences::text[] AND listed.offences @> known.offences::text[])
        OR listed.routes <> '{}'
            AND NOT (listed.routes <@ known.routes::text[] AND listed.routes @> known.routes::text[])
    )
"""
_CHANGED_STATES = """
    SELECT listed.case_id
    FROM register_case AS listed
    LEFT JOIN (
        SELECT case_id, array_agg(country_id::text) AS countries
        FROM cases_participation JOIN register_case USING (case_id)
        WHERE NOT is_new GROUP BY case_id
    ) AS known USING (case_id)
    WHERE NOT listed.is_new AND listed.requested_states <> '{}' AND (
        known.countries IS NULL
        OR NOT (listed.requested_states <@ known.countries AND listed.requested_states @> known.countries)
    )
"""
_CHANGED_PERIODS = """
    SELECT listed.case_id, listed.line, listed.opened_on, nullif(listed.closed_on, 'infinity') AS closed_on,
        listed.closing_reason, known.id AS known_id
    FROM register_period AS listed
    LEFT JOIN cases_supportperiod AS known
        ON known.case_id = listed.case_id AND known.opened_on = listed.opened_on
    WHERE NOT listed.is_new AND (
        known.id IS NULL
        OR known.closed_on IS DISTINCT FROM nullif(listed.closed_on, 'infinity')
        OR known.closing_reason <> listed.closing_reason
    )
"""

_UPDATE_PERIODS = """
    UPDATE cases_supportperiod AS known
    SET closed_on = listed.closed_on, closing_reason = listed.closing_reason
    FROM register_changed_period AS listed WHERE known.id = listed.known_id
"""
_ADD_FURTHER_PERIODS = """
    INSERT INTO cases_supportperiod (case_id, opened_on, closed_on, closing_reason)
    SELECT case_id, opened_on, closed_on, closing_reason
    FROM register_changed_period WHERE known_id IS NULL ORDER BY line
"""
_DROP_STATES = """
    DELETE FROM cases_participation AS known USING register_changed_states, register_case AS listed
    WHERE known.case_id = register_changed_states.case_id AND listed.case_id = register_changed_states.case_id
        AND known.country_id <> ALL (listed.requested_states)
"""
_ADD_STATES = """
    INSERT INTO cases_participation (case_id, country_id)
    SELECT case_id, unnest(requested_states) FROM register_case JOIN register_changed_states USING (case_id)
    ON CONFLICT (case_id, country_id) DO NOTHING
"""

# A case whose periods changed is closed or active as they say; a dormant or registered one with an open
# period stays what it is, as does a voided one.
_UPDATE_CASES = """
    UPDATE cases_case AS known SET
        version = known.version + 1,
        updated_at = statement_timestamp(),
        title = CASE WHEN listed.title = '' THEN known.title ELSE listed.title END,
        offences = CASE WHEN listed.offences = '{}' THEN known.offences ELSE listed.offences END,
        routes = CASE WHEN listed.routes = '{}' THEN known.routes ELSE listed.routes END,
        opened_on = coalesce(span.first_on, known.opened_on),
        status = CASE
            WHEN listed.voided = 'yes' OR known.status = %(voided)s THEN %(voided)s
            WHEN span.first_on IS NULL THEN known.status
            WHEN span.last_on <= %(today)s THEN %(closed)s
            WHEN known.status = %(closed)s THEN %(active)s
            ELSE known.status END
    FROM register_case AS listed
    JOIN register_changed USING (case_id)
    LEFT JOIN (
        SELECT case_id, min(opened_on) AS first_on, max(coalesce(closed_on, 'infinity')) AS last_on
        FROM cases_supportperiod WHERE case_id IN (SELECT case_id FROM register_changed_period)
        GROUP BY case_id
    ) AS span USING (case_id)
    WHERE known.id = listed.case_id
"""


def write(staging: Staging) -> Counts:
    """Add the new cases and change known ones where the file says something else; nothing is taken away."""
    params = {
        "today": today(),
        "track": Track.COORDINATION.value,
        "handling": Handling.LIMITED.value,
        "active": CaseStatus.ACTIVE.value,
        "closed": CaseStatus.CLOSED.value,
        "voided": CaseStatus.VOIDED.value,
    }
    changed = _change(staging, params)
    added = staging.execute(_ADD_CASES, params)
    staging.execute(_ADD_PARTICIPATIONS)
    staging.execute(_ADD_PERIODS)
    known = staging.count("register_case") - added
    periods = f"{staging.rows:,} support period{'' if staging.rows == 1 else 's'}"
    return Counts("investigations", added, changed, known - changed, periods)


def _change(staging: Staging, params: dict) -> int:
    """Change the known cases; how many really changed."""
    staging.keep("register_changed_period", _CHANGED_PERIODS)
    staging.keep("register_changed_states", _CHANGED_STATES)
    parts = [_CHANGED_CELLS]
    parts += [f"SELECT case_id FROM register_changed_{name}" for name in ("period", "states")]
    staging.keep("register_changed", " UNION ".join(parts), params)
    staging.execute(_UPDATE_PERIODS)
    staging.execute(_ADD_FURTHER_PERIODS)
    staging.execute(_DROP_STATES)
    staging.execute(_ADD_STATES)
    return staging.execute(_UPDATE_CASES, params)
