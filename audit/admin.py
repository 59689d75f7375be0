"""The audit log in the staff panel, for auditors alone."""

import json

from django.contrib import admin
from django.contrib.admin import DateFieldListFilter
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.paginator import InfinitePaginator

from audit.models import AuditEvent, AuditSeal
from core.admin import VisibleAdmin

AUDITORS = {"auditor"}  # the role by its stored name: this app stands below the accounts


class LogAdmin(VisibleAdmin):
    """Rows that are only ever added, and only by the application."""

    viewers = AUDITORS
    paginator = InfinitePaginator
    ordering = ["-pk"]

    def seen_by(self, user, rows):
        return rows if user.role in AUDITORS else rows.none()


@admin.register(AuditEvent)
class AuditEventAdmin(LogAdmin):
    """Acts and readings, newest first."""

    icon = "history"
    list_display = ["at", "actor", "desk", "verb", "target", "address"]
    list_display_links = ["at"]
    list_filter = [("at", DateFieldListFilter)]
    search_fields = ["=actor", "=verb", "=target", "=target_id"]
    search_help_text = _("A sign-in name, an act such as case.viewed, a reference, or a number, in full")
    fields = ["at", "verb", ("actor", "actor_id", "desk", "address"), ("target", "target_kind", "target_id")]
    fields += ["changes_shown", "reason"]
    readonly_fields = ["changes_shown"]

    @display(description=_("Changes"))
    def changes_shown(self, event):
        return format_html("<pre>{}</pre>", json.dumps(event.changes, indent=1, ensure_ascii=False))


@admin.register(AuditSeal)
class AuditSealAdmin(LogAdmin):
    """Seals over batches of events, newest first."""

    icon = "verified_user"
    list_display = ["sealed_at", "first_event", "last_event", "count", "digest"]
    search_fields = ["=digest"]
    fields = ["sealed_at", ("first_event", "last_event", "count"), "previous_digest", "digest"]
