"""Reference data on the wire."""

from django.db.models import Prefetch
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers

from accounts.choices import Standing
from accounts.filters import CountryFilter
from accounts.models import Country, CountryStanding
from core.api import VisibleViewSet
from core.calendar import today
from core.wire import WholeList, read_parameters

extend_schema_field(OpenApiTypes.STR)(CountryFilter)


class DayParameter(serializers.Serializer):
    """The day to which the standings are asked for; today without it."""

    on = serializers.DateField(required=False)


class CountryOut(serializers.ModelSerializer):
    """A country, and what it is to Eurojust on the day asked for (null: nothing)."""

    eu_code = serializers.CharField(help_text="The code as the EU writes it (EL, UK)")
    name = serializers.CharField(help_text="In the language asked for")
    standing = serializers.SerializerMethodField()

    class Meta:
        model = Country
        fields = ["code", "eu_code", "name", "standing"]

    def get_standing(self, country) -> serializers.ChoiceField(choices=Standing.choices, allow_null=True):
        return next((each.standing for each in country.standings.all()), None)


class CountryViewSet(VisibleViewSet):
    """Countries of ISO 3166-1, and what each is to Eurojust on a day."""

    queryset = Country.objects.all()
    serializer_class = CountryOut
    pagination_class = WholeList
    lookup_value_regex = "[A-Z]{2}"

    def get_queryset(self):
        day = self.request and read_parameters(self.request, DayParameter).get("on")
        standings = CountryStanding.objects.on(day or today())
        return super().get_queryset().prefetch_related(Prefetch("standings", standings))

    def stamp(self, country):
        return country.pk

    @extend_schema(parameters=[DayParameter])
    def list(self, request, *args, **kwargs):
        """All countries, each with what it is to Eurojust on the day asked for."""
        return super().list(request, *args, **kwargs)

    @extend_schema(parameters=[DayParameter])
    def retrieve(self, request, *args, **kwargs):
        """One country, with what it is to Eurojust on the day asked for."""
        return super().retrieve(request, *args, **kwargs)
