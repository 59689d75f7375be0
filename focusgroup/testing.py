"""What `./test` does once it is set up: services of its own, then pytest."""

import os
import shutil
import subprocess
import sys

from focusgroup.embedded import CHECKOUT, EmbeddedError, ensure_secret_key, services
from focusgroup.supervising import StoppedError, ended_by_signals

VAR = CHECKOUT / "var" / "test"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(argv: list[str]) -> int:
    """Run pytest with these arguments; the answer is its exit status."""
    if not any(shutil.which(name) for name in BROWSERS):
        sys.stderr.write(
            "No Chromium was found: the tests in a browser cannot run (Debian: apt install chromium).\n"
        )
    try:
        with ended_by_signals():
            ensure_secret_key(VAR)
            with services(VAR, durable=False):
                return run_pytest(argv)
    except StoppedError:
        return 130
    except EmbeddedError as error:
        sys.stderr.write(f"./test: {error}.\n")
        return 1


def run_pytest(argv: list[str]) -> int:
    """Run pytest in this terminal; a signal that ends this process waits for pytest to end first."""
    tests = subprocess.Popen([sys.executable, "-m", "pytest", *argv], cwd=CHECKOUT)
    try:
        return tests.wait()
    except StoppedError:
        tests.terminate() if tests.poll() is None else None
        tests.wait()
        raise


if __name__ == "__main__":
    os.chdir(CHECKOUT)
    sys.exit(main(sys.argv[1:]))
