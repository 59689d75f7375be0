"""The REST API: which address answers with what."""

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.urls import path, re_path, reverse
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.decorators import api_view, permission_classes
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.routers import SimpleRouter

from accounts.api import CountryViewSet
from cases.api import CaseViewSet
from core.problems import PROBLEMS
from figures.api import StatisticsViewSet
from jits.api import TeamViewSet
from meetings.api import MeetingViewSet

app_name = "api"


class Router(SimpleRouter):
    """Addresses are good with and without a slash at the end."""

    def __init__(self):
        super().__init__()
        self.trailing_slash = "/?"


router = Router()
router.register("cases", CaseViewSet)
router.register("jits", TeamViewSet)
router.register("meetings", MeetingViewSet)
router.register("statistics", StatisticsViewSet, basename="statistics")
router.register("reference/countries", CountryViewSet)


class SchemaView(SpectacularAPIView):
    """The OpenAPI 3.1 document of this API."""

    renderer_classes = [OpenApiJsonRenderer]


class DocsView(SpectacularSwaggerSplitView):
    """The page to read the API on, and what each kind of problem means."""

    schema = None
    renderer_classes = [TemplateHTMLRenderer]
    url_name = "api:schema"
    template_name = "focusgroup/api_docs.html"

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        response.data["schema_url"] = reverse("api:schema")
        response.data["problems"] = [(status, slug, title) for status, (slug, title) in PROBLEMS.items()]
        return response


@extend_schema(exclude=True)
@api_view(["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"])
@permission_classes([])
def no_such_address(request, **kwargs):
    """Answers for every address below /api/ that is none."""
    raise Http404


urlpatterns = [
    path("schema/", SchemaView.as_view(), name="schema"),
    # Swagger UI carries its icons as data: addresses; nothing else of the site's policy is relaxed.
    path("docs/", csp_update({"img-src": ["data:"]})(login_required(DocsView.as_view())), name="docs"),
    *router.urls,
    re_path(r"^", no_such_address),
]
