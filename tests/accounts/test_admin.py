"""Accounts and reference data in the staff panel."""

import pytest

from accounts.models import Authority, CountryStanding, User
from audit.models import AuditEvent
from tests import factories

USERS = "/admin/accounts/user/"
PASSWORD = "corridor-lamp-27-tide"


@pytest.fixture
def administrator(client, db):
    """An administrator, signed in."""
    user = factories.user("administrator", role="administrator")
    client.force_login(user)
    return user


def _facts(**facts):
    return {"username": "maria.rossi", "name": "", "email": "", "is_active": "on", "role": "jits", **facts}


def test_an_administrator_opens_an_account_that_can_sign_in(client, administrator):
    answer = client.post(USERS + "add/", _facts(role="desk", country="IT", new_password=PASSWORD))
    assert answer.status_code == 302
    user = User.objects.get(username="maria.rossi")
    assert user.check_password(PASSWORD)
    event = AuditEvent.objects.get(verb="user.created")
    assert (event.actor, event.target, event.changes["role"]) == (
        "administrator",
        "maria.rossi",
        [None, "desk"],
    )
    assert PASSWORD not in str(event.changes)


@pytest.mark.parametrize(
    "facts",
    [{"role": "desk"}, {"role": "jits", "country": "IT"}, {"username": "Maria"}, {"new_password": "short"}],
)
def test_facts_that_do_not_fit_are_refused_on_the_form(client, administrator, facts):
    answer = client.post(USERS + "add/", _facts(**facts))
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not User.objects.filter(username__iexact="maria.rossi").exists()


def test_a_change_is_recorded_with_the_old_and_the_new_value(client, administrator):
    user = factories.user("maria.rossi", role="jits")
    client.post(f"{USERS}{user.pk}/change/", _facts(role="auditor"))
    user.refresh_from_db()
    assert user.role == "auditor"
    assert AuditEvent.objects.get(verb="user.changed").changes == {"role": ["jits", "auditor"]}


def test_saving_without_a_change_records_nothing_and_keeps_the_password(client, administrator):
    user = factories.user("maria.rossi", role="jits")
    user.set_password(PASSWORD)
    user.save()
    client.post(f"{USERS}{user.pk}/change/", _facts())
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize("facts", [{"role": "jits"}, {"role": "administrator", "is_active": ""}])
def test_administrators_cannot_lock_themselves_out(client, administrator, facts):
    answer = client.post(f"{USERS}{administrator.pk}/change/", _facts(username="administrator", **facts))
    assert answer.status_code == 200
    assert "lock yourself out" in answer.content.decode()
    administrator.refresh_from_db()
    assert (administrator.role, administrator.is_active) == ("administrator", True)


def test_an_auditor_looks_at_accounts_and_changes_none(client, db):
    user = factories.user("maria.rossi", role="jits")
    client.force_login(factories.user(role="auditor"))
    address = f"{USERS}{user.pk}/change/"
    assert client.get(address).status_code == 200
    assert "new_password" not in client.get(address).content.decode()
    assert client.post(address, _facts(role="auditor")).status_code == 403
    assert client.get(USERS + "add/").status_code == 403


@pytest.mark.parametrize("role", ["jits", "secretariat", "statistics"])
def test_other_staff_see_no_accounts(client, db, role):
    client.force_login(factories.user(role=role))
    assert client.get(USERS).status_code == 403


def _standings(*rows):
    data = {"standings-TOTAL_FORMS": len(rows), "standings-INITIAL_FORMS": sum("id" in row for row in rows)}
    for place, row in enumerate(rows):
        data |= {f"standings-{place}-{name}": value for name, value in row.items()}
        data[f"standings-{place}-country"] = "BR"
    return data


def test_a_standing_is_added_and_recorded(client, administrator):
    new = {"standing": "liaison_prosecutor", "from_on": "2027-01-01", "until_on": "", "source": "Agreement"}
    assert client.post("/admin/accounts/country/BR/change/", _standings(new)).status_code == 302
    assert CountryStanding.objects.get(country="BR").standing == "liaison_prosecutor"
    assert AuditEvent.objects.get().verb == "countrystanding.created"


def test_two_standings_on_one_day_are_refused(client, administrator):
    new = {"standing": "member_state", "from_on": "2027-01-01", "until_on": "", "source": "Treaty"}
    answer = client.post("/admin/accounts/country/BR/change/", _standings(new, new), follow=True)
    assert "already has a standing" in answer.content.decode()
    assert not CountryStanding.objects.filter(country="BR").exists()


def test_an_authority_is_renamed_and_recorded(client, administrator):
    office = Authority.objects.create(country_id="IT", name="Bari")
    client.post(f"/admin/accounts/authority/{office.pk}/change/", {"country": "IT", "name": "Lecce"})
    assert AuditEvent.objects.get(verb="authority.changed").changes == {"name": ["Bari", "Lecce"]}


def test_staff_who_are_no_administrators_look_at_reference_data_alone(client, db):
    client.force_login(factories.user(role="statistics"))
    for table in ("country", "authority", "desk"):
        assert client.get(f"/admin/accounts/{table}/").status_code == 200
        assert client.get(f"/admin/accounts/{table}/add/").status_code == 403
    assert client.post("/admin/accounts/country/BR/change/", _standings()).status_code == 403
