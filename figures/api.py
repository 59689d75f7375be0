"""Yearly figures on the wire."""

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from core.api import VisibleViewSet
from core.wire import WholeList, read_parameters
from figures.choices import FiguresStatus
from figures.models import YearFigures


class NoParameters(serializers.Serializer):
    """The list of years takes none."""


class VersionParameter(serializers.Serializer):
    """Which version of the year; the newest without it."""

    version = serializers.IntegerField(required=False, min_value=1)


class YearOut(serializers.ModelSerializer):
    """The newest version of the figures of one year."""

    class Meta:
        model = YearFigures
        fields = ["year", "status", "version", "definition", "as_of", "digest"]


class CaseCounts(serializers.Serializer):
    """Investigations of migrant smuggling; supported = new + ongoing, of which bilateral and multilateral."""

    supported = serializers.IntegerField()
    new = serializers.IntegerField()
    ongoing = serializers.IntegerField()
    closed = serializers.IntegerField()
    reopened = serializers.IntegerField()
    open_at_year_end = serializers.IntegerField()
    bilateral = serializers.IntegerField()
    multilateral = serializers.IntegerField()


class TeamCounts(serializers.Serializer):
    """Teams with a support period in the year."""

    supported = serializers.IntegerField()
    financial = serializers.IntegerField()
    operational = serializers.IntegerField()
    both = serializers.IntegerField()
    new = serializers.IntegerField()
    ongoing = serializers.IntegerField()


class MeetingCounts(serializers.Serializer):
    """Meetings held in the year."""

    coordination_meeting = serializers.IntegerField()
    coordination_centre = serializers.IntegerField()
    jit_meeting = serializers.IntegerField()
    annual_meeting = serializers.IntegerField()


class StateCounts(serializers.Serializer):
    """Counts of one State; those of all States do not add up to the total."""

    supported = serializers.IntegerField()
    new = serializers.IntegerField()
    ongoing = serializers.IntegerField()
    jits = serializers.IntegerField()


class ReconciliationOut(serializers.Serializer):
    """Whether ongoing = open at the end of the year before + reopened."""

    previous_year = serializers.IntegerField()
    holds = serializers.BooleanField(allow_null=True)
    difference = serializers.IntegerField(allow_null=True)


class StatisticsDocument(serializers.Serializer):
    """The statistics document of one year."""

    year = serializers.IntegerField()
    status = serializers.ChoiceField(choices=FiguresStatus.choices)
    version = serializers.IntegerField()
    definition = serializers.CharField()
    as_of = serializers.DateTimeField()
    digest = serializers.CharField()
    cases = CaseCounts()
    jits = TeamCounts()
    meetings = MeetingCounts()
    by_owning_state = serializers.DictField(child=StateCounts())
    by_participating_state = serializers.DictField(child=StateCounts())
    by_offence = serializers.DictField(child=serializers.IntegerField())
    by_route = serializers.DictField(child=serializers.IntegerField())
    reconciliation = ReconciliationOut(allow_null=True)


class StatisticsViewSet(VisibleViewSet):
    """Yearly figures: aggregates without personal data."""

    queryset = YearFigures.objects.all()
    serializer_class = YearOut
    pagination_class = WholeList
    lookup_field = "year"
    lookup_value_regex = "[0-9]{4}"

    def list(self, request, *args, **kwargs):
        read_parameters(request, NoParameters)
        return super().list(request, *args, **kwargs)

    @extend_schema(parameters=[VersionParameter], responses=StatisticsDocument)
    def retrieve(self, request, *args, **kwargs):
        """The statistics document of one year, in its newest version or the one asked for."""
        return super().retrieve(request, *args, **kwargs)

    def get_object(self):
        version = read_parameters(self.request, VersionParameter).get("version")
        versions = self.get_queryset()
        year = int(self.kwargs["year"])
        figures = versions.filter(version=version).latest_of(year) if version else versions.latest_of(year)
        if figures is None:
            raise Http404
        return figures

    def filter_queryset(self, queryset):
        return queryset.latest_of_each_year()

    def represent(self, figures):
        return figures.document

    def stamp(self, figures):
        return figures.digest
