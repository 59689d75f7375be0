"""Joint investigation teams: parties, cases, dates, and the support that makes them count."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Country
from cases.models import Case
from core.models import Versioned
from jits.choices import SupportKind, TeamStage
from jits.querysets import OfTeamQuerySet, TeamQuerySet


class Team(Versioned):
    """A joint investigation team of two or more States (Framework Decision 2002/465/JHA)."""

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=300, help_text=_("Names nobody."))
    cases = models.ManyToManyField(Case, related_name="teams", verbose_name=_("investigations"), blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    expires_on = models.DateField(_("expires"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint investigation team")
        verbose_name_plural = _("joint investigation teams")
        ordering = ["-reference"]
        constraints = [
            models.CheckConstraint(
                name="team_expires_no_earlier_than_signed",
                condition=Q(signed_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("signed_on")),
                violation_error_message=_("A team cannot expire before it is signed."),
            ),
            models.CheckConstraint(
                name="team_closes_no_earlier_than_signed",
                condition=Q(signed_on=None) | Q(closed_on=None) | Q(closed_on__gte=F("signed_on")),
                violation_error_message=_("A team cannot close before it is signed."),
            ),
        ]
        indexes = [models.Index(fields=["updated_at", "id"], name="teams_by_change")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("jits:detail", args=[self.reference])

    @property
    def states(self) -> list[str]:
        """ISO codes of the parties, in order."""
        return sorted(party.country_id for party in self.parties.all())

    def stage_on(self, day: date) -> TeamStage:
        """Where the team stands on `day`."""
        if self.closed_on and self.closed_on <= day:
            return TeamStage.CLOSED
        if not self.signed_on or self.signed_on > day:
            return TeamStage.PROPOSED
        if self.expires_on and self.expires_on < day:
            return TeamStage.EXPIRED
        return TeamStage.OPERATIONAL


class Party(models.Model):
    """A State that is party to a team."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="parties", verbose_name=_("team"))
    country = models.ForeignKey(Country, models.PROTECT, related_name="parties", verbose_name=_("country"))

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["team", "country"], name="state_is_party_once_per_team")
        ]

    def __str__(self):
        return str(self.country)


class TeamSupport(models.Model):
    """Days, both included, on which a team received support of one kind.

    Periods of one kind may overlap, and one may outlast the team.
    """

    team = models.ForeignKey(Team, models.CASCADE, related_name="support", verbose_name=_("team"))
    kind = models.CharField(_("kind"), max_length=12, choices=SupportKind.choices)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    objects = OfTeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("support of a team")
        verbose_name_plural = _("support of teams")
        ordering = ["from_on", "kind"]
        constraints = [
            models.CheckConstraint(
                name="team_support_ends_no_earlier_than_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("Support cannot end before it begins."),
            ),
            models.UniqueConstraint(
                fields=["team", "kind", "from_on", "until_on"],
                name="team_support_is_recorded_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.from_on}"
