"""Pages of one's own account."""

import pytest

from tests import factories


def text(response) -> str:
    return response.content.decode()


def test_the_preferences_show_who_one_is(client, db):
    client.force_login(factories.user("prosecutor-it", role="prosecutor", country="IT", name="Giulia Ferri"))
    shown = text(client.get("/preferences/"))
    assert all(
        words in shown
        for words in ["Giulia Ferri", "National prosecutor", "Italy", "Prosecution office of IT"]
    )


def test_the_language_is_kept_and_dates_and_names_follow_it(client, desk_it):
    case = factories.case("DE", opened_on=factories.date(2019, 8, 1))
    factories.grant(case, desk="IT")
    client.force_login(desk_it)
    client.post("/i18n/setlang/", {"language": "fr", "next": "/preferences/"})
    shown = text(client.get(case.get_absolute_url()))
    assert '<html lang="fr"' in shown and "1 août 2019" in shown and "Allemagne" in shown


def test_strangers_are_sent_to_sign_in(client, db):
    assert client.get("/preferences/").url == "/accounts/login/?next=/preferences/"


def test_a_password_is_changed_and_leads_back(client, desk_it):
    desk_it.set_password("brenner-lorry-1")
    desk_it.save()
    client.force_login(desk_it)
    new = "adriatic ferry nine"
    given = {"oldpassword": "brenner-lorry-1", "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", given).url == "/preferences/"
    desk_it.refresh_from_db()
    assert desk_it.check_password(new)


def test_a_part_of_a_page_becomes_the_whole_sign_in_page_when_the_session_ended(client, db):
    response = client.get("/investigations/?q=a", headers={"HX-Request": "true"}, follow=True)
    assert response["HX-Redirect"].startswith("/accounts/login/?next=%2Finvestigations%2F")


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/password/reset/", "/accounts/email/"])
def test_there_is_no_sign_up(client, db, address):
    assert client.get(address).status_code == 404
