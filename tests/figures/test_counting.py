"""The counting rules, held against a naive count over random registers with every edge."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.choices import Offence, Route
from figures.counting import count_year
from tests import factories

pytestmark = pytest.mark.django_db

EDGES = [date(y, m, d) for y in (2018, 2019, 2020) for m, d in ((1, 1), (2, 28), (12, 30), (12, 31))]
days = st.sampled_from(EDGES) | st.dates(date(2017, 1, 1), date(2021, 12, 31)) | st.just(date(2020, 2, 29))
STATES = ["IT", "DE", "GR", "FR"]


@st.composite
def periods(draw):
    """One to three periods of one case that share no day; only the last may be open."""
    marks = sorted(draw(st.sets(days, min_size=1, max_size=6)))
    return [(marks[i], marks[i + 1] if i + 1 < len(marks) else None) for i in range(0, len(marks), 2)]


@st.composite
def registers(draw):
    """A handful of cases as plain facts."""
    return draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "owner": st.sampled_from(STATES),
                    "requested": st.sets(st.sampled_from(["NL", "ES", "TR"]), max_size=3),
                    "offences": st.sets(st.sampled_from(["migrant_smuggling", "money_laundering", "fraud"])),
                    "routes": st.sets(st.sampled_from(["CMR", "EMR"])),
                    "voided": st.sampled_from([False, False, False, True]),
                    "periods": periods(),
                }
            ),
            max_size=8,
        )
    )


def judged(facts, year):
    """Of one case in one year: new or ongoing, open at its end, open before it; None when it does not count."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    touches = [p for p in facts["periods"] if p[0] <= last and (p[1] is None or p[1] >= first)]
    if facts["voided"] or "migrant_smuggling" not in facts["offences"] or not touches:
        return None
    kind = "new" if facts["periods"][0][0] >= first else "ongoing"
    stays = any(p[1] is None or p[1] > last for p in touches)
    return kind, stays, any(p[0] < first and (p[1] is None or p[1] >= first) for p in facts["periods"])


def by_state(counted, states_of):
    """Cells by State; `states_of` says which States a case counts for."""
    table = {}
    for facts, kind in counted:
        for state in states_of(facts):
            cells = table.setdefault(state, {"supported": 0, "new": 0, "ongoing": 0, "jits": 0})
            cells["supported"] += 1
            cells[kind] += 1
    return table


def naive_count(register, year):
    """The same figures, one case at a time, straight from the definitions."""
    judgements = [(facts, judged(facts, year)) for facts in register]
    judgements = [(facts, *judgement) for facts, judgement in judgements if judgement]
    counted = [(facts, kind) for facts, kind, _stays, _was_open in judgements]
    cases = {
        "supported": len(counted),
        "new": sum(kind == "new" for _facts, kind in counted),
        "ongoing": sum(kind == "ongoing" for _facts, kind in counted),
        "closed": sum(not stays for _facts, _kind, stays, _was_open in judgements),
        "reopened": sum(kind == "ongoing" and not was for _facts, kind, _stays, was in judgements),
        "open_at_year_end": sum(stays for _facts, _kind, stays, _was_open in judgements),
        "bilateral": sum(len(facts["requested"]) == 1 for facts, _kind in counted),
        "multilateral": sum(len(facts["requested"]) > 1 for facts, _kind in counted),
    }
    return {
        "cases": cases,
        "by_owning_state": by_state(counted, lambda facts: {facts["owner"]}),
        "by_participating_state": by_state(counted, lambda facts: {facts["owner"], *facts["requested"]}),
        "by_offence": {
            code: sum(code in facts["offences"] for facts, _ in counted) for code in Offence.values
        },
        "by_route": {code: sum(code in facts["routes"] for facts, _ in counted) for code in Route.values},
    }


def load(register):
    for facts in register:
        (opened_on, closed_on), *later = facts["periods"]
        case = factories.case(
            facts["owner"],
            opened_on=opened_on,
            closed_on=closed_on,
            requested=sorted(facts["requested"]),
            offences=sorted(facts["offences"]),
            routes=sorted(facts["routes"]),
            status="voided" if facts["voided"] else "active",
        )
        for period in later:
            factories.period(case, *period)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(register=registers())
def test_figures_equal_a_naive_count_and_reconcile_from_year_to_year(register):
    with transaction.atomic():
        load(register)
        counts = {year: count_year(year) for year in range(2017, 2022)}
        transaction.set_rollback(True)
    for year, count in counts.items():
        expected = naive_count(register, year)
        assert {key: count.counts[key] for key in expected} == expected
        cases = count.counts["cases"]
        assert cases["ongoing"] == count.open_before + cases["reopened"]
        if year > 2017:
            assert count.open_before == counts[year - 1].counts["cases"]["open_at_year_end"]


def test_the_order_and_the_numbers_of_rows_do_not_change_the_fingerprint():
    register = [("IT", "1/19"), ("DE", "2/19"), ("GR", "3/19")]
    prints = set()
    for order in (register, register[::-1]):
        with transaction.atomic():
            for owner, reference in order:
                factories.case(owner, national_reference=reference)
            prints.add(count_year(2019).fingerprint)
            transaction.set_rollback(True)
    assert len(prints) == 1


def test_a_team_counts_by_the_support_that_touches_the_year():
    case = factories.case("IT", requested=["DE"])
    both = factories.team(("IT", "DE"), cases=[case], signed_on=date(2019, 5, 1))
    factories.support(both, "financial", date(2018, 6, 1), date(2019, 1, 1))
    factories.support(both, "operational", date(2019, 12, 31), None)
    older = factories.team(("IT", "FR"), signed_on=date(2017, 5, 1))
    factories.support(older, "operational", date(2019, 2, 1), date(2019, 2, 2))
    unsupported = factories.team(("IT", "ES"), signed_on=date(2019, 1, 1))
    factories.support(unsupported, "financial", date(2020, 1, 1), None)
    counts = count_year(2019).counts
    assert counts["jits"] == {
        "supported": 2,
        "financial": 1,
        "operational": 2,
        "both": 1,
        "new": 1,
        "ongoing": 1,
    }
    assert counts["by_owning_state"]["IT"]["jits"] == 1
    assert {state: cells["jits"] for state, cells in counts["by_participating_state"].items()} == {
        "IT": 2,
        "DE": 1,
        "FR": 1,
    }


def test_only_meetings_held_within_the_year_count():
    factories.meeting(held_on=date(2019, 1, 1))
    factories.meeting(held_on=date(2019, 12, 31), kind="annual_meeting")
    factories.meeting(held_on=date(2020, 1, 1))
    factories.meeting(status="planned")
    factories.meeting(status="cancelled")
    assert count_year(2019).counts["meetings"] == {
        "coordination_meeting": 1,
        "coordination_centre": 0,
        "jit_meeting": 0,
        "annual_meeting": 1,
    }


def test_a_case_with_only_its_owner_is_neither_bilateral_nor_multilateral():
    factories.case("IT")
    cases = count_year(2019).counts["cases"]
    assert (cases["supported"], cases["bilateral"], cases["multilateral"]) == (1, 0, 0)
