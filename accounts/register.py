"""Countries in the cells of register files."""

from functools import cached_property, lru_cache

from django_countries import countries

from accounts.codes import eu_code
from accounts.models import Country, CountryStanding
from core.register.cells import Cell, Several
from core.register.faults import CellFault, quoted

_ALLOWED = "write an ISO 3166-1 alpha-2 code such as IT (EL and UK are taken for GR and GB)"
_LONGEST_NAME = 60


class CountryReader:
    """Turns a code in either spelling into the ISO code of a country of the register."""

    def __init__(self):
        known = list(Country.objects.values_list("code", flat=True))
        self._by_code = {code: code for code in known} | {eu_code(code): code for code in known}

    def __call__(self, text: str) -> str:
        code = self._by_code.get(text)
        if code is None:
            raise CellFault(f"{quoted(text)} is not a country code{self._suggestion(text)}; {_ALLOWED}")
        return code

    def _suggestion(self, text: str) -> str:
        upper = text[:_LONGEST_NAME].upper()
        code = upper if upper in self._by_code else self._by_name.get(upper)
        return f"; did you mean {code}?" if code else ""

    @cached_property
    def _by_name(self) -> dict[str, str]:
        """Codes by what people write instead: the name and the code of three letters."""
        names = {name.upper(): code for code, name in countries}
        return names | {countries.alpha3(code): code for code, _ in countries}


class CountryCell(Cell):
    """One country."""

    def __init__(self, **options):
        super().__init__(**options)
        self._read = CountryReader()

    def parse(self, text):
        return self._read(text)


def several_countries(**options) -> Several:
    """Countries joined by semicolons."""
    return Several(CountryReader(), **options)


class CaseReader:
    """Turns `IT:123/2019` into the same with the ISO code, whether or not there is such a case."""

    def __init__(self):
        self._country = CountryReader()

    def __call__(self, text: str) -> str:
        code, colon, reference = text.partition(":")
        if not colon or not reference.strip():
            raise CellFault(
                f"{quoted(text)} names no case: write owning_state:national_reference, such as IT:123/2019"
            )
        return f"{self._country(code.strip())}:{reference.strip()}"


class DeskDays:
    """On which days each country had a desk that could own a case."""

    def __init__(self):
        self._spans: dict[str, list[tuple[str, str]]] = {}
        standings = CountryStanding.objects.order_by("from_on").values_list(
            "country_id", "from_on", "until_on"
        )
        for code, first, last in standings:
            span = (first.isoformat() if first else "", last.isoformat() if last else "~")
            self._spans.setdefault(code, []).append(span)
        for spans in self._spans.values():
            spans.sort()
        self.fault = lru_cache(maxsize=65536)(self._fault)

    def _fault(self, code: str, day: str) -> str:
        """Why `code` could not own a case on `day` (YYYY-MM-DD); empty when it could."""
        spans = self._spans.get(code, [])
        if any(first <= day <= last for first, last in spans):
            return ""
        if not spans:
            return f"{eu_code(code)} never had a National Desk or liaison prosecutor, so it cannot own a case"
        later = [first for first, _ in spans if first > day]
        when = f"it has had one since {later[0]}" if later else f"it had one until {spans[-1][1]}"
        return f"{eu_code(code)} had no National Desk or liaison prosecutor on {day}; {when}"
