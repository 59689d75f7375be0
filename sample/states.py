"""Which States own and which are asked, and along which routes. Codes are ISO 3166-1; weights are integers.

Owners and partners are invented, except for 2023: Greece opened most cases, then Hungary; Bulgaria and
Germany were asked most; the United Kingdom and Serbia were the third countries involved most (Eurojust,
Annual Report 2023, chapter on migrant smuggling).
"""

from string import ascii_uppercase

MEMBER_STATES = (
    *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
    *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
)

# A letter code and its weight.
OWNERS = (
    "IT140 DE110 GR85 FR85 NL60 BE55 ES60 AT55 HU55 BG38 RO38 PL36 SI28 HR28 CZ18 SK13 "
    "SE14 PT18 FI8 DK6 LT8 LV6 EE4 CY8 MT7 IE5 LU4"
)
OWNERS_2023 = "GR27 HU21 IT16 DE14 FR13 AT9 NL8 BE8 ES8 BG7 RO6 PL6 SI5 HR4 CZ3 SK2 SE2 PT2 FI1 LT1"
# Third countries that open cases through a liaison prosecutor: never before theirs had come.
LIAISON_OWNERS = {
    2018: "NO CH UA",
    2019: "NO MK US",
    2020: "CH RS UA GE",
    2021: "CH NO AL RS US",
    2022: "NO RS MD UA CH MK AL",
    2023: "RS RS CH NO MD AL UA ME",
    2024: "RS IS CH NO AL MK UA",
    2025: "RS CH NO GE MD AL ME US IS",
    2026: "RS CH AL UA MD NO",
}
BRITISH_CASES = {2020: 2}  # in every other year from 2016 on: 1

# Owning State: routes of its cases.
ROUTES_OF = {
    "IT": "CMR45 EMR14 WBR16 SEC18 AIR5 UNK2",
    "GR": "EMR66 WBR10 CIR8 AIR12 SEC4",
    "ES": "WMR55 WAR26 AIR8 SEC11",
    "PT": "AIR40 WMR12 WAR8 SEC40",
    "FR": "CHN42 SEC26 WMR12 WBR10 CMR6 AIR4",
    "BE": "CHN50 SEC30 AIR12 WBR8",
    "NL": "CHN34 SEC28 AIR18 WBR14 EMR6",
    "GB": "CHN75 AIR10 SEC10 UNK5",
    "DE": "WBR32 SEC22 ELB18 CHN14 EMR8 AIR6",
    "AT": "WBR70 SEC22 CMR5 UNK3",
    "HU": "WBR82 ELB8 SEC8 UNK2",
    "SI": "WBR90 SEC10",
    "HR": "WBR92 SEC8",
    "RO": "WBR60 ELB18 EMR12 SEC10",
    "BG": "EMR52 WBR42 AIR6",
    "PL": "ELB58 SEC24 AIR10 WBR8",
    "CZ": "WBR55 SEC30 ELB10 AIR5",
    "SK": "WBR60 ELB20 SEC20",
    "LT": "ELB85 SEC15",
    "LV": "ELB85 SEC15",
    "EE": "ELB80 AIR20",
    "FI": "ELB50 AIR25 SEC25",
    "SE": "SEC55 AIR25 WBR20",
    "CY": "EMR75 AIR25",
    "MT": "CMR80 AIR20",
    "AL": "CIR35 CMR15 WBR30 CHN20",
    "UA": "ELB75 EMR25",
    "MD": "ELB60 AIR25 SEC15",
    "RS": "WBR100",
    "MK": "WBR100",
    "ME": "WBR70 CMR30",
    "CH": "SEC50 CMR25 WBR25",
}
ROUTES_OF_OTHERS = "SEC55 AIR40 UNK5"

# Route: from year on, a factor in tenths (invented).
ROUTE_TURNS = {
    "EMR": {2014: 10, 2015: 22, 2017: 10, 2020: 7, 2022: 10},
    "CMR": {2014: 14, 2018: 8, 2021: 12, 2024: 9},
    "WMR": {2014: 5, 2018: 14, 2020: 10},
    "WAR": {2014: 1, 2020: 9, 2023: 15},
    "WBR": {2014: 7, 2015: 16, 2017: 8, 2021: 13, 2024: 8},
    "CHN": {2014: 2, 2018: 4, 2020: 10, 2022: 16},
    "ELB": {2014: 3, 2021: 22, 2024: 14},
}

# Owning State: whom it asks (a weight behind each code).
PARTNERS_OF = {
    "IT": "DE16 NL12 FR9 GR8 AT7 SI5 ES4 AL4 TR4 RO3 CH3 BE3 GB3 HR2 BG3 TN4 LY3 MT3",
    "DE": "IT13 NL12 AT10 PL9 HU7 FR7 BE6 CZ6 RO5 GR5 BG6 RS3 GB4 TR2 SE3 DK2 SI2 CH2 LT2",
    "NL": "DE15 IT10 BE12 FR9 GB6 GR5 ES4 AT3 HU3 BG4 RO3 PL3 TR2 CZ2 SE2",
    "GR": "BG12 DE14 IT12 TR8 AL5 FR4 NL4 AT4 CY3 RO3 GB3 MK3 RS3 ES2 BE2",
    "FR": "BE13 GB11 DE11 NL8 ES8 IT9 BG3 RO4 GR2 CH3 PT2 AT2 HU2 LU1 RS2",
    "ES": "FR12 MA9 PT5 IT6 DE7 BE4 NL3 GB3 RO2 GR2 BG2 SN2 MR2 DZ2",
    "HU": "RS9 AT12 DE12 RO9 BG8 SK7 CZ4 SI3 HR3 GR3 IT3 NL2 UA2 GB2 TR2",
    "AT": "HU11 DE13 IT9 SI6 RO5 CZ4 BG6 RS5 HR3 SK3 GR3 NL2 TR2 CH2",
    "BE": "FR12 NL11 DE10 GB9 IT4 ES4 GR2 BG3 RO3 AL2 PL2 LU2",
    "BG": "DE12 GR8 RO8 RS6 AT6 TR5 HU4 IT3 NL3 GB3 FR2",
    "RO": "BG10 DE10 HU10 AT7 IT5 RS4 GB3 FR3 MD3 ES2 SK2",
    "PL": "DE16 LT7 LV5 CZ4 SK3 UA3 NL3 SE2 FR3 BG2 FI2 BE2 RO2 GB1",
    "GB": "FR14 BE12 DE8 NL9 IT4 BG3 RO4 GR3 AL2 IE3 PL2",
}
PARTNERS_OF_OTHERS = "DE10 IT7 FR5 AT5 NL5 BG5 HU4 GR4 BE3 RO3 PL3 SE3 ES2 HR3 SI3 GB3 RS3 CZ2 SK2"

# Route: who else lies on it.
CORRIDORS = {
    "EMR": "TR6 GR7 BG6 IT5 DE5 CY2 RO2 AL1 NL2 SE1 EG1",
    "CMR": "TN5 LY6 MT3 IT7 FR4 DE4 TR3 GR3 EG1 CH1 DZ1",
    "WMR": "MA8 ES7 FR5 BE2 DZ3 DE2 PT1",
    "WAR": "ES8 SN3 MR3 MA4 FR3 PT1",
    "WBR": "RS6 BG6 HU6 AT6 SI4 HR5 BA2 RO4 DE7 IT4 MK2 CZ2 SK2 TR2 GR3 ME1",
    "CIR": "AL8 GR7 IT4 DE2 MK1",
    "ELB": "PL7 LT5 LV4 DE7 UA3 FI2 SK2 MD2 RO3 BY1 EE1 CZ2",
    "CHN": "GB8 FR8 BE7 DE7 NL6 BG3 IT2 AL1 TR1 VN1",
    "SEC": "DE6 FR4 NL4 IT4 SE3 DK2 AT3 BE3 ES2 PT2 GR3 RO2 CH2",
    "AIR": "DE5 GR4 IT3 ES3 NL3 FR4 PT2 GB2 IE2 BE2 GE1 US1 TR1",
    "UNK": "DE3 IT2 FR2 NL2 BE1",
}
# Asked more often in some years: from year on, a factor in tenths.
PARTNER_TURNS = {
    "BG": {2014: 8, 2021: 15, 2023: 42, 2024: 15},
    "DE": {2014: 10, 2023: 8, 2024: 10},
    "RS": {2014: 8, 2022: 16, 2023: 20, 2024: 14},
    "GB": {2014: 7, 2021: 12, 2023: 24, 2024: 12},
    "TR": {2014: 10, 2022: 5},
}
# Requested States of a case and how often in a hundred; with the owner, three States make it multilateral.
NUMBERS_REQUESTED = {0: 4, 1: 62, 2: 20, 3: 9, 4: 3, 5: 2}

OFFENCES_BESIDE = {
    "criminal_organisation": 44,
    "money_laundering": 30,
    "document_fraud": 22,
    "trafficking_in_human_beings": 11,
    "drug_trafficking": 8,
    "fraud": 5,
    "labour_exploitation": 4,
    "corruption": 4,
    "vehicle_crime": 4,
    "sham_marriage": 3,
}
CLOSING_REASONS = {
    "executed": 40,
    "prosecution_finished": 31,
    "no_follow_up": 17,
    "transferred": 9,
    "time_barred": 3,
}


def factor(turns, year):
    """Return the factor in tenths that applies in a year, of {from year on: factor}."""
    return [tenths for since, tenths in turns.items() if since <= year][-1] if turns else 10


def weights(text):
    """Return {code: weight} of a text such as "DE16 NL12"."""
    return {token.rstrip("0123456789"): int(token.lstrip(ascii_uppercase)) for token in text.split()}


def route_weights(owner, year):
    """Return {route: weight} for the cases which a State opens in a year."""
    usual = weights(ROUTES_OF.get(owner, ROUTES_OF_OTHERS))
    return {route: weight * factor(ROUTE_TURNS.get(route), year) for route, weight in usual.items()}


def partner_weights(owner, route, year):
    """Return {State: weight} of those whom the owner of a case on that route asks in a year."""
    together = weights(PARTNERS_OF.get(owner, PARTNERS_OF_OTHERS))
    for state, weight in weights(CORRIDORS[route]).items():
        together[state] = together.get(state, 0) + weight
    together.pop(owner, None)
    return {state: weight * factor(PARTNER_TURNS.get(state), year) for state, weight in together.items()}


def owners_of_year(dice, year, number):
    """Return `number` owning States for the cases of a year, in no particular order."""
    british = BRITISH_CASES.get(year, 1) if year >= 2016 else 0
    special = LIAISON_OWNERS.get(year, "").split() + ["GB"] * british
    rest = number - len(special)
    shares = weights(OWNERS_2023 if year == 2023 else OWNERS)
    total = sum(shares.values())
    owners = [state for state, share in shares.items() for _ in range(rest * share // total)]
    while len(owners) < rest:
        owners.append(dice.weighted(shares))
    return dice.shuffled(owners + special)
