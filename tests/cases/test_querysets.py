"""The visibility matrix: every role, every relation to a case, seen or unseen; and what hangs on the case."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Authority
from cases.models import AccessGrant, Case, Participation, SupportPeriod
from cases.policy import may_see_everything
from core.calendar import today
from jits.models import Team
from meetings.models import Meeting
from tests import factories

pytestmark = pytest.mark.django_db
ROLES = ["prosecutor", "desk", "liaison", "jits", "secretariat", "statistics", "administrator", "auditor"]
NATIONAL = {"prosecutor", "desk", "liaison"}
OF_DESK = {"desk", "liaison"}


def owned(user):
    return factories.case(user.country_id or "IT")


def owned_and_authority(user):
    return factories.case(user.country_id or "IT", authorities=[user.authority] if user.authority else [])


def owned_by_authority_elsewhere(user):
    other = Authority.objects.create(country_id=user.country_id or "IT", name="Another office")
    return factories.case(user.country_id or "IT", authorities=[other])


def foreign(user):
    return factories.case("ES")


def requested_only(user):
    return factories.case("ES", requested=[user.country_id or "IT"])


def authority_only(user):
    return factories.case("ES", authorities=[user.authority] if user.authority else [])


def granted(user, **facts):
    case = authority_only(user)
    if user.country_id:
        factories.grant(case, desk=user.country_id, **facts)
    return case


def granted_in_part(user):
    return granted(user, extent="partial")


def grant_ended(user):
    return granted(user, until_on=today() - timedelta(days=1))


def grant_ends_today(user):
    return granted(user, until_on=today())


def grant_not_begun(user):
    return granted(user, from_on=today() + timedelta(days=1))


def grant_revoked(user):
    case = granted(user)
    AccessGrant.objects.update(revoked_at="2020-01-01T00:00Z")
    return case


def granted_and_refused(user):
    case = granted(user)
    if user.country_id:
        factories.refusal(case, desk=user.country_id)
    return case


def granted_to_another_desk(user):
    case = factories.case("ES")
    factories.grant(case, desk="FR")
    return case


def named(user):
    case = factories.case("ES")
    factories.grant(case, user=user)
    return case


def named_and_desk_granted(user):
    case = named(user)
    if user.country_id:
        factories.grant(case, desk=user.country_id)
    return case


def named_and_refused(user):
    case = named_and_desk_granted(user)
    factories.refusal(case, user=user)
    return case


def owned_but_person_refused(user):
    case = owned_and_authority(user)
    factories.refusal(case, user=user)
    return case


# relation -> the roles that see the case
MATRIX = {
    owned: OF_DESK,
    owned_and_authority: NATIONAL,
    owned_by_authority_elsewhere: OF_DESK,
    foreign: set(),
    requested_only: set(),
    authority_only: set(),
    granted: NATIONAL,
    granted_in_part: NATIONAL,
    grant_ended: set(),
    grant_ends_today: NATIONAL,
    grant_not_begun: set(),
    grant_revoked: set(),
    granted_and_refused: set(),
    granted_to_another_desk: set(),
    named: set(ROLES) - {"prosecutor"},
    named_and_desk_granted: set(ROLES),
    named_and_refused: set(),
    owned_but_person_refused: set(),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("relation", MATRIX, ids=lambda relation: relation.__name__)
def test_who_sees_a_case(role, relation):
    user = factories.user(role=role)
    case = relation(user)
    team = factories.team(("ES", "FR"), cases=[case])
    meeting = factories.meeting(cases=[case], states=["ES", "FR"])
    seen = role in MATRIX[relation]
    assert Case.objects.visible_to(user).filter(pk=case.pk).exists() is seen
    assert SupportPeriod.objects.visible_to(user).filter(case=case).exists() is seen
    assert Participation.objects.visible_to(user).filter(case=case).exists() is (
        seen and case.participations.exists()
    )
    opened = seen and relation is not granted_in_part
    assert Case.objects.opened_to(user).filter(pk=case.pk).exists() is opened
    assert may_see_everything(user, case) is opened
    assert Team.objects.visible_to(user).filter(pk=team.pk).exists() is (opened or role == "jits")
    if role not in {"jits", "secretariat"}:  # they see meetings by kind alone
        assert Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists() is opened


@pytest.mark.parametrize("model", [Case, Team, Meeting, SupportPeriod])
def test_nobody_and_the_inactive_see_nothing(model):
    user = factories.user(role="desk", country="IT", is_active=False)
    case = factories.case("IT")
    factories.team(cases=[case])
    factories.meeting(cases=[case])
    assert not model.objects.visible_to(None).exists()
    assert not model.objects.visible_to(user).exists()
    assert not model.objects.visible_to(AnonymousUser()).exists()


def test_a_case_granted_twice_is_seen_once(desk_de):
    case = factories.case("IT")
    factories.grant(case, desk="DE")
    factories.grant(case, desk="DE", extent="partial")
    factories.grant(case, user=desk_de)
    assert Case.objects.visible_to(desk_de).count() == 1


@pytest.mark.parametrize("role", ROLES)
def test_a_decision_on_one_person_changes_nothing_for_another(role):
    user, other = factories.user(role=role), factories.user(role="auditor")
    case = named_and_desk_granted(user)
    factories.refusal(case, user=other)
    assert Case.objects.visible_to(user).exists()
    assert not Case.objects.visible_to(other).exists()
    unseen = factories.case("ES")
    factories.grant(unseen, user=other)
    assert list(Case.objects.opened_to(user)) == [case]


def test_cases_open_on_a_day_are_those_with_a_period_that_covers_it():
    case = factories.case("IT", opened_on=date(2019, 3, 1), closed_on=date(2019, 5, 31))
    factories.period(case, date(2020, 1, 1))
    for day, is_open in [
        ("2019-02-28", False),
        ("2019-03-01", True),
        ("2019-05-31", True),
        ("2019-06-01", False),
        ("2020-01-01", True),
        ("2026-01-01", True),
    ]:
        assert Case.objects.open_on(date.fromisoformat(day)).exists() is is_open


@pytest.mark.parametrize("words", ["brenner", "BRENNER", "4711", "EJ-2019"])
def test_search_finds_words_and_references_in_any_case_of_letters(words):
    case = factories.case("IT", national_reference="4711/19")
    assert list(Case.objects.search(words)) == [case]
    assert not Case.objects.search("100%").exists()
