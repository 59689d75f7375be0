"""The cases of the sample register, and their rows."""

from dataclasses import dataclass, field
from datetime import timedelta

import titles
from dice import Dice
from plan import LAST_DAY, YEARS, Life, plan_lives, working_day, year_bounds
from references import new_reference
from states import (
    CLOSING_REASONS,
    NUMBERS_REQUESTED,
    OFFENCES_BESIDE,
    owners_of_year,
    partner_weights,
    route_weights,
)

HEADER = [
    *("national_reference", "owning_state", "title", "opened_on", "closed_on", "closing_reason"),
    *("requested_states", "offences", "routes", "voided"),
]
EU_SPELLING = {"GR": "EL", "GB": "UK"}
VOIDED = 12
# Cases on other crimes, held and never counted: (owning State, requested States, title, offences).
OTHER_CRIMES = (
    ("NL", "MA ES", "Hashish in camper vans from Tangier to Rotterdam", "drug_trafficking money_laundering"),
    (
        "IT",
        "NG ES",
        "Recruitment in Benin City, exploitation in Turin and Málaga",
        "trafficking_in_human_beings",
    ),
    (
        "DE",
        "PL LT",
        "Stolen construction machines on low loaders to the east",
        "vehicle_crime criminal_organisation",
    ),
    (
        "RO",
        "GB",
        "Begging groups carried from Bacău to London",
        "trafficking_in_human_beings labour_exploitation",
    ),
    ("FR", "BE NL", "Cocaine in fruit containers, Le Havre and Antwerp", "drug_trafficking corruption"),
    ("ES", "PT", "Harvest gangs in the Alentejo, withheld wages", "labour_exploitation fraud"),
    ("BE", "", "Forged diplomas offered in Ghent", "document_fraud"),
    ("AT", "HU SK", "Care workers without insurance between Nitra and Graz", "labour_exploitation fraud"),
    (
        "GR",
        "BG",
        "Cigarettes and cash over the pass at Promachonas",
        "money_laundering criminal_organisation",
    ),
    ("PL", "DE CZ", "Cloned number plates and motorway thefts near Świecko", "vehicle_crime"),
    ("IT", "AL", "Cannabis by speedboat from Vlorë to Salento", "drug_trafficking criminal_organisation"),
    ("SE", "RO", "Berry pickers in Västerbotten, debts and threats", "labour_exploitation fraud"),
    ("PT", "", "Residence permits sold in a town hall", "corruption document_fraud"),
    ("DE", "NL", "Card terminals and letter-box firms in Venlo", "fraud money_laundering"),
    ("HU", "RS RO", "Women from Vojvodina in flats in Budapest", "trafficking_in_human_beings"),
)


@dataclass
class Case:
    """One case: what each of its rows shares, and the Life with its periods."""

    owner: str
    reference: str
    title: str
    life: Life
    requested: list
    offences: list
    routes: list
    voided: bool = False
    reasons: list = field(default_factory=list)

    @property
    def key(self):
        return f"{self.owner}:{self.reference}"

    @property
    def states(self):
        return [self.owner, *self.requested]

    @property
    def counts(self):
        return not self.voided and "migrant_smuggling" in self.offences


def make_cases():
    """Return every Case, by the day it was first opened and its reference."""
    taken, known_titles = set(), set()
    lives = plan_lives()
    cases = []
    for year in YEARS:
        of_year = [life for life in lives if life.began.year == year]
        owners = british_days(owners_of_year(Dice(1000 + year), year, len(of_year)), of_year)
        dice = Dice(2000 + year)
        for life, owner in zip(of_year, owners, strict=True):
            cases.append(new_case(dice, life, owner, taken, known_titles))
    cases += other_crimes(taken) + errors(cases, taken)
    reasons = Dice(3)
    for case in cases:
        case.reasons = [closing_reason(reasons, case, end) for _, end in case.life.periods]
    return sorted(cases, key=lambda case: (case.life.began, case.reference, case.owner))


def closing_reason(dice, case, end):
    """Return why a period ended: nothing is time-barred within three years, errors are not followed up."""
    if not end:
        return ""
    reason = dice.weighted(CLOSING_REASONS)
    too_soon = reason == "time_barred" and (end - case.life.began).days < 1100
    return "no_follow_up" if too_soon or case.voided else reason


def british_days(owners, lives):
    """Give the United Kingdom, in 2020, a case of January, when it was a Member State, and a later one."""
    if lives[0].began.year != 2020:
        return owners
    rest = [owner for owner in owners if owner != "GB"]
    rest.insert(2, "GB")
    rest.insert(60, "GB")
    return rest


def new_case(dice, life, owner, taken, known_titles):
    """Return a Case that counts, for a Life and an owning State."""
    year = life.began.year
    route = dice.weighted(route_weights(owner, year))
    routes = [route]
    if route not in ("SEC", "UNK") and dice.chance(17):
        routes.append("SEC")
    requested = dice.several(partner_weights(owner, route, year), dice.weighted(NUMBERS_REQUESTED))
    offences = ["migrant_smuggling"] + [
        name for name, percent in OFFENCES_BESIDE.items() if dice.chance(percent)
    ]
    title = titles.new_title(dice, [owner, *requested], route, offences, known_titles)
    reference = new_reference(dice, owner, year, taken)
    return Case(owner, reference, title, life, sorted(requested), offences, routes)


def other_crimes(taken):
    """Return the cases without migrant smuggling among their offences."""
    dice = Dice(4)
    cases = []
    for number, (owner, requested, title, offences) in enumerate(OTHER_CRIMES):
        first, last = year_bounds(2015 + number * 11 // len(OTHER_CRIMES))
        opened = working_day(dice, first, last - timedelta(days=90))
        closed = None if number % 4 == 3 else opened + timedelta(days=dice.between(40, 800))
        closed = closed if closed and closed <= LAST_DAY else None
        reference = new_reference(dice, owner, opened.year, taken)
        routes = ["UNK"] if number % 3 == 0 else []
        life = Life([[opened, closed]])
        cases.append(Case(owner, reference, title, life, requested.split(), offences.split(), routes))
    return cases


def errors(cases, taken):
    """Return entries made in error: cases registered again, days later, with another reference."""
    dice = Dice(5)
    later = [case for case in cases if case.life.began.year >= 2016]
    step = len(later) // VOIDED
    entries = []
    for number in range(VOIDED):
        twin = later[number * step + dice.below(step - 40)]
        opened = working_day(dice, twin.life.began + timedelta(days=2), twin.life.began + timedelta(days=20))
        closed = opened + timedelta(days=dice.between(3, 30)) if number % 3 == 0 else None
        reference = new_reference(dice, twin.owner, opened.year, taken)
        life = Life([[opened, closed]])
        shared = (twin.requested, twin.offences[:1], twin.routes)
        entries.append(Case(twin.owner, reference, twin.title, life, *shared, voided=True))
    return entries


def rows(cases):
    """Return one row for each support period; a further period leaves the other columns empty."""
    spelling = Dice(6)  # the register accepts EL and UK for GR and GB
    found = []
    for case in cases:
        owner = case.owner
        if owner in EU_SPELLING and spelling.chance(7 if owner == "GR" else 30):
            owner = EU_SPELLING[owner]
        for number, (opened, closed) in enumerate(case.life.periods):
            period = [str(opened), str(closed or ""), case.reasons[number]]
            if number:
                found.append([case.reference, case.owner, "", *period, "", "", "", ""])
                continue
            shared = [
                ";".join(case.requested),
                ";".join(case.offences),
                ";".join(case.routes),
                "yes" if case.voided else "",
            ]
            found.append([case.reference, owner, case.title, *period, *shared])
    return found
