"""How far an import has come."""

from tqdm import tqdm


class Silent:
    """Tells nobody."""

    def begin(self, size: int) -> None:
        """Reading begins; the file has `size` bytes, 0 when that is unknown."""

    def read(self, position: int) -> None:
        """The file was read up to byte `position`."""

    def step(self, name: str) -> None:
        """The step `name` begins."""

    def end(self) -> None:
        """The import is over, well or not."""


class Bar(Silent):
    """A bar on a terminal."""

    def __init__(self, stream):
        self.stream = stream
        self.bar = None

    def begin(self, size):
        self.bar = tqdm(
            total=size or None,
            desc="reading",
            unit="B",
            unit_scale=True,
            file=self.stream,
            leave=False,
            dynamic_ncols=True,
        )

    def read(self, position):
        self.bar.update(position - self.bar.n)

    def step(self, name):
        self.bar.bar_format = "{desc} ({elapsed})"
        self.bar.set_description_str(name)

    def end(self):
        if self.bar is not None:
            self.bar.close()
