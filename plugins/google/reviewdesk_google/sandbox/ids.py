"""Review ids in the form Google gives them: opaque, and the same at each start."""

import base64
import hashlib

__all__ = ["made_id", "made_index", "nanos", "review_id"]

_PREFIX = "AbFvOq"


def review_id(location: str, handle: str) -> str:
    return _PREFIX + _letters(f"{location}/{handle}")[:70]


def made_id(location: str, index: int) -> str:
    """An id that carries its number, so that a hundred thousand reviews need no table."""
    return f"{_PREFIX}{index:08d}" + _letters(f"{location}#{index}")[:62]


def made_index(location: str, given: str) -> int | None:
    number = given[len(_PREFIX) : len(_PREFIX) + 8]
    if not (given.startswith(_PREFIX) and number.isascii() and number.isdecimal()):
        return None
    return int(number) if made_id(location, int(number)) == given else None


def nanos(given: str) -> int:
    """A number below 10**9 that belongs to an id: the odd fraction of its second."""
    return int.from_bytes(hashlib.sha256(given.encode()).digest()[:4], "big") % 10**9


def _letters(seed: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha512(seed.encode()).digest()).decode().rstrip("=")
