"""Addresses of investigations."""

from django.urls import path

from cases import views

app_name = "cases"
urlpatterns = [
    path("", views.CaseList.as_view(), name="list"),
    path("<str:reference>/", views.CaseDetail.as_view(), name="detail"),
    path("<str:reference>/access/", views.CaseAccess.as_view(), name="access"),
    path("<str:reference>/access/give/", views.GrantAccess.as_view(), name="grant_access"),
    path("<str:reference>/access/refuse/", views.RefuseAccess.as_view(), name="refuse_access"),
    path("<str:reference>/access/grants/<int:grant_pk>/end/", views.EndGrant.as_view(), name="end_grant"),
    path(
        "<str:reference>/access/refusals/<int:refusal_pk>/lift/",
        views.LiftRefusal.as_view(),
        name="lift_refusal",
    ),
]
