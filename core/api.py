"""How the REST face behaves everywhere: visible rows, each single one with its ETag."""

import hashlib
import json

from django.utils.http import parse_etags
from rest_framework import viewsets
from rest_framework.response import Response


class VisibleViewSet(viewsets.ReadOnlyModelViewSet):
    """Reads are visible rows; each single one carries an ETag of its version and of what is shown of it."""

    def get_queryset(self):
        return super().get_queryset().visible_to(getattr(self.request, "user", None))

    def read(self, row):
        """A place for what reading one row brings about."""
        return row

    def represent(self, row) -> dict:
        """What is shown of one row."""
        return self.get_serializer(row).data

    def stamp(self, row) -> str:
        """What changes with every version of the row."""
        return str(row.version)

    def retrieve(self, request, *args, **kwargs):
        row = self.read(self.get_object())
        shown = self.represent(row)
        tag = f'"{self.stamp(row)}.{_digest(shown)}"'
        headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
        known = {each.removeprefix("W/") for each in parse_etags(request.headers.get("If-None-Match", ""))}
        if known & {tag, "*"}:
            return Response(status=304, headers=headers)
        return Response(shown, headers=headers)


def _digest(shown: dict) -> str:
    """Tells apart what two callers, or one caller on two days, see of the same version."""
    text = json.dumps(shown, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
