"""Compile the yearly figures, here or through Celery."""

import json
import sys
import time

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from core.calendar import FIRST_YEAR, LAST_YEAR
from core.errors import RuleBroken
from figures.choices import RunState
from figures.models import CompilationRun
from figures.services import charts, compiling, running


class Command(BaseCommand):
    """Counts one year or all of them and keeps each result as a version; the same register makes no new version."""

    help = __doc__

    def add_arguments(self, parser):
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--year", type=int, metavar="Y", help="compile one year")
        which.add_argument("--all", action="store_true", help="compile every year on record")
        parser.add_argument(
            "--format", choices=["text", "json"], default="text", help="how to print the figures"
        )
        parser.add_argument("--queue", action="store_true", help="hand it to a Celery worker")
        parser.add_argument("--wait", action="store_true", help="with --queue: wait until the worker is done")
        parser.add_argument(
            "--timeout", type=int, default=600, metavar="SECONDS", help="how long to wait at most"
        )

    def handle(self, *args, **options):
        if options["wait"] and not options["queue"]:
            raise CommandError("--wait goes with --queue.", returncode=2)
        if options["queue"] and options["format"] == "json":
            raise CommandError("--queue prints no figures: leave out --format json.", returncode=2)
        years = [options["year"]] if options["year"] is not None else compiling.years_on_record()
        for year in years:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise CommandError(
                    f"There are no figures for {year}: name a year from {FIRST_YEAR} to {LAST_YEAR}.",
                    returncode=2,
                )
        if options["queue"]:
            self._queue(years, options)
        else:
            self._compile(years, options)

    def _compile(self, years, options):
        documents = []
        for year in tqdm(years, unit="year", leave=False, disable=not sys.stderr.isatty()):
            try:
                documents.append(compiling.compile_year(year).document)
            except RuleBroken as error:
                raise CommandError(" ".join(error.messages), returncode=2) from error
        charts.draw_charts()
        if options["format"] == "json":
            self.stdout.write(json.dumps(documents if options["all"] else documents[0], indent=1))
            return
        for document in documents:
            self.stdout.write(self._sentence(document))
        if not documents:
            self.stdout.write("The register is empty: nothing to compile.")

    @staticmethod
    def _sentence(document) -> str:
        cases, sums = document["cases"], document["reconciliation"]
        check = (
            ""
            if sums["holds"]
            else f"; does not reconcile with {sums['previous_year']}: {sums['difference']:+}"
        )
        return (
            f"{document['year']}: {cases['supported']:,} investigations supported = {cases['new']:,} new + "
            f"{cases['ongoing']:,} ongoing; {document['jits']['supported']:,} JITs "
            f"(version {document['version']}, {document['status']}{check})"
        )

    def _queue(self, years, options):
        runs = [running.queue_compilation(year).pk for year in years]
        if not options["wait"]:
            self.stdout.write(
                f"Handed to the workers: {', '.join(map(str, years)) or 'nothing, the register is empty'}."
            )
            return
        deadline = time.monotonic() + options["timeout"]
        with tqdm(total=len(runs), unit="year", leave=False, disable=not sys.stderr.isatty()) as bar:
            while pending := CompilationRun.objects.filter(pk__in=runs).unfinished().count():
                bar.update(len(runs) - pending - bar.n)
                if time.monotonic() > deadline:
                    raise CommandError(f"{pending} years still wait: is a worker running?", returncode=1)
                time.sleep(0.2)
        failed = CompilationRun.objects.filter(pk__in=runs, state=RunState.FAILED)
        if failed:
            raise CommandError("\n".join(f"{run.year}: {run.fault}" for run in failed), returncode=1)
        self.stdout.write(f"Compiled by the workers: {', '.join(map(str, years)) or 'nothing'}.")
