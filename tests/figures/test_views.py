"""Pages of the yearly figures."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from figures.services.charts import draw_charts
from figures.services.compiling import compile_year
from tests import factories


def text(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def figures(db):
    """2019 with one new and one ongoing case, and the year before."""
    cases = [
        factories.case("IT", title="Own vans", requested=["DE"]),
        factories.case("DE", title="Foreign boats", opened_on=factories.date(2018, 5, 1)),
    ]
    compile_year(2018)
    compile_year(2019)
    draw_charts()
    return cases


def test_the_year_is_told_in_one_sentence(client, desk_it, figures):
    client.force_login(desk_it)
    shown = text(client.get("/figures/2019/"))
    assert "<strong>2 investigations</strong> in 2019: 1 new, 1 ongoing from previous years." in shown
    assert "Provisional" in shown and "It does" in shown and "do not add up" in shown


def test_the_index_leads_to_the_newest_year(client, desk_it, figures):
    client.force_login(desk_it)
    assert client.get("/figures/").url == "/figures/2019/"


def test_without_figures_the_index_says_so(client, desk_it):
    client.force_login(desk_it)
    assert "There are no figures yet" in text(client.get("/figures/"))
    assert "There are no figures yet" in text(client.get("/figures/years/"))


@pytest.mark.parametrize(
    "address", ["1980/", "99999999999999/", "2019/?version=7", "2019/?version=%00", "2019/?version=²"]
)
def test_what_there_is_not_is_named_with_what_there_is(client, desk_it, figures, address):
    client.force_login(desk_it)
    response = client.get(f"/figures/{address}")
    assert response.status_code == 404
    assert 'href="/figures/2018/"' in text(response) and 'href="/figures/2019/"' in text(response)


def test_an_earlier_version_shows_itself_and_the_newest_its_difference(client, desk_it, figures):
    factories.case("IT")
    compile_year(2019)
    client.force_login(desk_it)
    assert "An earlier version" in text(client.get("/figures/2019/?version=1"))
    assert "Investigations: New: 1 → 2" in text(client.get("/figures/2019/"))


def test_the_rows_behind_a_figure_are_those_one_may_see(client, desk_it, figures):
    own, foreign = figures
    client.force_login(desk_it)
    assert own.reference in text(client.get("/figures/2019/new/"))
    ongoing = text(client.get("/figures/2019/ongoing/"))
    assert foreign.reference not in ongoing and "The figure counts 1" in ongoing
    assert client.get("/figures/1980/new/").status_code == 404
    assert client.get("/figures/2019/new/?nonsense=1").status_code == 400


def test_the_rows_cost_the_same_for_three_and_thirty(client, desk_it):
    def measured(count):
        for _each in range(count):
            factories.case("IT", requested=["DE", "FR"])
        compile_year(2019)
        client.get("/figures/2019/new/")
        with CaptureQueriesContext(connection) as counted:
            client.get("/figures/2019/new/")
        return len(counted)

    client.force_login(desk_it)
    assert measured(3) == measured(27)


def test_years_stand_side_by_side_with_what_was_published(client, desk_it, figures):
    client.force_login(desk_it)
    shown = text(client.get("/figures/years/"))
    assert "Eurojust, press release of 29 May 2020" in shown and ">187<" in shown
    assert "2018: 1, of which 1 new; 2019: 2, of which 1 new" in shown


def test_a_chart_is_sent_once_and_then_only_confirmed(client, desk_it, figures):
    client.force_login(desk_it)
    first = client.get("/figures/charts/cases_by_year-light.svg")
    assert first["Content-Type"] == "image/svg+xml" and b"<svg" in first.content
    again = client.get("/figures/charts/cases_by_year-light.svg", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/figures/charts/nothing-dark.svg").status_code == 404


def test_strangers_see_no_figures(client, figures):
    assert client.get("/figures/2019/").url == "/accounts/login/?next=/figures/2019/"
