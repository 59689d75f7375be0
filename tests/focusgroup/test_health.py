"""What a watchdog asks."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

NOWHERE = "redis://127.0.0.1:1/0"


def test_the_process_says_that_it_lives_without_the_database(client):
    answer = client.get("/health/live/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_it_is_ready_when_everything_answers(client, db):
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_it_is_not_ready_without_its_broker_and_names_that_alone(client, db, settings):
    settings.REDIS_URL = NOWHERE
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["broker"])
    assert "127.0.0.1" not in answer.content.decode()


def test_it_is_not_ready_before_its_tables_are(client, db):
    MigrationRecorder.Migration.objects.filter(app="meetings").delete()
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["failing"]) == (503, ["migrations"])


def test_metrics_are_for_the_watchdogs_networks(client):
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert b"django_http_requests_total" in answer.content


@pytest.mark.parametrize(
    "caller",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    ],
)
def test_to_the_world_there_are_no_metrics(client, db, caller):
    assert client.get("/metrics", **caller).status_code == 404
