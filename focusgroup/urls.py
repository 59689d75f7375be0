"""The addresses of the site."""

from django.urls import include, path, re_path

from core.api import no_such_address

urlpatterns = [
    path("accounts/", include("allauth.account.urls")),
    path("api/v1/", include("focusgroup.api")),
    re_path(r"^api/", no_such_address),
]
