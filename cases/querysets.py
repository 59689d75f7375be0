"""Who may see a case, and what hangs on it."""

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, OuterRef, Q, Value
from django.db.models.functions import Concat, Upper

from accounts.choices import DESK_ROLES, Role
from cases.choices import Extent
from core.calendar import today
from core.querysets import VisibleQuerySet

# The text that the search looks through, as one expression, so that the trigram index on it is used.
SEARCH_TEXT = Upper(
    Concat("reference", Value(" "), "national_reference", Value(" "), "title", output_field=CharField())
)


def _related(model, name):
    """The queryset of the table that points at `model` under the related name `name`."""
    return model._meta.get_field(name).related_model.objects.all()


class CaseQuerySet(VisibleQuerySet):
    """Cases; need to know is defined here and nowhere else."""

    def visibility(self, user) -> Q:
        """The owning desk and the desks it granted access; of their prosecutors those whose authority takes part
        or who are named; anyone named otherwise; never who was refused (Regulation (EU) 2018/1727, Articles 24, 25).
        """
        grants = _related(self.model, "grants").active()
        named = Q(pk__in=grants.filter(user=user).values("case_id"))
        refusals = _related(self.model, "refusals").concerning(user)
        not_refused = ~Exists(refusals.filter(case_id=OuterRef("pk")))
        if not user.country_id:
            return named & not_refused
        granted = Q(pk__in=grants.filter(desk_id=user.country_id).values("case_id"))
        of_desk = Q(owning_state_id=user.country_id) | granted
        if user.role in DESK_ROLES:
            return (of_desk | named) & not_refused
        if user.role == Role.PROSECUTOR:
            parts = _related(self.model, "taking_part").filter(authority_id=user.authority_id)
            return of_desk & (Q(pk__in=parts.values("case_id")) | named) & not_refused
        return Q(pk__in=[])

    def with_extent(self, user):
        """Each case with `is_entirely_open`: whether `user` may see more than its header, should they see it."""
        grants = _related(self.model, "grants").active().filter(extent=Extent.FULL, case_id=OuterRef("pk"))
        full = Q(Exists(grants.concerning(user)))
        if user.country_id:
            full |= Q(owning_state_id=user.country_id)
        return self.annotate(is_entirely_open=ExpressionWrapper(full, output_field=BooleanField()))

    def opened_to(self, user):
        """The cases of which `user` sees more than the header: those of the own country, and those granted in full.

        What is reached through a case (teams, meetings) is reached through these alone.
        """
        seen = self.visible_to(user)
        return seen if seen.query.is_empty() else seen.with_extent(user).filter(is_entirely_open=True)

    def open_on(self, day):
        """Cases with a support period that covers `day`."""
        periods = _related(self.model, "periods").covering(day)
        return self.filter(Exists(periods.filter(case_id=OuterRef("pk"))))

    def search(self, text: str):
        """Cases whose reference, national reference, or title contains `text`, in any case of letters."""
        return self.alias(search_text=SEARCH_TEXT).filter(search_text__contains=text.upper())

    def with_states(self):
        """Cases with their requested States at hand, in two queries however many cases."""
        return self.prefetch_related("participations")


class OfCaseQuerySet(VisibleQuerySet):
    """What hangs on a case is seen by those who see the case."""

    def visibility(self, user) -> Q:
        cases = self.model._meta.get_field("case").related_model.objects
        return Q(case__in=cases.visible_to(user).values("pk"))


class SupportPeriodQuerySet(OfCaseQuerySet):
    """Support periods of cases."""

    def covering(self, day):
        """Periods that cover `day`."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=day), opened_on__lte=day)


class AccessDecisionQuerySet(OfCaseQuerySet):
    """Grants and refusals of access to cases."""

    def concerning(self, user):
        """Decisions on this person or on their country's desk."""
        person = Q(user=user)
        # Staff have no desk: without this a decision on another person, which names no desk either, would match.
        return self.filter(person | Q(desk_id=user.country_id) if user.country_id else person)


class AccessGrantQuerySet(AccessDecisionQuerySet):
    """Grants of access to cases."""

    def active(self):
        """Grants in force today."""
        day = today()
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day, revoked_at=None)
