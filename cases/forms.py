"""Forms of the owning desk on the access to its case."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Desk
from cases.choices import Extent


class DeskField(forms.ModelChoiceField):
    """One of the desks, the owning one left out."""

    def __init__(self, case, **kwargs):
        desks = Desk.objects.exclude(pk=case.owning_state_id).select_related("country")
        super().__init__(desks, label=_("Desk"), empty_label=_("Choose a desk"), **kwargs)


class DecisionForm(forms.Form):
    """A decision on one desk, with its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Names nobody. Your desk and auditors read it, and it stays in the log."),
    )

    field_order = ["desk", "extent", "until_on", "reason"]

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desk"] = DeskField(case)
        self.order_fields(self.field_order)


class RefusalForm(DecisionForm):
    """A refusal."""


class GrantForm(DecisionForm):
    """A grant: how much, and until when."""

    extent = forms.ChoiceField(
        label=_("Extent"), choices=Extent.choices, initial=Extent.FULL, widget=forms.RadioSelect
    )
    until_on = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty for access until you end it."),
    )


class EndingForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)

    def __init__(self, *args, case, **kwargs):
        super().__init__(*args, **kwargs)
