"""The joint investigation teams of the sample register, and their rows."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from dice import Dice
from investigations import Case
from places import listed
from plan import DAY, working_day
from states import MEMBER_STATES

HEADER = ["reference", "name", "parties", "cases", "signed_on", "expires_on", "closed_on", "support"]
# year: (signed, supported in the year). Published: 12 supported in 2019, 4 + 7 in 2021, 18 in 2023.
YEARS = {
    2016: (3, 3),
    2017: (4, 7),
    2018: (4, 9),
    2019: (4, 12),
    2020: (3, 11),
    2021: (4, 11),
    2022: (6, 14),
    2023: (7, 18),
    2024: (7, 20),
    2025: (6, 21),
    2026: (5, 20),
}
# Teams whose end comes near: one that has expired and is not closed, and two that expire soon.
NEAR_THEIR_END = [date(2024, 10, 21), date(2024, 12, 16), date(2025, 1, 17)]
NEVER_SUPPORTED = 2022
FUNDED_ALL = 2019
FAR_ENOUGH = date(2027, 2, 20)
PARTIES = [*MEMBER_STATES, "GB", "CH", "NO", "RS", "UA", "MD", "AL", "MK", "GE"]
OFTEN = ("IT", "DE", "NL")
SCENES = listed(
    {
        "EMR": "Aegean boats, Evros vans, Marmara yachts, Dodecanese crossings, Bosporus papers, "
        "Cyclades ferries",
        "CMR": "Ionian yachts, Zuwarah boats, Calabria landings, Gulf of Gabès boats, Sicily Channel, "
        "Levant trawlers",
        "WMR": "Alboran speedboats, Oran crossings, Strait jet skis, Cabo de Gata landings, Rif couriers",
        "WAR": "Atlantic canoes, Canary crossings, Dakhla boats, Cape Verde trawlers",
        "WBR": "Adriatic lorries, Danube vans, Drava taxis, Tisza crossings, Karst paths, Pannonia convoys, "
        "Sava freight trains, Morava drivers, Brenner trailers, Una guides, Vardar lorries, "
        "Alpine minibuses, "
        "Struma convoys, Tauern vans, Fence ladders, Balaton flats, Iron Gates lorries, Rhodope paths",
        "CIR": "Epirus paths, Ionian seasonal cars",
        "ELB": "Bug river convoys, Białowieża drivers, Daugava taxis, Neman vans, Carpathian paths, "
        "Prut minibuses",
        "CHN": "Channel dinghies, Opal Coast beaches, Ruhr warehouses, Scheldt lorries, North Sea engines, "
        "Kent landings, Meuse boat trade, Flanders lorry parks, Westphalia outboards, Yser launches",
        "SEC": "Rhine ride-sharing, Po valley flats, Øresund buses, Pyrenees cars, Lake Geneva hawala, "
        "Elbe safe houses, Riviera night trains, Inn valley cars, Moselle couriers, Vistula wedding papers, "
        "Main payments, Susa valley paths, Skagerrak ferries, Ardennes cars, Lago Maggiore drivers, "
        "Spree documents",
        "AIR": "Attica passports, Tagus visas, Caucasus flights, Low-cost lookalikes, Boarding passes, "
        "Aegean departures, Baltic charters",
        "UNK": "Open leads, Price list",
    }
)


@dataclass
class Team:
    """One team; support is a list of (kind, from, to or None)."""

    signed: date
    last_year: int
    reference: str = ""
    name: str = ""
    parties: list = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    expires: date | None = None
    closed: date | None = None
    support: list = field(default_factory=list)


def make_teams(cases):
    """Return every Team, by the day of its signature."""
    dice = Dice(10)
    teams = plan_teams(dice)
    used, names, number_in_year = set(), set(), {}
    for turn, team in enumerate(teams):
        year = team.signed.year
        number_in_year[year] = number_in_year.get(year, 0) + 1
        team.reference = f"JIT-{year}-{number_in_year[year]:03d}"
        find_cases(dice, team, cases, used, often=turn % 3 == 0)
        team.name = new_name(dice, team.cases[0].routes[0], names)
        if team.last_year == 2026:
            run_on(dice, team)
        else:
            end(dice, team)
        if team.last_year:
            fund(dice, team)
    return teams


def plan_teams(dice):
    """Return teams with nothing but the day of signature and the last year of support, to reach the years."""
    teams, supported = [], []
    for year, (signed, total) in YEARS.items():
        days = [day for day in NEAR_THEIR_END if day.year == year]
        while len(days) < signed:
            days.append(working_day(dice, date(year, 1, 15), date(year, 9, 18)))
        lasting = {
            number: 10**6 if team.signed in NEAR_THEIR_END else (1, 12, 4, 1)[min(year - team.signed.year, 3)]
            for number, team in enumerate(supported)
        }
        kept = dice.several(lasting, total - signed)
        supported = [supported[number] for number in sorted(kept)] + [Team(day, year) for day in sorted(days)]
        for team in supported:
            team.last_year = year
        teams += supported[total - signed :]
        if year == NEVER_SUPPORTED:
            teams.append(Team(working_day(dice, date(year, 9, 20), date(year, 11, 20)), 0))
    return sorted(teams, key=lambda team: team.signed)


def find_cases(dice, team, cases, used, often):
    """Give the team the case it was set up for, its parties, and sometimes a parallel case."""
    open_then = [
        case for case in cases if case.counts and case.life.covers(team.signed) and case.key not in used
    ]
    recent = [
        case
        for case in open_then
        if timedelta(30) < team.signed - case.life.began < timedelta(700)
        and (case.life.end is None or case.life.end.year >= team.last_year)
        and len(parties_of(case)) > 1
    ]
    wanted = (
        [case for case in recent if case.owner in OFTEN and set(case.requested) & set(OFTEN)] if often else []
    )
    main = dice.pick(wanted or recent)
    team.parties, team.cases = parties_of(main), [main]
    used.add(main.key)
    parallel = [
        case
        for case in open_then
        if case.owner in team.parties[1:]
        and main.owner in case.requested
        and case.routes[0] == main.routes[0]
    ]
    for case in dice.shuffled(parallel)[: dice.weighted({0: 50, 1: 38, 2: 12})]:
        team.cases.append(case)
        used.add(case.key)


def parties_of(case):
    """Return the States of a case that may join a team, the owner first."""
    return [state for state in case.states if state in PARTIES]


def new_name(dice, route, names):
    """Return a name for a team that nobody else has, by the route of its case."""
    left = [scene for scene in [*SCENES[route], "", *SCENES["SEC"]] if scene not in names]
    scene = dice.pick(left[: left.index("")] or left[1:])
    names.add(scene)
    return f"Team {scene}"


def years_later(day, years):
    """Return the day before the anniversary: the last day of a team signed for so many years."""
    return date(day.year + years, day.month, min(day.day, 28)) - DAY


def run_on(dice, team):
    """End a team in 2026, or let it run on with support that has no end yet."""
    begin = team.signed + timedelta(days=dice.between(0, 10))
    if team.signed in NEAR_THEIR_END:
        team.expires = years_later(team.signed, 2)
        team.support.append(("operational", begin, None))
        return
    years = 2
    while years_later(team.signed, years) < FAR_ENOUGH:
        years += 1
    if team.signed.year < 2024 and dice.chance(60):
        team.closed = working_day(dice, date(2026, 2, 1), date(2026, 10, 20))
        short = years_later(team.signed, years - 1)
        team.expires = short if short >= team.closed else years_later(team.signed, years)
        team.support.append(("operational", begin, team.closed))
        return
    team.expires = years_later(team.signed, years)
    team.support.append(("operational", begin, None))


def end(dice, team):
    """End a team in the last year of its support, or (never supported) in the year after its signature."""
    begin = team.signed + timedelta(days=dice.between(0, 10))
    year = team.last_year or team.signed.year + 1
    last = working_day(dice, max(date(year, 2, 15), begin + timedelta(days=60)), date(year, 12, 20))
    years = 2
    while years_later(team.signed, years) < last:
        years += 1
    team.expires, team.closed = years_later(team.signed, years), last
    short = years_later(team.signed, years - 1)
    if years > 2 and dice.chance(70) and (last - short).days < 240:
        team.expires = short
        team.closed = short if dice.chance(50) else last
    if team.last_year:
        team.support.append(("operational", begin, last))


def fund(dice, team):
    """Add financial support: action periods of three months by call, from 2022 also 14 days (urgent)."""
    final = date(team.last_year, 12, 31)
    for year in range(team.signed.year, team.last_year + 1):
        if year != FUNDED_ALL and not dice.chance(62):
            continue
        starts = [date(year, month, day) for month in range(1, 13) for day in (1, 16)]
        possible = [
            start for start in starts if start >= team.signed + 10 * DAY and three_months(start) <= final
        ]
        if possible:
            start = dice.pick(possible)
            team.support.append(("financial", start, three_months(start)))
            if dice.chance(8):
                team.support.append(
                    ("financial", start + 30 * DAY, min(three_months(start) + 30 * DAY, final))
                )
        if year >= 2022 and dice.chance(18):
            start = working_day(dice, max(date(year, 1, 10), team.signed + DAY), date(year, 12, 10))
            team.support.append(("financial", start, start + 13 * DAY))
    team.support.sort(key=lambda period: (period[1], period[0]))


def three_months(start):
    """Return the last day of an action period of three months."""
    month = start.month + 3
    return date(start.year + (month > 12), (month - 1) % 12 + 1, start.day) - DAY


def rows(teams):
    """Return one row for each team."""
    return [
        [
            team.reference,
            team.name,
            ";".join(team.parties),
            ";".join(case.key for case in team.cases),
            str(team.signed),
            str(team.expires),
            str(team.closed or ""),
            ";".join(f"{kind}:{start}/{end or ''}" for kind, start, end in team.support),
        ]
        for team in teams
    ]
