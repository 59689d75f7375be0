"""What is wrong in a register file, and where."""

from dataclasses import dataclass

# What a fault names instead of a column when it concerns the whole line or the first one.
ROW, HEADER = "row", "header"


@dataclass(frozen=True)
class Fault:
    """One thing wrong: the line where its record begins, the column, what is wrong and what is right."""

    line: int
    column: str
    message: str

    def __str__(self):
        return f"{self.line}: {printable(self.column)}: {printable(self.message)}"


class CellFault(ValueError):
    """A cell breaks the rule of its column; `messages` say how, one for each thing wrong."""

    def __init__(self, *messages: str):
        super().__init__(*messages)
        self.messages = messages


class BadFile(Exception):
    """The file has faults: nothing was written."""

    def __init__(self, faults: int):
        super().__init__(f"{faults} faults")
        self.faults = faults


def printable(text: str) -> str:
    """`text` on one line, with every character that is not printable written as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quoted(value: str, longest: int = 60) -> str:
    """`value` as a message shows it: in quotes, cut where it is long."""
    return f"“{value}”" if len(value) <= longest else f"“{value[:longest]}…”"
