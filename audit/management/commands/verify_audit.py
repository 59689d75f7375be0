"""Check that nobody changed, removed, or slipped in an audit event."""

from django.core.management.base import BaseCommand, CommandError

from audit.models import AuditEvent, AuditSeal
from audit.services import verify_seals


class Command(BaseCommand):
    """Recomputes every seal over the audit log; exits 1 and names the place when one does not hold."""

    help = __doc__

    def handle(self, *args, **options):
        faults = verify_seals()
        if faults:
            raise CommandError("\n".join(faults), returncode=1)
        last = AuditSeal.objects.order_by("-pk").first()
        if last is None:
            self.stdout.write("No seal yet: nothing to check.")
            return
        open_events = AuditEvent.objects.filter(pk__gt=last.last_event).count()
        self.stdout.write(
            f"The audit log is whole: {AuditSeal.objects.count()} seals hold, the last is {last.digest}; "
            f"{open_events} events await the next seal."
        )
