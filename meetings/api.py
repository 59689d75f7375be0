"""Meetings on the wire."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.models import Case
from core.api import VisibleViewSet
from meetings.filters import MeetingFilter
from meetings.models import Meeting


class MeetingOut(serializers.ModelSerializer):
    """A meeting; of its cases those that you may see."""

    states = serializers.ListField(
        source="invited_states", child=serializers.CharField(), help_text="ISO 3166-1 alpha-2"
    )
    cases = serializers.SlugRelatedField("reference", many=True, read_only=True)

    class Meta:
        model = Meeting
        fields = [
            "id",
            "kind",
            "held_on",
            "format",
            "status",
            "states",
            "cases",
            "version",
            "created_at",
            "updated_at",
        ]


class MeetingViewSet(VisibleViewSet):
    """Meetings that you may see."""

    queryset = Meeting.objects.all()
    serializer_class = MeetingOut
    filterset_class = MeetingFilter
    lookup_value_regex = "[0-9]+"

    def get_queryset(self):
        cases = Case.objects.visible_to(getattr(self.request, "user", None)).order_by("reference")
        return super().get_queryset().prefetch_related("states", Prefetch("cases", cases))
