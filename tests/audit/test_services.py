"""The log only grows, and any other change shows."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import Error

from audit.models import AuditEvent, AuditSeal
from audit.services import record, seal_events, verify_seals
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(desk_it):
    """Three events under one seal, and one event after it."""
    case = factories.case("IT")
    for number in range(3):
        record("case.viewed", case, actor=desk_it, reason=str(number))
    seal_events()
    record("case.viewed", case, actor=desk_it)
    return list(AuditEvent.objects.order_by("pk"))


def behind_its_back(sql, *values):
    """Run SQL as somebody would who can switch the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE audit_auditevent SET reason = 'x'",
        "DELETE FROM audit_auditevent",
        "TRUNCATE audit_auditevent",
        "UPDATE audit_auditseal SET digest = 'x'",
        "DELETE FROM audit_auditseal",
        "TRUNCATE audit_auditseal",
    ],
)
def test_the_database_refuses_to_change_the_log(sealed, sql):
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_an_untouched_log_is_whole(sealed):
    assert verify_seals() == []
    seal_events()
    assert AuditSeal.objects.count() == 2
    assert verify_seals() == []


def test_nothing_new_makes_no_seal(sealed):
    seal_events()
    assert seal_events() is None


def test_a_changed_event_is_found(sealed):
    behind_its_back("UPDATE audit_auditevent SET reason = 'another' WHERE id = %s", sealed[1].pk)
    assert "changed" in verify_seals()[0]


def test_a_missing_event_is_found(sealed):
    behind_its_back("DELETE FROM audit_auditevent WHERE id = %s", sealed[1].pk)
    assert "missing" in verify_seals()[0]


def test_an_added_event_is_found(sealed):
    behind_its_back("DELETE FROM audit_auditevent WHERE id = %s", sealed[3].pk)
    behind_its_back(
        "INSERT INTO audit_auditevent (id, verb, actor, desk, target_kind, target_id, target, changes, reason)"
        " OVERRIDING SYSTEM VALUE VALUES (%s, 'case.viewed', 'x', '', '', '', '', '{}', '')",
        sealed[0].pk - 1,
    )
    assert "added" in verify_seals()[0]


def test_a_changed_seal_is_found(sealed):
    seal_events()
    behind_its_back(
        "UPDATE audit_auditseal SET digest = repeat('a', 64) WHERE id = %s", AuditSeal.objects.first().pk
    )
    assert verify_seals()


def test_the_command_exits_with_1_and_names_the_place(sealed, capsys):
    call_command("verify_audit")
    assert "whole" in capsys.readouterr().out
    behind_its_back("DELETE FROM audit_auditevent WHERE id = %s", sealed[1].pk)
    with pytest.raises(CommandError, match="missing") as refusal:
        call_command("verify_audit")
    assert refusal.value.returncode == 1
