"""Yearly figures on the wire."""

from datetime import date

import pytest

from figures.services.compiling import compile_year
from tests import factories


@pytest.fixture
def two_versions(db):
    """Two versions of 2019: one case, then two."""
    factories.case("IT", opened_on=date(2019, 3, 1))
    first = compile_year(2019)
    factories.case("DE", opened_on=date(2019, 4, 1))
    return first, compile_year(2019)


@pytest.mark.parametrize("address", ["/api/v1/statistics/2019", "/api/v1/statistics/2019/"])
def test_a_year_is_its_document_and_nothing_else(client, desk_it, two_versions, address):
    client.force_login(desk_it)
    answer = client.get(address)
    assert answer.json() == two_versions[1].document
    assert two_versions[1].digest in answer["ETag"]


def test_an_earlier_version_is_asked_for_by_number(client, desk_it, two_versions):
    client.force_login(desk_it)
    assert client.get("/api/v1/statistics/2019?version=1").json() == two_versions[0].document


@pytest.mark.parametrize("address", ["2019?version=3", "1999", "2019?version=99999999999", "12345", "abcd"])
def test_what_was_never_counted_is_not_found(client, desk_it, two_versions, address):
    client.force_login(desk_it)
    assert client.get(f"/api/v1/statistics/{address}").status_code == 404


@pytest.mark.parametrize(
    ("query", "field"), [("version=x", "version"), ("version=0", "version"), ("y=1", "y")]
)
def test_a_bad_parameter_is_refused_by_name(client, desk_it, two_versions, query, field):
    client.force_login(desk_it)
    answer = client.get(f"/api/v1/statistics/2019?{query}")
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, field)


def test_the_list_has_each_year_once_in_its_newest_version(client, desk_it, two_versions):
    client.force_login(desk_it)
    page = client.get("/api/v1/statistics/").json()
    assert [(row["year"], row["version"]) for row in page["results"]] == [(2019, 2)]
    assert page["next"] is page["previous"] is None
