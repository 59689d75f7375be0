"""Cases that the rows of other register files name."""

from core.register.staging import Staging

_NAMED = """
    SELECT line, entry, known.id AS case_id
    FROM (SELECT line, unnest(cases) AS entry FROM register_row) AS named
    LEFT JOIN cases_case AS known
        ON known.owning_state_id = split_part(entry, ':', 1)
        AND known.national_reference = substr(entry, strpos(entry, ':') + 1)
"""
_MISSING = """
    SELECT line, format('there is no case %s: import it first, or correct the entry', entry)
    FROM register_named_case WHERE case_id IS NULL
"""
_BY_ROW = """
    SELECT line, array_agg(case_id ORDER BY case_id) AS case_ids FROM register_named_case GROUP BY line
"""


def find_cases(staging: Staging) -> None:
    """Make `register_cases`, the sorted numbers of the cases that each row names; blame the missing ones."""
    staging.keep("register_named_case", _NAMED)
    staging.blame("cases", _MISSING)
    staging.keep("register_cases", _BY_ROW)
