"""Every word for people has its French, and the compiled catalogue is that of the source."""

import ast
import io
import re
import tokenize
from pathlib import Path

import allauth.account
import django_countries
import polib
import pytest
import unfold
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation.template import templatize

from figures.services.charts import draw_charts
from figures.services.compiling import compile_year
from tests import factories

NOT_SOURCES = {"bench", "docs", "locale", "sample", "static", "tests", "var"}
OURS, LIBRARIES = (Path(place) / "fr" / "LC_MESSAGES" / "django.po" for place in settings.LOCALE_PATHS)
CATALOGUES = pytest.mark.parametrize("catalogue", [OURS, LIBRARIES], ids=["ours", "libraries"])

# Which arguments of a call are the context, the words, and the words for several.
MARKS = {"_": (None, 0, None), "gettext": (None, 0, None), "ngettext": (None, 0, 1)}
MARKS |= {"pgettext": (0, 1, None), "npgettext": (0, 1, 2)}
MARKS |= {f"{name}_lazy": places for name, places in MARKS.items() if name != "_"}

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|%%|\{\w*\}")
BEFORE_A_HARD_SPACE = re.compile(r" [:;?!»]|« |\w'\w")


def words_of_call(call: ast.Call):
    """(context, words, words for several) that the call asks a translation of; None for any other call."""
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    if name not in MARKS or not call.args:
        return None
    given = [ast.Constant("") if at is None else call.args[at] for at in MARKS[name]]
    return (
        tuple(each.value for each in given) if all(isinstance(each, ast.Constant) for each in given) else None
    )


def words_of_code(code: str):
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    return [words for words in map(words_of_call, calls) if words]


def words_of_template(code: str):
    """Django turns a template into calls among filler on any number of lines; only the calls are read."""
    found, tokens = [], [each.string for each in _tokens(templatize(code).replace("\n", " "))]
    for place, token in enumerate(tokens):
        if token in MARKS and tokens[place + 1] == "(":
            end = tokens.index(")", place)
            found += words_of_code("".join(tokens[place : end + 1]))
    return found


def _tokens(line: str):
    return tokenize.generate_tokens(io.StringIO(line.strip()).readline)


def words_of(folders) -> set:
    """Every word for people in the modules and templates under `folders`."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix == ".py":
                found.update(words_of_code(path.read_text()))
            elif path.suffix in {".html", ".txt"}:
                found.update(words_of_template(path.read_text()))
    return found


def words_in(catalogue: Path) -> set:
    return {(each.msgctxt or "", each.msgid, each.msgid_plural or "") for each in polib.pofile(catalogue)}


def translations(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text))


def test_the_reader_of_sources_finds_words_where_they_may_stand():
    code = (
        'from x import gettext as _\nclass A:\n    a = _("one" "two")\n    b = npgettext("c", "d", "e", 2)\n'
    )
    assert words_of_code(code) == [("", "onetwo", ""), ("c", "d", "e")]
    template = '{% translate "It’s (one)" context "c" as x %}\n  {% crumb _("two") %}'
    template += "{% blocktranslate count n=n %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}"
    words = [("c", "It’s (one)", ""), ("", "two", ""), ("", "%(n)s day", "%(n)s days")]
    assert words_of_template(template) == words


def test_the_catalogue_knows_every_word_of_the_sources():
    folders = [each for each in settings.BASE_DIR.iterdir() if each.is_dir() and each.name[0] not in "._"]
    sources = words_of(each for each in folders if each.name not in NOT_SOURCES)
    assert len(sources) > 600
    assert sorted(sources - words_in(OURS)) == [], "collect and translate them as CONTRIBUTING.md says"


def test_the_libraries_still_say_the_words_translated_for_them():
    folders = [Path(module.__file__).parent for module in (allauth.account, django_countries, unfold)]
    assert sorted(words_in(LIBRARIES) - words_of(folders)) == []


@CATALOGUES
def test_every_word_is_translated_for_good(catalogue):
    entries = polib.pofile(catalogue)
    assert [each.msgid for each in entries if each.obsolete or each.fuzzy or each.previous_msgid] == []
    assert [each.msgid for each in entries if not all(translations(each))] == []
    assert [each.msgid for each in entries if each.msgid_plural and len(translations(each)) != 2] == []


@CATALOGUES
def test_translations_keep_their_placeholders(catalogue):
    wrong = []
    for each in polib.pofile(catalogue):
        allowed = [placeholders(each.msgid), placeholders(each.msgid_plural or each.msgid)]
        kept = [placeholders(text) for text in translations(each)]
        wrong += [each.msgid for found in kept if found not in allowed]
        wrong += [each.msgid] if kept[-1] != allowed[-1] else []
    assert wrong == []


@CATALOGUES
def test_french_is_set_as_french(catalogue):
    texts = [text for each in polib.pofile(catalogue) for text in translations(each)]
    assert [text for text in texts if BEFORE_A_HARD_SPACE.search(text)] == []


@CATALOGUES
def test_the_compiled_catalogue_is_that_of_the_source(catalogue):
    source, compiled = polib.pofile(catalogue), polib.mofile(catalogue.with_suffix(".mo"))

    def known(entries):
        return {(each.msgctxt, each.msgid): translations(each) for each in entries}

    assert known(compiled) == known(source)
    assert compiled.metadata["Plural-Forms"] == source.metadata["Plural-Forms"]


@pytest.fixture
def french(client, desk_it):
    """The Italian desk, with a case, a team, a meeting, and figures, and a browser that asks for French."""
    case = factories.case("IT", requested=["DE"], title="Camions")
    factories.support(factories.team(cases=[case], name="Camions"))
    factories.meeting(cases=[case])
    compile_year(2018)
    compile_year(2019)
    draw_charts()
    desk_it.set_password("a password to change")
    desk_it.save()
    client.force_login(desk_it)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "fr"
    return client, case


PAGES = ["/", "/investigations/", "/investigations/?status=closed", "/investigations/{case}/"]
PAGES += ["/investigations/{case}/access/", "/investigations/{case}/access/give/"]
PAGES += ["/teams/", "/meetings/", "/figures/2019/", "/figures/2019/new/", "/figures/years/"]
PAGES += ["/figures/definition/", "/preferences/", "/accounts/password/change/", "/accounts/logout/"]
PAGES += ["/accessibility/", "/privacy/"]

ENGLISH = re.compile(
    r"\b(Investigations?|Teams?|Meetings|Figures|Home|Preferences|Sign|Search|Keyboard|Privacy|Status|Owner|"
    r"Reference|the|with|and|of|for|you|your|is|are|not)\b"
)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_in_french_has_no_english_in_it(french, address):
    client, case = french
    response = client.get(address.format(case=case.reference))
    assert response.status_code == 200
    shown = response.content.decode()
    assert '<html lang="fr"' in shown
    assert ENGLISH.findall(strip_tags(shown.split("<body")[1])) == []
    labels = re.findall(r'(?:aria-label|placeholder|title|alt|data-label)="([^"]*)"', shown)
    assert ENGLISH.findall(" ".join(labels)) == []


def test_sections_dates_and_numbers_are_french(french):
    client, case = french
    shown = strip_tags(client.get(f"/investigations/{case.reference}/").content.decode())
    for words in ("Accueil", "Enquêtes", "Équipes", "Réunions", "Chiffres", "1 mars 2019", "Allemagne"):
        assert words in shown


def test_a_stranger_signs_in_in_french(client, db):
    response = client.get("/accounts/login/", headers={"Accept-Language": "fr-FR,fr;q=0.9"})
    shown = response.content.decode()
    assert '<html lang="fr"' in shown and "Se connecter" in shown
    assert "Identifiant" in shown and "Mot de passe" in shown
