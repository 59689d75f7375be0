"""Investigations in the staff panel."""

import pytest

from audit.models import AuditEvent
from tests import factories

CASES = "/admin/cases/case/"


@pytest.mark.parametrize("role", ["administrator", "jits", "secretariat", "statistics", "auditor"])
def test_being_staff_opens_no_case(client, db, role):
    foreign = factories.case("IT", title="Unique word: quagga")
    client.force_login(factories.user(role=role))
    page = client.get(CASES).content.decode()
    assert "quagga" not in page
    assert "Being Eurojust staff opens no investigation" in page
    assert foreign.reference not in client.get(CASES + "?q=quagga").content.decode()
    assert client.get(f"{CASES}{foreign.pk}/change/").status_code == 404
    assert not AuditEvent.objects.exists()


def test_a_case_granted_by_name_is_read_and_the_reading_recorded(client, db):
    case, user = factories.case("IT", requested=["DE"]), factories.user(role="secretariat")
    factories.grant(case, user=user)
    client.force_login(user)
    page = client.get(f"{CASES}{case.pk}/change/").content.decode()
    assert case.title in page
    assert "Support periods" in page
    assert AuditEvent.objects.get().verb == "case.viewed"


def test_partial_access_shows_no_periods(client, db):
    case, user = factories.case("IT"), factories.user(role="secretariat")
    factories.grant(case, user=user, extent="partial")
    client.force_login(user)
    assert "Support periods" not in client.get(f"{CASES}{case.pk}/change/").content.decode()


def test_nobody_changes_a_case_here(client, db):
    case, user = factories.case("IT"), factories.user(role="secretariat")
    factories.grant(case, user=user)
    client.force_login(user)
    assert client.post(f"{CASES}{case.pk}/change/", {"title": "Changed"}).status_code == 403
    assert client.get(CASES + "add/").status_code == 403
