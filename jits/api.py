"""Joint investigation teams on the wire."""

from django.db.models import Prefetch
from rest_framework import serializers

from cases.models import Case
from core.api import VisibleViewSet
from core.calendar import today
from jits.choices import TeamStage
from jits.filters import TeamFilter
from jits.models import Team, TeamSupport


class TeamSupportOut(serializers.ModelSerializer):
    """Days, both included, on which a team was supported; an open end is null."""

    class Meta:
        model = TeamSupport
        fields = ["kind", "from_on", "until_on"]


class TeamOut(serializers.ModelSerializer):
    """A team; of its cases those that you may see."""

    parties = serializers.ListField(
        source="states", child=serializers.CharField(), help_text="ISO 3166-1 alpha-2"
    )
    cases = serializers.SlugRelatedField("reference", many=True, read_only=True)
    stage = serializers.SerializerMethodField(help_text="Where the team stands today")
    support = TeamSupportOut(many=True)

    class Meta:
        model = Team
        fields = [
            "reference",
            "name",
            "parties",
            "cases",
            "signed_on",
            "expires_on",
            "closed_on",
            "stage",
            "support",
            "version",
            "created_at",
            "updated_at",
        ]

    def get_stage(self, team) -> serializers.ChoiceField(choices=TeamStage.choices):
        return team.stage_on(today())


class TeamViewSet(VisibleViewSet):
    """Joint investigation teams that you may see."""

    queryset = Team.objects.all()
    serializer_class = TeamOut
    filterset_class = TeamFilter
    lookup_field = "reference"
    lookup_value_regex = "[^/]+"

    def get_queryset(self):
        cases = Case.objects.visible_to(getattr(self.request, "user", None)).order_by("reference")
        return super().get_queryset().prefetch_related("parties", "support", Prefetch("cases", cases))
