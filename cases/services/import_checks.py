"""What must hold across the rows of a register file and against the cases registered already.

`register_row` holds the rows; a faulty cell is null, an empty one is '', '{}', or infinity. `gather` makes of
it `register_case`, the first row of each case with the case it stands for, and `register_period`, the rows
with the line of their case's first row.
"""

from core.register.staging import Staging

_FIRST_LINES = """
    SELECT min(line) AS line
    FROM register_row
    WHERE owning_state IS NOT NULL AND national_reference IS NOT NULL
    GROUP BY owning_state, national_reference
"""

# Numbers for new cases are drawn here, in the order of the file; a rollback leaves a gap in the sequence.
_CASES = f"""
    SELECT line, owning_state, national_reference, title, requested_states, offences, routes, voided,
        known_id IS NULL AS is_new,
        coalesce(known_id, nextval(pg_get_serial_sequence('cases_case', 'id'))) AS case_id
    FROM (
        SELECT first_row.*, known.id AS known_id
        FROM ({_FIRST_LINES}) AS first_lines JOIN register_row AS first_row USING (line)
        LEFT JOIN cases_case AS known
            ON known.owning_state_id = first_row.owning_state
            AND known.national_reference = first_row.national_reference
        ORDER BY first_row.line
    ) AS found
"""

_PERIODS = """
    SELECT register_row.line, register_case.line AS case_line, register_case.case_id, register_case.is_new,
        opened_on, closed_on, closing_reason
    FROM register_row JOIN register_case USING (owning_state, national_reference)
"""

_LATER_ROWS = """
    SELECT later.*, first_row.line AS first_line, first_row.title AS first_title,
        first_row.requested_states AS first_requested_states, first_row.offences AS first_offences,
        first_row.routes AS first_routes, first_row.voided AS first_voided
    FROM register_row AS later JOIN register_case AS first_row USING (owning_state, national_reference)
    WHERE later.line > first_row.line
"""

_SAME = "or leave it empty in this row"
_TEXT_DIFFERS = f"""
    SELECT line, CASE WHEN first_{{name}} = ''
        THEN format('says “%s”, but line %s, where the case begins, leaves it empty: write it there, {_SAME}',
            {{name}}, first_line)
        ELSE format('says “%s”, but line %s, where the case begins, says “%s”: write the same, {_SAME}',
            {{name}}, first_line, first_{{name}}) END
    FROM register_later
    WHERE {{name}} <> '' AND {{name}} <> first_{{name}}
"""
_LIST_DIFFERS = f"""
    SELECT line, format('says %s, but line %s, where the case begins, says %s: write the same, {_SAME}',
        array_to_string({{name}}, ';'), first_line,
        coalesce(nullif(array_to_string(first_{{name}}, ';'), ''), 'nothing'))
    FROM register_later
    WHERE {{name}} <> '{{{{}}}}' AND NOT ({{name}} <@ first_{{name}} AND {{name}} @> first_{{name}})
"""

_DOUBLED = """
    SELECT line,
        format('the period opened on %s is in line %s already: keep one of the two', opened_on, first_line)
    FROM (
        SELECT line, opened_on, min(line) OVER (PARTITION BY case_line, opened_on) AS first_line
        FROM register_period WHERE opened_on IS NOT NULL
    ) AS periods
    WHERE line > first_line
"""

# The periods as they would stand: those of the file, each opening once, and registered ones not listed in it.
_STANDING = """
    SELECT DISTINCT ON (case_line, opened_on) case_line, line, opened_on, closed_on
    FROM register_period
    WHERE closed_on >= opened_on
    ORDER BY case_line, opened_on, line
"""
_REGISTERED = """
    SELECT register_case.line AS case_line, 0 AS line, known.opened_on,
        coalesce(known.closed_on, 'infinity') AS closed_on
    FROM register_case JOIN cases_supportperiod AS known ON known.case_id = register_case.case_id
    WHERE NOT register_case.is_new AND NOT EXISTS (
        SELECT FROM register_period AS listed
        WHERE listed.case_line = register_case.line AND listed.opened_on = known.opened_on
    )
"""

# Of the periods opened earlier the one that closes last decides. It is found as the greatest number made of
# its closing day (infinity is beyond every day) and its line.
_CLOSING_NUMBER = """
    line
    + ((CASE WHEN closed_on = 'infinity' THEN 9999999 ELSE closed_on - DATE '0001-01-01' END)::bigint << 36)
"""
_SPAN = """
    concat('from ', opened_on, CASE WHEN closed_on = 'infinity' THEN ' on' ELSE ' to ' || closed_on END)
"""
_OVERLAPPING = """
    WITH earlier AS (
        SELECT case_line, line, opened_on, span, max(number) OVER (
            PARTITION BY case_line ORDER BY opened_on ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS number
        FROM register_standing
    ), overlapping AS (
        SELECT later.line, later.opened_on, later.span,
            before.line AS before_line, before.span AS before_span,
            before.closed_on = 'infinity' AS is_before_open
        FROM earlier AS later
        JOIN register_standing AS before
            ON before.case_line = later.case_line AND before.number = later.number
            AND before.opened_on < later.opened_on
        WHERE before.closed_on >= later.opened_on
    )
    SELECT greatest(line, before_line), format('the period %s overlaps the one %s %s: %s',
        CASE WHEN line > before_line THEN span ELSE before_span END,
        CASE WHEN line > before_line THEN before_span ELSE span END,
        coalesce('of line ' || nullif(least(line, before_line), 0), 'that is registered'),
        CASE WHEN is_before_open THEN format('close the earlier one before %s', opened_on)
            ELSE 'a period may open on the day after the one before it closed' END)
    FROM overlapping
"""


def gather(staging: Staging) -> None:
    """Make `register_case` and `register_period`."""
    staging.keep("register_case", _CASES)
    staging.keep("register_period", _PERIODS)


def blame_first_rows(staging: Staging) -> None:
    """A case that is not registered yet needs a title in its first row."""
    staging.blame(
        "title",
        "SELECT line, 'is required in a case''s first row' FROM register_case WHERE is_new AND title = ''",
    )


def blame_later_rows(staging: Staging) -> None:
    """Later rows of a case agree with its first one or are empty in what belongs to the whole case."""
    staging.keep("register_later", _LATER_ROWS)
    for name in ("title", "voided"):
        staging.blame(name, _TEXT_DIFFERS.format(name=name))
    for name in ("requested_states", "offences", "routes"):
        staging.blame(name, _LIST_DIFFERS.format(name=name))


def blame_doubled_periods(staging: Staging) -> None:
    """A case opens once on a day."""
    staging.blame("opened_on", _DOUBLED)


def blame_overlapping_periods(staging: Staging) -> None:
    """The periods of a case share no day, within the file and with those registered."""
    standing = f"({_STANDING}) UNION ALL ({_REGISTERED})"
    columns = f"*, {_CLOSING_NUMBER} AS number, {_SPAN} AS span"
    staging.keep("register_standing", f"SELECT {columns} FROM ({standing}) AS periods")
    staging.blame("opened_on", _OVERLAPPING)
