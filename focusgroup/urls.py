"""The addresses of the site."""

from django.contrib import admin
from django.urls import include, path, re_path

from focusgroup import health
from focusgroup.api import no_such_address
from focusgroup.home import Home
from focusgroup.pages import Accessibility, Privacy

urlpatterns = [
    path("", Home.as_view(), name="home"),
    path("investigations/", include("cases.urls")),
    path("teams/", include("jits.urls")),
    path("meetings/", include("meetings.urls")),
    path("figures/", include("figures.urls")),
    path("", include("accounts.urls")),
    path("accessibility/", Accessibility.as_view(), name="accessibility"),
    path("privacy/", Privacy.as_view(), name="privacy"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("health/live/", health.live, name="live"),
    path("health/ready/", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
    path("api/v1/", include("focusgroup.api")),
    re_path(r"^api/", no_such_address),
]
