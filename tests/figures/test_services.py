"""Versions, differences, publication, and the check against the year before."""

from datetime import date

import pytest
from django.db import InternalError, transaction
from django.db.utils import Error

from core.errors import NotAllowed, RuleBroken
from figures.models import YearFigures
from figures.services.compiling import compile_year, publish_figures, years_on_record
from figures.services.running import carry_out, queue_compilation
from tests import factories

pytestmark = pytest.mark.django_db


def test_the_same_register_gives_the_same_version_and_digest():
    factories.case("IT")
    first, second = compile_year(2019), compile_year(2019)
    assert (first.pk, first.version, first.digest) == (second.pk, 1, second.digest)


def test_a_changed_register_gives_a_new_version_with_the_difference():
    factories.case("IT")
    compile_year(2019)
    factories.case("DE", routes=["EMR"])
    second = compile_year(2019)
    assert second.version == 2
    assert {"cell": "cases.supported", "old": 1, "new": 2} in second.difference
    assert {"cell": "by_owning_state.DE.new", "old": 0, "new": 1} in second.difference
    assert {"cell": "by_route.EMR", "old": 0, "new": 1} in second.difference


def test_one_case_in_place_of_another_is_a_new_version_though_the_figures_stay():
    gone = factories.case("IT")
    first = compile_year(2019)
    gone.status = "voided"
    gone.save()
    factories.case("IT")
    second = compile_year(2019)
    assert (second.version, second.difference) == (2, [])
    assert second.digest != first.digest


def test_the_rows_behind_the_figures_are_kept():
    new = factories.case("IT", opened_on=date(2019, 2, 1))
    ongoing = factories.case("IT", opened_on=date(2018, 2, 1), closed_on=date(2019, 12, 31))
    figures = compile_year(2019)
    assert (figures.new_cases, figures.ongoing_cases, figures.open_cases) == (
        [new.pk],
        [ongoing.pk],
        [new.pk],
    )


def test_the_document_has_the_agreed_keys(desk_it):
    factories.case("IT", requested=["DE"])
    document = compile_year(2019).document
    assert list(document) == [
        "year",
        "status",
        "version",
        "definition",
        "as_of",
        "digest",
        "cases",
        "jits",
        "meetings",
        "by_owning_state",
        "by_participating_state",
        "by_offence",
        "by_route",
        "reconciliation",
    ]
    assert document["reconciliation"] == {"previous_year": 2018, "holds": True, "difference": 0}
    assert document["by_owning_state"] == {"IT": {"supported": 1, "new": 1, "ongoing": 0, "jits": 0}}
    assert document["cases"]["bilateral"] == 1


def test_published_figures_cannot_be_changed_behind_their_back(statistics):
    factories.case("IT")
    figures = publish_figures(compile_year(2019), actor=statistics)
    for change in (
        lambda: YearFigures.objects.filter(pk=figures.pk).delete(),
        lambda: YearFigures.objects.filter(pk=figures.pk).update(status="provisional"),
    ):
        with pytest.raises(InternalError, match="published_figures_are_frozen|Cannot"), transaction.atomic():
            change()


def test_even_provisional_figures_are_not_rewritten():
    figures = compile_year(2019)
    with pytest.raises(Error), transaction.atomic():
        YearFigures.objects.filter(pk=figures.pk).update(counts={})


def test_a_published_year_that_no_longer_fits_is_reported_with_the_rows_that_cause_it(statistics):
    stays = factories.case("IT", opened_on=date(2018, 3, 1))
    publish_figures(compile_year(2018), actor=statistics)
    assert compile_year(2019).reconciliation["holds"]
    late = factories.case("IT", opened_on=date(2018, 5, 1))
    figures = compile_year(2019)
    assert figures.reconciliation == {"previous_year": 2018, "holds": False, "difference": 1}
    assert figures.breach_cases == [late.pk]
    assert stays.pk not in figures.breach_cases


def test_only_the_newest_version_is_published_and_only_once(statistics):
    first = compile_year(2019)
    factories.case("IT")
    second = compile_year(2019)
    with pytest.raises(RuleBroken):
        publish_figures(first, actor=statistics)
    publish_figures(second, actor=statistics)
    with pytest.raises(RuleBroken):
        publish_figures(second, actor=statistics)


def test_a_desk_neither_compiles_nor_publishes(desk_it):
    with pytest.raises(NotAllowed):
        queue_compilation(2019, actor=desk_it)
    with pytest.raises(NotAllowed):
        publish_figures(compile_year(2019), actor=desk_it)


@pytest.mark.parametrize("year", [0, -1, 1789, 99999])
def test_a_year_outside_the_calendar_is_refused(year):
    with pytest.raises(RuleBroken):
        compile_year(year)


def test_years_on_record_begin_with_the_first_that_the_register_speaks_of():
    assert years_on_record() == []
    factories.case("IT", opened_on=date(2021, 3, 1))
    assert years_on_record()[0] == 2021
    factories.meeting(held_on=date(2018, 3, 1))
    assert years_on_record()[0] == 2018


def test_a_run_carried_out_twice_compiles_once():
    run = queue_compilation(2019)
    assert carry_out(run.pk).state == "done"
    assert carry_out(run.pk) is None
    assert YearFigures.objects.count() == 1


def test_a_year_that_waits_is_not_queued_twice():
    assert queue_compilation(2019) == queue_compilation(2019)
