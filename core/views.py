"""Bases of the pages: what a user may not see does not exist on any of them."""

from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.generic import DetailView, ListView, TemplateView

from core.listing import Listing


class SignedInMixin(LoginRequiredMixin):
    """A page for those who are signed in, kept by no cache."""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class SignedInPage(SignedInMixin, TemplateView):
    """A page that stands for no single record; what it shows, it asks `visible_to` for."""


class VisibleMixin(SignedInMixin):
    """Only rows that the user may see."""

    def get_queryset(self):
        return super().get_queryset().visible_to(self.request.user)


class VisibleDetail(VisibleMixin, DetailView):
    """One row, or 404 for one that the user may not see."""

    def get_object(self, queryset=None):
        if any("\x00" in str(value) for value in self.kwargs.values()):
            raise Http404
        return super().get_object(queryset)


class VisibleList(VisibleMixin, ListView):
    """Rows narrowed by a filter set, found by place; `region_template` is the part that filtering swaps."""

    filterset_class = None
    region_template = ""
    page_size = 50
    # Shown at once; the others behind "More filters". Empty for all of them.
    first_filters = ()
    # Filters for other systems: they work here too, but the panel does not offer them.
    unoffered_filters = ("updated_since",)

    def get(self, request, *args, **kwargs):
        if any(value == "" for _name, values in request.GET.lists() for value in values):
            return HttpResponseRedirect(self.address_without_blanks())
        self.listing = Listing(
            self.filterset_class, self.get_queryset(), request.GET, request.path, size=self.page_size
        )
        self.prepare_form(self.listing.form)
        response = self.render_to_response(self.get_context_data(), status=self.listing.status)
        patch_vary_headers(response, ["HX-Request"])
        return response

    def address_without_blanks(self) -> str:
        parameters = self.request.GET.copy()
        for name, values in self.request.GET.lists():
            parameters.setlist(name, [value for value in values if value])
        return f"{self.request.path}?{parameters.urlencode()}".removesuffix("?")

    def prepare_form(self, form) -> None:
        """A page may narrow what its panel offers."""

    def get_template_names(self):
        htmx = self.request.htmx
        return [self.region_template if htmx and not htmx.history_restore_request else self.template_name]

    def get_context_data(self, **kwargs):
        fields = list(self.listing.form)
        offered = [field for field in fields if field.name not in self.unoffered_filters]
        first = [field for field in offered if not self.first_filters or field.name in self.first_filters]
        kept = [field for field in fields if field not in offered and field.value()]
        further = [field for field in offered if field not in first]
        panel = {"first": first, "further": further, "kept": kept, "is_open": any(f.value() for f in further)}
        return {"view": self, "listing": self.listing, "panel": panel, **kwargs}
