"""Reading a case leaves a trace."""

from accounts.models import User
from audit.services import record
from cases.models import Case


def read_case(case: Case, *, actor: User) -> Case:
    """Record that `actor` was shown the case, and hand it over (Regulation (EU) 2018/1725, Article 88)."""
    record("case.viewed", case, actor=actor)
    return case
