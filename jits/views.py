"""Pages of joint investigation teams."""

from django.utils.functional import cached_property

from core.calendar import today
from core.views import VisibleDetail, VisibleList
from jits.filters import TeamFilter
from jits.models import Team


class TeamList(VisibleList):
    """Teams one may see."""

    model = Team
    filterset_class = TeamFilter
    template_name = "jits/list.html"
    region_template = "jits/list_region.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("parties")

    @cached_property
    def rows(self) -> list:
        """Each team with the stage it is at today."""
        return [(team, team.stage_on(today())) for team in self.listing.page]


class TeamDetail(VisibleDetail):
    """One team, with those of its cases that one may see."""

    model = Team
    slug_field = slug_url_kwarg = "reference"
    template_name = "jits/detail.html"

    def get_queryset(self):
        return super().get_queryset().prefetch_related("parties", "support")

    def get_context_data(self, **kwargs):
        team, user, day = self.object, self.request.user, today()
        cases = team.cases.visible_to(user).with_states().order_by("reference")
        days_left = (team.expires_on - day).days if team.expires_on else None
        support = [(each, not each.until_on or each.until_on >= day) for each in team.support.all()]
        context = {"stage": team.stage_on(day), "days_left": days_left, "cases": cases, "support": support}
        return super().get_context_data(**context, **kwargs)
