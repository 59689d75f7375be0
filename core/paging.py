"""Pages found by position (keyset), so that page ten thousand costs what page one costs and nothing is counted."""

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Q, QuerySet

COUNT_LIMIT = 1000


class BadCursor(ValueError):
    """The cursor in the address was not made by this application for this order."""


@dataclass(frozen=True)
class Page:
    """Rows of one page, with the cursors of its neighbours (None at either end)."""

    rows: list
    next: str | None
    previous: str | None

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


@dataclass(frozen=True)
class Keyset:
    """A total order over a queryset: one not-null column, ties broken by the primary key.

    `order` is the column's name, with a leading minus for descending.
    """

    order: str
    size: int = 50

    @property
    def column(self) -> str:
        return self.order.removeprefix("-")

    @property
    def is_descending(self) -> bool:
        return self.order.startswith("-")

    def page(self, queryset: QuerySet, cursor: str = "") -> Page:
        """The page that `cursor` points at, the first without one. Raises BadCursor."""
        backward, position = self._read(queryset, cursor) if cursor else (False, None)
        reverse = self.is_descending != backward
        sign = "-" if reverse else ""
        ordered = queryset.order_by(f"{sign}{self.column}", f"{sign}pk")
        if position:
            ordered = ordered.filter(self._beyond(position, reverse))
        rows = list(ordered[: self.size + 1])
        more, rows = len(rows) > self.size, rows[: self.size]
        if backward:
            rows.reverse()
        has_next, has_previous = (bool(position), more) if backward else (more, bool(position))
        return Page(
            rows,
            self._write("next", rows[-1]) if rows and has_next else None,
            self._write("previous", rows[0]) if rows and has_previous else None,
        )

    def _beyond(self, position, reverse: bool) -> Q:
        value, pk = position
        side = "lt" if reverse else "gt"
        # The first condition repeats what the second implies: it is the one an index range can use.
        return Q(**{f"{self.column}__{side}e": value}) & (
            Q(**{f"{self.column}__{side}": value}) | Q(**{self.column: value, f"pk__{side}": pk})
        )

    def _write(self, direction: str, row) -> str:
        value = getattr(row, self.column)
        text = json.dumps([direction, self.order, value, row.pk], cls=_MicrosecondEncoder)
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    def _read(self, queryset: QuerySet, cursor: str):
        try:
            text = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4))
            direction, order, value, pk = json.loads(text)
            if direction not in ("next", "previous") or order != self.order:
                raise BadCursor(cursor)
            meta = queryset.model._meta
            position = meta.get_field(self.column).to_python(value), meta.pk.to_python(pk)
        except (
            binascii.Error,
            UnicodeError,
            ValueError,
            TypeError,
            OverflowError,
            RecursionError,
            ValidationError,
        ) as error:
            raise BadCursor(cursor) from error
        if None in position or "\x00" in str(position[0]):  # PostgreSQL keeps no NUL
            raise BadCursor(cursor)
        return direction == "previous", position


class _MicrosecondEncoder(DjangoJSONEncoder):
    """Django's encoder cuts times to milliseconds, which would skip rows; this one keeps them whole."""

    def default(self, o):
        return o.isoformat() if hasattr(o, "isoformat") else super().default(o)


def bounded_count(queryset: QuerySet, limit: int = COUNT_LIMIT) -> tuple[int, bool]:
    """How many rows there are, up to `limit`, and whether there are more: a count that never runs over everything."""
    counted = len(queryset.order_by()[: limit + 1].values_list("pk", flat=True))
    return min(counted, limit), counted > limit
