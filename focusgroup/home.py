"""The home page: what needs me today, from every app."""

from itertools import chain

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

import accounts.agenda
import cases.agenda
import figures.agenda
import jits.agenda
import meetings.agenda
from accounts.choices import Role
from core.agenda import Lane
from core.views import SignedInPage

PROVIDERS = [cases.agenda, jits.agenda, meetings.agenda, figures.agenda, accounts.agenda]
SHOWN, COUNT_SECONDS = 10, 120

# What an empty agenda means, by role: why it is empty, and where the work is.
NOTHING_WAITS = {
    Role.PROSECUTOR: _(
        "Your cases are the ones your authority takes part in, or that name you. Nothing in them is due."
    ),
    Role.DESK: _("No grant of access ends, no team expires, and no meeting is near."),
    Role.LIAISON: _("No grant of access ends, no team expires, and no meeting is near."),
    Role.JITS: _("No team expires within 60 days, and none has expired without being closed."),
    Role.SECRETARIAT: _("No annual meeting is planned within 30 days."),
    Role.STATISTICS: _("Every compilation went well, and the past year is published."),
    Role.ADMINISTRATOR: _("Every desk has somebody who can sign in. Your role opens no investigation."),
    Role.AUDITOR: _("Nothing is due here. The log of acts and reads is in the administration."),
}
KINDS = {Lane.OVERDUE: "danger", Lane.THIS_WEEK: "warning", Lane.LATER: ""}


def tasks_for(user) -> list:
    """Everything that waits for `user`, the most urgent first; remembered as the count in the bar."""
    found = chain.from_iterable(app.tasks_for(user) for app in PROVIDERS)
    tasks = sorted(found, key=lambda task: (task.days, task.url))
    cache.set(_key(user), len(tasks), COUNT_SECONDS)
    return tasks


def needs_me_count(user) -> int:
    """How many things wait for `user`, at most two minutes old."""
    count = cache.get(_key(user))
    return len(tasks_for(user)) if count is None else count


def _key(user) -> str:
    return f"needs-me:{user.pk}"


def changed_recently(user) -> list:
    """The cases and teams that `user` sees and that changed last."""
    changed = [*cases.agenda.changed_recently(user, SHOWN), *jits.agenda.changed_recently(user, SHOWN)]
    return sorted(changed, key=lambda each: each.updated_at, reverse=True)[:SHOWN]


class Home(SignedInPage):
    """What needs me today; beside it what changed, and the next meeting."""

    template_name = "home/home.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        tasks = tasks_for(user)
        lanes = [
            {"lane": lane, "kind": KINDS[lane], "tasks": [task for task in tasks if task.urgency == lane]}
            for lane in Lane
        ]
        beside = {"changed": changed_recently(user), "next_meeting": meetings.agenda.next_meeting(user)}
        why = NOTHING_WAITS[user.role]
        return super().get_context_data(tasks=tasks, lanes=lanes, nothing_waits=why, **beside, **kwargs)
