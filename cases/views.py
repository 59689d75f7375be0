"""Pages of investigations."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormMixin

from accounts.models import Desk
from accounts.policy import require
from cases.choices import CaseStatus
from cases.filters import CaseFilter
from cases.forms import EndingForm, GrantForm, RefusalForm
from cases.models import Case
from cases.panel import FIRST_FILTERS, offer_desks
from cases.policy import ONLY_THE_OWNER, may_decide_access
from cases.services import access
from cases.services.reading import read_case
from cases.timeline import timeline
from core.calendar import today
from core.errors import RuleBroken
from core.views import VisibleDetail, VisibleList

ENDED = {CaseStatus.CLOSED, CaseStatus.VOIDED}


class CaseList(VisibleList):
    """Investigations one may see."""

    model = Case
    filterset_class = CaseFilter
    template_name = "cases/list.html"
    region_template = "cases/list_region.html"
    first_filters = FIRST_FILTERS

    def get_queryset(self):
        return super().get_queryset().with_states()

    def prepare_form(self, form) -> None:
        offer_desks(form, self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(search_words=self.request.GET.get("q", ""), **kwargs)


class CaseDetail(VisibleDetail):
    """One investigation; looking at it is traced."""

    model = Case
    slug_field = slug_url_kwarg = "reference"
    template_name = "cases/detail.html"

    def get_queryset(self):
        return super().get_queryset().with_extent(self.request.user).with_states().prefetch_related("periods")

    def get_object(self, queryset=None):
        return read_case(super().get_object(queryset), actor=self.request.user)

    def get_context_data(self, **kwargs):
        case, user = self.object, self.request.user
        context = super().get_context_data(owns=may_decide_access(user, case), **kwargs)
        return {**context, **self.what_is_beside()} if case.is_entirely_open else context

    def what_is_beside(self) -> dict:
        """The timeline, and the teams, meetings, and grants that one may see."""
        case, user, day = self.object, self.request.user, today()
        teams = list(case.teams.visible_to(user).order_by("reference"))
        meetings = list(case.meetings.visible_to(user))
        ahead = [meeting for meeting in meetings if meeting.status == "planned" and meeting.held_on >= day]
        grants = list(case.grants.visible_to(user).active().select_related("desk__country", "user"))
        return {
            "last_period": max(case.periods.all(), key=lambda period: period.opened_on, default=None),
            "teams": [(team, team.stage_on(day)) for team in teams],
            "next_meeting": min(ahead, key=lambda meeting: meeting.held_on, default=None),
            "events": timeline(case, teams, meetings),
            **(self.what_to_decide(grants) if may_decide_access(user, case) else {}),
        }

    def what_to_decide(self, grants) -> dict:
        """For the owning desk: the grants in force, and the requested desks that nobody decided on."""
        case = self.object
        decided = {grant.desk_id for grant in grants} | set(case.refusals.values_list("desk_id", flat=True))
        waiting = (
            [] if case.status in ENDED else [code for code in case.requested_states if code not in decided]
        )
        desks = Desk.objects.visible_to(self.request.user).filter(pk__in=waiting)
        return {"grants": grants, "without_access": sorted(desk.pk for desk in desks)}


class OwnCase(VisibleDetail):
    """A page of the owning desk on one of its investigations: 403 for those who see it and do not own it."""

    model = Case
    slug_field = slug_url_kwarg = "reference"

    def get_queryset(self):
        return super().get_queryset().with_states()

    def get_object(self, queryset=None):
        case = super().get_object(queryset)
        require(may_decide_access(self.request.user, case), ONLY_THE_OWNER)
        return case


class CaseAccess(OwnCase):
    """Who sees an investigation, and why."""

    template_name = "cases/access.html"

    def get_object(self, queryset=None):
        return read_case(super().get_object(queryset), actor=self.request.user)

    def get_context_data(self, **kwargs):
        case, user = self.object, self.request.user
        names = ("desk__country", "user", "decided_by")
        context = {
            "grants": case.grants.visible_to(user).select_related(*names).order_by("-pk"),
            "in_force": set(case.grants.active().values_list("pk", flat=True)),
            "refusals": case.refusals.visible_to(user).select_related(*names).order_by("-pk"),
            "parts": case.taking_part.visible_to(user).select_related("authority__country").order_by("pk"),
        }
        return super().get_context_data(owns=True, **context, **kwargs)


class Decision(FormMixin, OwnCase):
    """A decision of the owning desk on access: a form, and the service that carries it out."""

    template_name = "cases/decision.html"
    title = consequence = button = done = ""
    kind = ""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "case": self.object}

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = self.get_form()
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form):
        try:
            self.act(**form.cleaned_data)
        except RuleBroken as fault:
            form.add_error(None, fault)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return HttpResponseRedirect(reverse("cases:access", args=[self.object.reference]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(view=self, **kwargs)


class GrantAccess(Decision):
    """Open the investigation to another desk."""

    form_class = GrantForm
    title, button = _("Give a desk access"), _("Give access")
    consequence = _(
        "The desk sees the investigation at once. A grant in force for the same desk is replaced."
    )
    done = _("The desk has access.")

    def act(self, **decision):
        access.grant_access(self.object, actor=self.request.user, **decision)


class RefuseAccess(Decision):
    """Close the investigation to a desk, whatever else would open it."""

    form_class = RefusalForm
    kind = "danger"
    title, button = _("Refuse a desk access"), _("Refuse access")
    consequence = _(
        "The desk and its prosecutors no longer see the investigation, whatever grants there are."
    )
    done = _("The desk is refused.")

    def act(self, **decision):
        access.refuse_access(self.object, actor=self.request.user, **decision)


class TakingBack(Decision):
    """A decision that ends another one, which is named by its number in the address."""

    form_class = EndingForm
    kind = "danger"
    decisions = number = ""

    def get_object(self, queryset=None):
        case = super().get_object(queryset)
        seen = (
            getattr(case, self.decisions)
            .visible_to(self.request.user)
            .select_related("desk__country", "user")
        )
        self.decision = get_object_or_404(seen, pk=self.kwargs[self.number])
        return case


class EndGrant(TakingBack):
    """End a grant now."""

    decisions, number = "grants", "grant_pk"
    title, button = _("End this access"), _("End the access")
    consequence = _(
        "They no longer see the investigation, unless another ground opens it. The grant stays on record."
    )
    done = _("The access has ended.")

    def act(self, reason):
        access.end_grant(self.decision, actor=self.request.user, reason=reason)


class LiftRefusal(TakingBack):
    """Take a refusal back."""

    decisions, number = "refusals", "refusal_pk"
    title, button = _("Lift this refusal"), _("Lift the refusal")
    consequence = _("Grants in force open the investigation to them again.")
    done = _("The refusal is lifted.")

    def act(self, reason):
        access.lift_refusal(self.decision, actor=self.request.user, reason=reason)
