"""Statements that are open to everyone."""

from django.views.generic import TemplateView


class Accessibility(TemplateView):
    """How far the pages can be used by everyone."""

    template_name = "pages/accessibility.html"


class Privacy(TemplateView):
    """Which personal data are kept, and which are not."""

    template_name = "pages/privacy.html"
