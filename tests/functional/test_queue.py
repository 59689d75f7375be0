"""Handing the years to a real worker from the command line, and waiting for it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from figures.models import Chart, YearFigures
from tests import factories
from tests.functional.conftest import wait_until, worker

pytestmark = [pytest.mark.worker, pytest.mark.xdist_group("worker")]


@pytest.mark.usefixtures("live_database")
def test_waiting_ends_when_the_worker_has_compiled_every_year():
    factories.case("IT", opened_on=factories.date(2024, 2, 1))
    out = StringIO()
    with worker():
        call_command("compile_statistics", all=True, queue=True, wait=True, timeout=60, stdout=out)
        wait_until(lambda: Chart.objects.count() == 2)
    assert "2024" in out.getvalue()
    assert YearFigures.objects.filter(year=2024, version=1).exists()


@pytest.mark.usefixtures("live_database")
def test_waiting_without_a_worker_says_so_in_the_end():
    factories.case("IT", opened_on=factories.date(2024, 2, 1))
    with pytest.raises(CommandError, match="is a worker running"):
        call_command("compile_statistics", year=2024, queue=True, wait=True, timeout=1)
