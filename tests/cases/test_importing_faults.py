"""Loading investigations: every fault is named at its line, and a file with one changes nothing."""

# ruff: noqa: E501 - a table reads best with one fault a line

from datetime import date

import pytest

from cases.models import Case
from tests import factories
from tests.registers import CASES, run_command, runner
from tests.registers import case_row as row

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    return runner("import_register", CASES, tmp_path)


@pytest.mark.parametrize("path", ["missing.csv", ""])
def test_a_file_that_cannot_be_read_is_wrong_usage(tmp_path, path):
    ran = run_command("import_register", str(tmp_path / path))
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("Cannot read ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"national_reference": ""}, "2: national_reference: is required"),
        ({"national_reference": "x" * 101}, "2: national_reference: is 101 characters long; at most 100 are kept"),
        ({"owning_state": ""}, "2: owning_state: is required"),
        ({"owning_state": "XX"}, "2: owning_state: “XX” is not a country code; write an ISO 3166-1"),
        ({"owning_state": "it"}, "2: owning_state: “it” is not a country code; did you mean IT?"),
        ({"owning_state": "ITA"}, "2: owning_state: “ITA” is not a country code; did you mean IT?"),
        ({"owning_state": "Italy"}, "2: owning_state: “Italy” is not a country code; did you mean IT?"),
        ({"owning_state": "RS"}, "2: owning_state: RS had no National Desk or liaison prosecutor on 2019-03-01; it has had one since 2020-01-01"),
        ({"owning_state": "TN"}, "2: owning_state: TN never had a National Desk"),
        ({"title": ""}, "2: title: is required in a case's first row"),
        ({"title": "x" * 301}, "2: title: is 301 characters long"),
        ({"opened_on": ""}, "2: opened_on: is required"),
        ({"opened_on": "2019-02-30"}, "2: opened_on: “2019-02-30” is no day of the calendar"),
        ({"opened_on": "1.3.2019"}, "2: opened_on: “1.3.2019” is no day: write YYYY-MM-DD"),
        ({"closed_on": "2019-02-28", "closing_reason": "executed"}, "2: closed_on: 2019-02-28 is before the case was opened on 2019-03-01"),
        ({"closed_on": "2019-09-01"}, "2: closing_reason: is required with closed_on"),
        ({"closing_reason": "executed"}, "2: closing_reason: stands without closed_on"),
        ({"closed_on": "2019-09-01", "closing_reason": "done"}, "2: closing_reason: “done” is not a reason for closing; allowed: executed"),
        ({"requested_states": "DE;IT"}, "2: requested_states: names the owning State IT"),
        ({"requested_states": "EL;GR"}, "2: requested_states: names “GR” twice, as “EL”: keep one"),
        ({"requested_states": "DE;"}, "2: requested_states: has an empty entry"),
        ({"offences": "smuggling"}, "2: offences: “smuggling” is not an offence"),
        ({"routes": "cmr"}, "2: routes: “cmr” is not a route; did you mean CMR?"),
        ({"voided": "no"}, "2: voided: “no” is not a mark of an entry made in error; allowed: yes"),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_named_with_what_would_be_right(run, cells, named):
    ran = run(row(**cells))
    assert ran.status == 1
    assert len(ran.faults) == 1
    assert ran.faults[0].startswith(named)
    assert not Case.objects.exists()


@pytest.mark.parametrize("day", ["2019-06-01", "2020-01-31", "2020-02-01", "2021-01-01"])
def test_the_united_kingdom_could_own_cases_on_any_day(run, day):
    assert run(row(owning_state="UK", opened_on=day)).status == 0


def test_later_rows_agree_with_the_first_or_are_empty(run):
    first = row(
        requested_states="DE",
        offences="corruption",
        routes="CMR",
        closed_on="2019-04-01",
        closing_reason="executed",
    )
    ran = run(
        first,
        row(
            opened_on="2020-01-01",
            title="Boats",
            requested_states="FR",
            offences="fraud",
            routes="WBR",
            voided="yes",
        ),
    )
    assert ran.status == 1
    assert ran.faults == [
        "3: title: says “Boats”, but line 2, where the case begins, says “Lorries”: write the same, or leave it"
        " empty in this row",
        "3: requested_states: says FR, but line 2, where the case begins, says DE: write the same, or leave it"
        " empty in this row",
        "3: offences: says fraud, but line 2, where the case begins, says corruption: write the same, or leave it"
        " empty in this row",
        "3: routes: says WBR, but line 2, where the case begins, says CMR: write the same, or leave it empty in"
        " this row",
        "3: voided: says “yes”, but line 2, where the case begins, leaves it empty: write it there, or leave it"
        " empty in this row",
    ]


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        ("2019-03-01,2019-05-01", "2019-03-01,2019-06-01", "3: opened_on: the period opened on 2019-03-01 is in line 2"),
        ("2019-03-01,2019-05-01", "2019-05-01,2019-06-01", "3: opened_on: the period from 2019-05-01 to 2019-06-01 overlaps the one from 2019-03-01 to 2019-05-01 of line 2: a period may open on the day after"),
        ("2019-05-01,2019-06-01", "2019-03-01,2019-05-01", "3: opened_on: the period from 2019-03-01 to 2019-05-01 overlaps the one from 2019-05-01 to 2019-06-01 of line 2"),
        ("2019-03-01,", "2019-05-01,", "3: opened_on: the period from 2019-05-01 on overlaps the one from 2019-03-01 on of line 2: close the earlier one before 2019-05-01"),
    ],
)  # fmt: skip
def test_periods_of_a_case_share_no_day(run, first, second, named):
    def period(days, **cells):
        opened_on, closed_on = days.split(",")
        return row(
            opened_on=opened_on, closed_on=closed_on, closing_reason="executed" if closed_on else "", **cells
        )

    ran = run(period(first), period(second))
    assert ran.status == 1
    assert len(ran.faults) == 1
    assert ran.faults[0].startswith(named)


def test_a_long_period_overlaps_every_one_within_it(run):
    def closed(opened_on, closed_on):
        return row(opened_on=opened_on, closed_on=closed_on, closing_reason="executed")

    ran = run(
        closed("2019-01-01", "2019-12-31"),
        closed("2019-02-01", "2019-02-02"),
        closed("2019-03-01", "2019-03-02"),
        closed("2020-01-01", "2020-03-02"),
    )
    assert [fault.partition(":")[0] for fault in ran.faults] == ["3", "4"]


def test_the_day_after_closing_may_open_the_next_period(run):
    assert (
        run(row(closed_on="2019-05-01", closing_reason="executed"), row(opened_on="2019-05-02")).status == 0
    )


def test_periods_share_no_day_with_registered_ones_either(run):
    factories.case(national_reference="1/2019", opened_on=date(2019, 1, 1))
    ran = run(row(opened_on="2019-03-01"))
    assert ran.faults == [
        "2: opened_on: the period from 2019-03-01 on overlaps the one from 2019-01-01 on that is registered:"
        " close the earlier one before 2019-03-01"
    ]
    closing = row(opened_on="2019-01-01", closed_on="2019-02-28", closing_reason="executed")
    assert run(closing, row(opened_on="2019-03-01")).status == 0


def test_all_faults_come_out_in_one_run_by_line_and_nothing_is_written(run):
    ran = run(
        row(national_reference="ok"),
        row(opened_on="2019-02-30", owning_state="zz"),
        "too,few",
        row(title="", national_reference="new"),
        row(national_reference="ok", opened_on="2020-01-01"),
        row(closed_on="2018-01-01", requested_states="IT;QQ;DE;DE"),
    )
    assert ran.status == 1
    assert "9 faults" in ran.out
    places = [tuple(fault.split(": ")[:2]) for fault in ran.faults]
    assert places == [
        ("3", "owning_state"),
        ("3", "opened_on"),
        ("4", "row"),
        ("5", "title"),
        ("6", "opened_on"),
        ("7", "closed_on"),
        ("7", "closing_reason"),
        ("7", "requested_states"),
        ("7", "requested_states"),
    ]
    assert not Case.objects.exists()


def test_ten_thousand_faults_are_all_named(run):
    ran = run(*(row(national_reference=str(number), opened_on="never") for number in range(10_000)))
    assert ran.status == 1
    assert len(ran.faults) == 10_000
    assert [int(fault.partition(":")[0]) for fault in ran.faults] == list(range(2, 10_002))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        CASES.encode("utf-16"),
        b"\x7fELF\x02\x01\x01\0",
        b"\r".join([CASES.encode(), row().encode()]),
        b"x" * 10_000_000,
    ],
)
def test_files_of_another_kind_are_refused_in_one_sentence(run, content):
    ran = run(content=content)
    assert (ran.status, len(ran.faults)) == (1, 1)
    assert ran.faults[0].startswith("1: ")


def test_latin_1_is_named_at_each_line_with_the_byte(run):
    ran = run(
        content="\n".join([CASES, row(title="Café"), row(national_reference="2", title="Ok")]).encode(
            "latin-1"
        )
    )
    assert ran.faults == ["2: row: byte 14 of line 2 (0xE9) is not UTF-8: save the file as UTF-8"]
