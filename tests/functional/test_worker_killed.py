"""A worker that dies in the middle of a compilation loses nothing and doubles nothing."""

import pytest
from django.db import connection

from audit.models import AuditEvent
from figures.models import CompilationRun, YearFigures
from figures.services.compiling import _LOCK
from figures.services.running import queue_compilation
from tests import factories
from tests.functional.conftest import kill, wait_until, worker

pytestmark = [pytest.mark.worker, pytest.mark.xdist_group("worker")]


def a_worker_waits_for_the_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        return cursor.fetchone()[0]


def the_run_is_done():
    return CompilationRun.objects.filter(state="done").first()


@pytest.mark.usefixtures("live_database")
def test_a_year_whose_worker_was_killed_in_the_middle_is_compiled_once():
    factories.case("IT")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_lock(%s, 2019)", [_LOCK]
        )  # stops the worker in the middle of its work
        run = queue_compilation(2019)
        with worker(TASK_REDELIVERY_SECONDS="1") as first:
            wait_until(a_worker_waits_for_the_lock)
            run.refresh_from_db()
            assert run.state == "running"
            kill(first)
        cursor.execute("SELECT pg_advisory_unlock(%s, 2019)", [_LOCK])
    assert not YearFigures.objects.exists()
    with worker(TASK_REDELIVERY_SECONDS="1"):
        wait_until(the_run_is_done)
    figures = YearFigures.objects.get()
    assert (figures.year, figures.version, figures.counts["cases"]["supported"]) == (2019, 1, 1)
    assert CompilationRun.objects.count() == 1
    assert AuditEvent.objects.filter(verb="figures.compiled").count() == 1


@pytest.mark.usefixtures("live_database")
def test_all_years_asked_for_twice_are_compiled_once_each():
    case = factories.case("IT", opened_on=factories.date(2024, 2, 1))
    for _attempt in range(2):
        for year in (2024, 2025):
            queue_compilation(year)
    with worker():
        wait_until(lambda: CompilationRun.objects.filter(state="done").count() == 2)
    assert list(YearFigures.objects.order_by("year").values_list("year", "version")) == [(2024, 1), (2025, 1)]
    assert YearFigures.objects.get(year=2024).new_cases == [case.pk]
