"""Codes of vouchers: hard to guess, easy to read out, understood however they are typed."""

import re
import secrets
import unicodedata
from dataclasses import dataclass

from stdnum.iso7064 import mod_37_36

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs, without I, L, O and U: they are taken for others, or make words nobody wants on a card."""
_DRAWN = 10
LENGTH = _DRAWN + 1
"""With the check sign."""
TAIL = 4
_SHORT = 8
_LOOKS_LIKE = str.maketrans("ILO", "110")
_NOT_A_SIGN = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True, slots=True)
class Typed:
    """A code as somebody typed it."""

    signs: str
    """All that counts of it; empty where nothing does."""
    house: str
    """What stood before the code proper, in the same signs."""

    @property
    def whole(self) -> bool:
        """Long enough for a whole code of the book."""
        return len(self.signs) >= LENGTH

    @property
    def sound(self) -> bool:
        """A whole code whose check sign fits."""
        own = self.signs[-LENGTH:]
        return self.whole and all(sign in ALPHABET for sign in own) and mod_37_36.is_valid(own)

    @property
    def tail(self) -> bool:
        """The last signs alone."""
        return TAIL <= len(self.signs) < LENGTH


def draw() -> str:
    """Ten random signs and a check sign (ISO 7064, MOD 37,36): 50 bits."""
    while True:
        signs = "".join(secrets.choice(ALPHABET) for _ in range(_DRAWN))
        check = mod_37_36.calc_check_digit(signs)
        # The check sign is one of 36: the four that look like others are drawn again.
        if check in ALPHABET:
            return signs + check


def written(signs: str, house: str = "") -> str:
    """In groups, as on the card: MARIO-7K3F-9QWX-2MT."""
    groups = [signs[:4], signs[4:8], signs[8:]]
    return "-".join([house, *groups] if house else groups)


def read(typed: str) -> Typed:
    """What counts of what was typed: any case, any blanks and hyphens, I and L for 1, O for 0."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    signs = _NOT_A_SIGN.sub("", plain).translate(_LOOKS_LIKE)
    return Typed(signs=signs, house=signs[:-LENGTH])


def short_name(house: str) -> str:
    """The first word of a house's name, in letters that any phone can type; may be empty."""
    apart = unicodedata.normalize("NFKD", house).upper()
    words = ("".join(re.findall("[A-Z0-9]", word)) for word in apart.split())
    return next((word[:_SHORT] for word in words if len(word) >= 2), "")
