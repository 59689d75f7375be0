"""Loading investigations: what the file says comes to stand; with any fault nothing changes."""

import csv
import hashlib
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.models import AuditEvent
from cases.models import Case, SupportPeriod
from tests import factories
from tests.registers import CASES, runner
from tests.registers import case_row as row

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    return runner("import_register", CASES, tmp_path)


def periods(case):
    return [(period.opened_on, period.closed_on, period.closing_reason) for period in case.periods.all()]


def rows_of(*models):
    """Everything in these tables."""
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_a_new_case_stands_as_the_file_says(run):
    ran = run(row(requested_states="EL;UK", offences="migrant_smuggling;corruption", routes="CMR"))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "investigations: 1 added, 0 changed, 0 unchanged; 1 support period\n"
    case = Case.objects.get()
    assert case.reference == "EJ-2019-00001"
    assert (case.owning_state_id, case.national_reference, case.title) == ("IT", "1/2019", "Lorries")
    assert (case.status, case.opened_on, case.version) == ("active", date(2019, 3, 1), 1)
    assert case.requested_states == ["GB", "GR"]
    assert (case.offences, case.routes) == (["migrant_smuggling", "corruption"], ["CMR"])
    assert periods(case) == [(date(2019, 3, 1), None, "")]


def test_a_second_row_is_a_later_period_and_the_earliest_gives_the_year(run):
    ran = run(
        row(opened_on="2020-05-01"),
        row(opened_on="2018-05-01", closed_on="2018-09-01", closing_reason="executed", title=""),
    )
    assert ran.status == 0
    case = Case.objects.get()
    assert case.reference == "EJ-2018-00001"
    assert (case.opened_on, case.status) == (date(2018, 5, 1), "active")
    assert periods(case) == [(date(2018, 5, 1), date(2018, 9, 1), "executed"), (date(2020, 5, 1), None, "")]


def test_status_follows_the_periods_and_the_mark_of_an_error(run):
    closed = {"closed_on": "2019-09-01", "closing_reason": "executed"}
    run(
        row(national_reference="open"),
        row(national_reference="closed", **closed),
        row(national_reference="ahead", closed_on="2099-01-01", closing_reason="executed"),
        row(national_reference="error", voided="yes"),
    )
    status = dict(Case.objects.values_list("national_reference", "status"))
    assert status == {"open": "active", "closed": "closed", "ahead": "active", "error": "voided"}


def test_references_go_on_after_the_highest_of_each_year_in_the_order_of_the_file(run):
    factories.case(opened_on=date(2019, 1, 1), reference="EJ-2019-00187", national_reference="x")
    run(
        row(national_reference="c"),
        row(national_reference="a", opened_on="2020-01-01"),
        row(national_reference="b"),
    )
    numbers = dict(Case.objects.values_list("national_reference", "reference"))
    assert numbers == {"x": "EJ-2019-00187", "c": "EJ-2019-00188", "b": "EJ-2019-00189", "a": "EJ-2020-00001"}


def test_the_hundred_thousandth_case_of_a_year_keeps_its_number(run):
    factories.case(reference="EJ-2019-99999")
    run(row())
    assert Case.objects.filter(reference="EJ-2019-100000").exists()


def test_importing_the_same_file_twice_changes_nothing_and_says_so(run):
    rows = [
        row(requested_states="DE;FR", offences="migrant_smuggling", routes="CMR;WBR"),
        row(opened_on="2021-01-01", title=""),
        row(national_reference="2", voided="yes"),
    ]
    rows[0] = rows[0].replace("2019-03-01,,", "2019-03-01,2020-03-01,executed")
    assert run(*rows).status == 0
    before = rows_of(Case, SupportPeriod, Case.participations.rel.related_model, AuditEvent)
    ran = run(*rows)
    assert (ran.status, ran.err) == (0, "")
    assert "nothing changed" in ran.out
    assert rows_of(Case, SupportPeriod, Case.participations.rel.related_model, AuditEvent) == before


def test_only_what_differs_changes_and_an_empty_cell_keeps_what_is_there(run):
    run(row(requested_states="DE", offences="migrant_smuggling", routes="CMR"), row(national_reference="2"))
    first = Case.objects.get(national_reference="1/2019")
    other = Case.objects.get(national_reference="2")
    ran = run(row(title="", requested_states="FR;DE"), row(national_reference="2", title=""))
    assert "0 added, 1 changed, 1 unchanged" in ran.out
    changed = Case.objects.get(pk=first.pk)
    assert (changed.title, changed.routes, changed.requested_states) == ("Lorries", ["CMR"], ["DE", "FR"])
    assert changed.version == 2
    assert changed.updated_at > first.updated_at
    other_after = Case.objects.get(pk=other.pk)
    assert (other_after.version, other_after.updated_at) == (1, other.updated_at)


def test_the_order_of_a_list_is_no_difference(run):
    run(row(offences="migrant_smuggling;corruption", requested_states="DE;FR"))
    assert (
        "nothing changed" in run(row(offences="corruption;migrant_smuggling", requested_states="FR;DE")).out
    )


def test_a_listed_period_is_as_the_file_says_and_an_unlisted_one_stays(run):
    run(row(closed_on="2019-06-01", closing_reason="executed"), row(opened_on="2021-01-01", title=""))
    ran = run(row(opened_on="2021-01-01", closed_on="2021-02-01", closing_reason="transferred"))
    assert ran.status == 0
    case = Case.objects.get()
    assert periods(case) == [
        (date(2019, 3, 1), date(2019, 6, 1), "executed"),
        (date(2021, 1, 1), date(2021, 2, 1), "transferred"),
    ]
    assert (case.status, case.version) == ("closed", 2)
    assert run(row(opened_on="2022-01-01")).status == 0
    case.refresh_from_db()
    assert (case.status, case.periods.count()) == ("active", 3)


def test_an_earlier_period_moves_the_opening_and_keeps_the_reference(run):
    run(row())
    run(row(opened_on="2017-01-01", closed_on="2017-02-01", closing_reason="executed"))
    case = Case.objects.get()
    assert (case.opened_on, case.reference) == (date(2017, 1, 1), "EJ-2019-00001")


def test_a_dormant_case_stays_dormant_and_a_voided_one_voided(run):
    factories.case(status="dormant", national_reference="d", opened_on=date(2019, 1, 1))
    factories.case(status="voided", national_reference="v", opened_on=date(2019, 1, 1))
    run(
        row(
            national_reference="d", opened_on="2018-01-01", closed_on="2018-02-01", closing_reason="executed"
        ),
        row(
            national_reference="v", opened_on="2018-01-01", closed_on="2018-02-01", closing_reason="executed"
        ),
    )
    assert dict(Case.objects.values_list("national_reference", "status")) == {"d": "dormant", "v": "voided"}


def test_one_event_keeps_what_was_imported(run, tmp_path):
    run(row(), row(national_reference="2"))
    event = AuditEvent.objects.get()
    digest = hashlib.sha256((tmp_path / "register.csv").read_bytes()).hexdigest()
    assert (event.verb, event.actor, event.target) == ("register.imported", "system", "register.csv")
    assert event.changes["sha256"] == [None, digest]
    assert event.changes["added"] == [None, 2]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(run):
    ran = run(row(), options=("--dry-run",))
    assert (ran.status, Case.objects.count(), AuditEvent.objects.count()) == (0, 0, 0)
    assert "1 added" in ran.out
    assert "nothing was written" in ran.out
    assert run(row(opened_on=""), options=("--dry-run",)).status == 1


def test_a_file_without_rows_is_nothing_to_import(run):
    ran = run()
    assert (ran.status, ran.err) == (0, "")
    assert "nothing to import" in ran.out


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1, max_size=9
)
junk = st.one_of(
    st.text(max_size=12).filter(lambda text: "\0" not in text),
    st.sampled_from(["IT", "2019-01-01", "yes", "DE;FR", "EMR", ";"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(junk, min_size=9, max_size=11), max_size=5), st.binary(max_size=40))
def test_whatever_stands_in_the_file_the_answer_is_done_or_faults(run, rows, tail):
    text = StringIO(newline="")
    csv.writer(text).writerows([CASES.split(","), *rows])
    with transaction.atomic():
        ran = run(content=text.getvalue().encode(errors="surrogatepass") + tail)
        assert ran.status in (0, 1)
        assert bool(ran.faults) == (ran.status == 1)
        assert all(fault.partition(":")[0].isdigit() for fault in ran.faults)
        transaction.set_rollback(True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["IT", "DE", "EL", "UK"]), words),
        st.tuples(words, st.dates(date(2015, 1, 1), date(2025, 12, 31)), st.booleans()),
        max_size=8,
    )
)
def test_what_is_right_comes_to_stand_as_written(run, cases):
    file = BytesIO()
    text = TextIOWrapper(file, "utf-8", newline="")
    writer = csv.DictWriter(text, CASES.split(","))
    writer.writeheader()
    for (owner, reference), (title, opened_on, is_closed) in cases.items():
        closing = {"closed_on": opened_on, "closing_reason": "executed"} if is_closed else {}
        cells = {
            "owning_state": owner,
            "national_reference": reference,
            "title": title,
            "opened_on": opened_on,
        }
        writer.writerow(cells | closing)
    text.flush()
    with transaction.atomic():
        ran = run(content=file.getvalue())
        assert (ran.status, ran.err) == (0, "")
        stored = Case.objects.values_list("owning_state_id", "national_reference", "title", "opened_on")
        iso = {"EL": "GR", "UK": "GB"}
        written = {(iso.get(key[0], key[0]), key[1], value[0], value[1]) for key, value in cases.items()}
        assert set(stored) == written
        assert cases == {} or "nothing changed" in run(content=file.getvalue()).out
        transaction.set_rollback(True)
