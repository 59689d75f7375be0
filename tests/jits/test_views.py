"""Pages of joint investigation teams."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.calendar import today
from tests import factories


def text(response) -> str:
    return response.content.decode()


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_a_party_sees_its_team_with_the_cases_it_may_see_and_no_others(client, desk_it):
    own, foreign = factories.case("IT"), factories.case("DE")
    team = factories.team(cases=[own, foreign])
    factories.support(team)
    client.force_login(desk_it)
    shown = text(client.get(team.get_absolute_url()))
    assert own.reference in shown and foreign.reference not in shown and "Financial" in shown
    assert team.reference in text(client.get("/teams/?party=IT"))


def test_a_team_that_expires_soon_says_so(client, desk_it):
    team = factories.team(expires_on=today() + timedelta(days=9))
    client.force_login(desk_it)
    assert "Due in 9 days" in text(client.get(team.get_absolute_url()))


def test_a_foreign_team_does_not_exist(client, desk_it):
    team = factories.team(["DE", "FR"], name="Hidden team")
    client.force_login(desk_it)
    assert client.get(team.get_absolute_url()).status_code == 404
    assert "Hidden team" not in text(client.get("/teams/"))


def test_a_reference_may_hold_a_slash(client, desk_it):
    team = factories.team(reference="JIT/2019/7")
    client.force_login(desk_it)
    assert client.get(team.get_absolute_url()).status_code == 200
    assert client.get("/teams/%00/").status_code == 404


def test_a_question_of_yes_or_no_may_be_left_open(client, desk_it):
    client.force_login(desk_it)
    assert "Unknown" not in text(client.get("/teams/"))
    shown = text(client.get("/teams/?at_work=false"))
    assert "At work today: No" in shown and '<option value="false" selected>No</option>' in shown
    assert client.get("/teams/?at_work=perhaps").status_code == 400


def test_a_filter_not_understood_is_refused(client, desk_it):
    client.force_login(desk_it)
    assert client.get("/teams/?supported_in=1066").status_code == 400


def test_thirty_rows_cost_as_many_queries_as_three(client, desk_it):
    client.force_login(desk_it)
    for _each in range(3):
        factories.team(["IT", "DE", "FR"])
    client.get("/teams/")
    few = queries(client, "/teams/")
    for _each in range(27):
        factories.team(["IT", "DE", "FR"])
    assert queries(client, "/teams/") == few
