"""Recording acts, sealing them in batches, and checking the seals."""

import hashlib
import json
from dataclasses import dataclass

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

from audit.middleware import remote_address
from audit.models import AuditEvent, AuditSeal

# Writers hold this advisory lock shared until they commit, a sealer holds it alone: so no event with a number
# inside a sealed batch can still be on its way.
_LOCK = 0x5EA1
_FIRST_DIGEST = "0" * 64
_BATCH = 10_000


@dataclass(frozen=True)
class Target:
    """What an act was about when it is no row of a table, such as a file."""

    kind: str
    number: str
    name: str


def record(verb: str, thing, *, actor, changes: dict | None = None, reason: str = "") -> AuditEvent:
    """Add to the log that `actor` did `verb` (such as `case.closed`) to `thing`, within the present transaction.

    `thing` is a row or a `Target`. `changes` maps a field to `[old, new]`; `actor` is None for the system itself.
    """
    target = (
        thing if isinstance(thing, Target) else Target(thing._meta.label_lower, str(thing.pk), str(thing))
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [_LOCK])
        return AuditEvent.objects.create(
            verb=verb,
            actor_id=actor.pk if actor else None,
            actor=actor.get_username() if actor else "system",
            desk=(getattr(actor, "country_id", None) or "") if actor else "",
            target_kind=target.kind,
            target_id=target.number,
            target=target.name[:200],
            changes=json.loads(json.dumps(changes or {}, cls=DjangoJSONEncoder)),
            reason=reason,
            address=remote_address.get(),
        )


@transaction.atomic
def seal_events() -> AuditSeal | None:
    """Seal all events added since the last seal; None when there is none.

    Raises OperationalError when writers do not finish within five seconds (the task tries again).
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '5s'")
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    last = AuditSeal.objects.order_by("-pk").first()
    events = AuditEvent.objects.filter(pk__gt=last.last_event if last else 0)
    batch = _digest(events, last.digest if last else _FIRST_DIGEST)
    if not batch.count:
        return None
    return AuditSeal.objects.create(
        first_event=batch.first,
        last_event=batch.last,
        count=batch.count,
        previous_digest=last.digest if last else _FIRST_DIGEST,
        digest=batch.digest,
    )


@dataclass(frozen=True)
class _Batch:
    """The numbers of the first and last event, how many there are, and the digest over them."""

    first: int
    last: int
    count: int
    digest: str


def _digest(events, previous_digest: str) -> _Batch:
    """SHA-256 over the previous seal's digest and every event in order of number, each as canonical JSON."""
    digest = hashlib.sha256(previous_digest.encode())
    first = last = count = 0
    for row in events.order_by("pk").values().iterator(chunk_size=_BATCH):
        digest.update(json.dumps(row, sort_keys=True, default=str).encode())
        first, last, count = first or row["id"], row["id"], count + 1
    return _Batch(first, last, count, digest.hexdigest())


def verify_seals() -> list[str]:
    """Recompute every seal; the faults found, one sentence each, empty when the log is whole.

    Finds a changed, a missing, and an added event, and a changed or missing seal.
    """
    faults, previous, expected_first = [], _FIRST_DIGEST, 1
    for seal in AuditSeal.objects.order_by("pk").iterator():
        if seal.previous_digest != previous:
            faults.append(
                f"Seal {seal.pk} does not continue the seal before it: a seal was removed or changed."
            )
        events = AuditEvent.objects.filter(pk__gte=expected_first, pk__lte=seal.last_event)
        batch = _digest(events, seal.previous_digest)
        span = f"events {seal.first_event} to {seal.last_event}"
        if batch.count < seal.count:
            faults.append(f"Seal {seal.pk}: {seal.count - batch.count} of {span} are missing.")
        elif batch.count > seal.count:
            faults.append(f"Seal {seal.pk}: {batch.count - seal.count} events were added within {span}.")
        elif batch.digest != seal.digest:
            faults.append(f"Seal {seal.pk}: at least one of {span} was changed.")
        previous, expected_first = seal.digest, seal.last_event + 1
    return faults
