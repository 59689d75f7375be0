"""National references in each country's manner; every one of them is fictitious."""

STYLES = {
    "AT": "{n3} St {n}/{y}{letter}",
    "AL": "{n} viti {Y}",
    "BE": "{city}.37.L4.{n:06d}/{Y}",
    "BG": "DP {n}/{Y}",
    "CH": "SV.{y}.{n:04d}",
    "CZ": "{n3} KZV {n}/{Y}",
    "DE": "{n3}0 Js {n}/{y}",
    "DK": "SØK-{n:05d}-{y}",
    "EE": "{y}230{n:06d}",
    "ES": "DP {n}/{Y}-{letter}",
    "FI": "R {y}/{n:05d}",
    "FR": "{y} {n3:03d} 000{n:04d}",
    "GB": "SMG/{n:05d}/{y}",
    "GE": "N{n:06d}{n3:03d}/{y}",
    "GR": "ABM {letter}{y}/{n}",
    "HR": "K-US-{n}/{Y}",
    "HU": "B.{n}/{Y}",
    "IE": "DPP {Y}/{n:05d}",
    "IS": "{n3:03d}-{Y}-{n:04d}",
    "IT": "{n}/{Y}-21",
    "LT": "{n3:02d}-1-{n:05d}-{y}",
    "LU": "{n:05d}/{y}/CD",
    "LV": "118{n:05d}{y}",
    "MD": "{Y}9{n:05d}",
    "ME": "Kts {n}/{y}",
    "MK": "KO {n}/{y}",
    "MT": "AG/{n:04d}/{Y}",
    "NL": "{n3}/LER{y}-{n:03d}",
    "NO": "{n:08d}/{y}",
    "PL": "RP {roman} Ds {n}.{Y}",
    "PT": "{n}/{y}.{n3}T9{city}",
    "RO": "{n}/D/P/{Y}",
    "RS": "KTO {n}/{y}",
    "SE": "AM-{n:06d}-{y}",
    "SI": "Kpp {n}/{Y}",
    "SK": "{roman}/1 Gv {n}/{y}",
    "UA": "120{y}{n:08d}",
    "US": "{y}-mj-{n:05d}",
}
GENERIC = "{n}/{Y}"
CITIES = {"BE": ("BR", "AN", "GE", "LI", "BG"), "PT": ("LSB", "PRT", "FAR", "STB")}
ROMANS = ("I", "II", "III", "IV", "V", "VII")


def new_reference(dice, owner, year, taken):
    """Return a reference in the owner's manner that is not in `taken`, and note (owner, reference) there."""
    while True:
        reference = STYLES.get(owner, GENERIC).format(
            n=dice.between(21, 4890),
            n3=dice.between(3, 41),
            y=f"{year % 100:02d}",
            Y=year,
            letter=dice.pick("abdfghkmpstwxyz" if owner == "AT" else "ABCDEFG"),
            roman=dice.pick(ROMANS),
            city=dice.pick(CITIES.get(owner, ("",))),
        )
        if (owner, reference) not in taken:
            taken.add((owner, reference))
            return reference
