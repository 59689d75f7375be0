"""Remembers from where the present request comes, so that `record` can say it."""

from contextvars import ContextVar

remote_address: ContextVar[str | None] = ContextVar("remote_address", default=None)


class AuditContextMiddleware:
    """Keeps the caller's address for the time of the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = remote_address.set(request.META.get("REMOTE_ADDR") or None)
        try:
            return self.get_response(request)
        finally:
            remote_address.reset(token)
