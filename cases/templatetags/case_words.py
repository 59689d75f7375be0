"""The closed lists of investigations in words."""

from django import template

from cases.choices import Offence, Route

register = template.Library()
OFFENCES, ROUTES = dict(Offence.choices), dict(Route.choices)


@register.filter
def offence_words(codes) -> list:
    """The offences in words, in the order of the list."""
    return [label for code, label in OFFENCES.items() if code in codes]


@register.filter
def besides_smuggling(codes) -> list:
    """The offences other than migrant smuggling, in words."""
    return offence_words(set(codes) - {Offence.MIGRANT_SMUGGLING})


@register.filter
def route_words(codes) -> list:
    """The routes in words, in the order of the list."""
    return [label for code, label in ROUTES.items() if code in codes]
