"""Accounts and reference data in the staff panel."""

from django import forms
from django.contrib import admin
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.db.models import F, Prefetch
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display
from unfold.widgets import UnfoldAdminPasswordToggleWidget

from accounts import services
from accounts.choices import STAFF_ROLES, Role
from accounts.models import Authority, Country, CountryStanding, Desk, User
from core.admin import VisibleAdmin, VisibleInline
from core.calendar import today

ADMINISTRATORS = {Role.ADMINISTRATOR}


class UserForm(forms.ModelForm):
    """An account, with room for a new password."""

    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        help_text=password_validators_help_text_html,
        widget=UnfoldAdminPasswordToggleWidget(attrs={"autocomplete": "new-password"}),
    )

    class Meta:
        model = User
        fields = services.FACTS

    def clean_new_password(self):
        password = self.cleaned_data["new_password"]
        if password:
            validate_password(password, self.instance)
        return password

    def _post_clean(self):
        super()._post_clean()
        if self.instance.pk and self.actor.pk == self.instance.pk and not self.errors:
            try:
                services.require_no_lockout(self.instance, actor=self.actor)
            except forms.ValidationError as refusal:
                self.add_error(None, refusal)


@admin.register(User)
class UserAdmin(VisibleAdmin):
    """Accounts: administrators keep them, auditors look."""

    icon = "person"
    viewers = {Role.AUDITOR}
    editors = ADMINISTRATORS
    form = UserForm
    list_display = ["username", "name", "role", "country", "authority", "is_active"]
    list_filter = ["role", "is_active", "country"]
    list_select_related = ["country", "authority"]
    search_fields = ["username", "name", "email"]
    autocomplete_fields = ["authority"]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "role":
            kwargs["choices"] = [("", _("Choose a role")), *Role.choices]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        person = (None, {"fields": ["username", "name", "email", "is_active"]})
        acting = (_("Acts as"), {"fields": ["role", "country", "authority"]})
        if not self.has_change_permission(request, obj):
            return [person, acting]
        return [person, acting, (_("Password"), {"fields": ["new_password"]})]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        return form

    def save_model(self, request, obj, form, change):
        facts = {name: form.cleaned_data[name] for name in services.FACTS}
        password = form.cleaned_data["new_password"]
        if not change:
            obj.pk = services.create_user(actor=request.user, password=password, **facts).pk
            return
        services.change_user(obj, actor=request.user, **facts)
        if password:
            services.set_password(obj, password, actor=request.user)


class ReferenceAdmin(VisibleAdmin):
    """Reference data: all staff look, administrators keep it."""

    viewers = STAFF_ROLES
    editors = ADMINISTRATORS

    def save_model(self, request, obj, form, change):
        services.keep_reference(obj, actor=request.user)

    def save_formset(self, request, form, formset, change):
        for row in formset.save(commit=False):
            services.keep_reference(row, actor=request.user)


class StandingInline(VisibleInline):
    """What a country was to Eurojust when."""

    model = CountryStanding
    viewers = STAFF_ROLES
    editors = ADMINISTRATORS
    fields = ["standing", "from_on", "until_on", "source"]
    ordering = [F("from_on").asc(nulls_first=True)]


@admin.register(Country)
class CountryAdmin(ReferenceAdmin):
    """Countries of ISO 3166-1: none is added, their standings are."""

    icon = "public"
    list_display = ["code", "named", "standing_today"]
    search_fields = ["code"]
    inlines = [StandingInline]
    fields = readonly_fields = ["code", "named"]

    def get_queryset(self, request):
        standings = Prefetch("standings", CountryStanding.objects.on(today()), to_attr="standings_today")
        return super().get_queryset(request).prefetch_related(standings)

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    @display(description=_("Name"))
    def named(self, country):
        return country.name

    @display(description=_("Today"))
    def standing_today(self, country):
        return next((each.get_standing_display() for each in country.standings_today), None)

    def save_model(self, request, obj, form, change):
        """Nothing: a country is its code."""


@admin.register(Authority)
class AuthorityAdmin(ReferenceAdmin):
    """Prosecution offices and courts."""

    icon = "account_balance"
    list_display = ["name", "country"]
    list_filter = ["country"]
    list_select_related = ["country"]
    search_fields = ["name"]
    fields = ["country", "name"]


@admin.register(Desk)
class DeskAdmin(ReferenceAdmin):
    """National Desks and liaison prosecutors."""

    icon = "desk"
    list_display = ["country"]
    list_select_related = ["country"]
    search_fields = ["country__code"]
    fields = ["country"]

    def get_readonly_fields(self, request, obj=None):
        return ["country"] if obj else []
