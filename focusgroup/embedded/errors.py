"""The one fault of the embedded services."""


class EmbeddedError(Exception):
    """What went wrong and what to do, in one sentence without a full stop."""
