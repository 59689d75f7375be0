"""The audit log in the staff panel."""

from audit.models import AuditEvent
from audit.services import record, seal_events
from tests import factories

EVENTS, SEALS = "/admin/audit/auditevent/", "/admin/audit/auditseal/"


def test_an_auditor_reads_events_and_seals(client, db):
    auditor = factories.user("auditor", role="auditor")
    event = record("case.closed", factories.case("IT"), actor=auditor, changes={"status": ["active", "<b>"]})
    seal = seal_events()
    client.force_login(auditor)
    assert "case.closed" in client.get(EVENTS + "?q=auditor").content.decode()
    assert "&lt;b&gt;" in client.get(f"{EVENTS}{event.pk}/change/").content.decode()
    assert seal.digest in client.get(SEALS).content.decode()


def test_the_log_cannot_be_changed_here(client, db):
    auditor = factories.user(role="auditor")
    event = record("case.closed", factories.case("IT"), actor=auditor)
    client.force_login(auditor)
    assert client.post(f"{EVENTS}{event.pk}/change/", {"verb": "case.opened"}).status_code == 403
    assert client.post(f"{EVENTS}{event.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(EVENTS + "add/").status_code == 403
    assert AuditEvent.objects.get().verb == "case.closed"


def test_the_log_is_for_auditors_alone(client, db):
    client.force_login(factories.user(role="administrator"))
    assert client.get(EVENTS).status_code == client.get(SEALS).status_code == 403
