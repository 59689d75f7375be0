"""Addresses of one's own account: signing in and out, a new password, preferences. There is no sign-up."""

from allauth.account import views as allauth
from django.urls import include, path

from accounts import views

own = [path("", views.Preferences.as_view(), name="preferences")]

urlpatterns = [
    # allauth finds its own pages by these names, which have no name space.
    path("accounts/login/", views.SignIn.as_view(), name="account_login"),
    path("accounts/logout/", allauth.logout, name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    path("accounts/password/change/", views.PasswordChange.as_view(), name="account_change_password"),
    path("preferences/", include((own, "accounts"))),
]
