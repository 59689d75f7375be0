"""The line that shows how far an installation is."""

import contextlib
import os
import sys
import time

from bootstrap.machine import say

SPARSE = 5  # seconds between two lines in a pipe


class Progress:
    """Counts packages as they are fetched and installed: one line redrawn on a terminal, one every few seconds in a pipe."""

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
        text = "%s packages: %d of about %d, %d s" % (
            word,
            min(count, self.total),
            self.total,
            now - self.began,
        )
        say(text, replace=True, end="" if terminal else "\n")
        self.is_open = terminal

    def finish(self):
        """Say that it is done."""
        say("Installed %d packages in %d s" % (self.installed(), time.time() - self.began), replace=True)
        self.is_open = False

    def installed(self):
        """How many packages the environment holds."""
        count, lib = 0, os.path.join(self.venv, "lib")
        with contextlib.suppress(OSError):
            for folder in os.listdir(lib):
                names = os.listdir(os.path.join(lib, folder, "site-packages"))
                count += sum(name.endswith(".dist-info") for name in names)
        return count

    def fetched(self):
        """How many packages the installer has looked at."""
        return sum(line.startswith(("Collecting", "Ignoring", "Requirement already")) for line in self.lines)
