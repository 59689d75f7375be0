"""Walks through the site in a real browser, as each role, wide and narrow, light and dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ROLES = [
    "prosecutor-it",
    "desk-it",
    "liaison-uk",
    "jits",
    "secretariat",
    "statistics",
    "administrator",
    "auditor",
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def visit(browser, site):
    """`visit(name, width)` signs in and gives the page; what the browser complains of fails the test."""
    contexts, complaints = [], []

    def open_page(username=None, viewport=WIDE, **facts):
        context = browser.new_context(
            viewport=viewport, base_url=site, locale=facts.pop("locale", "en-GB"), **facts
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: request.url.startswith(site) or complaints.append(request.url))
        page.on("response", lambda response: response.status >= 500 and complaints.append(response.url))
        if username:
            page.goto("/")
            page.get_by_label("Sign-in name").or_(page.get_by_label("Username")).fill(username)
            page.get_by_label("Password").fill("sample")
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url(site + "/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    # The browser also reports the refusals (4xx) that the walks ask for.
    assert [text for text in complaints if "the server responded with a status of 4" not in text] == []


def violations(page) -> list[str]:
    """What axe finds against WCAG 2.2 AA, one line each."""
    found = Axe().run(page, options=WCAG).response["violations"]
    return [
        f"{page.url} {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page) -> int:
    """How many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_a_stranger_is_asked_to_sign_in_and_told_when_it_fails(visit):
    page = visit()
    page.goto("/investigations/")
    assert "/accounts/login/" in page.url
    page.get_by_label("Password").fill("wrong")
    page.locator("input[name=login]").fill("desk-it")
    page.get_by_role("button", name="Sign in").click()
    assert page.get_by_role("alert").first.is_visible()


def test_a_desk_filters_the_list_opens_a_case_and_comes_back(visit):
    page = visit("desk-it")
    page.get_by_role("link", name="Investigations").first.click()
    page.wait_for_url(re.compile("/investigations/"))
    page.get_by_text("More filters").click()
    page.get_by_label("Offence").select_option("money_laundering")
    page.get_by_role("button", name=re.compile("Apply|Filter|Show")).first.click()
    page.wait_for_url(re.compile("offence=money_laundering"))
    first = page.locator("main a[href*='/investigations/EJ-']").first
    reference = first.inner_text()
    first.click()
    page.wait_for_url(re.compile(re.escape(reference)))
    assert reference in page.locator("main").inner_text()
    page.go_back()
    page.wait_for_url(re.compile("offence=money_laundering"))


def test_the_list_goes_on_and_comes_back_by_position(visit):
    page = visit("desk-it")
    page.goto("/investigations/")
    first = page.locator("main a[href*='/investigations/EJ-']").first.inner_text()
    page.get_by_role("link", name=re.compile("Next")).first.click()
    page.wait_for_url(re.compile("cursor="))
    page.wait_for_function(
        "first => document.querySelector(\"main a[href*='/investigations/EJ-']\").innerText !== first",
        arg=first,
    )
    page.get_by_role("link", name=re.compile("Previous")).first.click()
    page.wait_for_function(
        "first => document.querySelector(\"main a[href*='/investigations/EJ-']\").innerText === first",
        arg=first,
    )


def test_the_figures_of_2019_are_those_of_the_press_release(visit):
    page = visit("prosecutor-it")
    page.goto("/figures/2019/")
    text = page.locator("main").inner_text()
    for number in ("187", "86", "101"):
        assert number in text
    assert page.locator("main table").count() >= 4


def test_everything_works_without_javascript(visit):
    page = visit("desk-it", java_script_enabled=False)
    page.goto("/investigations/")
    page.locator("select[name=status]").select_option("active")
    page.get_by_role("button", name=re.compile("Apply|Filter|Show")).first.click()
    assert "status=active" in page.url
    page.get_by_role("link", name=re.compile("EJ-")).first.click()
    assert "/investigations/EJ-" in page.url


def test_french_is_french(visit):
    page = visit("desk-it")
    page.context.add_cookies([{"name": "django_language", "value": "fr", "url": page.url}])
    page.goto("/investigations/")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert "Enquêtes" in page.locator("body").inner_text()


@pytest.mark.parametrize("username", ROLES)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_is_accessible_and_fits_the_window(visit, username, viewport):
    page = visit(username, viewport, color_scheme="dark" if viewport is NARROW else "light")
    found = []
    paths = ["/", "/investigations/", "/teams/", "/meetings/"]
    if username == "desk-it":  # the same for everyone
        paths += ["/figures/2019/", "/figures/years/", "/accessibility/", "/privacy/"]
        paths += ["/investigations/?owning_state=XX", "/figures/1850/"]
    for path in paths:
        page.goto(path)
        found += violations(page)
        assert overflow(page) <= 0, path
    for start in ("/investigations/", "/teams/", "/meetings/"):
        page.goto(start)
        link = page.locator("main table a, main li a").first
        if username in {"desk-it", "prosecutor-it"} and link.count():
            page.goto(link.get_attribute("href"))
            found += violations(page)
            assert overflow(page) <= 0, page.url
    assert found == []
