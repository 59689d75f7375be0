"""Physical lines of a file: bounded, decoded strictly, counted, and digested as they are read."""

import codecs
import hashlib
from collections import deque

from core.register.faults import HEADER, ROW, Fault

LONGEST = 1 << 20  # bytes of a line, and characters of a record

_OTHER_ENCODINGS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


class RecordBroken(Exception):
    """A record cannot be read on; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault)
        self.fault = fault


class Lines:
    """Iterates over the lines of a binary file as text and keeps those of the present record, to go back to.

    Bytes that are not UTF-8 and NUL become U+FFFD, `is_damaged` is set, and `on_fault` is called once a line.
    """

    def __init__(self, file, on_fault):
        self.file = file
        self.on_fault = on_fault
        self.digest = hashlib.sha256()
        self.bytes_read = 0
        self.first_line = 1
        self.is_damaged = False
        self._line = 0
        self._kept: list[tuple[int, str]] = []
        self._size = 0
        self._ahead: deque[tuple[int, str]] = deque()

    def __iter__(self):
        return self

    def __next__(self) -> str:
        if self._ahead:
            number, text = self._ahead.popleft()
            self.is_damaged |= "\ufffd" in text
        else:
            number, text = self._read()
        if not self._kept:
            self.first_line = number
        self._kept.append((number, text))
        self._size += len(text)
        if self._size > LONGEST:
            raise RecordBroken(Fault(self.first_line, ROW, "is longer than 1 MiB: is a quote never closed?"))
        return text

    def begin_record(self) -> None:
        """Forget the lines of the record before."""
        self._kept.clear()
        self._size = 0
        self.is_damaged = False

    def retry_after_first(self) -> int:
        """Read the lines after the present record's first one again; how many characters those are."""
        again = self._kept[1:]
        self._ahead.extendleft(reversed(again))
        return sum(len(text) for _, text in again)

    @property
    def text(self) -> str:
        """The lines of the present record."""
        return "".join(text for _, text in self._kept)

    def _read(self) -> tuple[int, str]:
        raw = self._read_bytes(LONGEST + 1)
        if not raw:
            raise StopIteration
        self._line += 1
        if self._line == 1:
            raw = self._without_mark(raw)
        if len(raw) > LONGEST:
            self._skip_rest(raw)
            hint = (
                "a line ends with LF or CRLF, not with CR alone" if b"\r" in raw else "is a line end missing?"
            )
            raise RecordBroken(self._fault(f"the line is longer than 1 MiB: {hint}"))
        return self._line, self._decode(raw)

    def _read_bytes(self, size: int) -> bytes:
        raw = self.file.readline(size)
        self.digest.update(raw)
        self.bytes_read += len(raw)
        return raw

    def _skip_rest(self, raw: bytes) -> None:
        while raw and not raw.endswith(b"\n"):
            raw = self._read_bytes(LONGEST)

    def _without_mark(self, raw: bytes) -> bytes:
        for mark, encoding in _OTHER_ENCODINGS.items():
            if raw.startswith(mark):
                raise RecordBroken(self._fault(f"the file is {encoding}: save it as UTF-8"))
        return raw.removeprefix(codecs.BOM_UTF8)

    def _decode(self, raw: bytes) -> str:
        text = None
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            byte = raw[error.start]
            self._damage(f"byte {error.start + 1} of line {self._line} (0x{byte:02X}) is not UTF-8")
        if b"\0" in raw:
            if text is not None:
                self._damage(f"byte {raw.index(0) + 1} of line {self._line} is NUL, which no text holds")
            return raw.decode(errors="replace").replace("\0", "\ufffd")
        return raw.decode(errors="replace") if text is None else text

    def _damage(self, message: str) -> None:
        self.is_damaged = True
        self.on_fault(self._fault(f"{message}: save the file as UTF-8"))

    def _fault(self, message: str) -> Fault:
        return Fault(self._line, HEADER if self._line == 1 else ROW, message)
