"""PINs: drawn at random, kept only as a salted hash that is slow to try."""

import hashlib
import hmac
import re
import secrets
import unicodedata

from reviewdesk.api import DeskError, _

__all__ = ["MARK", "draw", "fits", "hashed", "plain", "refuse_weak"]

_DIGITS = 6
_COST, _BLOCK, _LANES = 14, 8, 1
_FORM = re.compile(r"[0-9]{6,12}")
_RUNS = ("01234567890123456789", "98765432109876543210")
MARK = 16
"""The last signs of what is kept: they change with every new PIN, and tell nothing of it."""


def draw() -> str:
    while True:
        pin = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        if not _weak(pin):
            return pin


def plain(typed: str) -> str:
    """The digits alone, in whatever script and with whatever blanks they were typed."""
    signs = (each for each in typed if not each.isspace() and each != "-")
    return "".join(str(unicodedata.digit(each, each)) for each in signs)


def refuse_weak(pin: str) -> None:
    if not _FORM.fullmatch(pin):
        raise DeskError(_("A PIN is of 6 to 12 digits."), _("Choose another."))
    if _weak(pin):
        raise DeskError(_("This PIN is the first that anyone would try."), _("Choose another."))


def _weak(pin: str) -> bool:
    return len(set(pin)) < 3 or any(pin in run for run in _RUNS)


def hashed(pin: str) -> str:
    salt = secrets.token_bytes(16)
    return f"scrypt:{_COST}:{_BLOCK}:{_LANES}:{salt.hex()}:{_slowly(pin, salt, _COST, _BLOCK, _LANES).hex()}"


def fits(pin: str, kept: str) -> bool:
    _name, cost, block, lanes, salt, digest = kept.split(":")
    tried = _slowly(pin, bytes.fromhex(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(tried, bytes.fromhex(digest))


def _slowly(pin: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    # RFC 7914; the memory is what makes trying dear.
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**cost, r=block, p=lanes, maxmem=2**26, dklen=32)
