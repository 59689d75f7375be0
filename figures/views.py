"""Pages of the yearly figures."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.list import MultipleObjectMixin

from cases.filters import CaseFilter
from cases.models import Case
from cases.panel import FIRST_FILTERS, offer_desks
from core.calendar import today
from core.views import VisibleList, VisibleMixin
from figures import tables
from figures.choices import DEFINITION
from figures.models import Chart, YearFigures

CHART_SECONDS = 300
ROWS = {"new": "new_cases", "ongoing": "ongoing_cases"}


class FiguresPage(VisibleMixin, MultipleObjectMixin, TemplateView):
    """A page of figures: knows the newest version of every year."""

    model = YearFigures
    object_list = ()

    @property
    def by_year(self) -> dict[int, YearFigures]:
        return {figures.year: figures for figures in self.get_queryset().latest_of_each_year()}


class FiguresIndex(FiguresPage):
    """Leads to the newest year with figures."""

    template_name = "figures/none.html"

    def get(self, request, *args, **kwargs):
        years = self.by_year
        if years:
            return HttpResponseRedirect(reverse("figures:year", args=[max(years)]))
        return super().get(request, *args, **kwargs)


class YearPage(FiguresPage):
    """One year, in its newest version or the one asked for."""

    template_name = "figures/year.html"

    def get(self, request, *args, year, **kwargs):
        by_year = self.by_year
        figures = by_year.get(year)
        if figures and "version" in request.GET:
            figures = self.version_asked_for(year)
        context = self.get_context_data(year=str(year), years=sorted(by_year, reverse=True), figures=figures)
        if not figures:
            self.template_name = "figures/none.html"
            return self.render_to_response(context, status=404)
        return self.render_to_response({**context, **self.told(figures, by_year[year])})

    def version_asked_for(self, year: int) -> YearFigures | None:
        """The version in the address, None for nonsense and for one that there is not."""
        asked = self.request.GET["version"]
        versions = self.get_queryset().light().filter(year=year)
        return versions.filter(version=int(asked)).first() if asked.isascii() and asked.isdigit() else None

    def told(self, figures: YearFigures, newest: YearFigures) -> dict:
        """Everything the page says about the figures."""
        return {
            "versions": range(newest.version, 0, -1),
            "is_newest": figures.version == newest.version,
            "is_running": figures.year >= today().year,
            "cases": figures.counts["cases"],
            "by_state": tables.by_state(figures),
            "by_offence": tables.by_offence(figures),
            "by_route": tables.by_route(figures),
            "groups": tables.groups(figures, ("jits", "meetings")),
            "changes": [(tables.cell_words(each["cell"]), each) for each in figures.difference],
        }


class YearsPage(FiguresPage):
    """Years side by side, with what others published, and the chart."""

    template_name = "figures/years.html"

    def get_context_data(self, **kwargs):
        by_year = self.by_year
        years = [year for year in by_year if year >= tables.FIRST_COMPARED_YEAR]
        compared = {"groups": tables.side_by_side(by_year, years), "sources": tables.sources(years)}
        return super().get_context_data(
            all_years=sorted(by_year, reverse=True),
            years=years,
            running=str(today().year),
            **compared,
            **self.drawn(by_year),
            **kwargs,
        )

    def drawn(self, by_year) -> dict:
        """The chart, and the same in words and numbers."""
        charts = Chart.objects.visible_to(self.request.user).filter(name="cases_by_year")
        return {
            "bars": [(str(year), figures.counts["cases"]) for year, figures in by_year.items()],
            "themes": set(charts.values_list("theme", flat=True)),
            "finding": tables.finding(by_year, today().year),
            "alternative": tables.chart_in_words(by_year),
            "legend": [("1-light", _("Ongoing from previous years")), ("1", _("New"))],
            "as_of": max((figures.as_of for figures in by_year.values()), default=None),
        }


class DefinitionPage(FiguresPage):
    """How the figures are counted."""

    template_name = "figures/definition.html"
    extra_context = {"definition": DEFINITION}


class ChartPicture(VisibleMixin, SingleObjectMixin, View):
    """A stored chart as SVG; the browser keeps it and asks whether it changed."""

    model = Chart

    def get(self, request, name, theme):
        charts = self.get_queryset().filter(name=name, theme=theme)
        etag = quote_etag(get_object_or_404(charts.only("drawn_from")).drawn_from)
        response = get_conditional_response(request, etag=etag)
        if response is None:
            response = HttpResponse(charts.get().svg, content_type="image/svg+xml")
            response["ETag"] = etag
        response["Cache-Control"] = f"private, max-age={CHART_SECONDS}"
        return response


class CasesBehind(VisibleList):
    """The investigations behind a figure, as far as one may see them."""

    model = Case
    filterset_class = CaseFilter
    template_name = "figures/rows.html"
    region_template = "cases/list_region.html"
    first_filters = FIRST_FILTERS

    def get_queryset(self):
        versions = YearFigures.objects.visible_to(self.request.user).filter(year=self.kwargs["year"])
        rows = ROWS[self.kwargs["measure"]]
        self.figures = versions.only("year", "version", "counts", rows).order_by("-version").first()
        if self.figures is None:
            raise Http404
        behind = getattr(self.figures, rows)
        return super().get_queryset().filter(pk__in=behind).with_states()

    def prepare_form(self, form) -> None:
        offer_desks(form, self.request.user)

    def get_context_data(self, **kwargs):
        measure = self.kwargs["measure"]
        counted = self.figures.counts["cases"][measure]
        year = str(self.figures.year)
        return super().get_context_data(
            figures=self.figures, year=year, measure=measure, counted=counted, **kwargs
        )
