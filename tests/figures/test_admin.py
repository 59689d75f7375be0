"""Yearly figures in the staff panel."""

import pytest

from figures.models import CompilationRun, YearFigures
from figures.services.compiling import compile_year
from tests import factories

FIGURES, RUNS = "/admin/figures/yearfigures/", "/admin/figures/compilationrun/"
ASKED = {"_form_submitted": "True"}


def test_the_statistics_team_asks_for_a_year(client, statistics):
    client.force_login(statistics)
    answer = client.post(FIGURES + "compile-year/", {**ASKED, "year": "2019"})
    assert (answer.status_code, answer["Location"]) == (302, RUNS)
    assert CompilationRun.objects.get().year == 2019
    assert "2019" in client.get(RUNS).content.decode()


def test_the_statistics_team_asks_for_all_years(client, statistics):
    factories.case("IT")
    client.force_login(statistics)
    answer = client.post(FIGURES + "compile-all/", ASKED, headers={"hx-request": "true"})
    assert answer["HX-Redirect"] == RUNS
    assert CompilationRun.objects.filter(year=2019).exists()


def test_following_a_link_compiles_nothing(client, statistics):
    factories.case("IT")
    client.force_login(statistics)
    assert client.get(FIGURES + "compile-all/").status_code == 200
    assert not CompilationRun.objects.exists()


@pytest.mark.parametrize("year", ["1066", "", "x"])
def test_a_year_that_is_none_is_refused(client, statistics, year):
    client.force_login(statistics)
    assert client.post(FIGURES + "compile-year/", {**ASKED, "year": year}).status_code == 200
    assert not CompilationRun.objects.exists()


def test_publishing_freezes_a_version(client, statistics):
    figures = compile_year(2019)
    client.force_login(statistics)
    for _ in range(2):
        assert client.post(f"{FIGURES}{figures.pk}/publish/", ASKED).status_code == 302
    assert YearFigures.objects.get().status == "published"
    assert client.post(f"{FIGURES}0/publish/", ASKED).status_code == 404


def test_other_staff_look_and_ask_for_nothing(client, db):
    figures = compile_year(2019)
    client.force_login(factories.user(role="administrator"))
    assert client.get(f"{FIGURES}{figures.pk}/change/").status_code == 200
    assert client.post(FIGURES + "compile-all/", ASKED).status_code == 403
    assert client.post(f"{FIGURES}{figures.pk}/publish/", ASKED).status_code == 403
    assert client.get(RUNS).status_code == 403
