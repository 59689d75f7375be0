"""What holds for every table of the staff panel."""

import pytest
from django.contrib import admin
from django.urls import reverse

from core.admin import VisibleAdmin
from tests import factories

STAFF = ["administrator", "jits", "secretariat", "statistics", "auditor"]
NATIONAL = ["desk", "prosecutor", "liaison"]
NONSENSE = [
    "?q=x",
    "?q=%00",
    "?e=1",
    "?p=x",
    "?p=99999",
    "?o=99.x",
    "?all=",
    "?password__startswith=a",
    "?nonsense=1",
    "?_to_field=password",
    "?status__exact=%00",
    "?role__exact=zzz",
    "?year=abc",
    "?_popup=1",
    "?_facets=True",
]


def _lists():
    names = [f"admin:{model._meta.app_label}_{model._meta.model_name}" for model in admin.site._registry]
    return [reverse(f"{name}_changelist") for name in names]


def test_every_table_of_the_panel_says_who_may_see_it(client):
    assert admin.site._registry
    for shown in admin.site._registry.values():
        assert isinstance(shown, VisibleAdmin)
        assert shown.viewers | shown.editors


@pytest.mark.parametrize("role", NATIONAL)
def test_the_panel_is_for_eurojust_staff(client, db, role):
    client.force_login(factories.user(role=role))
    for address in ["/admin/", *_lists()]:
        assert client.get(address).status_code == 403


def test_a_stranger_is_led_to_the_sign_in(client, db):
    for address in ["/admin/", *_lists()]:
        last = client.get(address, follow=True).redirect_chain[-1][0]
        assert last == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("role", ["administrator", "statistics", "auditor"])
def test_nothing_that_is_typed_into_an_address_breaks_a_list(client, db, role):
    factories.team(cases=[factories.case("IT")])
    client.force_login(factories.user(role=role))
    for address in _lists():
        for nonsense in NONSENSE:
            assert client.get(address + nonsense).status_code in (200, 302, 400, 403), address + nonsense
        for number in ("0", "x", "9" * 30, "%00"):
            assert client.get(f"{address}{number}/change/").status_code in (403, 404)
        assert client.get(f"{address}1/history/").status_code == 404
        assert client.get(f"{address}1/delete/").status_code in (403, 404)


def test_a_column_that_is_no_filter_cannot_be_asked_about(client, db):
    client.force_login(factories.user(role="auditor"))
    assert client.get("/admin/accounts/user/?password__startswith=argon").status_code == 400


@pytest.mark.parametrize("query", ["s=a", "s=a&page=x", "s=a&page=99", "s=", ""])
def test_the_search_of_the_panel_takes_any_words(client, db, query):
    client.force_login(factories.user(role="jits"))
    assert client.get(f"/admin/search/?{query}").status_code in (200, 404)


def test_the_panel_relaxes_the_policy_for_itself_alone_and_for_nobody_outside(client, db):
    client.force_login(factories.user(role="jits"))
    policy = client.get("/admin/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-eval';" in f"{policy};"
    assert "http" not in policy
    assert "unsafe" not in client.get("/admin/nothing/")["Content-Security-Policy"]


@pytest.mark.parametrize("role", STAFF)
def test_the_sidebar_offers_what_the_role_may_open(client, db, role):
    client.force_login(factories.user(role=role))
    page = client.get("/admin/").content.decode()
    for address in _lists():
        assert (f'href="{address}"' in page) == (client.get(address).status_code == 200)
