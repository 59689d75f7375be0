"""Compilations in the background: asked for, carried out, finished or failed, each readable meanwhile."""

from django.db import transaction
from django.utils import timezone

from accounts.policy import require
from audit.services import record
from core.later import after_commit
from figures.choices import RUN_TRANSITIONS, RunState
from figures.models import CompilationRun
from figures.policy import ONLY_STATISTICS, may_compile
from figures.services.compiling import compile_year, years_on_record


@transaction.atomic
def queue_compilation(year: int, *, actor=None) -> CompilationRun:
    """Ask for a compilation of `year`; a year that waits already is not queued twice.

    Raises NotAllowed for people who do not compile.
    """
    require(may_compile(actor), ONLY_STATISTICS)
    run, is_new = CompilationRun.objects.get_or_create(year=year, state=RunState.QUEUED)
    if is_new:
        record("figures.queued", run, actor=actor)
    # A waiting run is handed out again: its message may have been lost, and doing it twice changes nothing.
    after_commit("figures.tasks.compile_queued", run.pk)
    return run


def queue_all(*, actor=None) -> list[CompilationRun]:
    """Ask for a compilation of every year on record, oldest first."""
    return [queue_compilation(year, actor=actor) for year in years_on_record()]


def carry_out(run_pk: int) -> CompilationRun | None:
    """Compile the year of a run once; None when it was done or given up before.

    Compiling and marking it done is one transaction: a worker that dies in between leaves the run as it found it.
    """
    run = _move(run_pk, RunState.RUNNING, started_at=timezone.now())
    if run is None:
        return None
    with transaction.atomic():
        figures = compile_year(run.year)
        run = _move(run_pk, RunState.DONE, finished_at=timezone.now(), figures=figures)
        earlier = CompilationRun.objects.filter(year=figures.year, state=RunState.RUNNING, pk__lt=run_pk)
        earlier.update(
            state=RunState.FAILED, finished_at=timezone.now(), fault="The worker died; a later run did it."
        )
        after_commit("figures.tasks.draw_charts")
    return run


def give_up(run_pk: int, fault: str) -> None:
    """Mark a run as failed, with what went wrong."""
    _move(run_pk, RunState.FAILED, finished_at=timezone.now(), fault=fault[:1000])


@transaction.atomic
def _move(run_pk: int, state: RunState, **facts) -> CompilationRun | None:
    """Bring a run into `state` if it may go there."""
    run = CompilationRun.objects.select_for_update().get(pk=run_pk)
    if state not in RUN_TRANSITIONS[RunState(run.state)]:
        return None
    for name, value in {"state": state, **facts}.items():
        setattr(run, name, value)
    run.save()
    return run
