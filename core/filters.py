"""Filter sets shared by page and API: nonsense gets an answer, never a guess."""

import django_filters
from django import forms
from django.utils.translation import gettext as _

# Addresses of lists carry these besides the filters.
LIST_PARAMETERS = {"sort", "cursor"}


class StrictForm(forms.Form):
    """Refuses parameters that no filter has, so that a misspelt filter never shows everything."""

    def clean(self):
        unknown = sorted(set(self.data) - set(self.fields) - LIST_PARAMETERS)
        known = ", ".join(self.fields)
        for name in unknown:
            self.add_error(
                None,
                _("There is no filter “%(name)s”. There are: %(known)s.") % {"name": name, "known": known},
            )
        for name, field in self.fields.items():
            # Django reads nonsense as "unknown", which would leave the filter out.
            is_yes_or_no = isinstance(field, forms.NullBooleanField)
            if is_yes_or_no and self.data.get(name) and self.cleaned_data.get(name) is None:
                self.add_error(name, _("Say true or false."))
        return super().clean()


class StrictFilterSet(django_filters.FilterSet):
    """A filter set that also names the orders its list may be in.

    `orders` maps the value of the parameter `sort` (a leading minus means descending) to a not-null column.
    """

    orders: dict[str, str] = {}
    default_sort = ""

    class Meta:
        form = StrictForm

    @classmethod
    def order_for(cls, sort: str) -> str | None:
        """The column, with a leading minus for descending, that `sort` stands for; None for nonsense."""
        column = cls.orders.get((sort or cls.default_sort).removeprefix("-"))
        return column and ("-" if (sort or cls.default_sort).startswith("-") else "") + column
