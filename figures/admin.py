"""Yearly figures in the staff panel: versions, and the compilations that make them."""

import json

from django import forms
from django.contrib import admin, messages
from django.db.models import Prefetch
from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action, display
from unfold.forms import BaseDialogForm
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from accounts.choices import STAFF_ROLES, Role
from core.admin import VisibleAdmin, done
from core.calendar import FIRST_YEAR, LAST_YEAR
from figures.choices import FiguresStatus, RunState
from figures.models import CompilationRun, YearFigures
from figures.policy import may_compile, may_publish
from figures.services.compiling import publish_figures
from figures.services.running import queue_all, queue_compilation

RUNS = "admin:figures_compilationrun_changelist"


class YearForm(BaseDialogForm):
    """Which year to compile."""

    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=UnfoldAdminIntegerFieldWidget,
    )


class OfYearAdmin(VisibleAdmin):
    """Rows of a year."""

    @display(description=gettext_lazy("Year"), ordering="year")
    def year_shown(self, row):
        return str(row.year)  # a year has no thousands


@admin.register(YearFigures)
class YearFiguresAdmin(OfYearAdmin):
    """Versions of the figures: all staff look, the statistics team compiles and publishes."""

    icon = "bar_chart"
    empty_text = gettext_lazy("No year was compiled yet. The statistics team compiles years here.")
    viewers = STAFF_ROLES
    list_display = ["year_shown", "version", "status_label", "supported", "new", "ongoing", "holds", "as_of"]
    list_display_links = ["year_shown", "version"]
    list_filter = ["status", "year"]
    actions_list = ["compile_year", "compile_all"]
    actions_detail = ["publish"]
    fields = [
        ("year_shown", "version", "status"),
        ("definition", "as_of"),
        "digest",
        "counts_shown",
        "reconciliation_shown",
        "difference_shown",
    ]
    readonly_fields = ["year_shown", "counts_shown", "reconciliation_shown", "difference_shown"]

    def get_queryset(self, request):
        return super().get_queryset(request).light()

    def has_compile_permission(self, request) -> bool:
        return may_compile(request.user)

    def has_publish_permission(self, request, object_id=None) -> bool:
        return may_publish(request.user)

    @action(
        description=gettext_lazy("Compile a year"),
        url_path="compile-year",
        icon="play_arrow",
        permissions=["compile"],
        dialog={
            "title": gettext_lazy("Compile a year"),
            "description": gettext_lazy(
                "The same register gives the same version; a changed one gives a new version."
            ),
            "form_class": YearForm,
            "form_submit_text": gettext_lazy("Compile"),
        },
    )
    def compile_year(self, request, form):
        run = queue_compilation(form.cleaned_data["year"], actor=request.user)
        messages.success(request, _("The compilation of %(year)s is queued.") % {"year": run.year})
        return done(request, RUNS)

    @action(
        description=gettext_lazy("Compile all years"),
        url_path="compile-all",
        icon="fast_forward",
        permissions=["compile"],
        dialog={
            "title": gettext_lazy("Compile all years"),
            "description": gettext_lazy(
                "Every year from the first on record to the running one is counted again."
            ),
            "form_class": None,
            "form_submit_text": gettext_lazy("Compile"),
        },
    )
    def compile_all(self, request, form):
        count = len(queue_all(actor=request.user))
        text = ngettext("%(count)s compilation is queued.", "%(count)s compilations are queued.", count)
        messages.success(request, text % {"count": count})
        return done(request, RUNS)

    @action(
        description=gettext_lazy("Publish"),
        icon="publish",
        permissions=["publish"],
        dialog={
            "title": gettext_lazy("Publish this version"),
            "description": gettext_lazy("A published version is frozen: from then on nothing can change it."),
            "form_class": None,
            "form_submit_text": gettext_lazy("Publish"),
        },
    )
    def publish(self, request, form, object_id):
        if (figures := self.get_object(request, object_id)) is None:
            raise Http404
        try:
            publish_figures(figures, actor=request.user)
            messages.success(request, _("%(figures)s is published.") % {"figures": figures})
        except forms.ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        return done(request, "admin:figures_yearfigures_changelist")

    @display(
        description=gettext_lazy("Status"),
        ordering="status",
        label={FiguresStatus.PROVISIONAL: "warning", FiguresStatus.PUBLISHED: "success"},
    )
    def status_label(self, figures):
        return figures.status, figures.get_status_display()

    @display(description=gettext_lazy("Supported"))
    def supported(self, figures):
        return figures.counts["cases"]["supported"]

    @display(description=gettext_lazy("New"))
    def new(self, figures):
        return figures.counts["cases"]["new"]

    @display(description=gettext_lazy("Ongoing"))
    def ongoing(self, figures):
        return figures.counts["cases"]["ongoing"]

    @display(description=gettext_lazy("Reconciles"), boolean=True)
    def holds(self, figures):
        return figures.reconciliation.get("holds")

    @display(description=gettext_lazy("Figures"))
    def counts_shown(self, figures):
        return _as_text(figures.counts)

    @display(description=gettext_lazy("Reconciliation"))
    def reconciliation_shown(self, figures):
        return _as_text(figures.reconciliation)

    @display(description=gettext_lazy("Difference to the version before"))
    def difference_shown(self, figures):
        return _as_text(figures.difference) if figures.difference else None


def _as_text(value) -> str:
    return format_html("<pre>{}</pre>", json.dumps(value, indent=1, ensure_ascii=False))


@admin.register(CompilationRun)
class CompilationRunAdmin(OfYearAdmin):
    """What was asked to be compiled, and how far it is."""

    icon = "manufacturing"
    empty_text = gettext_lazy("No compilation was asked for yet. Ask for one at the figures by year.")
    viewers = {Role.STATISTICS}
    list_display = ["year_shown", "state_label", "queued_at", "started_at", "finished_at", "figures"]
    list_filter = ["state", "year"]
    fields = ["year_shown", "state", ("queued_at", "started_at", "finished_at"), "figures", "fault"]
    readonly_fields = ["year_shown", "queued_at"]

    def get_queryset(self, request):
        figures = YearFigures.objects.visible_to(request.user).light()
        return super().get_queryset(request).prefetch_related(Prefetch("figures", figures))

    @display(
        description=gettext_lazy("State"),
        ordering="state",
        label={
            RunState.QUEUED: "info",
            RunState.RUNNING: "info",
            RunState.DONE: "success",
            RunState.FAILED: "danger",
        },
    )
    def state_label(self, run):
        return run.state, run.get_state_display()
