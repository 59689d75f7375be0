"""Addresses of meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("", views.MeetingList.as_view(), name="list"),
    path("<int:pk>/", views.MeetingDetail.as_view(), name="detail"),
]
