"""Filters by country, spelt either way."""

import django_filters
from django import forms
from django_countries import countries

from accounts.codes import eu_code, iso_code


def country_choices():
    """All countries as (EU code, name in the active language), ordered by name."""
    return [(eu_code(code), f"{eu_code(code)} {name}") for code, name in countries]


class CountryField(forms.ChoiceField):
    """Takes a country's code in EU or ISO spelling and gives the ISO code."""

    def __init__(self, **kwargs):
        super().__init__(choices=country_choices_with_blank, **kwargs)

    def valid_value(self, value):
        return iso_code(value) in countries

    def clean(self, value):
        return iso_code(super().clean(value))


def country_choices_with_blank():
    """The same with an empty choice first, for optional fields."""
    return [("", "—"), *country_choices()]


class CountryFilter(django_filters.Filter):
    """Narrows to one country."""

    field_class = CountryField
