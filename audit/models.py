"""What was done, by whom, when, from where; and the seals that show any later change."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.models import never_emptied


class AuditEvent(models.Model):
    """One act or one reading of something that matters. Rows are only ever added."""

    at = models.DateTimeField(_("when"), db_default=Now())
    verb = models.CharField(_("act"), max_length=60)
    # The actor is written out, not linked: the log must outlive accounts.
    actor_id = models.BigIntegerField(_("actor number"), null=True)
    actor = models.CharField(_("actor"), max_length=150)
    desk = models.CharField(_("desk"), max_length=2, blank=True)
    target_kind = models.CharField(_("kind"), max_length=60)
    target_id = models.CharField(_("number"), max_length=60)
    target = models.CharField(_("about"), max_length=200)
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), blank=True)
    address = models.GenericIPAddressField(_("address"), null=True)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        indexes = [
            models.Index(fields=["target_kind", "target_id", "id"], name="events_of_one_target"),
            models.Index(fields=["actor_id", "id"], name="events_of_one_actor"),
        ]
        triggers = [
            pgtrigger.Protect(name="events_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("events_are_never_emptied"),
        ]

    def __str__(self):
        return f"{self.verb} {self.target}"


class AuditSeal(models.Model):
    """The digest over one batch of events and the seal before it."""

    first_event = models.BigIntegerField(_("first event"))
    last_event = models.BigIntegerField(_("last event"), unique=True)
    count = models.PositiveIntegerField(_("events"))
    previous_digest = models.CharField(_("previous digest"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("sealed"), db_default=Now())

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        triggers = [
            pgtrigger.Protect(name="seals_are_only_added", operation=pgtrigger.Update | pgtrigger.Delete),
            never_emptied("seals_are_never_emptied"),
        ]

    def __str__(self):
        return self.digest[:12]
