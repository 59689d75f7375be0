"""The three refusals every face knows how to show."""

from django.core.exceptions import PermissionDenied, ValidationError


class RuleBroken(ValidationError):
    """The request breaks a rule of the domain; the message names the rule and what would be right."""


class NotAllowed(PermissionDenied):
    """The user sees the thing but may not do this to it; the message says who may."""


class Stale(Exception):
    """The record changed since the version the edit was made on.

    `current` is the record as it stands now, so that a face can show both versions.
    """

    def __init__(self, current):
        super().__init__(f"{current} changed since you opened it")
        self.current = current
