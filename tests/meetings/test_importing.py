"""Loading meetings: rows are paired with meetings one to one, by what they say."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from meetings.models import Meeting
from tests import factories
from tests.registers import MEETINGS, runner

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    return runner("import_meetings", MEETINGS, tmp_path)


def row(**cells) -> str:
    right = {
        "kind": "coordination_meeting",
        "held_on": "2019-09-12",
        "states": "IT;DE",
        "format": "video",
        "status": "held",
    }
    return ",".join((right | cells).get(name, "") for name in MEETINGS.split(","))


def stored():
    models = Meeting, Meeting.cases.through, Meeting.states.through, AuditEvent
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_new_meeting_stands_as_the_file_says(run):
    case = factories.case(national_reference="1")
    ran = run(row(cases="IT:1", states="UK;IT"))
    assert (ran.status, ran.err, ran.out) == (0, "", "meetings: 1 added, 0 changed, 0 unchanged\n")
    meeting = Meeting.objects.get()
    assert (meeting.kind, str(meeting.held_on), meeting.format, meeting.status) == (
        "coordination_meeting", "2019-09-12", "video", "held"
    )  # fmt: skip
    assert (meeting.invited_states, list(meeting.cases.all())) == (["GB", "IT"], [case])
    assert AuditEvent.objects.get().verb == "register.imported"


def test_rows_that_are_the_same_are_meetings_of_their_own_and_are_found_again(run):
    assert "2 added" in run(row(), row()).out
    before = stored()
    assert "nothing changed" in run(row(), row()).out
    assert stored() == before
    assert "1 added, 0 changed, 2 unchanged" in run(row(), row(), row()).out
    assert Meeting.objects.count() == 3


def test_the_order_of_rows_and_states_is_no_difference(run):
    run(row(status="held"), row(status="cancelled", format="in_person"))
    before = stored()
    ran = run(row(status="cancelled", format="in_person", states="DE;IT"), row(status="held"))
    assert "nothing changed" in ran.out
    assert stored() == before


def test_format_and_status_of_a_known_meeting_become_what_the_file_says(run):
    run(row(status="planned"), row(status="held"))
    ran = run(row(status="held"), row(status="cancelled"))
    assert ran.out == "meetings: 0 added, 1 changed, 1 unchanged\n"
    assert sorted(Meeting.objects.values_list("status", "version")) == [("cancelled", 2), ("held", 1)]


def test_another_set_of_states_or_cases_is_another_meeting(run):
    factories.case(national_reference="1")
    run(row())
    assert "2 added, 0 changed, 0 unchanged" in run(row(states="IT"), row(cases="IT:1")).out


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"kind": "party"}, "2: kind: “party” is not a kind of meeting; allowed: coordination_meeting"),
        ({"kind": ""}, "2: kind: is required"),
        ({"held_on": "2019-02-30"}, "2: held_on: “2019-02-30” is no day of the calendar"),
        ({"format": ""}, "2: format: is required"),
        ({"status": "Held"}, "2: status: “Held” is not a status of a meeting; did you mean held?"),
        ({"states": ""}, "2: states: is empty, and so is cases: name a case or a State at least"),
        ({"cases": "IT:404"}, "2: cases: there is no case IT:404"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_what_would_be_right(run, cells, named):
    ran = run(row(**cells))
    assert (ran.status, len(ran.faults)) == (1, 1)
    assert ran.faults[0].startswith(named)
    assert not Meeting.objects.exists()


def test_a_list_of_a_thousand_missing_cases_names_each(run):
    ran = run(row(cases=";".join(f"IT:{number}" for number in range(1000))))
    assert (ran.status, len(ran.faults)) == (1, 1000)


junk = st.text(max_size=12) | st.sampled_from(["jit_meeting", "IT;DE", "IT:1", "2019-01-01", "video", "held"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(junk, min_size=6, max_size=6).map(",".join), max_size=4))
def test_whatever_stands_in_the_file_the_answer_is_done_or_faults(run, rows):
    with transaction.atomic():
        ran = run(content="\n".join([MEETINGS, *rows]).encode(errors="replace"))
        assert ran.status in (0, 1)
        assert bool(ran.faults) == (ran.status == 1)
        transaction.set_rollback(True)
