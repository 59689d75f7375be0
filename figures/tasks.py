"""Compiling in the background and by the clock. Every task may run twice: the second time changes nothing."""

from celery import shared_task
from django.db import DatabaseError

from core.calendar import today
from figures.services import charts, running


@shared_task(bind=True, max_retries=5)
def compile_queued(self, run_pk: int) -> None:
    """Carry out one run; tried again with growing pauses while the database is in trouble."""
    try:
        running.carry_out(run_pk)
    except DatabaseError as error:
        if self.request.retries >= self.max_retries:
            running.give_up(run_pk, str(error))
            raise
        raise self.retry(exc=error, countdown=2**self.request.retries) from error


@shared_task
def compile_running_year() -> None:
    """Nightly: the running year."""
    running.queue_compilation(today().year)


@shared_task
def compile_past_year() -> None:
    """On 2 January: the past year, as provisional."""
    running.queue_compilation(today().year - 1)


@shared_task
def compile_all() -> None:
    """Every year on record."""
    running.queue_all()


@shared_task
def draw_charts() -> None:
    """Draw the charts again if the figures behind them changed."""
    charts.draw_charts()
