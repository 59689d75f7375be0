"""Addresses of the yearly figures."""

from django.urls import path, re_path

from figures import views

app_name = "figures"
urlpatterns = [
    path("", views.FiguresIndex.as_view(), name="index"),
    path("years/", views.YearsPage.as_view(), name="years"),
    path("definition/", views.DefinitionPage.as_view(), name="definition"),
    re_path(
        r"^charts/(?P<name>[a-z_]{1,40})-(?P<theme>light|dark)\.svg$",
        views.ChartPicture.as_view(),
        name="chart",
    ),
    path("<int:year>/", views.YearPage.as_view(), name="year"),
    re_path(r"^(?P<year>[0-9]{4})/(?P<measure>new|ongoing)/$", views.CasesBehind.as_view(), name="rows"),
]
