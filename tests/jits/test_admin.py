"""Teams in the staff panel."""

from tests import factories

TEAMS = "/admin/jits/team/"


def test_the_jits_secretariat_reads_every_team_without_its_cases(client, db):
    case = factories.case("IT")
    team = factories.team(cases=[case])
    factories.support(team)
    client.force_login(factories.user(role="jits"))
    assert team.reference in client.get(TEAMS).content.decode()
    page = client.get(f"{TEAMS}{team.pk}/change/").content.decode()
    assert "Financial" in page
    assert case.reference not in page


def test_a_case_opened_by_name_is_named_by_its_team_and_no_other_is(client, db):
    seen, foreign = factories.case("IT"), factories.case("IT")
    user, team = factories.user(role="statistics"), factories.team(cases=[seen, foreign])
    factories.grant(seen, user=user)
    client.force_login(user)
    page = client.get(f"{TEAMS}{team.pk}/change/").content.decode()
    assert seen.reference in page
    assert foreign.reference not in page


def test_other_staff_do_not_see_it(client, db):
    team = factories.team()
    client.force_login(factories.user(role="statistics"))
    assert team.reference not in client.get(TEAMS).content.decode()
    assert client.get(f"{TEAMS}{team.pk}/change/").status_code == 404


def test_nobody_changes_a_team_here(client, db):
    team = factories.team()
    client.force_login(factories.user(role="jits"))
    assert client.post(f"{TEAMS}{team.pk}/change/", {"name": "Changed"}).status_code == 403
