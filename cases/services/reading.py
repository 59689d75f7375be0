"""Reading a case: how much of it is open, and the trace that reading leaves."""

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from accounts.models import User
from audit.services import record
from cases.choices import Extent
from cases.models import AccessGrant, Case


def with_extent(cases: QuerySet, *, reader: User) -> QuerySet:
    """The cases, each with `is_entirely_open`, which says what `policy.may_see_everything` says."""
    country = getattr(reader, "country_id", None)
    full = AccessGrant.objects.active().filter(case_id=OuterRef("pk"), extent=Extent.FULL)
    named = Q(Exists(full.filter(user_id=reader.pk)))
    if country:
        named |= Q(owning_state_id=country) | Q(Exists(full.filter(desk_id=country)))
    return cases.annotate(is_entirely_open=ExpressionWrapper(named, output_field=BooleanField()))


def read_case(case: Case, *, actor: User) -> Case:
    """Record that `actor` was shown the case, and hand it over (Regulation (EU) 2018/1725, Article 88)."""
    record("case.viewed", case, actor=actor)
    return case
