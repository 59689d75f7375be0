"""The command that loads a register file, whichever kind."""

import os
import sys
from functools import partial

from django.core.management.base import BaseCommand

from core.register.faults import BadFile, Fault, printable
from core.register.loading import Outcome
from core.register.progress import Bar, Silent

BAD_INPUT, WRONG_USAGE, INTERRUPTED = 1, 2, 130


class RegisterCommand(BaseCommand):
    """Exits 0 when done, 1 when the file has faults, 2 when it cannot be read, 130 when interrupted."""

    service = None  # staticmethod(path, *, dry_run, report, progress) -> Outcome

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="CSV, UTF-8, with a header row")
        parser.add_argument("--dry-run", action="store_true", help="check everything and write nothing")

    def handle(self, *args, file, dry_run, **options):
        progress = Bar(sys.stderr) if sys.stderr.isatty() else Silent()
        report = partial(self._report, printable(file))
        try:
            outcome = self.service(file, dry_run=dry_run, report=report, progress=progress)
        except BadFile as bad:
            counted = "1 fault" if bad.faults == 1 else f"{bad.faults:,} faults"
            self.stdout.write(f"{counted} in {printable(file)}: nothing was written.")
            sys.exit(BAD_INPUT)
        except BrokenPipeError:
            # Whoever read the faults has seen enough; nothing must be flushed into the closed pipe.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
            sys.exit(BAD_INPUT)
        except OSError as error:
            self.stderr.write(f"Cannot read {printable(file)}: {error.strerror or error}.")
            sys.exit(WRONG_USAGE)
        except KeyboardInterrupt:
            self.stderr.write("Interrupted: nothing was written.")
            sys.exit(INTERRUPTED)
        self.stdout.write(_summary(outcome, dry_run))

    def _report(self, file: str, fault: Fault) -> None:
        self.stderr.write(f"{file}:{fault}")


def _summary(outcome: Outcome, dry_run: bool) -> str:
    if not outcome.rows:
        return "nothing to import: the file has no rows"
    if not outcome.counts.touched:
        return f"nothing changed ({outcome.counts})"
    return f"dry run, nothing was written ({outcome.counts})" if dry_run else str(outcome.counts)
