"""The hunt for foreign traces: every address, every sample role, and a case that none of them may see.

The foreign case, its team, and its meeting carry words that stand nowhere else. No answer to anybody may contain one,
whatever is asked; and what is asked for by name does not exist.
"""

import re
from itertools import product

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from figures.services.charts import draw_charts
from figures.services.compiling import compile_year
from focusgroup.sample import PEOPLE, make_people
from tests import factories

pytestmark = pytest.mark.django_db

# A search shows again what was searched for, so one searches for the beginning and hunts for the whole.
CASE_WORDS = ["Zugzwangschleuser", "XQ/9137-17", "EJ-2017-91370"]
TEAM_WORDS = ["Querfeldeinfahrt", "JIT-2017-913"]
BEGINNINGS = ["Zugzwang", "XQ/9137", "EJ-2017-913", "Querfeld", "JIT-2017"]


@pytest.fixture
def world(db):
    """The sample people; a foreign case with team and meeting; a team and a meeting shared between it and Italy."""
    make_people()
    foreign = factories.case(
        "ES",
        requested=["FR"],
        title="Zugzwangschleuser",
        national_reference="XQ/9137-17",
        reference="EJ-2017-91370",
        opened_on=factories.date(2017, 5, 1),
    )
    own = factories.case("IT", requested=["DE", "NL"], title="Lorries over the Brenner")
    factories.grant(own, desk="DE")
    foreign_team = factories.team(
        ("ES", "FR"),
        cases=[foreign],
        reference="JIT-2017-913",
        name="Querfeldeinfahrt",
        signed_on=factories.date(2017, 6, 1),
    )
    factories.support(foreign_team)
    shared_team = factories.team(
        ("ES", "IT", "DE", "NL", "GB"), cases=[own, foreign], reference="JIT-2019-001"
    )
    factories.support(shared_team)
    foreign_meeting = factories.meeting(cases=[foreign], states=["ES", "FR"])
    shared_meeting = factories.meeting(cases=[own, foreign], states=["ES", "IT", "DE", "NL", "GB"])
    factories.meeting("annual_meeting", states=["IT", "DE", "NL", "GB", "ES", "FR"])
    for year in (2017, 2018, 2019):
        compile_year(year)
    draw_charts()
    return {
        "case": foreign,
        "team": foreign_team,
        "meeting": foreign_meeting,
        "own_case": own,
        "shared_team": shared_team,
        "shared_meeting": shared_meeting,
    }


def signed_in(username: str) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username), backend=settings.AUTHENTICATION_BACKENDS[-1])
    return client


def body(answer) -> str:
    """What an answer says, also when it is streamed."""
    whole = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return whole.decode(errors="replace")


def addresses(resolver=None, prefix=""):
    """Every address of the site as a template with `<name>` for each parameter."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        elif isinstance(entry, URLPattern):
            yield re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", path)


def values_for(parameter: str, address: str, world) -> list[str]:
    """What to put for a parameter; an unknown one fails, so that no new address escapes the hunt."""
    numbers = [
        str(world[name].pk)
        for name in ("case", "team", "meeting", "own_case", "shared_team", "shared_meeting")
    ]
    by_name = {
        "reference": [world[name].reference for name in ("case", "team", "own_case", "shared_team")],
        "pk": numbers,
        "object_id": numbers,
        "grant_pk": numbers,
        "refusal_pk": numbers,
        "year": ["2017", "2019"],
        "int:year": ["2017", "2019"],
        "version": ["1"],
        "measure": ["new", "ongoing", "open", "supported", "breach"],
        "name": ["cases_by_year"],
        "theme": ["light"],
        "app_label": ["cases", "jits"],
        "content_type_id": ["1"],
        "model_name": ["case"],
        "url": ["x"],
        "path": ["x"],
        "format": ["json"],
        "key": ["x"],
        "uidb36": ["1"],
        "unknown": ["x"],
        "code": ["ES", "IT"],
        "country": ["ES"],
        "action": ["x"],
        "extra_context": ["x"],
    }
    name = parameter.split(":")[-1]
    assert name in by_name, f"say what to put for <{parameter}> of {address}"
    return by_name[name]


def concrete(address: str, world) -> set[str]:
    """The addresses that a template stands for in this world."""
    address = re.sub(r"\\\.|\\-", lambda match: match[0][1], address).replace("\\Z", "").replace("?", "")
    parameters = re.findall(r"<([^>]+)>", address)
    found = set()
    for values in product(*(values_for(name, address, world) for name in parameters)):
        path = address
        for name, value in zip(parameters, values, strict=True):
            path = path.replace(f"<{name}>", value, 1)
        found.add("/" + path)
    return found


def skipped(path: str) -> bool:
    """Addresses that end the session or hold no page of ours."""
    return path.startswith(("/static/", "/accounts/logout", "/admin/logout", "/admin/jsi18n"))


def questions(world) -> list[tuple[str, dict]]:
    """Every address, bare and with what one might ask it, and the lists also in the part that htmx swaps."""
    paths = {path for address in addresses() for path in concrete(address, world) if not skipped(path)}
    asked = [(path, {}) for path in paths]
    for path in paths:
        if re.fullmatch(r"/(investigations|teams|meetings)/", path):
            lists = [f"q={word}" for word in BEGINNINGS]
            lists += [
                "owning_state=ES",
                "requested_state=FR",
                "party=ES",
                "state=ES",
                "sort=-reference",
                "route=CMR",
            ]
            asked += [(f"{path}?{query}", {}) for query in lists]
            asked += [(path, {"HX-Request": "true"}), (f"{path}?q=Zugzwang", {"HX-Request": "true"})]
        elif re.fullmatch(r"/api/v1/(cases|jits|meetings|statistics)/|/admin/\w+/\w+/|/", path):
            asked += [(f"{path}?q={word}", {}) for word in ("Zugzwang", "JIT-2017", "XQ/9137")]
    return sorted(asked, key=str)


@pytest.mark.parametrize("username", [name for name, _role, _code in PEOPLE])
def test_no_answer_to_anybody_carries_a_foreign_trace(world, username):
    client = signed_in(username)
    hidden = CASE_WORDS + ([] if username == "jits" else TEAM_WORDS)
    seen = []
    asked = questions(world)
    assert len(asked) > 100
    for path, headers in asked:
        answer = client.get(path, headers=headers)
        assert answer.status_code < 500, path
        text = body(answer) + str(answer.headers)
        seen += [(path, word) for word in hidden if word in text and word not in path]
    assert seen == []


@pytest.mark.parametrize("username", [name for name, _role, _code in PEOPLE])
def test_what_one_may_not_see_does_not_exist(world, username):
    client = signed_in(username)
    paths = [world["case"].get_absolute_url(), f"/api/v1/cases/{world['case'].reference}/"]
    if username != "jits":
        paths += [world["team"].get_absolute_url(), f"/api/v1/jits/{world['team'].reference}/"]
    paths += [world["meeting"].get_absolute_url(), f"/api/v1/meetings/{world['meeting'].pk}/"]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


@pytest.mark.parametrize("username", ["desk-it", "desk-de"])
def test_the_hunt_would_find_a_trace(world, username):
    """The shared case's words are found by the same means, so the hunt is not blind."""
    client = signed_in(username)
    found = [
        path
        for path, headers in questions(world)
        if "Lorries over the Brenner" in body(client.get(path, headers=headers))
    ]
    assert len(found) >= 5
