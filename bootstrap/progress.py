"""The line that shows how far an installation is."""

import sys
import time

from bootstrap.machine import say

SPARSE = 5  # seconds between two lines in a pipe


class Progress:
    """Counts packages on their way: one line redrawn on a terminal, one every few seconds in a pipe."""

    def __init__(self, venv, total, lines):
        self.venv, self.total, self.lines = venv, total, lines
        self.began = self.shown_at = time.time()
        self.is_open = False

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        if self.is_open:
            say("")

    def show(self):
        """Say how far it is, if it is time to."""
        now, terminal = time.time(), sys.stdout.isatty()
        if now - self.shown_at < (0.1 if terminal else SPARSE):
            return
        self.shown_at = now
        installed = self.installed()
        word, count = ("Installing", installed) if installed else ("Fetching", self.fetched())
        text = f"{word} packages: {min(count, self.total)} of about {self.total}, {now - self.began:.0f} s"
        say(text, replace=True, end="" if terminal else "\n")
        self.is_open = terminal

    def finish(self):
        """Say that it is done."""
        say(f"Installed {self.installed()} packages in {time.time() - self.began:.0f} s", replace=True)
        self.is_open = False

    def installed(self):
        """How many packages the environment holds."""
        return sum(1 for _ in self.venv.glob("lib/python*/site-packages/*.dist-info"))

    def fetched(self):
        """How many packages the installer has looked at."""
        return sum(line.startswith(("Collecting", "Ignoring", "Requirement already")) for line in self.lines)
