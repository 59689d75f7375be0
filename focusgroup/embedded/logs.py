"""The log files of the embedded servers."""

import re
from pathlib import Path
from typing import BinaryIO

LARGEST = 5_000_000  # bytes


def open_log(path: Path) -> BinaryIO:
    """The log, open for appending; one that has grown too large is begun anew."""
    path.parent.mkdir(exist_ok=True)
    begin_anew = path.exists() and path.stat().st_size > LARGEST
    return path.open("wb" if begin_anew else "ab")


def last_words(path: Path) -> str:
    """The last complaint in the log, else its last line."""
    lines = path.read_text(errors="replace").splitlines()[-50:] if path.exists() else []
    complaints = [match[1] for line in lines if (match := re.search(r"(?:FATAL|PANIC): +(.*)", line))]
    return (complaints or [line for line in lines if line.strip()] or ["it left no message"])[-1]
