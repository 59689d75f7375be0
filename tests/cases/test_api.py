"""Investigations on the wire."""

from datetime import date

import pytest

from audit.models import AuditEvent
from cases.models import Case
from cases.policy import may_see_everything
from tests import factories


def _address(case) -> str:
    return f"/api/v1/cases/{case.reference}"


def test_the_owner_reads_all_of_its_case(client, desk_it):
    case = factories.case("IT", requested=["DE", "GR"], closed_on=date(2020, 2, 3))
    client.force_login(desk_it)
    shown = client.get(_address(case)).json()
    assert shown["owning_state"] == "IT"
    assert shown["requested_states"] == ["DE", "GR"]
    assert (shown["kind"], shown["extent"], shown["version"]) == ("multilateral", "full", 1)
    period = {"opened_on": "2019-03-01", "closed_on": "2020-02-03", "closing_reason": "executed"}
    assert shown["periods"] == [period]


def test_a_reading_leaves_a_trace(client, desk_it):
    case = factories.case("IT")
    client.force_login(desk_it)
    client.get(_address(case))
    event = AuditEvent.objects.get(verb="case.viewed")
    assert (event.actor, event.target) == ("desk-it", case.reference)


def test_another_desk_cannot_tell_a_foreign_case_from_none(client, desk_de):
    foreign = factories.case("IT", requested=["DE"])
    client.force_login(desk_de)
    unseen, none = client.get(_address(foreign)), client.get("/api/v1/cases/EJ-1999-99999")
    assert unseen.status_code == none.status_code == 404
    same = [
        {key: value for key, value in each.json().items() if key != "instance"} for each in (unseen, none)
    ]
    assert same[0] == same[1]
    assert client.get("/api/v1/cases/", {"q": foreign.title}).json()["results"] == []
    assert not AuditEvent.objects.exists()


def test_partial_access_opens_the_header_alone(client, desk_de):
    case = factories.case("IT", requested=["DE"])
    factories.grant(case, desk="DE", extent="partial")
    client.force_login(desk_de)
    for shown in (client.get(_address(case)).json(), client.get("/api/v1/cases/").json()["results"][0]):
        assert (shown["extent"], shown["periods"], shown["title"]) == ("partial", None, case.title)


def test_the_extent_of_a_list_is_what_the_policy_says_of_each_case(desk_it, desk_de):
    named = factories.user(role="statistics")
    cases = [factories.case("IT") for _ in range(5)] + [factories.case("DE")]
    factories.grant(cases[0], desk="DE")
    factories.grant(cases[1], desk="DE", extent="partial")
    factories.grant(cases[2], desk="DE", until_on=date(2020, 1, 1))
    factories.grant(cases[3], user=named)
    factories.grant(cases[4], user=desk_de)
    for reader in (desk_it, desk_de, named):
        for case in Case.objects.all().with_extent(reader):
            assert case.is_entirely_open == bool(may_see_everything(reader, case))


def test_what_is_unchanged_is_not_sent_again(client, desk_it):
    case = factories.case("IT")
    client.force_login(desk_it)
    tag = client.get(_address(case))["ETag"]
    again = client.get(_address(case), headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    case.save_next_version()
    assert client.get(_address(case), headers={"if-none-match": tag}).status_code == 200


def test_the_tag_changes_when_access_does(client, desk_de):
    case = factories.case("IT")
    grant = factories.grant(case, desk="DE", extent="partial")
    client.force_login(desk_de)
    tag = client.get(_address(case))["ETag"]
    grant.extent = "full"
    grant.save()
    assert client.get(_address(case), headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("country", ["GR", "EL"])
def test_countries_are_taken_in_either_spelling(client, desk_it, country):
    factories.case("IT", requested=["GR"])
    client.force_login(desk_it)
    assert len(client.get("/api/v1/cases/", {"requested_state": country}).json()["results"]) == 1


def test_a_bad_value_is_refused_with_its_field(client, desk_it):
    client.force_login(desk_it)
    answer = client.get("/api/v1/cases/", {"opened_from": "soon", "status": "lost"})
    assert answer.status_code == 400
    assert {fault["field"] for fault in answer.json()["errors"]} == {"opened_from", "status"}


def test_a_null_character_finds_nothing(client, desk_it):
    client.force_login(desk_it)
    assert client.get("/api/v1/cases/EJ%00").status_code == 404
    assert client.get("/api/v1/cases/?q=%00").status_code == 400
