"""Nothing is open to strangers but what says so."""

from django.contrib.auth.middleware import LoginRequiredMiddleware

# Sign-in, the language switch, the statements, and health are for everyone; API and metrics guard themselves.
OPEN_PREFIXES = ("/accounts/", "/i18n/", "/health/", "/metrics", "/accessibility/", "/privacy/", "/api/")


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Sends strangers to the sign-in page, except from the open addresses."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if request.path.startswith(OPEN_PREFIXES):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)
