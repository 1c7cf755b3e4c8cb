"""Fractions as the owner's language writes them."""

from reviewdesk.api import spoken

_WITH_COMMA = frozenset({"pl", "ru", "hr", "sr", "sr_Latn"})
"""CLDR, "decimal" of the numbers."""


def fraction(written: str) -> str:
    """5.4, or 5,4."""
    return written.replace(".", ",") if spoken() in _WITH_COMMA else written
