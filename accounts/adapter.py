"""How allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """There is no public sign-up: accounts are made by an administrator."""

    def is_open_for_signup(self, request) -> bool:
        return False
