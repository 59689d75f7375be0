"""Investigations on the wire."""

from rest_framework import serializers

from cases.choices import Extent, Offence, Route
from cases.filters import CaseFilter
from cases.models import Case, SupportPeriod
from cases.services.reading import read_case
from core.api import VisibleViewSet


class PeriodOut(serializers.ModelSerializer):
    """A support period; both days included, an open end is null."""

    class Meta:
        model = SupportPeriod
        fields = ["opened_on", "closed_on", "closing_reason"]


class CaseOut(serializers.ModelSerializer):
    """An investigation. With partial access its support periods are null."""

    owning_state = serializers.CharField(source="owning_state_id", help_text="ISO 3166-1 alpha-2")
    requested_states = serializers.ListField(child=serializers.CharField(), help_text="ISO 3166-1 alpha-2")
    offences = serializers.ListField(child=serializers.ChoiceField(choices=Offence.choices))
    routes = serializers.ListField(child=serializers.ChoiceField(choices=Route.choices))
    kind = serializers.SerializerMethodField(
        help_text="bilateral (two States), multilateral (more), or null (one)"
    )
    extent = serializers.SerializerMethodField(help_text="How much of the case is open to you")
    periods = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = [
            "reference",
            "owning_state",
            "national_reference",
            "title",
            "track",
            "status",
            "handling",
            "offences",
            "routes",
            "requested_states",
            "kind",
            "opened_on",
            "extent",
            "periods",
            "version",
            "created_at",
            "updated_at",
        ]

    def get_kind(self, case) -> str | None:
        states = len(case.states)
        return None if states == 1 else "bilateral" if states == 2 else "multilateral"

    def get_extent(self, case) -> str:
        return Extent.FULL if case.is_entirely_open else Extent.PARTIAL

    def get_periods(self, case) -> PeriodOut(many=True, allow_null=True):
        return PeriodOut(case.periods.all(), many=True).data if case.is_entirely_open else None


class CaseViewSet(VisibleViewSet):
    """Investigations that you may see."""

    queryset = Case.objects.all()
    serializer_class = CaseOut
    filterset_class = CaseFilter
    lookup_field = "reference"

    def get_queryset(self):
        cases = super().get_queryset().with_states().prefetch_related("periods")
        return cases.with_extent(self.request.user) if self.request else cases

    def read(self, case):
        return read_case(case, actor=self.request.user)
