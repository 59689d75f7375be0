"""Loading teams: parties, cases, dates, and support come to stand as the file says."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from jits.models import Party, Team, TeamSupport
from tests import factories
from tests.registers import JITS, runner

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    return runner("import_jits", JITS, tmp_path)


def row(**cells) -> str:
    right = {"reference": "JIT-1", "name": "Adriatic", "parties": "IT;DE", "signed_on": "2019-01-15"}
    return ",".join((right | cells).get(name, "") for name in JITS.split(","))


def stored():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Team, Party, TeamSupport, Team.cases.through, AuditEvent)
    ]


def support_of(team):
    return sorted(team.support.values_list("kind", "from_on", "until_on"), key=str)


def test_a_new_team_stands_as_the_file_says(run):
    case = factories.case(national_reference="12:a/2019")
    ran = run(
        row(
            parties="EL;UK;IT",
            cases="IT:12:a/2019",
            expires_on="2021-01-14",
            support="financial:2019-02-01/2019-04-30;financial:2019-04-01/;operational:2019-02-01/2022-01-01",
        )
    )
    assert (ran.status, ran.err, ran.out) == (0, "", "JITs: 1 added, 0 changed, 0 unchanged\n")
    team = Team.objects.get()
    assert (team.reference, team.name, team.version) == ("JIT-1", "Adriatic", 1)
    assert (team.signed_on, team.expires_on, team.closed_on) == (date(2019, 1, 15), date(2021, 1, 14), None)
    assert team.states == ["GB", "GR", "IT"]
    assert list(team.cases.all()) == [case]
    assert support_of(team) == [
        ("financial", date(2019, 2, 1), date(2019, 4, 30)),
        ("financial", date(2019, 4, 1), None),
        ("operational", date(2019, 2, 1), date(2022, 1, 1)),
    ]
    assert AuditEvent.objects.get().target == "register.csv"


def test_importing_the_same_file_twice_changes_nothing_and_says_so(run):
    factories.case(national_reference="1")
    rows = [
        row(cases="IT:1", support="financial:2019-02-01/"),
        row(reference="JIT-2", closed_on="2020-01-01"),
    ]
    assert run(*rows).status == 0
    before = stored()
    ran = run(*rows)
    assert (ran.status, "nothing changed" in ran.out) == (0, True)
    assert stored() == before


def test_a_listed_team_becomes_what_the_file_says_and_others_stay(run):
    first, second = factories.case(), factories.case()
    team = factories.team(("IT", "DE"), cases=[first], reference="JIT-1", name="Adriatic")
    other = factories.team(reference="JIT-9")
    factories.support(team)
    kept = factories.support(team, "operational")
    ran = run(
        row(
            parties="DE;FR;IT",
            cases=f"IT:{second.national_reference}",
            support="operational:2019-06-01/2019-08-31;financial:2020-01-01/",
        )
    )
    assert ran.out == "JITs: 0 added, 1 changed, 0 unchanged\n"
    changed = Team.objects.get(pk=team.pk)
    assert (changed.states, list(changed.cases.all())) == (["DE", "FR", "IT"], [second])
    assert (changed.expires_on, changed.version) == (None, 2)
    assert support_of(changed) == [
        ("financial", date(2020, 1, 1), None),
        ("operational", date(2019, 6, 1), date(2019, 8, 31)),
    ]
    assert changed.support.filter(pk=kept.pk).exists()
    assert Team.objects.get(pk=other.pk).updated_at == other.updated_at


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"reference": ""}, "2: reference: is required"),
        ({"name": ""}, "2: name: is required"),
        ({"parties": ""}, "2: parties: is required"),
        ({"parties": "IT"}, "2: parties: names 1; at least 2 are needed"),
        ({"parties": "IT;UK;GB"}, "2: parties: names “GB” twice, as “UK”"),
        ({"cases": "IT:404"}, "2: cases: there is no case IT:404: import it first"),
        ({"cases": "404"}, "2: cases: “404” names no case: write"),
        ({"cases": "XX:1"}, "2: cases: “XX” is not a country code"),
        ({"expires_on": "2019-01-14"}, "2: expires_on: the team expires on 2019-01-14, before it was signed"),
        ({"closed_on": "2019-01-14"}, "2: closed_on: the team closes on 2019-01-14, before it was signed"),
        ({"support": "moral:2019-01-01/"}, "2: support: “moral:2019-01-01/” is no support"),
        ({"support": "financial:2019-01-01"}, "2: support: “financial:2019-01-01” is no support"),
        ({"support": "financial:/2019-01-01"}, "2: support: “financial:/2019-01-01” has no first day"),
        ({"support": "financial:2019-02-30/"}, "2: support: “2019-02-30” is no day of the calendar"),
        ({"support": "financial:2019-02-02/2019-02-01"}, "2: support: “financial:2019-02-02/2019-02-01” ends before"),
        ({"support": "financial:2019-01-01/;financial:2019-01-01/"}, "2: support: names “financial:2019-01-01/” twice"),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_named_with_what_would_be_right(run, cells, named):
    ran = run(row(**cells))
    assert (ran.status, len(ran.faults)) == (1, 1)
    assert ran.faults[0].startswith(named)
    assert not Team.objects.exists()


def test_a_team_stands_once_in_a_file(run):
    ran = run(row(), row())
    assert ran.faults == ["3: reference: “JIT-1” is in line 2 already: keep one of the two"]


junk = st.text(max_size=12) | st.sampled_from(["IT;DE", "IT:1", "2019-01-01", "financial:2019-01-01/"])


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(junk, min_size=8, max_size=8).map(",".join), max_size=4))
def test_whatever_stands_in_the_file_the_answer_is_done_or_faults(run, rows):
    with transaction.atomic():
        ran = run(content="\n".join([JITS, *rows]).encode(errors="replace"))
        assert ran.status in (0, 1)
        assert bool(ran.faults) == (ran.status == 1)
        transaction.set_rollback(True)
