"""What the frame of every page needs, on error pages too."""

import logging

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from redis.exceptions import RedisError

from accounts.models import User
from figures.choices import DEFINITION
from focusgroup.home import needs_me_count

log = logging.getLogger(__name__)

SAMPLE_SECONDS = 60
# The name space of an address, or the name of a page without one, to the section it belongs to.
SECTIONS = {"cases", "jits", "meetings", "figures", "home"}


def frame(request) -> dict:
    """Section, sample banner, the person, what needs them, version, and the definition of the figures."""
    known = {"section": _section(request), "app_version": settings.VERSION, "figures_definition": DEFINITION}
    try:
        return {**known, "sample_banner": _has_samples(), **_person(request)}
    except (DatabaseError, RedisError):
        log.warning("The frame of %s is shown without the person's details", request.path, exc_info=True)
        return known


def _section(request) -> str:
    match = request.resolver_match
    name = (match.namespaces[0] if match.namespaces else match.url_name) if match else ""
    return name if name in SECTIONS else ""


def _has_samples() -> bool:
    return cache.get_or_set("has-samples", _find_samples, SAMPLE_SECONDS)


def _find_samples() -> bool:
    return User.objects.filter(is_sample=True, is_active=True).exists()


def _person(request) -> dict:
    user = getattr(request, "user", None)
    if not user or not user.is_authenticated:
        return {}
    return {
        "person_name": str(user),
        "person_role": user.get_role_display(),
        "person_desk": user.country or "",
        "needs_me_count": needs_me_count(user),
    }
