"""Writes a large register, always the same for the same size: cases over ten years, their periods closed or open."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HEADER = [
    "national_reference",
    "owning_state",
    "title",
    "opened_on",
    "closed_on",
    "closing_reason",
    "requested_states",
    "offences",
    "routes",
    "voided",
]
FIRST = date(2014, 1, 1)
DAYS = 3652  # ten years
OWNERS = [
    "IT",
    "DE",
    "GR",
    "FR",
    "ES",
    "HU",
    "AT",
    "BE",
    "NL",
    "PL",
    "BG",
    "RO",
    "SE",
    "HR",
    "SI",
    "PT",
    "CZ",
    "SK",
    "DK",
    "FI",
    "LT",
    "LV",
    "EE",
    "IE",
    "CY",
    "MT",
    "LU",
]
OTHERS = ["GB", "TR", "RS", "AL", "MA", "TN", "CH", "UA"]
ROUTES = ["EMR", "CMR", "WMR", "WAR", "WBR", "CIR", "ELB", "CHN", "SEC", "AIR", "UNK"]
OFFENCES = [
    "money_laundering",
    "drug_trafficking",
    "trafficking_in_human_beings",
    "document_fraud",
    "corruption",
]
REASONS = ["executed", "no_follow_up", "transferred", "prosecution_finished", "time_barred"]


def rows(count: int):
    """`count` support periods: one in twenty is a second period of the case before it."""
    dice = random.Random(2020)
    number = 0
    while number < count:
        owner = dice.choice(OWNERS)
        reference = f"{number}/{owner}"
        opened = FIRST + timedelta(days=dice.randrange(DAYS))
        closed = opened + timedelta(days=dice.randrange(30, 900))
        stays_open = dice.random() < 0.1
        requested = dice.sample(
            [code for code in OWNERS + OTHERS if code != owner], dice.choice([0, 1, 1, 1, 2, 3])
        )
        offences = ["migrant_smuggling"] * (dice.random() < 0.97) + dice.sample(
            OFFENCES, dice.choice([0, 1, 2])
        )
        yield [
            reference,
            owner,
            f"Vans across the border, pattern {number}",
            opened,
            "" if stays_open else closed,
            "" if stays_open else dice.choice(REASONS),
            ";".join(requested),
            ";".join(offences),
            ";".join(dice.sample(ROUTES, dice.choice([1, 1, 2]))),
            "yes" if dice.random() < 0.01 else "",
        ]
        number += 1
        if not stays_open and number < count and dice.random() < 0.05:
            again = closed + timedelta(days=dice.randrange(1, 400))
            yield [reference, owner, "", again, "", "", "", "", "", ""]
            number += 1


def write(path: Path, count: int) -> None:
    """Write a register of `count` rows to `path`."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(rows(count))
