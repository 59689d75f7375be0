"""Builders: plain functions, valid by default; every argument is a fact that the test cares about."""

from datetime import date
from itertools import count

from accounts.models import Authority, User
from cases.models import AccessGrant, AccessRefusal, Case, Participation, SupportPeriod, TakingPart
from jits.models import Party, Team, TeamSupport
from meetings.models import Meeting

_numbers = count(1)


def user(username=None, *, role="desk", country=None, authority=None, **facts) -> User:
    """An account; national roles act for Italy unless said otherwise, prosecutors for a fitting authority."""
    national = role in {"desk", "liaison", "prosecutor"}
    country = country or ("IT" if national else None)
    if role == "prosecutor" and authority is None:
        authority = Authority.objects.get_or_create(
            country_id=country, name=f"Prosecution office of {country}"
        )[0]
    username = username or f"{role}-{next(_numbers)}"
    made = User(username=username, role=role, country_id=country, authority=authority, **facts)
    made.set_unusable_password()
    made.save()
    return made


def case(
    owner="IT",
    *,
    opened_on=date(2019, 3, 1),
    closed_on=None,
    requested=(),
    offences=("migrant_smuggling",),
    routes=("CMR",),
    title="Lorries over the Brenner",
    authorities=(),
    **facts,
) -> Case:
    """A case with one support period."""
    number = next(_numbers)
    facts.setdefault("status", "closed" if closed_on else "active")
    facts.setdefault("national_reference", f"{number}/{opened_on.year}")
    facts.setdefault("reference", f"EJ-{opened_on.year}-{number:05}")
    made = Case.objects.create(
        owning_state_id=owner,
        title=title,
        opened_on=opened_on,
        offences=list(offences),
        routes=list(routes),
        **facts,
    )
    period(made, opened_on, closed_on)
    for code in requested:
        Participation.objects.create(case=made, country_id=code)
    for authority in authorities:
        TakingPart.objects.create(case=made, authority=authority)
    return made


def period(case, opened_on, closed_on=None) -> SupportPeriod:
    """A support period; a closed one was executed."""
    reason = "executed" if closed_on else ""
    return SupportPeriod.objects.create(
        case=case, opened_on=opened_on, closed_on=closed_on, closing_reason=reason
    )


def grant(
    case, *, desk=None, user=None, extent="full", from_on=date(2019, 1, 1), until_on=None, by=None
) -> AccessGrant:
    """A grant, decided by the owning desk."""
    return AccessGrant.objects.create(
        case=case,
        desk_id=desk,
        user=user,
        extent=extent,
        from_on=from_on,
        until_on=until_on,
        decided_by=by or owner_of(case),
    )


def refusal(case, *, desk=None, user=None, by=None) -> AccessRefusal:
    """A refusal, decided by the owning desk."""
    return AccessRefusal.objects.create(case=case, desk_id=desk, user=user, decided_by=by or owner_of(case))


def owner_of(case) -> User:
    """Somebody at the owning desk."""
    found = User.objects.filter(role="desk", country_id=case.owning_state_id).first()
    return found or user(role="desk", country=case.owning_state_id)


def team(
    parties=("IT", "DE"), *, cases=(), signed_on=date(2019, 5, 1), expires_on=date(2021, 4, 30), **facts
) -> Team:
    """A signed team without support."""
    facts.setdefault("reference", f"JIT-2019-{next(_numbers):03}")
    facts.setdefault("name", "Adriatic lorries")
    made = Team.objects.create(signed_on=signed_on, expires_on=expires_on, **facts)
    Party.objects.bulk_create(Party(team=made, country_id=code) for code in parties)
    made.cases.set(cases)
    return made


def support(team, kind="financial", from_on=date(2019, 6, 1), until_on=date(2019, 8, 31)) -> TeamSupport:
    """Support of a team for a time."""
    return TeamSupport.objects.create(team=team, kind=kind, from_on=from_on, until_on=until_on)


def meeting(
    kind="coordination_meeting",
    *,
    held_on=date(2019, 9, 12),
    status="held",
    cases=(),
    states=("IT", "DE"),
    **facts,
):
    """A meeting, held by video."""
    facts.setdefault("format", "video")
    made = Meeting.objects.create(kind=kind, held_on=held_on, status=status, **facts)
    made.cases.set(cases)
    made.states.set(states)
    return made
