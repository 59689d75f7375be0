"""Reference data on the wire."""

import pytest

from tests import factories


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        ("2020-01-31", "member_state"),
        ("2020-02-01", "transition"),
        ("2021-01-01", "liaison_prosecutor"),
    ],
)
def test_what_the_united_kingdom_is_depends_on_the_day(client, desk_it, day, standing):
    client.force_login(desk_it)
    shown = client.get("/api/v1/reference/countries/GB", {"on": day}).json()
    assert (shown["code"], shown["eu_code"], shown["standing"]) == ("GB", "UK", standing)


def test_the_list_has_every_country_in_a_constant_number_of_queries(
    client, desk_it, django_assert_max_num_queries
):
    client.force_login(desk_it)
    with django_assert_max_num_queries(4):
        rows = client.get("/api/v1/reference/countries/").json()["results"]
    assert {row["code"]: row["standing"] for row in rows}["BR"] is None
    assert len(rows) > 200


def test_a_day_that_is_none_is_refused(client, db):
    client.force_login(factories.user(role="auditor"))
    answer = client.get("/api/v1/reference/countries/?on=yesterday")
    assert answer.json()["errors"][0]["field"] == "on"
