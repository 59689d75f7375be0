"""Charts, drawn when the figures change and stored: pictures without words, which the page puts around them."""

import hashlib
import json
from io import StringIO

import altair
from django.db import transaction

from figures.models import Chart, YearFigures

# Ongoing and new, told apart in lightness as well as in hue; ink for axes. Both themes keep 3:1 on their surface.
THEMES = {
    "light": {"ongoing": "#8fa8cc", "new": "#1c52ad", "ink": "#3c4658", "grid": "#d5dbe5"},
    "dark": {"ongoing": "#52688c", "new": "#8db4f5", "ink": "#b9c3d4", "grid": "#36415a"},
}
_WIDTH, _HEIGHT, _FONT = 720, 280, "system-ui, sans-serif"


@transaction.atomic
def draw_charts() -> None:
    """Draw every chart whose figures changed since it was last drawn."""
    rows = [
        {"year": str(figures.year), "part": part, "cases": figures.counts["cases"][part], "place": place}
        for figures in YearFigures.objects.latest_of_each_year()
        for place, part in enumerate(("ongoing", "new"))
    ]
    drawn_from = hashlib.sha256(json.dumps([rows, THEMES]).encode()).hexdigest()
    if Chart.objects.filter(name="cases_by_year", drawn_from=drawn_from).count() == len(THEMES):
        return
    for theme, colours in THEMES.items():
        Chart.objects.update_or_create(
            name="cases_by_year",
            theme=theme,
            defaults={"svg": _stacked(rows, colours), "drawn_from": drawn_from},
        )


def _stacked(rows: list[dict], colours: dict[str, str]) -> str:
    """An SVG of stacked bars, one bar a year, the total on top; `rows` have year, part, cases, place."""
    base = altair.Chart(altair.Data(values=rows))
    bars = base.mark_bar().encode(
        x=altair.X("year:N", axis=altair.Axis(title=None, labelAngle=0)),
        y=altair.Y("cases:Q", axis=altair.Axis(title=None, tickCount=5)),
        color=altair.Color(
            "part:N",
            scale=altair.Scale(domain=["ongoing", "new"], range=[colours["ongoing"], colours["new"]]),
            legend=None,
        ),
        order="place:Q",
    )
    totals = base.mark_text(dy=-7, fontSize=13, fontWeight=600, color=colours["ink"]).encode(
        x="year:N", y="sum(cases):Q", text="sum(cases):Q"
    )
    drawn = (bars + totals).properties(width=_WIDTH, height=_HEIGHT, background="transparent")
    picture = StringIO()
    axis = {
        "labelFontSize": 13,
        "labelFont": _FONT,
        "labelColor": colours["ink"],
        "domainColor": colours["ink"],
    }
    drawn = drawn.configure_view(stroke=None).configure_text(font=_FONT)
    drawn.configure_axis(gridColor=colours["grid"], tickColor=colours["grid"], **axis).save(
        picture, format="svg"
    )
    return picture.getvalue()
