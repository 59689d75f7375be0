"""What is measured: import, compilation, list, figures page; each as a ratio within one run."""

import argparse
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import Client

from bench import register

HERE = Path(__file__).resolve().parent
SMALL = 10_000
YEAR = 2020
REPEATS = 7


@dataclass
class Results:
    """Lines of the report, and the promises with what came out."""

    lines: list[str] = field(default_factory=list)
    promises: list[tuple[str, float, float]] = field(default_factory=list)

    def say(self, line: str) -> None:
        """Note a line of the report."""
        print(line, flush=True)
        self.lines.append(f"- {line}")

    def promise(self, what: str, ratio: float, limit: float) -> None:
        """Note a ratio and the most it may be."""
        self.promises.append((what, ratio, limit))
        self.say(f"{what}: {ratio:.2f} (at most {limit})")


def main() -> int:
    """Measure everything; 0 when every promise is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    options = parser.parse_args()
    results = Results()
    call_command("collectstatic", interactive=False, verbosity=0)
    with tempfile.TemporaryDirectory() as folder:
        for rows in (SMALL, options.rows):
            register.write(Path(folder) / f"{rows}.csv", rows)
        fresh_database()
        small = measure_writing(results, Path(folder) / f"{SMALL}.csv", SMALL)
        fresh_database()
        large = measure_writing(results, Path(folder) / f"{options.rows}.csv", options.rows)
    for what, before, after in zip(("import", "compile"), small, large, strict=True):
        results.promise(f"memory of {what}, {options.rows:,} rows over {SMALL:,}", after / before, 1.25)
    measure_compilation(results)
    measure_pages(results)
    write_report(results, options.rows)
    return 0 if all(ratio <= limit for _what, ratio, limit in results.promises) else 1


def fresh_database() -> None:
    """An empty, migrated database beside the one that DATABASE_URL names."""
    facts = connection.settings_dict
    base = facts["NAME"].removesuffix("_bench")
    connections.close_all()
    facts["NAME"] = base
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{base}_bench" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{base}_bench"')
    facts["NAME"] = f"{base}_bench"
    connections.close_all()
    os.environ["DATABASE_URL"] = re.sub(r"/[^/?]*(\?|$)", rf"/{base}_bench\1", os.environ["DATABASE_URL"])
    call_command("migrate", verbosity=0)


def command(*arguments: str) -> tuple[float, float]:
    """Run a management command in a process of its own; seconds taken, and its peak memory in MiB."""
    probe = "import resource,sys;from django.core.management import execute_from_command_line as run;"
    probe += (
        "run(sys.argv);print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", probe, *arguments], capture_output=True, text=True, check=True
    )
    return time.perf_counter() - begun, int(re.search(r"peak (\d+)", done.stderr)[1]) / 1024


def measure_writing(results: Results, file: Path, rows: int) -> tuple[float, float]:
    """Import a file and compile one year, each in its own process; their peaks in MiB."""
    seconds, import_peak = command("import_register", str(file))
    results.say(
        f"import of {rows:,} rows: {seconds:.1f} s, {rows / seconds:,.0f} rows a second, {import_peak:.0f} MiB"
    )
    seconds, compile_peak = command("compile_statistics", "--year", str(YEAR))
    results.say(
        f"first compilation of {YEAR} with {rows:,} rows: {seconds:.1f} s with the start, {compile_peak:.0f} MiB"
    )
    return import_peak, compile_peak


def timed(act) -> float:
    """Median seconds of an act over several repeats, after one that warms up."""
    act()
    taken = []
    for _repeat in range(REPEATS):
        begun = time.perf_counter()
        act()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def compile_anew() -> None:
    """Compile the year as for the first time, version, rows, and audit event included; nothing is kept."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica; DELETE FROM figures_yearfigures")
            cursor.execute("SET LOCAL session_replication_role = origin")
        compile_year(YEAR)
        transaction.set_rollback(True)


def by_hand() -> None:
    """The best single statement for the same figures."""
    sql = re.sub(r":(first|last)\b", r"%(\1)s", (HERE / "by_hand.sql").read_text())
    with connection.cursor() as cursor:
        cursor.execute(sql, {"first": date(YEAR, 1, 1), "last": date(YEAR, 12, 31)})
        cursor.fetchall()


def measure_compilation(results: Results) -> None:
    """Compilation against the statement by hand, in turns."""
    ours, hand = timed(compile_anew), timed(by_hand)
    ours, hand = min(ours, timed(compile_anew)), min(hand, timed(by_hand))
    results.say(f"compile {YEAR}: {ours * 1000:.0f} ms; by hand: {hand * 1000:.0f} ms")
    results.promise("compile one year over one statement by hand", ours / hand, 1.5)


def measure_pages(results: Results) -> None:
    """Page 1 and the page at 90% of the list, the figures page, as a desk that sees about 4% of the cases."""
    user = User.objects.create(username="bench", role="desk", country_id="IT")
    client = Client(SERVER_NAME="localhost")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    seen = Case.objects.visible_to(user).order_by("-opened_on", "-pk")
    total = seen.count()
    at = seen[int(total * 0.9)]
    cursor = Keyset("-opened_on")._write("next", at)

    def get(path):
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)

    first = timed(lambda: get("/investigations/"))
    deep = timed(lambda: get(f"/investigations/?cursor={cursor}"))
    figures = timed(lambda: get(f"/figures/{YEAR}/"))
    results.say(
        f"a desk that sees {total:,} cases: page 1 {first * 1000:.0f} ms, page at 90% {deep * 1000:.0f} ms"
    )
    results.say(f"figures page: {figures * 1000:.0f} ms")
    results.promise("list page at 90% over page 1", deep / first, 1.25)


def write_report(results: Results, rows: int) -> None:
    """Write `bench/README.md`."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        server = cursor.fetchone()[0]
    table = "\n".join(
        f"| {what} | {ratio:.2f} | {limit} | {'kept' if ratio <= limit else '**broken**'} |"
        for what, ratio, limit in results.promises
    )
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    (HERE / "README.md").write_text(
        f"""# Benchmark

Run by hand: `.venv/bin/python bench/run.py` (about ten minutes; `--rows N` for a smaller register). Ratios compare two
things measured in the same run on the same machine; seconds are those of that machine alone.

Last run: {date.today()}, {rows:,} rows over ten years, {cores} cores, {memory:.0f} GiB, Python
{platform.python_version()}, PostgreSQL {server}, {platform.system()}.

| promise | ratio | at most | |
|---|---|---|---|
{table}

{chr(10).join(results.lines)}

`by_hand.sql` is the single statement that the compilation is held against: the same figures without the version, the
digest, the rows behind, and the audit event, which the compilation also keeps.
""",
        encoding="utf-8",
    )


django.setup()

from accounts.models import User  # noqa: E402
from cases.models import Case  # noqa: E402
from core.paging import Keyset  # noqa: E402
from figures.services.compiling import compile_year  # noqa: E402

if __name__ == "__main__":
    sys.exit(main())
