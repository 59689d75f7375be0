"""Teams on the wire."""

from tests import factories


def test_a_party_reads_its_team_with_the_cases_it_may_see_and_no_others(client, desk_de):
    seen, foreign = factories.case("DE"), factories.case("IT")
    team = factories.team(["DE", "IT"], cases=[seen, foreign])
    factories.support(team)
    client.force_login(desk_de)
    shown = client.get(f"/api/v1/jits/{team.reference}").json()
    assert (shown["parties"], shown["cases"], shown["stage"]) == (["DE", "IT"], [seen.reference], "expired")
    assert shown["support"] == [{"kind": "financial", "from_on": "2019-06-01", "until_on": "2019-08-31"}]
    assert client.get("/api/v1/jits/").json()["results"] == [shown]


def test_the_secretariat_sees_every_team_and_no_case_by_that(client, db):
    factories.team(cases=[factories.case("IT")])
    client.force_login(factories.user(role="jits"))
    assert [row["cases"] for row in client.get("/api/v1/jits/").json()["results"]] == [[]]


def test_a_foreign_team_does_not_exist(client, db):
    team = factories.team(["DE", "IT"])
    client.force_login(factories.user(role="desk", country="FR"))
    assert client.get(f"/api/v1/jits/{team.reference}").status_code == 404
    assert client.get("/api/v1/jits/").json()["results"] == []


def test_a_bad_filter_is_refused(client, desk_it):
    client.force_login(desk_it)
    assert (
        client.get("/api/v1/jits/", {"supported_in": "1066"}).json()["errors"][0]["field"] == "supported_in"
    )
