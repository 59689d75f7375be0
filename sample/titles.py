"""Titles of cases: place, means, pattern. None names anybody.

A pattern has {a} (where the journey begins), {b} (where it leads), {m} (the means), or {v} (a vehicle).
"""

from phrases import AFTERTHOUGHTS, BEACH, LAND, MEANS, SEA, THEMES, VEHICLES, WAYS
from places import AIRPORT, BORDER, ORIGINS, PLACES, RANK, SHORE

BY_SEA = ("EMR", "CMR", "WMR", "WAR")
COASTS = ("IT", "MT", "ES", "GR", "CY")
BEACHES = ("FR", "BE", "NL")
LANDING = {"EMR": "GR", "CMR": "IT", "WMR": "ES", "WAR": "ES"}


def new_title(dice, states, route, offences, taken):
    """Return a title that fits the States, route, and offences of a case, and note it in the set `taken`."""
    for _ in range(12):
        title = compose(dice, states, route, offences)
        if title not in taken:
            break
    taken.add(title)
    return title


def compose(dice, states, route, offences):
    """Return one title."""
    patterns = patterns_for(dice, route, offences)
    pattern = dice.pick(patterns)
    kind = kind_of(pattern, route)
    origin, destination = ends(dice, states, route, kind)
    starts = places_of(kind, origin)
    goals = places_of("" if kind == "border" and "{a}" in pattern else kind, destination)
    a = dice.pick(starts)
    b = dice.pick([place for place in goals if place != a] or PLACES[destination])
    means = MEANS["WBR" if route == "EMR" and kind != "shore" else route]
    title = pattern.format(a=a, b=b, m=dice.pick(means), v=dice.pick(VEHICLES))
    if patterns is WAYS[route] and len(title) < 50 and "," not in title and dice.chance(14):
        title += dice.pick(AFTERTHOUGHTS)
    return title[0].upper() + title[1:]


def patterns_for(dice, route, offences):
    """Return the patterns to choose from: those of the route, or of an offence beside the smuggling."""
    themes = [offence for offence in offences if offence in THEMES]
    strong = [offence for offence in themes if offence not in ("money_laundering", "document_fraud")]
    if strong and dice.chance(55):
        return THEMES[dice.pick(strong)]
    if themes and dice.chance(35):
        return THEMES[dice.pick(themes)]
    return WAYS[route]


def kind_of(pattern, route):
    """Say what kind of place a pattern needs: "shore", "border", "airport", or "" for any."""
    if "border" in pattern:
        return "border"
    if route == "AIR" and pattern in WAYS["AIR"]:
        return "airport"
    if route == "CHN" and pattern in BEACH:
        return "shore"
    at_sea = pattern in SEA or (route != "EMR" and pattern not in LAND)
    return "shore" if route in BY_SEA and pattern in WAYS[route] and at_sea else ""


def places_of(kind, state):
    """Return the places of a State that are of that kind."""
    special = {"shore": SHORE, "border": BORDER, "airport": AIRPORT}.get(kind, PLACES)
    return special.get(state) or PLACES[state]


def ends(dice, states, route, kind):
    """Return the States in which the title lets the journey begin and end."""
    along = sorted((state for state in states if state in PLACES), key=RANK.get)
    origins = ORIGINS[route].split()
    if route == "CHN":
        before = [state for state in along if state != "GB" and (kind != "shore" or state in BEACHES)]
        return (dice.pick(before) if before else dice.pick(BEACHES)), "GB"
    if kind == "shore":
        coasts = [state for state in along if state in COASTS]
        starts = [state for state in along if state in origins and state not in COASTS]
        return dice.pick(starts or origins[:1]), (dice.pick(coasts) if coasts else LANDING[route])
    starts = [state for state in origins if state not in along[1:]]
    origin = along[0] if along[0] in origins or not starts else dice.pick(starts)
    later = [state for state in along if RANK[state] > RANK[origin]]
    return origin, (dice.pick(later) if later else along[-1])
