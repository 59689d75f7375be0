"""The filter set of teams: one for page and API."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.filters import CountryFilter
from core.calendar import first_day, last_day, today
from core.filters import StrictFilterSet
from jits.models import Party, Team, TeamSupport


class TeamFilter(StrictFilterSet):
    """What teams can be narrowed by."""

    orders = {"reference": "reference", "changed": "updated_at"}
    default_sort = "-reference"

    q = django_filters.CharFilter(method="search", label=_("Words or reference"))
    party = CountryFilter(method="with_party", label=_("Party"))
    at_work = django_filters.BooleanFilter(method="working", label=_("At work today"))
    supported_in = django_filters.NumberFilter(
        method="with_support", min_value=1990, max_value=2100, label=_("Supported in the year")
    )
    updated_since = django_filters.IsoDateTimeFilter(
        field_name="updated_at", lookup_expr="gte", label=_("Changed since")
    )

    class Meta(StrictFilterSet.Meta):
        model = Team
        fields = []

    def search(self, queryset, name, value):
        return queryset.filter(Q(reference__icontains=value) | Q(name__icontains=value))

    def with_party(self, queryset, name, value):
        return queryset.filter(Exists(Party.objects.filter(team_id=OuterRef("pk"), country_id=value)))

    def working(self, queryset, name, value):
        working = queryset.at_work_on(today())
        return working if value else queryset.exclude(pk__in=working.values("pk"))

    def with_support(self, queryset, name, value):
        year = int(value)
        support = TeamSupport.objects.filter(
            Q(until_on=None) | Q(until_on__gte=first_day(year)),
            team_id=OuterRef("pk"),
            from_on__lte=last_day(year),
        )
        return queryset.filter(Exists(support))
