"""Countries of ISO 3166-1, and what each was to Eurojust when.

Accession and withdrawal dates are those of the treaties. When a State seconded its first liaison prosecutor is
known to the year only: each such row begins on 1 January, or is open where the State had one in 2018 or before.
"""

from datetime import date

from django.db import migrations
from django_countries import countries

TREATY = "Treaty of accession"
FOUNDERS = "AT BE DE DK ES FI FR GR IE IT LU NL PT SE"
ACCESSIONS = {
    date(2004, 5, 1): "CY CZ EE HU LT LV MT PL SI SK",
    date(2007, 1, 1): "BG RO",
    date(2013, 7, 1): "HR",
}
WITHDRAWAL = "Agreement on the withdrawal of the United Kingdom (OJ L 29, 31.1.2020)"
LIAISON_PAGE = "Eurojust, Liaison Prosecutors (known to the year)"
LIAISON_SINCE = {
    None: "CH ME MK NO UA US",
    date(2019, 1, 1): "GE",
    date(2020, 1, 1): "RS",
    date(2021, 1, 1): "AL",
    date(2022, 1, 1): "MD",
    date(2024, 1, 1): "IS",
}


def standings():
    """Rows of (country, standing, first day, last day, source); an open end is None."""
    for code in FOUNDERS.split():
        yield code, "member_state", None, None, "Member State when Eurojust was founded in 2002"
    for day, codes in ACCESSIONS.items():
        for code in codes.split():
            yield code, "member_state", day, None, TREATY
    yield "GB", "member_state", None, date(2020, 1, 31), WITHDRAWAL
    yield "GB", "transition", date(2020, 2, 1), date(2020, 12, 31), WITHDRAWAL
    yield "GB", "liaison_prosecutor", date(2021, 1, 1), None, LIAISON_PAGE
    for day, codes in LIAISON_SINCE.items():
        for code in codes.split():
            yield code, "liaison_prosecutor", day, None, LIAISON_PAGE


def load(apps, schema_editor):
    """Fill the tables."""
    country, standing = apps.get_model("accounts", "Country"), apps.get_model("accounts", "CountryStanding")
    country.objects.bulk_create(country(code=code) for code, _ in countries)
    rows = list(standings())
    standing.objects.bulk_create(
        standing(country_id=code, standing=what, from_on=first, until_on=last, source=source)
        for code, what, first, last, source in rows
    )
    desk = apps.get_model("accounts", "Desk")
    desk.objects.bulk_create(desk(country_id=code) for code in sorted({row[0] for row in rows}))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
