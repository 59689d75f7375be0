"""The sample register's people and what they may see: invented, known by role, never by name."""

from django.db import transaction

from accounts.choices import Role
from accounts.models import Authority, Desk, User
from accounts.services import create_user
from cases.choices import Extent
from cases.models import Case
from cases.services.access import grant_access, refuse_access
from cases.services.taking_part import add_authority

PASSWORD = "sample"
OFFICES = {"IT": "Prosecution office of Bari", "DE": "Prosecution office of Traunstein"}
PEOPLE = [
    ("prosecutor-it", Role.PROSECUTOR, "IT"),
    ("prosecutor-de", Role.PROSECUTOR, "DE"),
    ("desk-it", Role.DESK, "IT"),
    ("desk-de", Role.DESK, "DE"),
    ("desk-nl", Role.DESK, "NL"),
    ("liaison-uk", Role.LIAISON, "GB"),
    ("jits", Role.JITS, None),
    ("secretariat", Role.SECRETARIAT, None),
    ("statistics", Role.STATISTICS, None),
    ("administrator", Role.ADMINISTRATOR, None),
    ("auditor", Role.AUDITOR, None),
]
# How many of the newest cases between two desks are opened to the requested one in full, in part, and not at all.
FULL, PARTIAL, REFUSED = 12, 3, 1
CASES_PER_OFFICE = 15


@transaction.atomic
def make_people() -> None:
    """The sample accounts and the two offices that the prosecutors belong to."""
    offices = {
        code: Authority.objects.get_or_create(country_id=code, name=name)[0] for code, name in OFFICES.items()
    }
    for username, role, code in PEOPLE:
        office = offices[code] if role == Role.PROSECUTOR else None
        create_user(
            actor=None,
            username=username,
            password=PASSWORD,
            role=role,
            country_id=code,
            authority=office,
            is_sample=True,
        )


@transaction.atomic
def open_some_cases() -> None:
    """Grants and refusals between the sample desks, and cases for the sample prosecutors."""
    for owner in ("IT", "DE", "NL"):
        actor = User.objects.get(role=Role.DESK, country=owner)
        cases = Case.objects.filter(owning_state=owner).order_by("-opened_on", "-pk")
        for requested in Desk.objects.filter(pk__in={"IT", "DE", "NL", "GB"} - {owner}):
            _decide(cases.filter(participations__country=requested.pk), requested, actor)
        for office in Authority.objects.filter(country=owner):
            for case in cases[:CASES_PER_OFFICE]:
                add_authority(case, office, actor=actor)
        for office in Authority.objects.exclude(country=owner):
            for case in cases.filter(grants__desk=office.country_id)[:CASES_PER_OFFICE]:
                add_authority(case, office, actor=actor)


def _decide(cases, desk: Desk, actor: User) -> None:
    newest = list(cases[: FULL + PARTIAL + REFUSED])
    for case in newest[:FULL]:
        grant_access(case, desk=desk, actor=actor, reason="Takes part in the coordination")
    for case in newest[FULL : FULL + PARTIAL]:
        grant_access(case, desk=desk, extent=Extent.PARTIAL, actor=actor, reason="Asked for one measure")
    for case in newest[FULL + PARTIAL :]:
        refuse_access(case, desk=desk, actor=actor, reason="At the wish of the national authority")
