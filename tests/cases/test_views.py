"""Pages of investigations."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from cases.models import AccessGrant, AccessRefusal
from core.calendar import today
from tests import factories


def text(response) -> str:
    return response.content.decode()


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_a_desk_lists_its_own_cases_and_no_others(client, desk_it):
    own, foreign = factories.case("IT"), factories.case("DE", title="Boats at Calais")
    client.force_login(desk_it)
    shown = text(client.get("/investigations/"))
    assert own.reference in shown and foreign.reference not in shown and "Calais" not in shown


def test_filters_narrow_the_list_and_stand_as_chips_in_words(client, desk_it):
    factories.case("IT", title="Vans", requested=["GR"])
    factories.case("IT", title="Boats")
    client.force_login(desk_it)
    shown = text(client.get("/investigations/?requested_state=EL&q=van"))
    assert "Vans" in shown and "Boats" not in shown
    assert "Requested State: EL Greece" in shown and 'href="/investigations/?q=van"' in shown


def test_empty_filters_leave_the_address(client, desk_it):
    client.force_login(desk_it)
    assert client.get("/investigations/?q=&status=active&route=").url == "/investigations/?status=active"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("?status=nonsense", 400, "Status: Select a valid choice"),
        ("?page=99999", 400, "There is no filter “page”"),
        ("?q=%00", 400, "Null characters are not allowed"),
        ("?sort=title", 400, "It can be sorted by"),
        ("?status=active&status=closed", 400, "more than once"),
        ("?opened_from=2019-02-30", 400, "Enter a valid date"),
        ("?cursor=%00", 404, "no longer exists"),
        ("?cursor=" + "x" * 3000, 404, "no longer exists"),
    ],
)
def test_nonsense_in_the_address_is_answered_in_words_and_shows_no_row(
    client, desk_it, address, status, words
):
    case = factories.case("IT")
    client.force_login(desk_it)
    response = client.get(f"/investigations/{address}")
    assert response.status_code == status
    assert words in text(response) and case.reference not in text(response)


def test_a_region_is_served_to_htmx_and_the_page_to_everyone_else(client, desk_it):
    factories.case("IT")
    client.force_login(desk_it)
    region = text(client.get("/investigations/", headers={"HX-Request": "true"}))
    assert 'id="list"' in region and "<html" not in region
    restored = client.get(
        "/investigations/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in text(restored) and "HX-Request" in restored["Vary"]


def test_pages_follow_each_other_without_gap_or_double(client, desk_it):
    references = {factories.case("IT").reference for _each in range(53)}
    client.force_login(desk_it)
    first = client.get("/investigations/").context["listing"]
    second = client.get(first.next).context["listing"]
    assert (len(first.page), len(second.page), first.total) == (50, 3, 53)
    assert {case.reference for page in (first.page, second.page) for case in page} == references


def test_thirty_rows_cost_as_many_queries_as_three(client, desk_it):
    def add(count):
        for _each in range(count):
            factories.team(cases=[factories.case("IT", requested=["DE", "FR"])])

    client.force_login(desk_it)
    add(3)
    client.get("/investigations/")
    few = queries(client, "/investigations/")
    add(27)
    assert queries(client, "/investigations/") == few


def test_looking_at_a_case_is_traced(client, desk_it):
    case = factories.case("IT", requested=["DE"], title="Vans over the Brenner")
    client.force_login(desk_it)
    assert "Vans over the Brenner" in text(client.get(case.get_absolute_url()))
    event = AuditEvent.objects.get(verb="case.viewed")
    assert (event.actor, event.target) == ("desk-it", case.reference)


@pytest.mark.parametrize("page", ["", "access/", "access/give/", "access/refuse/"])
def test_the_case_of_another_desk_does_not_exist(client, desk_it, desk_de, page):
    case = factories.case("DE")
    client.force_login(desk_it)
    assert client.get(f"{case.get_absolute_url()}{page}").status_code == 404
    assert not AuditEvent.objects.filter(verb="case.viewed").exists()


@pytest.mark.parametrize("page", ["access/", "access/give/", "access/refuse/"])
def test_only_the_owner_decides_on_access(client, desk_it, desk_de, page):
    case = factories.case("DE")
    factories.grant(case, desk="IT")
    client.force_login(desk_it)
    response = client.get(f"{case.get_absolute_url()}{page}")
    assert response.status_code == 403 and "Only the desk that owns the case" in text(response)
    assert "Who sees this" not in text(client.get(case.get_absolute_url()))


def test_a_partial_grant_shows_the_header_and_says_so(client, desk_it, desk_de):
    case = factories.case("DE")
    factories.grant(case, desk="IT", extent="partial")
    team = factories.team(["DE", "FR"], cases=[case], name="Hidden team")
    client.force_login(desk_it)
    shown = text(client.get(case.get_absolute_url()))
    assert "You see the header of this investigation only" in shown
    assert team.name not in shown and "Timeline" not in shown


def test_the_timeline_shows_periods_teams_and_meetings_that_one_sees(client, desk_it):
    case = factories.case("IT", closed_on=factories.date(2019, 8, 1))
    factories.period(case, factories.date(2020, 2, 1))
    factories.team(cases=[case], reference="JIT-2019-900")
    factories.meeting(cases=[case])
    client.force_login(desk_it)
    shown = text(client.get(case.get_absolute_url()))
    assert all(
        words in shown for words in ["Reopened", "Executed", "JIT-2019-900 signed", "Coordination meeting"]
    )


def test_the_owner_gives_and_ends_access(client, desk_it):
    case = factories.case("IT", requested=["DE"])
    client.force_login(desk_it)
    given = {
        "desk": "DE",
        "extent": "partial",
        "until_on": today() + timedelta(days=9),
        "reason": "Requested.",
    }
    assert (
        client.post(f"{case.get_absolute_url()}access/give/", given).url
        == f"{case.get_absolute_url()}access/"
    )
    grant = AccessGrant.objects.get()
    assert (grant.desk_id, grant.extent, grant.reason) == ("DE", "partial", "Requested.")
    assert "Requested." in text(client.get(f"{case.get_absolute_url()}access/"))
    assert client.post(f"{case.get_absolute_url()}access/grants/{grant.pk}/end/").status_code == 302
    assert not AccessGrant.objects.active().exists()


def test_the_owner_refuses_and_lifts_the_refusal(client, desk_it):
    case = factories.case("IT")
    client.force_login(desk_it)
    client.post(f"{case.get_absolute_url()}access/refuse/", {"desk": "DE", "reason": "Parallel proceedings."})
    refusal = AccessRefusal.objects.get()
    client.post(f"{case.get_absolute_url()}access/refusals/{refusal.pk}/lift/")
    assert not AccessRefusal.objects.exists()


def test_a_grant_that_ended_before_it_begins_is_refused_and_nothing_typed_is_lost(client, desk_it):
    case = factories.case("IT")
    client.force_login(desk_it)
    given = {"desk": "DE", "extent": "full", "until_on": "2019-01-01", "reason": "Asked on the phone."}
    shown = text(client.post(f"{case.get_absolute_url()}access/give/", given))
    assert "The last day lies in the past." in shown and "Asked on the phone." in shown
    assert not AccessGrant.objects.exists()


def test_a_grant_of_another_case_cannot_be_ended_through_ones_own(client, desk_it, desk_de):
    own, foreign = factories.case("IT"), factories.case("DE")
    grant = factories.grant(foreign, desk="FR")
    client.force_login(desk_it)
    assert client.post(f"{own.get_absolute_url()}access/grants/{grant.pk}/end/").status_code == 404
