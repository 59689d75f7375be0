"""What waits for the statistics team: compilations that failed or are missing, and figures to publish."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.agenda import Lane, Task
from core.calendar import today
from figures.choices import FiguresStatus, RunState
from figures.models import CompilationRun, YearFigures
from figures.policy import may_publish

HOURS_BETWEEN_NIGHTS = 36


def tasks_for(user) -> list[Task]:
    """Nothing for those who do not publish."""
    if not may_publish(user):
        return []
    runs = {run.year: run for run in CompilationRun.objects.visible_to(user).order_by("pk")}
    figures = {each.year: each for each in YearFigures.objects.visible_to(user).latest_of_each_year()}
    return [*_failed(runs), *_not_compiled(runs, figures), *_not_published(figures)]


def _failed(runs):
    for run in runs.values():
        if run.state == RunState.FAILED:
            words = _("The compilation of %(year)s failed: %(fault)s")
            words %= {"year": str(run.year), "fault": run.fault[:120]}
            on = timezone.localdate(run.finished_at or run.queued_at)
            yield Task(on, words, reverse("figures:index"), _("Open the figures"), Lane.OVERDUE)


def _not_compiled(runs, figures):
    year, run = today().year, runs.get(today().year)
    late = (
        run and run.finished_at and timezone.now() - run.finished_at > timedelta(hours=HOURS_BETWEEN_NIGHTS)
    )
    if late or year not in figures:
        words = _("The figures of the running year, %s, were not compiled last night.") % year
        yield Task(None, words, reverse("figures:index"), _("Open the figures"), Lane.OVERDUE)


def _not_published(figures):
    past = figures.get(today().year - 1)
    if past and past.status == FiguresStatus.PROVISIONAL:
        words = _("The figures of %s are provisional: check and publish them.") % past.year
        yield Task(None, words, past.get_absolute_url(), _("Open the figures"), Lane.LATER)
