"""The tree and the arrows, tested: arrows, bases, sizes, names."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.db import models
from django.urls import URLPattern, get_resolver
from importlinter.cli import lint_imports

from core.admin import VisibleAdmin
from core.api import VisibleViewSet
from core.views import VisibleMixin
from focusgroup.celery import app as celery_app

OWN_APPS = ["core", "audit", "accounts", "cases", "jits", "meetings", "figures", "focusgroup"]
MODULES = sorted(
    path
    for app in [*OWN_APPS, "sample", "bench", "tests"]
    for path in (settings.BASE_DIR / app).rglob("*.py")
    if "migrations" not in path.parts
)
OWN_MODULES = [path for path in MODULES if path.relative_to(settings.BASE_DIR).parts[0] in OWN_APPS]
FACES = [path for path in OWN_MODULES if path.stem in {"views", "api", "admin"}]
TREES = {path: ast.parse(path.read_text()) for path in MODULES}
# Shown to everyone who signs in, or to everyone: they read no row that somebody might not see.
OPEN_VIEWS = {"focusgroup.pages", "focusgroup.home", "focusgroup.health", "focusgroup.api", "accounts.views"}


def named(path: Path) -> str:
    return str(path.relative_to(settings.BASE_DIR))


def functions(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node) -> int:
    return node.end_lineno - node.lineno + 1


def test_the_arrows_between_and_inside_apps_hold():
    assert lint_imports(cache_dir=None) == 0


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_stays_under_400_lines_and_its_functions_under_40(path):
    assert len(path.read_text().splitlines()) < 400
    assert [node.name for node in functions(TREES[path]) if length(node) >= 40] == []


@pytest.mark.parametrize("path", FACES, ids=named)
def test_the_methods_of_a_face_stay_under_15_lines(path):
    methods = (
        item for node in TREES[path].body if isinstance(node, ast.ClassDef) for item in functions(node)
    )
    assert [node.name for node in methods if length(node) >= 15] == []


@pytest.mark.parametrize("path", OWN_MODULES, ids=named)
def test_nothing_is_imported_inside_a_function(path):
    inside = [
        node
        for function in functions(TREES[path])
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == []


def test_no_module_is_named_for_nothing():
    assert [
        named(path) for path in MODULES if path.stem in {"utils", "helpers", "misc", "common", "stuff"}
    ] == []


@pytest.mark.parametrize("path", OWN_MODULES, ids=named)
def test_every_module_class_and_public_service_says_what_it_is(path):
    tree = TREES[path]
    if path.read_text().strip():
        assert ast.get_docstring(tree), "the module"
    # A command's help is the docstring of its module; what an AppConfig is, its base says.
    classes = [
        n
        for n in tree.body
        if isinstance(n, ast.ClassDef)
        and not n.name.startswith("_")
        and n.name != "Command"
        and not any(getattr(base, "id", "") == "AppConfig" for base in n.bases)
    ]
    verbs = [n for n in tree.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    assert [node.name for node in classes + verbs if not ast.get_docstring(node)] == []


# Reference data that everyone signed in may see (`ReferenceQuerySet`).
REFERENCE = r"\b(Country|CountryStanding|Desk|Authority)\.objects"


@pytest.mark.parametrize("path", [*FACES, *(p for p in OWN_MODULES if p.stem == "agenda")], ids=named)
def test_a_face_reads_rows_only_through_visible_to(path):
    """`Model.objects` stands in a face only as a class's `queryset` (its base asks) or followed by `visible_to`."""
    asked = re.sub(REFERENCE, "", path.read_text())
    asked = re.sub(r"^    queryset = \w+\.objects\b", "", asked, flags=re.MULTILINE)
    assert re.findall(r"\w+\.objects\b(?!\s*\.(?:visible_to|opened_to)\()[^\n]*", asked) == []
    assert "_base_manager" not in asked and "_default_manager" not in asked


def patterns(resolver=None):
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def own_views():
    for entry in patterns():
        view = (
            getattr(entry.callback, "view_class", None)
            or getattr(entry.callback, "cls", None)
            or entry.callback
        )
        module = getattr(view, "__module__", "")
        if module.split(".")[0] in OWN_APPS and module not in OPEN_VIEWS and not hasattr(view, "model_admin"):
            yield entry, view


def test_every_view_stands_on_a_base_that_asks_who_may_see():
    found = list(own_views())
    assert len(found) > 10
    for entry, view in found:
        if str(entry.pattern).startswith("admin/") or view.__module__ == "core.admin":
            continue
        assert isinstance(view, type) and issubclass(view, VisibleMixin | VisibleViewSet), (entry, view)


def test_every_admin_stands_on_the_base_that_asks_who_may_see():
    own = [
        model_admin
        for model, model_admin in admin.site._registry.items()
        if model._meta.app_label in OWN_APPS
    ]
    assert len(own) > 5
    assert [model_admin for model_admin in own if not isinstance(model_admin, VisibleAdmin)] == []


def own_models():
    return [model for app in OWN_APPS for model in apps.get_app_config(app).get_models()]


def test_dates_instants_flags_and_money_are_named_alike():
    given_by_django = {"date_joined", "last_login"}
    faults = []
    for model in own_models():
        for field in model._meta.concrete_fields:
            name = field.name
            is_instant = isinstance(field, models.DateTimeField)
            if name in given_by_django or name in {"at", "as_of"}:
                continue
            if is_instant and not name.endswith("_at"):
                faults.append(field)
            if isinstance(field, models.DateField) and not is_instant and not name.endswith("_on"):
                faults.append(field)
            if isinstance(field, models.BooleanField) and not name.startswith(("is_", "has_")):
                faults.append(field)
            if isinstance(field, models.FloatField):
                faults.append(field)
            if isinstance(field, models.DecimalField) and not name.endswith(("_eur", "_rate")):
                faults.append(field)
    assert faults == []


def test_every_table_but_the_log_fails_closed():
    for model in own_models():
        if model._meta.app_label != "audit":
            assert hasattr(model._default_manager.all(), "visible_to"), model


def test_constraints_are_named_as_sentences():
    names = [constraint.name for model in own_models() for constraint in model._meta.constraints]
    assert names and [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+){2,}", name)] == []


def test_services_never_know_a_request():
    for path in OWN_MODULES:
        if "services" in path.parts or path.stem == "services":
            for function in functions(TREES[path]):
                assert "request" not in {
                    argument.arg for argument in function.args.args + function.args.kwonlyargs
                }


def test_no_rule_hides_in_a_signal():
    assert [
        named(p) for p in OWN_MODULES if re.search(r"django\.(db\.models|dispatch).*signals?", p.read_text())
    ] == []


def dotted_tasks():
    for path in OWN_MODULES:
        yield from re.findall(r'after_commit\(\s*"([\w.]+)"', path.read_text())
    yield from (entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values())


def test_every_dotted_name_is_a_task():
    celery_app.loader.import_default_modules()
    names = set(dotted_tasks())
    assert names and names <= set(celery_app.tasks)


TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_page_has_nothing_inline_and_loads_nothing_from_outside(path):
    text = path.read_text()
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", text)
    assert "<style" not in text and not re.search(r"\sstyle=", text)
    assert not re.search(r"<[a-z][^>{]*\son[a-z]+=", text)
    assert not re.search(r'(src|href)="(https?:)?//', text)


def test_the_project_speaks_of_itself_alone():
    words = re.compile(r"/work/|/\.library|shared/design|\bagents?\b|pypi|files\.pythonhosted", re.IGNORECASE)
    own = [*MODULES, *TEMPLATES, *settings.BASE_DIR.glob("*.md"), *(settings.BASE_DIR / "docs").rglob("*.md")]
    here = Path(__file__)
    assert [
        named(path)
        for path in own
        if path != here and words.search(path.read_text().replace("template.Library", ""))
    ] == []
