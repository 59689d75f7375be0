"""The first steps of `./run` and `./test`: a new enough Python, and in `.venv/` what the lock names.

Uses the standard library alone and stays readable for Python 3.6 (hence no annotations): an older Python is
told so in one sentence instead of by a syntax error.
"""

import argparse
import contextlib
import os
import sys
from pathlib import Path

from bootstrap.installing import RUNTIME, TOOLS, meaning, prepare
from bootstrap.machine import BootstrapError, need_free_port, need_python

CHECKOUT = Path(__file__).resolve().parent.parent
DENIED = (1, 13, 28, 30)  # EPERM, EACCES, ENOSPC, EROFS


def run(argv):
    """`./run`: set up for serving, then become `focusgroup.serve`. Never returns."""
    with one_sentence("./run"):
        arguments = run_parser().parse_args(argv)
        need_python(CHECKOUT / "run", argv)
        if not arguments.once:
            need_free_port(arguments.host, arguments.port)
        become([str(prepare(CHECKOUT, RUNTIME)), "-m", "focusgroup.serve", *argv])


def test(argv):
    """`./test`: set up what the tests need, then become `focusgroup.testing`. Never returns."""
    with one_sentence("./test"):
        need_python(CHECKOUT / "test", argv)
        become([str(prepare(CHECKOUT, TOOLS)), "-m", "focusgroup.testing", *argv])


def run_parser():
    """The arguments of `./run`; a wrong one ends with status 2."""
    about = "Set up, load the sample register, compile its years, and serve the site until Ctrl-C."
    parser = argparse.ArgumentParser(prog="./run", description=about)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (default: %(default)s)")
    sample = parser.add_mutually_exclusive_group()
    sample.add_argument(
        "--no-sample", dest="sample", action="store_false", default=None, help="load no sample register"
    )
    sample.add_argument(
        "--sample",
        dest="sample",
        action="store_true",
        help="load it also into the empty database of DATABASE_URL",
    )
    parser.add_argument("--once", action="store_true", help="do all of it, print the figures, and stop")
    return parser


def port(text):
    """A port number from 1 to 65535."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: give a number from 1 to 65535")
    return int(text)


@contextlib.contextmanager
def one_sentence(command):
    """A foreseeable fault ends with one sentence and status 1, an interruption with status 130."""
    try:
        yield
    except BootstrapError as error:
        sys.exit(f"{command}: {error}.")
    except OSError as error:
        sys.exit(f"{command}: {meaning(str(error)) if error.errno in DENIED else error}.")
    except KeyboardInterrupt:
        sys.exit(130)


def become(command):
    """Replace this process with the command, in the checkout."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("PYTHONHOME", "PYTHONPATH")
    }
    os.chdir(str(CHECKOUT))
    sys.stdout.flush()
    os.execve(command[0], command, environment)
