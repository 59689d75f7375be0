"""Register files for tests, and running the commands that load them."""

from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO

from django.core.management import call_command

CASES = (
    "national_reference,owning_state,title,opened_on,closed_on,closing_reason,"
    "requested_states,offences,routes,voided"
)
JITS = "reference,name,parties,cases,signed_on,expires_on,closed_on,support"
MEETINGS = "kind,held_on,cases,states,format,status"


def case_row(**cells) -> str:
    """A row of an investigation that is right, but for what is said."""
    right = {
        "national_reference": "1/2019",
        "owning_state": "IT",
        "title": "Lorries",
        "opened_on": "2019-03-01",
    }
    return ",".join((right | cells).get(name, "") for name in CASES.split(","))


@dataclass(frozen=True)
class Run:
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """The faults without the path of the file."""
        return [line.partition(".csv:")[2] for line in self.err.splitlines()]


def runner(command: str, header: str, tmp_path) -> Callable[..., Run]:
    """Run `command` on a file of these rows below `header`, or of exactly these bytes."""

    def run(*rows: str, content: bytes | None = None, options: tuple = ()) -> Run:
        path = tmp_path / "register.csv"
        path.write_bytes("\n".join([header, *rows, ""]).encode() if content is None else content)
        return run_command(command, str(path), *options)

    return run


def run_command(command: str, *arguments: str) -> Run:
    """Run `command` and keep what it said."""
    out, err, status = StringIO(), StringIO(), 0
    try:
        call_command(command, *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        status = end.code
    return Run(status, out.getvalue(), err.getvalue())
