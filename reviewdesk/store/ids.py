"""The desk's short ids for reviews: six letters and digits that can be read out and typed."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's base 32: no i, l, o, u."""
_BITS = 30
_STEP = 0x2545F491
"""Odd, so that multiplying by it visits each of the 2**30 ids once, in an order that looks mixed."""

HIGHEST = "highest_review"
"""Fact: the highest row number ever given, where rows went since."""


def public_id(number: int) -> str:
    """The id of the review with this row number; different numbers below 2**30 give different ids."""
    mixed = number * _STEP % (1 << _BITS)
    digits = [_ALPHABET[mixed >> shift & 31] for shift in range(_BITS - 5, -1, -5)]
    return "".join(digits)


def typed_id(text: str) -> str:
    """An id, or the beginning of one, as a person may have typed it."""
    return text.strip().lower().translate(str.maketrans("ilou", "110v"))
