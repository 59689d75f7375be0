"""What holds for every address of the API."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openapi_spec_validator import validate

from tests import factories

LISTS = [
    "/api/v1/cases/",
    "/api/v1/jits/",
    "/api/v1/meetings/",
    "/api/v1/statistics/",
    "/api/v1/reference/countries/",
]


@pytest.mark.parametrize("address", LISTS)
def test_a_stranger_is_told_how_to_sign_in(client, db, address):
    answer = client.get(address)
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"
    assert reverse("account_login") in answer.json()["detail"]


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing", "/api/v1/cases/EJ-1999-00001/more/", "/api/v2/", "/api/"]
)
@pytest.mark.parametrize("accept", ["text/html", "application/json", "*/*"])
def test_an_unknown_address_is_a_problem_in_json_whatever_is_accepted(client, desk_it, address, accept):
    client.force_login(desk_it)
    answer = client.get(address, headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["instance"] == address


@pytest.mark.parametrize("address", LISTS)
def test_an_address_is_good_with_and_without_its_last_slash(client, desk_it, address):
    client.force_login(desk_it)
    assert client.get(address).status_code == client.get(address.rstrip("/")).status_code == 200


@pytest.mark.parametrize("address", LISTS)
def test_an_unknown_parameter_is_named(client, desk_it, address):
    client.force_login(desk_it)
    answer = client.get(address, {"zzz": "1", "aaa": "2"})
    assert answer.status_code == 400
    assert [fault["field"] for fault in answer.json()["errors"]] == ["aaa", "zzz"]


@pytest.mark.parametrize("address", LISTS)
def test_nothing_can_be_changed_yet(client, desk_it, address):
    client.force_login(desk_it)
    answer = client.post(address, {}, content_type="application/json")
    assert answer.status_code == 405
    assert answer.json()["type"].endswith("#problem-method")


def _cursor(*parts) -> str:
    return urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "parameters",
    [
        {"sort": "title"},
        {"sort": "--opened"},
        {"cursor": "nonsense"},
        {"sort": "reference", "cursor": _cursor("next", "-opened_on", "2019-01-01", 1)},
        {"cursor": _cursor("next", "-opened_on", "2019-13-01", 1)},
        {"sort": "reference", "cursor": _cursor("next", "reference", "\x00", 1)},
        {"cursor": urlsafe_b64encode(b'["next", "-opened_on", "2019-01-01", 1e400]').decode()},
    ],
)
def test_a_bad_order_or_position_is_refused_by_name(client, desk_it, parameters):
    client.force_login(desk_it)
    answer = client.get("/api/v1/cases/", parameters)
    assert answer.status_code == 400
    assert {fault["field"] for fault in answer.json()["errors"]} <= {"sort", "cursor"}


def test_pages_lead_forward_and_back_over_every_row_once(client, desk_it):
    made = {factories.case("IT").reference for _ in range(120)}
    client.force_login(desk_it)
    page, forward = client.get("/api/v1/cases/?sort=reference").json(), []
    while True:
        forward.append([row["reference"] for row in page["results"]])
        if not page["next"]:
            break
        page = client.get(page["next"]).json()
    assert [len(rows) for rows in forward] == [50, 50, 20]
    assert {reference for rows in forward for reference in rows} == made
    back = client.get(page["previous"]).json()
    assert [row["reference"] for row in back["results"]] == forward[1]


@pytest.mark.parametrize("address", LISTS[:3])
def test_thirty_rows_take_as_many_queries_as_three(client, desk_it, address):
    client.force_login(desk_it)
    counts = []
    for number in (3, 27):
        for _ in range(number):
            case = factories.case("IT", requested=["DE", "FR"])
            factories.support(factories.team(cases=[case]))
            factories.meeting(cases=[case])
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(client.get(address).json()["results"]) == (3 if not counts else 30)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_description_is_valid_openapi_3_1_and_says_everything(client, desk_it, capsys):
    client.force_login(desk_it)
    document = client.get("/api/v1/schema/").json()
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert {"/api/v1/cases/{reference}/", "/api/v1/statistics/{year}/"} <= set(document["paths"])
    assert "Warning" not in capsys.readouterr().err


def test_the_page_of_the_api_loads_nothing_from_outside_and_runs_no_inline_script(client, desk_it):
    client.force_login(desk_it)
    answer = client.get("/api/v1/docs/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "://" not in text.replace("http://www.w3.org", "")
    assert "<style" not in text
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert 'id="problem-not-found"' in text


def test_a_stranger_is_led_from_the_page_of_the_api_to_the_sign_in(client, db):
    assert client.get("/api/v1/docs/").headers["Location"].startswith(reverse("account_login"))
