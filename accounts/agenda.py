"""What waits for the administrator: accounts to close, and desks without anybody."""

from datetime import timedelta

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.choices import DESK_ROLES
from accounts.models import Country, User
from accounts.policy import may_manage_accounts
from core.agenda import Lane, Task
from core.calendar import today

NEVER_SEEN_DAYS = 30


def tasks_for(user) -> list[Task]:
    """Nothing for those who do not manage accounts."""
    if not may_manage_accounts(user):
        return []
    return [*_sample_accounts(user), *_never_signed_in(user), *_empty_desks(user)]


def _accounts_page() -> str:
    try:
        return reverse("admin:accounts_user_changelist")
    except NoReverseMatch:
        return reverse("home")


def _sample_accounts(user):
    count = User.objects.visible_to(user).filter(is_sample=True, is_active=True).count()
    if count:
        words = ngettext(
            "%(count)s sample sign-in with a known password is open: close it before real work begins.",
            "%(count)s sample sign-ins with a known password are open: close them before real work begins.",
            count,
        )
        yield Task(None, words % {"count": count}, _accounts_page(), _("Open the accounts"), Lane.THIS_WEEK)


def _never_signed_in(user):
    since = timezone.now() - timedelta(days=NEVER_SEEN_DAYS)
    unused = User.objects.visible_to(user).filter(is_active=True, last_login=None, date_joined__lt=since)
    count = unused.filter(is_sample=False).count()
    if count:
        words = ngettext(
            "%(count)s account has not been used since it was made: ask its desk, or close it.",
            "%(count)s accounts have not been used since they were made: ask their desks, or close them.",
            count,
        )
        yield Task(None, words % {"count": count}, _accounts_page(), _("Open the accounts"), Lane.LATER)


def _empty_desks(user):
    staffed = User.objects.visible_to(user).filter(is_active=True, role__in=DESK_ROLES).values("country_id")
    countries = Country.objects.visible_to(user).with_desk_on(today()).exclude(pk__in=staffed).distinct()
    codes = sorted(country.eu_code for country in countries)
    if codes:
        words = ngettext(
            "Nobody can sign in for %(count)s desk: %(codes)s.",
            "Nobody can sign in for %(count)s desks: %(codes)s.",
            len(codes),
        )
        words %= {"count": len(codes), "codes": ", ".join(codes)}
        yield Task(None, words, _accounts_page(), _("Open the accounts"), Lane.LATER)
