"""What the filter panel of investigations offers."""

from accounts.codes import eu_code
from accounts.models import Desk

FIRST_FILTERS = ("q", "status", "owning_state", "requested_state")


def offer_desks(form, user) -> None:
    """Offer as owners the countries that have a desk; the address takes any country."""
    desks = {eu_code(code) for code in Desk.objects.visible_to(user).values_list("pk", flat=True)}
    widget, kept = form.fields["owning_state"].widget, form.data.get("owning_state", "")
    widget.choices = [choice for choice in widget.choices if choice[0] in {"", kept, *desks}]
