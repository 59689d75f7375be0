"""The filter set of investigations: one for page and API."""

import django_filters
from django.db.models import Exists, OuterRef
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _

from accounts.filters import CountryFilter
from cases.choices import CaseStatus, Offence, Route
from cases.models import Case, Participation
from core.filters import StrictFilterSet


class CaseFilter(StrictFilterSet):
    """What investigations can be narrowed by."""

    orders = {"opened": "opened_on", "changed": "updated_at", "reference": "reference"}
    default_sort = "-opened"

    q = django_filters.CharFilter(method="search", label=_("Words or reference"))
    status = django_filters.ChoiceFilter(choices=CaseStatus.choices, label=_("Status"))
    owning_state = CountryFilter(field_name="owning_state_id", label=_("Owning State"))
    requested_state = CountryFilter(method="requested", label=_("Requested State"))
    offence = django_filters.ChoiceFilter(choices=Offence.choices, method="with_offence", label=_("Offence"))
    route = django_filters.ChoiceFilter(choices=Route.choices, method="with_route", label=_("Route"))
    opened_from = django_filters.DateFilter(
        field_name="opened_on",
        lookup_expr="gte",
        label=_("Opened from"),
        widget=DateInput(attrs={"type": "date"}),
    )
    opened_until = django_filters.DateFilter(
        field_name="opened_on",
        lookup_expr="lte",
        label=_("Opened until"),
        widget=DateInput(attrs={"type": "date"}),
    )
    updated_since = django_filters.IsoDateTimeFilter(
        field_name="updated_at", lookup_expr="gte", label=_("Changed since")
    )

    class Meta(StrictFilterSet.Meta):
        model = Case
        fields = []

    def search(self, queryset, name, value):
        return queryset.search(value)

    def requested(self, queryset, name, value):
        parts = Participation.objects.filter(case_id=OuterRef("pk"), country_id=value)
        return queryset.filter(Exists(parts))

    def with_offence(self, queryset, name, value):
        return queryset.filter(offences__contains=[value])

    def with_route(self, queryset, name, value):
        return queryset.filter(routes__contains=[value])
