"""The home page, the statements, and the frame."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from accounts.choices import Role
from accounts.models import User
from core.calendar import today
from figures.models import CompilationRun
from tests import factories


def text(response) -> str:
    return response.content.decode()


def sentences(client, lane) -> list[str]:
    lanes = client.get("/").context["lanes"]
    return [task.sentence for column in lanes if column["lane"] == lane for task in column["tasks"]]


def test_the_home_page_sorts_what_waits_by_urgency(client, desk_it):
    case = factories.case("IT", opened_on=factories.date(2019, 3, 1))
    factories.team(expires_on=today() - timedelta(days=3), reference="JIT-2019-901")
    factories.meeting(held_on=today() + timedelta(days=2), status="planned", cases=[case])
    factories.grant(case, desk="DE", until_on=today() + timedelta(days=20))
    client.force_login(desk_it)
    assert sentences(client, "overdue") == [
        "JIT-2019-901 expired and is not closed: close it, or record its extension."
    ]
    assert sentences(client, "this_week") == [f"Coordination meeting on {case.reference}, video."]
    assert sentences(client, "later") == [f"The access of DE Germany to {case.reference} ends."]


def test_a_desk_reads_of_its_own_access_that_ends_and_of_new_cases(client, desk_it, desk_de):
    granted = factories.case("DE")
    factories.grant(granted, desk="IT", until_on=today())
    factories.case("IT", opened_on=today() - timedelta(days=3), title="Vans")
    client.force_login(desk_it)
    found = sentences(client, "this_week")
    assert any("Your desk’s access" in each and "DE Germany" in each for each in found)
    assert any(each.startswith("New in the register") and "Vans" in each for each in found)


def test_nothing_of_a_case_one_may_not_see_stands_on_the_home_page(client, desk_it):
    foreign = factories.case("DE", title="Hidden boats", opened_on=today())
    factories.team(["DE", "FR"], cases=[foreign], expires_on=today())
    factories.meeting(cases=[foreign], states=["DE"], held_on=today(), status="planned")
    client.force_login(desk_it)
    shown = text(client.get("/"))
    assert foreign.reference not in shown and "Hidden" not in shown and "Nothing waits for you today" in shown


@pytest.mark.parametrize("role", Role.values)
def test_every_role_has_a_home_page_that_says_why_nothing_waits(client, db, role):
    client.force_login(factories.user(role=role))
    assert client.get("/").status_code == 200


def test_a_failed_compilation_waits_for_the_statistics_team(client, statistics):
    CompilationRun.objects.create(year=2019, state="failed", fault="The disk is full.")
    client.force_login(statistics)
    assert "The compilation of 2019 failed: The disk is full." in sentences(client, "overdue")


def test_the_bar_counts_what_waits(client, desk_it):
    factories.team(expires_on=today())
    client.force_login(desk_it)
    assert client.get("/investigations/").context["needs_me_count"] == 1
    assert cache.get(f"needs-me:{desk_it.pk}") == 1


def queries(client, address) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def test_thirty_tasks_cost_as_many_queries_as_three(client, desk_it):
    def add(count):
        for _each in range(count):
            case = factories.case("IT", opened_on=today(), requested=["DE"])
            factories.meeting(cases=[case], held_on=today(), status="planned")
            factories.team(cases=[case], expires_on=today())
            factories.grant(case, desk="DE", until_on=today())

    client.force_login(desk_it)
    add(3)
    client.get("/")
    few = queries(client, "/")
    add(27)
    assert queries(client, "/") == few


@pytest.mark.parametrize("address", ["/accessibility/", "/privacy/"])
def test_the_statements_are_open_to_everyone(client, db, address):
    assert client.get(address).status_code == 200


def test_a_page_that_is_not_there_keeps_its_frame_even_without_the_database(client, desk_it, monkeypatch):
    def broken(user):
        raise DatabaseError

    client.force_login(desk_it)
    monkeypatch.setattr("focusgroup.context.needs_me_count", broken)
    response = client.get("/nothing/")
    assert response.status_code == 404 and "There is no such page" in text(response)


def test_the_banner_says_that_the_register_is_invented(client, desk_it):
    client.force_login(desk_it)
    assert "Sample register" not in text(client.get("/"))
    User.objects.filter(pk=desk_it.pk).update(is_sample=True)
    cache.clear()
    assert "Sample register" in text(client.get("/"))
