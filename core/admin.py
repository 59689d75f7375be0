"""How the staff panel behaves everywhere: for Eurojust staff, visible rows only, rights by role."""

from functools import wraps

from csp.constants import UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.admin import ShowFacets, site
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import InvalidPage
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin, TabularInline
from unfold.sites import UnfoldAdminSite

# What the panel's own scripts and styles need (Alpine evaluates attributes); nothing comes from outside.
PANEL_POLICY = {"script-src": [UNSAFE_EVAL], "style-src": [UNSAFE_INLINE], "img-src": ["data:"]}


class StaffSite(UnfoldAdminSite):
    """The panel of Eurojust staff; everyone else works on the pages."""

    index_title = gettext_lazy("Staff panel")

    def has_permission(self, request) -> bool:
        user = request.user
        return user.is_authenticated and user.is_active and user.is_staff

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register a table; one whose admin does not say who may see it is left out (those of libraries)."""
        if admin_class and issubclass(admin_class, VisibleAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view, cacheable=False):
        guarded = csp_update(PANEL_POLICY)(super().admin_view(view, cacheable))

        @wraps(guarded)
        def staff_view(request, *args, **kwargs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("account_login"))
            if not self.has_permission(request):
                raise PermissionDenied(_("The staff panel is for Eurojust staff."))
            return guarded(request, *args, **kwargs)

        return staff_view

    @login_not_required
    def login(self, request, extra_context=None):
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"), reverse("account_login"))

    def logout(self, request, extra_context=None):
        return LogoutView.as_view(next_page=reverse("account_login"))(request)

    def password_change(self, request, extra_context=None):
        return redirect("account_change_password")

    def search(self, request, extra_context=None):
        try:
            return super().search(request, extra_context)
        except (ValueError, InvalidPage) as error:
            raise Http404 from error


def navigation(request) -> list[dict]:
    """The sidebar: what the role may open, first the apps of one table without a heading each."""
    apps = site.get_app_list(request)
    alone = [model for app in apps if len(app["models"]) == 1 for model in app["models"]]
    groups = [{"name": "", "models": alone}, *(app for app in apps if len(app["models"]) > 1)]
    return [
        {
            "title": app["name"],
            "items": [
                {"title": model["name"], "icon": _icon_of(model["model"]), "link": model["admin_url"]}
                for model in app["models"]
            ],
        }
        for app in groups
    ]


def _icon_of(model) -> str:
    return site.get_model_admin(model).icon


class ByRole:
    """Rights follow from the role alone: `viewers` look, `editors` also add and change; nobody deletes."""

    viewers: set[str] = set()
    editors: set[str] = set()

    def has_module_permission(self, request) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None) -> bool:
        return request.user.role in self.viewers | self.editors

    def has_add_permission(self, request, obj=None) -> bool:
        return request.user.role in self.editors

    def has_change_permission(self, request, obj=None) -> bool:
        return request.user.role in self.editors

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_queryset(self, request):
        return self.seen_by(request.user, super().get_queryset(request))

    def seen_by(self, user, rows):
        """Those of the rows that `user` may see."""
        return rows.visible_to(user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", db_field.related_model.objects.visible_to(request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", db_field.related_model.objects.visible_to(request.user))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class VisibleInline(ByRole, TabularInline):
    """Rows of a table below the one they belong to, visible ones only."""

    extra = 0
    show_change_link = False


class VisibleAdmin(ByRole, ModelAdmin):
    """One table in the panel: visible rows only, read-only but for its editors, saved through a service."""

    icon = "table_rows"
    empty_text = gettext_lazy("There is nothing yet that you may see.")
    list_per_page = 50
    show_full_result_count = False
    show_facets = ShowFacets.NEVER

    def lookup_allowed(self, lookup, value, request) -> bool:
        """Only what is offered as a filter: any other column would tell of what is not shown."""
        offered = {each if isinstance(each, str) else each[0] for each in self.get_list_filter(request)}
        offered.add(self.date_hierarchy)
        return lookup.split("__")[0] in offered and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        if any("\0" in value for values in request.GET.lists() for value in values[1]):
            raise BadRequest(_("The address holds a character that no text has."))
        return super().changelist_view(request, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        try:
            with transaction.atomic():
                return super().changeform_view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
            return HttpResponseRedirect(request.get_full_path())

    def history_view(self, request, object_id, extra_context=None):
        raise Http404  # the audit log is the history

    def log_addition(self, request, obj, message):
        """Nothing: the service recorded it in the audit log."""

    log_change = log_addition

    def log_deletions(self, request, queryset):
        """Nothing: the service recorded it in the audit log."""

    def _get_obj_does_not_exist_redirect(self, request, opts, object_id):
        raise Http404


def done(request, name: str) -> HttpResponse:
    """The answer to a dialog that did its work: on to the page `name`, whether a script asked or a person."""
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": reverse(name)})
    return redirect(name)
