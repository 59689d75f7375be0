"""The filter set of meetings: one for page and API."""

import django_filters
from django.db.models import Exists, OuterRef
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _

from accounts.filters import CountryFilter
from core.filters import StrictFilterSet
from meetings.choices import MeetingFormat, MeetingKind, MeetingStatus
from meetings.models import Meeting


class MeetingFilter(StrictFilterSet):
    """What meetings can be narrowed by."""

    orders = {"date": "held_on", "changed": "updated_at"}
    default_sort = "-date"

    kind = django_filters.ChoiceFilter(choices=MeetingKind.choices, label=_("Kind"))
    status = django_filters.ChoiceFilter(choices=MeetingStatus.choices, label=_("Status"))
    format = django_filters.ChoiceFilter(choices=MeetingFormat.choices, label=_("Format"))
    state = CountryFilter(method="inviting", label=_("Invited State"))
    held_from = django_filters.DateFilter(
        field_name="held_on", lookup_expr="gte", label=_("From"), widget=DateInput(attrs={"type": "date"})
    )
    held_until = django_filters.DateFilter(
        field_name="held_on", lookup_expr="lte", label=_("Until"), widget=DateInput(attrs={"type": "date"})
    )
    updated_since = django_filters.IsoDateTimeFilter(
        field_name="updated_at", lookup_expr="gte", label=_("Changed since")
    )

    class Meta(StrictFilterSet.Meta):
        model = Meeting
        fields = []

    def inviting(self, queryset, name, value):
        invited = Meeting.states.through.objects.filter(meeting_id=OuterRef("pk"), country_id=value)
        return queryset.filter(Exists(invited))
