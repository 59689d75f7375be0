"""Meetings in the staff panel."""

from tests import factories

MEETINGS = "/admin/meetings/meeting/"


def test_the_secretariat_reads_annual_meetings_without_foreign_cases(client, db):
    case = factories.case("IT")
    meeting = factories.meeting("annual_meeting", cases=[case])
    client.force_login(factories.user(role="secretariat"))
    page = client.get(f"{MEETINGS}{meeting.pk}/change/").content.decode()
    assert "DE, IT" in page
    assert case.reference not in page


def test_other_meetings_do_not_exist_for_it(client, db):
    meeting = factories.meeting("coordination_meeting")
    client.force_login(factories.user(role="secretariat"))
    assert client.get(f"{MEETINGS}{meeting.pk}/change/").status_code == 404
    assert client.get(MEETINGS).context["cl"].result_count == 0


def test_nobody_changes_a_meeting_here(client, db):
    meeting = factories.meeting("annual_meeting")
    client.force_login(factories.user(role="secretariat"))
    assert client.post(f"{MEETINGS}{meeting.pk}/change/", {"status": "cancelled"}).status_code == 403
