"""The long-running processes of `./run`: started together, restarted when one dies, ended together."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

MOST_RESTARTS, WITHIN = 3, 60  # so many of one process in so many seconds; one more and all ends
PATIENCE = 20  # seconds that a process gets to end by itself
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StoppedError(Exception):
    """Somebody asked this process to end."""


class ProcessDiedError(Exception):
    """One of the processes does not stay up; says which and why, in one sentence."""


class Child:
    """One process that belongs to this one and ends with it; what it prints goes to its log."""

    def __init__(self, name: str, command: list[str], log: Path, *, dies_by: signal.Signals = signal.SIGTERM):
        self.name, self.command, self.log, self.dies_by = name, command, log, dies_by
        self.deaths: deque[float] = deque(maxlen=MOST_RESTARTS + 1)
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        """It runs, in a session of its own: Ctrl-C reaches it through this process alone."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=lambda: die_with_parent(self.dies_by),
            )

    def check(self) -> None:
        """Start it again if it has died. Raises ProcessDiedError when that happens too often."""
        if self.process.poll() is None:
            return
        self.deaths.append(time.monotonic())
        end = f"The {self.name} ended with status {self.process.returncode}"
        often = len(self.deaths) > MOST_RESTARTS and self.deaths[-1] - self.deaths[0] < WITHIN
        if often:
            raise ProcessDiedError(f"{end} again and again: {self.last_words()} (all of it in {self.log})")
        sys.stderr.write(f"{end}; it is started again ({self.log} says why).\n")
        self.start()

    def last_words(self) -> str:
        """The last line of its log."""
        lines = self.log.read_text(errors="replace").split("\n")
        return next((line.strip() for line in reversed(lines) if line.strip()), "it printed nothing")


def die_with_parent(number: signal.Signals) -> None:
    """Runs in the child before its program: have Linux send it the signal should the parent be killed."""
    with contextlib.suppress(AttributeError, OSError):  # elsewhere the next start copes
        ctypes.CDLL(None).prctl(1, int(number))


def end_all(children: list[Child]) -> None:
    """None of the children nor their own children is left."""
    started = [child for child in children if child.process]
    for child in started:
        with contextlib.suppress(ProcessLookupError):
            child.process.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in started:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


@contextlib.contextmanager
def together(children: list[Child]):
    """The children run for the length of the block."""
    try:
        for child in children:
            child.start()
        yield
    finally:
        end_all(children)


@contextlib.contextmanager
def ended_by_signals():
    """The first signal to end raises StoppedError in the block; later ones do not cut the ending short."""

    def stop(number, _frame):
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)
        raise StoppedError(signal.Signals(number).name)

    before = {number: signal.signal(number, stop) for number in ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
