"""What went wrong, as `application/problem+json` (RFC 9457)."""

import json

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions

from core.errors import Stale

# What can go wrong: the anchor on the page of the API, and the title of the problem.
PROBLEMS = {
    400: ("invalid", gettext_lazy("The request is not valid")),
    401: ("not-signed-in", gettext_lazy("You are not signed in")),
    403: ("not-allowed", gettext_lazy("You may not do this")),
    404: ("not-found", gettext_lazy("Not found")),
    405: ("method", gettext_lazy("This address does not take this method")),
    412: ("stale", gettext_lazy("The record changed meanwhile")),
    415: ("media-type", gettext_lazy("The body is of another type than this address takes")),
    428: ("version-required", gettext_lazy("Say which version you are changing")),
    429: ("too-many", gettext_lazy("Too many requests")),
}
OTHER_PROBLEM = ("other", gettext_lazy("The request failed"))


def problem(error: Exception, context: dict) -> HttpResponse | None:
    """The answer to a failed request as `application/problem+json`; None for what is a fault of ours."""
    answer = _answer_to(error)
    if answer is None:
        return None
    status, detail, faults = answer
    slug, title = PROBLEMS.get(status, OTHER_PROBLEM)
    body = {
        "type": f"{reverse('api:docs')}#problem-{slug}",
        "title": str(title),
        "status": status,
        "detail": detail,
        "instance": context["request"].path,
        "errors": faults,
    }
    headers = {"WWW-Authenticate": "Session"} if status == 401 else {}
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))
    return HttpResponse(
        json.dumps(body), status=status, content_type="application/problem+json", headers=headers
    )


def _answer_to(error: Exception) -> tuple[int, str, list[dict]] | None:
    """Status, sentence, and field faults."""
    match error:
        case exceptions.NotAuthenticated():
            text = _("Sign in at %(address)s and send the session cookie along.")
            return 401, text % {"address": reverse("account_login")}, []
        case Http404() | exceptions.NotFound():
            return 404, _("There is nothing at this address that you may see."), []
        case Stale():
            return 412, _("The record changed since the version you have. Read it again."), []
        case PermissionDenied():
            return 403, str(error) or _("You see this, but you may not do this to it."), []
        case ValidationError():
            faults = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
            return 400, _("Correct what is named under “errors”."), list(_flat(faults))
        case exceptions.ValidationError():
            return 400, _("Correct what is named under “errors”."), list(_flat(error.detail))
        case exceptions.APIException():
            return error.status_code, str(error.detail), []
    return None


def _flat(faults, field: str = ""):
    """Nested faults as one list of `{"field": path, "detail": sentence}`."""
    if isinstance(faults, dict):
        for name, inner in faults.items():
            inside = "" if name in ("__all__", "non_field_errors") else str(name)
            yield from _flat(inner, ".".join(filter(None, [field, inside])))
    elif isinstance(faults, list | tuple):
        for place, inner in enumerate(faults):
            yield from _flat(inner, f"{field}.{place}" if isinstance(inner, dict) else field)
    else:
        yield {"field": field, "detail": str(faults)}
