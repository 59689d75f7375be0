"""Joint investigation teams in the staff panel, read-only."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from accounts.choices import STAFF_ROLES
from accounts.codes import eu_code
from cases.models import Case
from core.admin import VisibleAdmin, VisibleInline
from core.calendar import today
from jits.models import Party, Team, TeamSupport


class PartyInline(VisibleInline):
    """The States that are party to the team."""

    model = Party
    viewers = STAFF_ROLES
    fields = ["country"]


class TeamSupportInline(VisibleInline):
    """The support the team received."""

    model = TeamSupport
    viewers = STAFF_ROLES
    fields = ["kind", "from_on", "until_on"]


@admin.register(Team)
class TeamAdmin(VisibleAdmin):
    """The JITs secretariat sees every team, others those of the cases they see."""

    icon = "groups"
    viewers = STAFF_ROLES
    empty_text = _(
        "The JITs secretariat sees every team; you would see those of investigations opened to you."
    )
    list_display = ["reference", "name", "party_codes", "signed_on", "expires_on", "stage"]
    search_fields = ["reference", "name"]
    inlines = [PartyInline, TeamSupportInline]
    fields = ["reference", "name", ("signed_on", "expires_on", "closed_on"), "stage", "seen_cases", "version"]
    readonly_fields = ["stage", "seen_cases", "version"]

    def get_queryset(self, request):
        seen = Prefetch("cases", Case.objects.visible_to(request.user).order_by("reference"))
        return super().get_queryset(request).prefetch_related("parties", seen)

    @display(description=_("Parties"))
    def party_codes(self, team):
        return ", ".join(eu_code(code) for code in team.states)

    @display(description=_("Stage"))
    def stage(self, team):
        return team.stage_on(today()).label

    @display(description=_("Investigations that you may see"))
    def seen_cases(self, team):
        return ", ".join(case.reference for case in team.cases.all()) or None
