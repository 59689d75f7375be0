"""Numbers, dates, countries, and faults of forms in the words of the active language."""

from django.forms.utils import pretty_name
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, pgettext
from django_countries import countries as world

EU_STYLE = {"GR": "EL", "GB": "UK"}
HARD_SPACE = "\u00a0"


def grouped(value, decimals=None) -> str:
    """The number as the active language writes it, with a true minus sign; an en dash for nothing."""
    if value is None or value == "":
        return "–"
    text = number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return text.replace("-", "\u2212")


def euros(value) -> str:
    """`EUR 1,234.50`, in French `1 234,50 EUR`."""
    if value is None or value == "":
        return grouped(value)
    order = pgettext("an amount with its currency", "EUR %(amount)s")
    return (order % {"amount": grouped(value, 2)}).replace(" ", HARD_SPACE)


def percent(value, decimals=0) -> str:
    """`42%` from 42."""
    if value is None:
        return grouped(value)
    return pgettext("a percentage", "%(number)s%%") % {"number": grouped(value, decimals)}


def spell(value) -> str:
    """`12 Mar 2019`, in French `12 mars 2019`."""
    return date_format(value, "DATE_FORMAT")


def code_and_name(value):
    """Code in EU style and name in the active language, of an ISO code or of anything with `code`."""
    code = str(getattr(value, "code", value) or "").upper()
    return EU_STYLE.get(code, code), str(world.name(code) or "")


def first_control(bound) -> str:
    """The id that a link to the field should lead to: that of its first control."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label or bound.auto_id


def faults(form):
    """Pairs of (id or nothing, words) of a form, a formset, or nothing."""
    if hasattr(form, "management_form"):
        found = [("", error) for error in form.non_form_errors()]
        return found + [fault for each in form.forms for fault in faults(each)]
    if not getattr(form, "errors", None):
        return []
    found = [("", error) for error in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            bound = form[name]
            words = bound.label or pretty_name(name)
            target = "" if bound.is_hidden else first_control(bound)
            line = gettext("%(field)s: %(error)s")
            found += [(target, line % {"field": words, "error": error}) for error in errors]
    return found
