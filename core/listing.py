"""One list as its address asks for it: narrowed, ordered, cut into a page, and said in words."""

from dataclasses import dataclass

from django.forms import NullBooleanField
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django_filters.widgets import BooleanWidget

from core.paging import COUNT_LIMIT, BadCursor, Keyset, Page, bounded_count
from core.wording import code_and_name, spell

EMPTY = Page([], None, None)


@dataclass(frozen=True)
class Head:
    """A column head that sorts: where it leads, and which way the list is sorted by it now ("" for not)."""

    href: str
    sorted: str


class Listing:
    """The rows of `queryset` that the parameters ask for, and what a page says about them.

    `parameters` is the query part of the address, `path` the rest of it. Rows are read when asked for.
    """

    def __init__(self, filterset_class, queryset, parameters: QueryDict, path: str, size: int = 50):
        self.filterset = filterset_class(parameters, queryset=queryset)
        self.form = self.filterset.form
        self.parameters, self.path, self.size = parameters, path, size
        self.sort = parameters.get("sort") or self.filterset.default_sort
        self.order = self.filterset.order_for(self.sort)
        self.is_lost = False
        self._say_any()
        self._refuse_what_cannot_be_meant()

    def _say_any(self) -> None:
        for field in self.form.fields.values():
            if hasattr(field, "choices"):
                choices = [choice for choice in field.choices if choice[0] != ""]
                field.widget.choices = [("", _("Any")), *choices]
            elif isinstance(field, NullBooleanField):
                field.widget = BooleanWidget()
                field.widget.choices = [("", _("Any")), ("true", _("Yes")), ("false", _("No"))]

    def _refuse_what_cannot_be_meant(self) -> None:
        self.form.full_clean()
        if self.order is None:
            orders = ", ".join(self.filterset.orders)
            self.form.add_error(
                None, _("The list cannot be sorted like this. It can be sorted by: %s.") % orders
            )
        for name, values in self.parameters.lists():
            if len(values) > 1:
                self.form.add_error(
                    None, _("The address gives “%s” more than once. Keep one of them.") % name
                )

    @property
    def is_valid(self) -> bool:
        return not self.form.errors

    @cached_property
    def page(self) -> Page:
        """The rows; none when the filters are not understood or the place in the list no longer exists."""
        if not self.is_valid:
            return EMPTY
        try:
            return Keyset(self.order, self.size).page(self.filterset.qs, self.parameters.get("cursor", ""))
        except BadCursor:
            self.is_lost = True
            return EMPTY

    @property
    def status(self) -> int:
        """The HTTP status: 400 for filters not understood, 404 for a place that no longer exists."""
        return 400 if not self.is_valid else 404 if not self.page.rows and self.is_lost else 200

    @cached_property
    def _counted(self) -> tuple[int, bool]:
        if not (self.page.next or self.page.previous):
            return len(self.page), False
        return bounded_count(self.filterset.qs, COUNT_LIMIT)

    @property
    def total(self) -> int:
        return self._counted[0]

    @property
    def has_more_than_total(self) -> bool:
        return self._counted[1]

    def address(self, **changes) -> str:
        """The address of this list with parameters changed, or left out where None; never with a cursor."""
        parameters = self.parameters.copy()
        for name, value in {"cursor": None, **changes}.items():
            parameters.pop(name, None)
            if value:
                parameters[name] = value
        return f"{self.path}?{parameters.urlencode()}" if parameters else self.path

    @property
    def next(self) -> str | None:
        return self.page.next and self.address(cursor=self.page.next)

    @property
    def previous(self) -> str | None:
        return self.page.previous and self.address(cursor=self.page.previous)

    @property
    def heads(self) -> dict[str, Head]:
        """Sort links by name of the order; the one in force turns round."""
        present, is_down = self.sort.removeprefix("-"), self.sort.startswith("-")
        heads = {}
        for name in self.filterset.orders:
            turned = name if name == present and is_down else f"-{name}"
            state = ("descending" if is_down else "ascending") if name == present else ""
            heads[name] = Head(self.address(sort=turned), state)
        return heads

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Each filter in force in words, with the address of the list without it."""
        named = [name for name in self.form.fields if self.parameters.get(name)]
        return [
            (self._words(name), self.address(**{name: None}))
            for name in named
            if name not in self.form.errors
        ]

    @property
    def restart(self) -> str:
        """The first page of the same list."""
        return self.address()

    @property
    def cleared(self) -> str:
        """The address without any filter; the order stays."""
        keeps_order = self.order and self.sort != self.filterset.default_sort
        return f"{self.path}?sort={self.sort}" if keeps_order else self.path

    def _words(self, name: str) -> str:
        field, value = self.form.fields[name], self.parameters[name]
        shown = self.form.cleaned_data.get(name)
        if hasattr(field, "choices"):
            shown = dict(field.choices).get(value) or " ".join(code_and_name(value))
        elif hasattr(shown, "year"):
            shown = spell(shown)
        elif isinstance(shown, bool):
            shown = _("Yes") if shown else _("No")
        else:
            shown = value
        return _("%(filter)s: %(value)s") % {"filter": field.label, "value": shown}
