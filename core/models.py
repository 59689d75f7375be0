"""Bases of the tables."""

import pgtrigger
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from core.errors import Stale


def never_emptied(name: str) -> pgtrigger.Trigger:
    """A trigger that refuses TRUNCATE."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'Rows of % are only ever added', TG_TABLE_NAME;",
    )


class DateRange(Func):
    """The days from the first to the last expression, both included; an open end where one is null."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self, first, last):
        super().__init__(F(first), F(last), Value("[]"))


class Versioned(models.Model):
    """A shared record whose every edit is checked against the version it was made on."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True

    def require_version(self, version: int) -> None:
        """Raise Stale unless `version` is the one this row has now; call it under a row lock."""
        if version != self.version:
            raise Stale(self)

    def save_next_version(self) -> None:
        """Save the row as its next version; call it under the lock that `require_version` was called under."""
        self.version += 1
        self.save()
