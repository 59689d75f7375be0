"""Keeping accounts and reference data: who may sign in as what, authorities, desks, standings."""

from django.contrib.auth.password_validation import validate_password
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import ONLY_ADMINISTRATORS, may_manage_accounts, require
from audit.services import record
from core.errors import RuleBroken

# What an administrator says of an account; the password is set apart, and never recorded.
FACTS = ("username", "name", "email", "role", "country", "authority", "is_active")


@transaction.atomic
def create_user(*, actor: User | None, password: str = "", **facts) -> User:
    """Open an account; without a password nobody can sign in until one is set.

    `actor` is None for the command line. Raises NotAllowed for who is no administrator, ValidationError
    for facts that do not fit together or a password that is too weak (sample accounts share a weak one).
    """
    require(actor is None or may_manage_accounts(actor), ONLY_ADMINISTRATORS)
    user = User(**facts)
    _put_password(user, password)
    user.full_clean()
    user.save()
    record("user.created", user, actor=actor, changes={name: [None, _plain(user, name)] for name in FACTS})
    return user


@transaction.atomic
def change_user(user: User, *, actor: User, **facts) -> User:
    """Change what an account says of a person; nothing is recorded where nothing differs.

    Raises NotAllowed for anyone but an administrator, RuleBroken for administrators who would lock themselves
    out, ValidationError for facts that do not fit together.
    """
    require(may_manage_accounts(actor), ONLY_ADMINISTRATORS)
    user = User.objects.select_for_update().get(pk=user.pk)
    before = {name: _plain(user, name) for name in facts}
    for name, value in facts.items():
        setattr(user, name, value)
    require_no_lockout(user, actor=actor)
    user.full_clean()
    changes = _differences(user, before)
    if changes:
        user.save(update_fields=list(changes))
        record("user.changed", user, actor=actor, changes=changes)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, actor: User) -> User:
    """Give an account a new password, which ends its sessions. The log keeps that it was set, not what it is.

    Raises NotAllowed for anyone but an administrator, ValidationError for a weak password.
    """
    require(may_manage_accounts(actor), ONLY_ADMINISTRATORS)
    user = User.objects.select_for_update().get(pk=user.pk)
    _put_password(user, password)
    user.save(update_fields=["password"])
    record("user.password_set", user, actor=actor)
    return user


def require_no_lockout(user: User, *, actor: User) -> None:
    """Raise RuleBroken when the actor's own account would no longer be that of an active administrator."""
    if user.pk == actor.pk and not (user.is_active and may_manage_accounts(user)):
        raise RuleBroken(_("You cannot lock yourself out: another administrator has to do this."))


@transaction.atomic
def keep_reference(row: models.Model, *, actor: User) -> models.Model:
    """Add or change one row of reference data: an authority, a desk, or the standing of a country.

    Raises NotAllowed for anyone but an administrator, ValidationError for a row that breaks a constraint.
    """
    require(may_manage_accounts(actor), ONLY_ADMINISTRATORS)
    row.full_clean()
    names = [field.name for field in row._meta.concrete_fields if not field.primary_key or field.is_relation]
    old = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
    changes = _differences(row, {name: _plain(old, name) if old else None for name in names})
    if changes:
        row.save()
        verb = f"{row._meta.model_name}.{'changed' if old else 'created'}"
        record(verb, row, actor=actor, changes=changes)
    return row


def _put_password(user: User, password: str) -> None:
    if password:
        if not user.is_sample:
            validate_password(password, user)
        user.set_password(password)
    else:
        user.set_unusable_password()


def _plain(row: models.Model, name: str):
    """The value of a field as the log keeps it; of a relation its key."""
    return getattr(row, row._meta.get_field(name).attname)


def _differences(row: models.Model, before: dict) -> dict[str, list]:
    """The fields that differ from `before`, each as [old, new]."""
    after = {name: _plain(row, name) for name in before}
    return {name: [before[name], after[name]] for name in before if before[name] != after[name]}
