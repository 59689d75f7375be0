"""Investigations: who owns them, who takes part, when they were supported, and who may see them."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Authority, Country, Desk, User
from cases.choices import CaseStatus, ClosingReason, Extent, Handling, Offence, Route, Track
from cases.querysets import (
    SEARCH_TEXT,
    AccessDecisionQuerySet,
    AccessGrantQuerySet,
    CaseQuerySet,
    OfCaseQuerySet,
    SupportPeriodQuerySet,
)
from core.models import DateRange, Versioned


class Case(Versioned):
    """One investigation that Eurojust supports. Bilateral or multilateral follows from its States: never stored."""

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    owning_state = models.ForeignKey(
        Country, models.PROTECT, related_name="owned_cases", db_index=False, verbose_name=_("owning State")
    )
    national_reference = models.CharField(_("national reference"), max_length=100)
    title = models.CharField(_("title"), max_length=300, help_text=_("Names nobody."))
    track = models.CharField(_("track"), max_length=20, choices=Track.choices, default=Track.COORDINATION)
    status = models.CharField(
        _("status"), max_length=20, choices=CaseStatus.choices, default=CaseStatus.REGISTERED, editable=False
    )
    handling = models.CharField(
        _("handling code"), max_length=20, choices=Handling.choices, default=Handling.LIMITED
    )
    offences = ArrayField(
        models.CharField(max_length=40, choices=Offence.choices), verbose_name=_("offences")
    )
    routes = ArrayField(
        models.CharField(max_length=3, choices=Route.choices),
        verbose_name=_("routes"),
        default=list,
        blank=True,
    )
    # The first day of the first support period, kept by the services so that lists can be ordered by an index.
    opened_on = models.DateField(_("opened"), editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("investigation")
        verbose_name_plural = _("investigations")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["owning_state", "national_reference"],
                name="national_reference_is_unique_per_owning_state",
                violation_error_message=_("This State already has a case with this national reference."),
            ),
            models.CheckConstraint(
                name="offences_are_of_the_vocabulary", condition=Q(offences__contained_by=Offence.values)
            ),
            models.CheckConstraint(
                name="routes_are_of_the_vocabulary", condition=Q(routes__contained_by=Route.values)
            ),
        ]
        indexes = [
            models.Index(fields=["opened_on", "id"], name="cases_by_opening"),
            models.Index(fields=["updated_at", "id"], name="cases_by_change"),
            models.Index(fields=["owning_state", "opened_on", "id"], name="cases_of_a_state_by_opening"),
            GinIndex(OpClass(SEARCH_TEXT, name="gin_trgm_ops"), name="cases_by_words"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("cases:detail", args=[self.reference])

    @property
    def requested_states(self) -> list[str]:
        """ISO codes of the requested States, in order."""
        return sorted(part.country_id for part in self.participations.all())

    @property
    def states(self) -> list[str]:
        """ISO codes of all States on the case, the owner first."""
        return [self.owning_state_id, *self.requested_states]

    @property
    def is_voided(self) -> bool:
        """Whether it was entered in error: kept, never counted."""
        return self.status == CaseStatus.VOIDED


class SupportPeriod(models.Model):
    """Days, both included, on which a case was supported; a further one is a reopening."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="periods", verbose_name=_("investigation"))
    opened_on = models.DateField(_("opened"))
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closing_reason = models.CharField(
        _("reason for closing"), max_length=30, choices=ClosingReason.choices, blank=True
    )

    objects = SupportPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("support period")
        verbose_name_plural = _("support periods")
        ordering = ["opened_on"]
        constraints = [
            models.CheckConstraint(
                name="period_closes_no_earlier_than_it_opens",
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("A period cannot close before it opens."),
            ),
            models.CheckConstraint(
                name="period_has_a_reason_exactly_when_closed",
                condition=Q(closed_on=None, closing_reason="")
                | (Q(closed_on__isnull=False) & ~Q(closing_reason="")),
                violation_error_message=_("A closed period needs its reason, an open one has none."),
            ),
            ExclusionConstraint(
                name="periods_of_a_case_do_not_overlap",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (DateRange("opened_on", "closed_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The case already has a support period within these days."),
            ),
        ]

    def __str__(self):
        return f"{self.opened_on} – {self.closed_on or ''}"


class Participation(models.Model):
    """A State that the owning one requested to take part in a case."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="participations", db_index=False, verbose_name=_("investigation")
    )
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="participations", verbose_name=_("country")
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("requested State")
        verbose_name_plural = _("requested States")
        ordering = ["country"]
        constraints = [
            models.UniqueConstraint(fields=["case", "country"], name="state_is_requested_once_per_case")
        ]

    def __str__(self):
        return str(self.country)


class TakingPart(models.Model):
    """An authority that takes part in a case: what its prosecutors may see follows from it."""

    case = models.ForeignKey(
        Case, models.CASCADE, related_name="taking_part", verbose_name=_("investigation")
    )
    authority = models.ForeignKey(
        Authority, models.PROTECT, related_name="taking_part", verbose_name=_("authority")
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority taking part")
        verbose_name_plural = _("authorities taking part")
        constraints = [
            models.UniqueConstraint(fields=["case", "authority"], name="authority_takes_part_once_per_case")
        ]

    def __str__(self):
        return str(self.authority)


class AccessDecision(models.Model):
    """What the owning desk decided on the access of one desk or one person."""

    desk = models.ForeignKey(
        Desk, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("desk")
    )
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("decided by"))
    decided_at = models.DateTimeField(_("decided"), auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.user or self.desk)


class AccessGrant(AccessDecision):
    """Access to a case for a desk or a person, for a time; never beyond a refusal."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="grants", verbose_name=_("investigation"))
    extent = models.CharField(_("extent"), max_length=10, choices=Extent.choices, default=Extent.FULL)
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)

    objects = AccessGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("access grant")
        verbose_name_plural = _("access grants")
        indexes = [
            models.Index(fields=["desk", "case"], name="grants_of_a_desk"),
            models.Index(fields=["user", "case"], name="grants_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="grant_is_for_a_desk_or_a_person",
                condition=Q(desk__isnull=False, user=None) | Q(desk=None, user__isnull=False),
                violation_error_message=_("Name either a desk or a person."),
            ),
            models.CheckConstraint(
                name="grant_ends_no_earlier_than_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                violation_error_message=_("A grant cannot end before it begins."),
            ),
        ]


class AccessRefusal(AccessDecision):
    """An explicit refusal of a case to a desk or a person: it beats any grant."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="refusals", verbose_name=_("investigation"))

    objects = AccessDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("access refusal")
        verbose_name_plural = _("access refusals")
        constraints = [
            models.CheckConstraint(
                name="refusal_is_for_a_desk_or_a_person",
                condition=Q(desk__isnull=False, user=None) | Q(desk=None, user__isnull=False),
                violation_error_message=_("Name either a desk or a person."),
            ),
            models.UniqueConstraint(fields=["case", "desk"], name="desk_is_refused_once_per_case"),
            models.UniqueConstraint(fields=["case", "user"], name="person_is_refused_once_per_case"),
        ]
