"""What every list of the API does alike: strict parameters, pages by position, JSON for everyone.

Apart from `core.api`, because the framework reads these classes by name before it can offer views.
"""

from django.utils.translation import gettext as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.pagination import BasePagination
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.utils.urls import replace_query_param

from core.filters import LIST_PARAMETERS
from core.paging import Keyset


class AlwaysJson(DefaultContentNegotiation):
    """Answers with what the address has, whatever a browser says it would rather have."""

    def select_renderer(self, request, renderers, format_suffix=None):
        try:
            return super().select_renderer(request, renderers, format_suffix)
        except exceptions.NotAcceptable:
            return renderers[0], renderers[0].media_type


class StrictFilterBackend(DjangoFilterBackend):
    """Narrows a list by the app's filter set; nonsense and unknown parameters are refused, each by name."""

    def filter_queryset(self, request, queryset, view):
        if view.detail or not getattr(view, "filterset_class", None):
            return queryset
        filterset = self.get_filterset(request, queryset, view)
        if not filterset.is_valid():
            raise exceptions.ValidationError(_faults_of(filterset))
        return filterset.qs


def _faults_of(filterset) -> dict[str, list[str]]:
    """The faults by parameter; those of the whole form belong to the unknown ones, in order (`StrictForm`)."""
    faults = {field: [str(each) for each in messages] for field, messages in filterset.errors.items()}
    unknown = sorted(set(filterset.data) - set(filterset.form.fields) - LIST_PARAMETERS)
    faults.update((name, [text]) for name, text in zip(unknown, faults.pop("__all__", []), strict=True))
    return faults


def read_parameters(request, serializer_class: type[Serializer]) -> dict:
    """The parameters of the address, checked; raises a 400 problem for a bad and for an unknown one."""
    parameters = serializer_class(data=request.query_params)
    known = ", ".join(parameters.fields)
    unknown = {
        name: [_("There is no parameter “%(name)s”. There are: %(known)s.") % {"name": name, "known": known}]
        for name in sorted(set(request.query_params) - set(parameters.fields))
    }
    if unknown:
        raise exceptions.ValidationError(unknown)
    parameters.is_valid(raise_exception=True)
    return parameters.validated_data


class KeysetPagination(BasePagination):
    """Pages by position, in an order that the filter set names."""

    page_size = 50

    def paginate_queryset(self, queryset, request, view=None):
        filters, sort = view.filterset_class, request.query_params.get("sort", "")
        order = filters.order_for(sort)
        if order is None:
            raise exceptions.ValidationError({"sort": [_no_such_order(filters)]})
        cursor = request.query_params.get("cursor", "")
        self.request = request
        self.page = self._page(Keyset(order, self.page_size), queryset, cursor)
        return self.page.rows

    def _page(self, keyset: Keyset, queryset, cursor: str):
        try:
            return keyset.page(queryset, cursor)
        except (
            ValueError,
            OverflowError,
        ) as error:  # BadCursor, and values that the database has no room for
            if not cursor:
                raise
            text = _(
                "This cursor does not belong to this list and order. Leave it out to begin at the first page."
            )
            raise exceptions.ValidationError({"cursor": [text]}) from error

    def get_paginated_response(self, data):
        return Response(
            {
                "next": self._address(self.page.next),
                "previous": self._address(self.page.previous),
                "results": data,
            }
        )

    def _address(self, cursor: str | None) -> str | None:
        return cursor and replace_query_param(self.request.build_absolute_uri(), "cursor", cursor)

    def get_paginated_response_schema(self, schema):
        return page_schema(schema)

    def get_schema_operation_parameters(self, view):
        filters = getattr(view, "filterset_class", None)
        orders = [sign + name for name in filters.orders for sign in ("", "-")] if filters else []
        sort = (
            {"type": "string", "enum": orders, "default": filters.default_sort}
            if filters
            else {"type": "string"}
        )
        return [
            {
                "name": "sort",
                "in": "query",
                "description": "Order of the list; a leading minus means descending.",
                "schema": sort,
            },
            {
                "name": "cursor",
                "in": "query",
                "description": "Position of a page, as `next` and `previous` carry it.",
                "schema": {"type": "string"},
            },
        ]


class WholeList(BasePagination):
    """A list short enough for one page, in the same envelope as all others."""

    def paginate_queryset(self, queryset, request, view=None):
        return list(queryset)

    def get_paginated_response(self, data):
        return Response({"next": None, "previous": None, "results": data})

    def get_paginated_response_schema(self, schema):
        return page_schema(schema)


def page_schema(schema: dict) -> dict:
    """The JSON schema of one page of `schema`."""
    address = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "required": ["next", "previous", "results"],
        "properties": {"next": address, "previous": address, "results": schema},
    }


def _no_such_order(filters) -> str:
    known = ", ".join(filters.orders)
    return _("There is no such order. There are: %(known)s; a leading minus reverses it.") % {"known": known}
