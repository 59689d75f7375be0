"""Addresses of joint investigation teams."""

from django.urls import path

from jits import views

app_name = "jits"
urlpatterns = [
    path("", views.TeamList.as_view(), name="list"),
    path("<path:reference>/", views.TeamDetail.as_view(), name="detail"),
]
