"""Pages of meetings."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories


def text(response) -> str:
    return response.content.decode()


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_an_invited_desk_sees_the_meeting_with_the_cases_it_may_see_and_no_others(client, desk_it):
    own, foreign = factories.case("IT"), factories.case("DE")
    meeting = factories.meeting(cases=[own, foreign])
    client.force_login(desk_it)
    for address in ("/meetings/", meeting.get_absolute_url()):
        shown = text(client.get(address))
        assert own.reference in shown and foreign.reference not in shown


def test_a_foreign_meeting_does_not_exist(client, desk_it):
    meeting = factories.meeting(states=["DE", "FR"])
    client.force_login(desk_it)
    assert client.get(meeting.get_absolute_url()).status_code == 404
    assert client.get("/meetings/99999999999999999999999/").status_code == 404


def test_a_filter_not_understood_is_refused(client, desk_it):
    client.force_login(desk_it)
    assert client.get("/meetings/?kind=party").status_code == 400


def test_thirty_rows_cost_as_many_queries_as_three(client, desk_it):
    case = factories.case("IT", requested=["DE"])
    client.force_login(desk_it)
    for _each in range(3):
        factories.meeting(cases=[case])
    client.get("/meetings/")
    few = queries(client, "/meetings/")
    for _each in range(27):
        factories.meeting(cases=[case])
    assert queries(client, "/meetings/") == few
