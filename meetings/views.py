"""Pages of meetings."""

from django.db.models import Prefetch

from cases.models import Case
from core.calendar import today
from core.views import VisibleDetail, VisibleList
from meetings.filters import MeetingFilter
from meetings.models import Meeting


class MeetingsMixin:
    """Meetings with the invited States, and with those of their cases that one may see."""

    model = Meeting

    def get_queryset(self):
        seen = Case.objects.visible_to(self.request.user).with_states().order_by("reference")
        return super().get_queryset().prefetch_related("states", Prefetch("cases", seen))


class MeetingList(MeetingsMixin, VisibleList):
    """Meetings one may see."""

    filterset_class = MeetingFilter
    template_name = "meetings/list.html"
    region_template = "meetings/list_region.html"


class MeetingDetail(MeetingsMixin, VisibleDetail):
    """One meeting."""

    template_name = "meetings/detail.html"

    def get_context_data(self, **kwargs):
        days = (self.object.held_on - today()).days
        return super().get_context_data(days=days, **kwargs)
