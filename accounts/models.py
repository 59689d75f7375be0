"""People, the countries they act for, and what those countries were on a day."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from accounts.choices import DESK_ROLES, NATIONAL_ROLES, STAFF_ROLES, Role, Standing
from accounts.codes import eu_code
from accounts.querysets import CountryQuerySet, StandingQuerySet, UserQuerySet
from core.errors import RuleBroken
from core.models import DateRange
from core.querysets import ReferenceQuerySet


class Country(models.Model):
    """A country by its ISO 3166-1 alpha-2 code."""

    code = models.CharField(_("code"), max_length=2, primary_key=True)

    objects = CountryQuerySet.as_manager()

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["code"]

    def __str__(self):
        return f"{self.eu_code} {self.name}"

    @property
    def eu_code(self) -> str:
        """The code as the EU writes it (EL, UK)."""
        return eu_code(self.code)

    @property
    def name(self) -> str:
        """The name in the active language."""
        return str(countries.name(self.code))


class CountryStanding(models.Model):
    """What a country was to Eurojust between two days, both included; an empty end is open."""

    country = models.ForeignKey(Country, models.PROTECT, related_name="standings", verbose_name=_("country"))
    standing = models.CharField(_("standing"), max_length=20, choices=Standing.choices)
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = _("standing of a country")
        verbose_name_plural = _("standings of countries")
        ordering = ["country", "from_on"]
        constraints = [
            ExclusionConstraint(
                name="country_has_one_standing_a_day",
                expressions=[
                    ("country", RangeOperators.EQUAL),
                    (DateRange("from_on", "until_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_("The country already has a standing within these days."),
            )
        ]

    def __str__(self):
        return f"{self.country_id} {self.get_standing_display()}"


class Desk(models.Model):
    """The National Desk of a Member State at Eurojust, or the liaison prosecutor of a third State."""

    country = models.OneToOneField(
        Country, models.PROTECT, primary_key=True, related_name="desk", verbose_name=_("country")
    )

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("desk")
        verbose_name_plural = _("desks")
        ordering = ["country"]

    def __str__(self):
        return str(self.country)


class Authority(models.Model):
    """A prosecution office or court of one country."""

    country = models.ForeignKey(
        Country, models.PROTECT, related_name="authorities", verbose_name=_("country")
    )
    name = models.CharField(_("name"), max_length=200)

    objects = ReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        ordering = ["country", "name"]
        constraints = [models.UniqueConstraint(fields=["country", "name"], name="authority_is_named_once")]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes accounts from the command line."""

    def create_superuser(self, username, password=None, **fields):
        """An administrator: manages accounts and sees no case by that alone."""
        user = self.model(username=username, role=Role.ADMINISTRATOR, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person's account: one role, and for national roles the country acted for."""

    username = models.CharField(
        _("sign-in name"),
        max_length=60,
        unique=True,
        validators=[
            RegexValidator(r"^[a-z0-9.-]+$", _("Use small letters, digits, full stops, and hyphens."))
        ],
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    country = models.ForeignKey(
        Country, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("country")
    )
    authority = models.ForeignKey(
        Authority, models.PROTECT, null=True, blank=True, related_name="users", verbose_name=_("authority")
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_sample = models.BooleanField(_("sample account"), default=False, editable=False)
    date_joined = models.DateTimeField(_("created"), auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="national_roles_act_for_a_country",
                condition=Q(role__in=sorted(NATIONAL_ROLES), country__isnull=False)
                | Q(role__in=sorted(STAFF_ROLES), country__isnull=True, authority__isnull=True),
                violation_error_message=_(
                    "Desks, liaison prosecutors, and prosecutors act for a country; Eurojust staff for none."
                ),
            ),
            models.CheckConstraint(
                name="prosecutor_belongs_to_an_authority",
                condition=~Q(role=Role.PROSECUTOR) | Q(authority__isnull=False),
                violation_error_message=_("A prosecutor belongs to an authority."),
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def clean(self):
        super().clean()
        if self.authority and self.authority.country_id != self.country_id:
            raise RuleBroken({"authority": _("The authority belongs to another country.")})

    @property
    def is_desk(self) -> bool:
        """Whether this person speaks for a National Desk or is a liaison prosecutor."""
        return self.role in DESK_ROLES

    @property
    def is_staff(self) -> bool:
        """Whether this person is Eurojust staff, who use the admin panel."""
        return self.role in STAFF_ROLES

    @cached_property
    def standing(self) -> str:
        """Role and country in words, as the bar of every page shows them."""
        role = self.get_role_display()
        return f"{role}, {self.country}" if self.country_id else str(role)

    def has_perm(self, perm, obj=None) -> bool:
        """Rights follow from the role, asked for in each app's policy; Django's own permissions are not used."""
        return False

    def has_perms(self, perm_list, obj=None) -> bool:
        return False

    def has_module_perms(self, app_label) -> bool:
        return False
