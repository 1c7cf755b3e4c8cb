"""Stars with their number beside them: no sign stands alone."""

from reviewdesk.api import Rating

__all__ = ["WIDTH", "stars"]

WIDTH = 13
"""Cells of the widest: five stars and ``10.0/10``."""

_FULL, _EMPTY = "★", "☆"


def stars(rating: Rating | None, *, plain: bool = False) -> str:
    """The rating as stars and in the platform's own scale; `plain` for terminals that only know ASCII."""
    if rating is None:
        return "-"
    lit = min(5, (rating.half_stars + 1) // 2)
    drawn = ("*" * lit + "." * (5 - lit)) if plain else (_FULL * lit + _EMPTY * (5 - lit))
    return f"{drawn} {_number(rating)}"


def _number(rating: Rating) -> str:
    value = rating.value
    if rating.scale == 10:  # Booking.com shows 4 as 4.0
        return f"{value:.1f}/10"
    return f"{value:g}/{rating.scale}"
