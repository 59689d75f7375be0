"""Pages of one's own account, and sign-in."""

from allauth.account.views import LoginView, PasswordChangeView
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from core.views import SignedInPage


class Preferences(SignedInPage):
    """Language, name, role, desk, and the way to a new password."""

    template_name = "accounts/preferences.html"


class SignIn(LoginView):
    """The sign-in page; a part of a page that asks for it after the session ended becomes a whole one."""

    def get(self, request, *args, **kwargs):
        if request.htmx:
            return HttpResponseClientRedirect(request.get_full_path())
        return super().get(request, *args, **kwargs)


class PasswordChange(PasswordChangeView):
    """A new password, then back to the preferences."""

    def get_default_success_url(self):
        return reverse("accounts:preferences")
