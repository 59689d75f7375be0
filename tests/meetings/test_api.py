"""Meetings on the wire."""

import pytest

from tests import factories


def test_an_invited_desk_reads_the_meeting_with_the_cases_it_may_see_and_no_others(client, desk_de):
    seen, foreign = factories.case("DE"), factories.case("IT")
    meeting = factories.meeting(cases=[seen, foreign], states=["IT", "DE"])
    client.force_login(desk_de)
    shown = client.get(f"/api/v1/meetings/{meeting.pk}").json()
    assert (shown["states"], shown["cases"]) == (["DE", "IT"], [seen.reference])
    assert client.get("/api/v1/meetings/").json()["results"] == [shown]


def test_a_foreign_meeting_does_not_exist(client, db):
    meeting = factories.meeting(states=["IT", "DE"])
    client.force_login(factories.user(role="desk", country="FR"))
    assert client.get(f"/api/v1/meetings/{meeting.pk}").status_code == 404


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "x"])
def test_an_impossible_number_is_not_found(client, desk_it, number):
    client.force_login(desk_it)
    assert client.get(f"/api/v1/meetings/{number}").status_code == 404


def test_format_is_a_filter_and_not_the_form_of_the_answer(client, desk_it):
    factories.meeting(format="video")
    client.force_login(desk_it)
    assert len(client.get("/api/v1/meetings/?format=video").json()["results"]) == 1
    assert client.get("/api/v1/meetings/?format=json").status_code == 400
