"""Investigations in the staff panel: those that a person was granted, and read-only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.paginator import InfinitePaginator

from accounts.choices import STAFF_ROLES
from cases.choices import Offence, Route
from cases.models import Case, Participation, SupportPeriod
from cases.policy import may_see_everything
from cases.services.reading import read_case
from core.admin import VisibleAdmin, VisibleInline


class PeriodInline(VisibleInline):
    """When the case was supported."""

    model = SupportPeriod
    viewers = STAFF_ROLES
    fields = ["opened_on", "closed_on", "closing_reason"]


class ParticipationInline(VisibleInline):
    """Which States were requested."""

    model = Participation
    viewers = STAFF_ROLES
    fields = ["country"]


@admin.register(Case)
class CaseAdmin(VisibleAdmin):
    """Being staff opens no case: the owning desk does, by name."""

    icon = "folder_open"
    viewers = STAFF_ROLES
    paginator = InfinitePaginator
    empty_text = _(
        "Being Eurojust staff opens no investigation: its owning desk does, by name. Ask it if you need one."
    )
    list_display = ["reference", "owning_state", "title", "status", "opened_on"]
    list_filter = ["status", "track"]
    list_select_related = ["owning_state"]
    search_fields = ["reference", "national_reference", "title"]
    fields = [
        "reference",
        "owning_state",
        "national_reference",
        "title",
        ("track", "status", "handling"),
        ("offence_names", "route_names"),
        ("opened_on", "version"),
    ]
    readonly_fields = ["reference", "status", "opened_on", "version", "offence_names", "route_names"]

    def get_inlines(self, request, obj):
        if obj and not may_see_everything(request.user, obj):
            return [ParticipationInline]
        return [PeriodInline, ParticipationInline]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        answer = super().change_view(request, object_id, form_url, extra_context)
        read_case(self.get_object(request, object_id), actor=request.user)
        return answer

    @display(description=_("Offences"))
    def offence_names(self, case):
        return ", ".join(str(Offence(code).label) for code in case.offences)

    @display(description=_("Routes"))
    def route_names(self, case):
        return ", ".join(str(Route(code).label) for code in case.routes)
