"""Meetings in the staff panel, read-only."""

from django.contrib import admin
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from accounts.choices import STAFF_ROLES
from accounts.codes import eu_code
from cases.models import Case
from core.admin import VisibleAdmin
from meetings.models import Meeting


@admin.register(Meeting)
class MeetingAdmin(VisibleAdmin):
    """Annual meetings for the Focus Group secretariat, those of teams for the JITs secretariat."""

    icon = "event"
    viewers = STAFF_ROLES
    empty_text = _("You would see the meetings of your secretariat, and of investigations opened to you.")
    list_display = ["kind", "held_on", "format", "status", "state_codes"]
    list_display_links = ["kind", "held_on"]
    list_filter = ["kind", "status", "format"]
    fields = [("kind", "held_on"), ("format", "status"), "state_codes", "seen_cases", "version"]
    readonly_fields = ["state_codes", "seen_cases", "version"]

    def get_queryset(self, request):
        seen = Prefetch("cases", Case.objects.visible_to(request.user).order_by("reference"))
        return super().get_queryset(request).prefetch_related("states", seen)

    @display(description=_("Invited States"))
    def state_codes(self, meeting):
        return ", ".join(eu_code(code) for code in meeting.invited_states)

    @display(description=_("Investigations that you may see"))
    def seen_cases(self, meeting):
        return ", ".join(case.reference for case in meeting.cases.all()) or None
