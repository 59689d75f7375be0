"""Who may see: the first of the four nets."""

from django.db import models
from django.db.models import Q


class VisibleQuerySet(models.QuerySet):
    """Rows a user may see; a subclass says it once, in `visibility`."""

    def visibility(self, user) -> Q:
        """The condition under which `user` sees a row; nothing unless a subclass says so."""
        return Q(pk__in=[])

    def visible_to(self, user):
        """The rows of this queryset that `user` may see; none for nobody and for the inactive."""
        if user is None or not user.is_active:
            return self.none()
        allowed = self.model._base_manager.filter(self.visibility(user))
        return self.filter(pk__in=allowed.values("pk"))  # a subquery: no doubles, no DISTINCT


class ReferenceQuerySet(VisibleQuerySet):
    """Reference data: open to everyone who is signed in."""

    def visibility(self, user) -> Q:
        return Q()
