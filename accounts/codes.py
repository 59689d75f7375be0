"""Country codes: ISO 3166-1 inside, the EU's own spelling outside."""

_EU_SPELLING = {"GR": "EL", "GB": "UK"}
_ISO_SPELLING = {eu: iso for iso, eu in _EU_SPELLING.items()}


def eu_code(iso_code: str) -> str:
    """The code as the EU writes it: EL for GR, UK for GB, all others alike."""
    return _EU_SPELLING.get(iso_code, iso_code)


def iso_code(code: str) -> str:
    """The ISO 3166-1 alpha-2 code for `code` in either spelling."""
    return _ISO_SPELLING.get(code, code)
