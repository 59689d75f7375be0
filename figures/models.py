"""Yearly figures: versions that are never rewritten, the rows behind them, and the runs that make them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.choices import Offence, Route
from core.models import never_emptied
from core.querysets import ReferenceQuerySet
from figures.choices import DEFINITION, FiguresStatus, RunState
from figures.querysets import CompilationRunQuerySet, YearFiguresQuerySet
from meetings.choices import MeetingKind

# The parts of the document in the order they are shown, each with the order of its cells; jsonb keeps none.
PARTS = {
    "cases": [
        "supported",
        "new",
        "ongoing",
        "closed",
        "reopened",
        "open_at_year_end",
        "bilateral",
        "multilateral",
    ],
    "jits": ["supported", "financial", "operational", "both", "new", "ongoing"],
    "meetings": MeetingKind.values,
    "by_owning_state": ["supported", "new", "ongoing", "jits"],
    "by_participating_state": ["supported", "new", "ongoing", "jits"],
    "by_offence": Offence.values,
    "by_route": Route.values,
}


def _in_order(part: dict, cells: list[str]) -> dict:
    """A part of the document with its cells in order; of a table by State each row, States by code."""
    if any(isinstance(cell, dict) for cell in part.values()):
        return {state: _in_order(part[state], cells) for state in sorted(part)}
    return {cell: part[cell] for cell in cells if cell in part}


class YearFigures(models.Model):
    """One version of the figures of one year."""

    year = models.PositiveSmallIntegerField(_("year"))
    version = models.PositiveIntegerField(_("version"))
    status = models.CharField(
        _("status"), max_length=12, choices=FiguresStatus.choices, default=FiguresStatus.PROVISIONAL
    )
    definition = models.CharField(_("definition"), max_length=20, default=DEFINITION)
    as_of = models.DateTimeField(_("as of"))
    digest = models.CharField(_("digest"), max_length=71)
    counts = models.JSONField(_("figures"))
    reconciliation = models.JSONField(_("reconciliation"))
    difference = models.JSONField(_("difference to the version before"), default=list)
    # The cases behind the figures, for those who may see them.
    new_cases = ArrayField(models.BigIntegerField(), verbose_name=_("new cases"), default=list)
    ongoing_cases = ArrayField(models.BigIntegerField(), verbose_name=_("ongoing cases"), default=list)
    open_cases = ArrayField(models.BigIntegerField(), verbose_name=_("cases open at year end"), default=list)
    breach_cases = ArrayField(
        models.BigIntegerField(), verbose_name=_("cases that break the sum"), default=list
    )

    objects = YearFiguresQuerySet.as_manager()

    class Meta:
        verbose_name = _("figures of a year")
        verbose_name_plural = _("figures by year")
        ordering = ["-year", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["year", "version"], name="version_of_a_year_is_unique")
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_figures_are_frozen",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__status=FiguresStatus.PUBLISHED),
            ),
            never_emptied("figures_are_never_emptied"),
            pgtrigger.Protect(
                name="figures_are_not_rewritten",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "year",
                    "version",
                    "definition",
                    "as_of",
                    "digest",
                    "counts",
                    "new_cases",
                    "ongoing_cases",
                    "open_cases",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.year}, {_('version')} {self.version}"

    def get_absolute_url(self):
        return reverse("figures:year", args=[self.year])

    @property
    def document(self) -> dict:
        """The statistics document, as the command prints it and the API serves it."""
        return {
            "year": self.year,
            "status": self.status,
            "version": self.version,
            "definition": self.definition,
            "as_of": self.as_of.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "digest": self.digest,
            **{part: _in_order(self.counts[part], cells) for part, cells in PARTS.items()},
            "reconciliation": _in_order(self.reconciliation, ["previous_year", "holds", "difference"]),
        }


class CompilationRun(models.Model):
    """One compilation of one year that somebody or the clock asked for."""

    year = models.PositiveSmallIntegerField(_("year"))
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.QUEUED)
    queued_at = models.DateTimeField(_("queued"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    fault = models.TextField(_("what went wrong"), blank=True)
    figures = models.ForeignKey(
        YearFigures, models.SET_NULL, null=True, related_name="runs", verbose_name=_("figures")
    )

    objects = CompilationRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("compilation")
        verbose_name_plural = _("compilations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state=RunState.QUEUED),
                name="year_is_queued_once",
                violation_error_message=_("This year is queued already."),
            )
        ]

    def __str__(self):
        return f"{self.year}: {self.get_state_display()}"


class Chart(models.Model):
    """A chart drawn when the figures were compiled, one row per theme."""

    name = models.CharField(_("name"), max_length=40)
    theme = models.CharField(_("theme"), max_length=5)
    svg = models.TextField(_("picture"))
    drawn_from = models.CharField(_("drawn from"), max_length=64)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("chart")
        verbose_name_plural = _("charts")
        constraints = [
            models.UniqueConstraint(fields=["name", "theme"], name="chart_is_drawn_once_per_theme")
        ]

    def __str__(self):
        return f"{self.name} ({self.theme})"
