"""Figures on migrant smuggling that others published, each with its source: beside ours, never instead."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Published:
    """One figure of one year as printed: `measure` as in the statistics document, `text` as it is shown.

    `value` is the number behind it, None where the print gives none that could be compared.
    """

    year: int
    measure: str
    value: int | None
    source: str
    text: str = ""
    remark: str = ""


PRESS_RELEASE = _("Eurojust, press release of 29 May 2020")
ANNUAL_2018 = _("eucrim, summary of Eurojust’s Annual Report 2018")
ANNUAL_2020 = _("Eurojust, Annual Report 2020")
ANNUAL_2021 = _("Eurojust, Annual Report 2021")
ANNUAL_2022 = _("Eurojust, Annual Report 2022")
ANNUAL_2023 = _("Eurojust, Annual Report 2023")

PUBLISHED = [
    Published(2018, "cases.supported", 157, ANNUAL_2018, remark=_("“worked on 157”; not said whether all")),
    Published(2019, "cases.supported", 187, PRESS_RELEASE),
    Published(2019, "cases.new", 86, PRESS_RELEASE),
    Published(2019, "cases.ongoing", 101, PRESS_RELEASE),
    Published(2019, "jits.supported", 12, PRESS_RELEASE),
    Published(2019, "meetings.coordination_meeting", 24, ANNUAL_2022),
    Published(2020, "cases.supported", 220, ANNUAL_2020, text="≈ 220", remark=_("“nearly 220”")),
    Published(2020, "meetings.coordination_meeting", 21, ANNUAL_2022),
    Published(2021, "cases.supported", 292, ANNUAL_2021),
    Published(2021, "cases.new", 170, ANNUAL_2021),
    Published(2021, "cases.ongoing", 122, ANNUAL_2021),
    Published(2021, "jits.supported", 11, ANNUAL_2021),
    Published(2021, "jits.new", 4, ANNUAL_2021),
    Published(2021, "meetings.coordination_meeting", 25, ANNUAL_2021),
    Published(
        2022, "cases.new", 132, ANNUAL_2023, text="≈ 132",
        remark=_("derived: the 172 new cases of 2023 are called 30% more"),
    ),
    Published(2022, "meetings.coordination_meeting", 33, ANNUAL_2022),
    Published(
        2023, "cases.supported", 425, ANNUAL_2023,
        remark=_("the headline; its table has 172 new and 235 ongoing, together 407"),
    ),
    Published(2023, "cases.new", 172, ANNUAL_2023),
    Published(2023, "cases.ongoing", 235, ANNUAL_2023),
    Published(2023, "jits.supported", 18, ANNUAL_2023),
    Published(2023, "meetings.coordination_meeting", 31, ANNUAL_2023),
]  # fmt: skip


def published_by_cell() -> dict[tuple[int, str], Published]:
    """The figures by year and measure."""
    return {(each.year, each.measure): each for each in PUBLISHED}
