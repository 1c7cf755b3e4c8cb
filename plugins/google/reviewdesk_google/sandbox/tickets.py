"""Page tokens: opaque to the caller, good only for the list they were given for."""

import base64
import binascii
import hashlib
import json
from collections.abc import Sequence

from reviewdesk_google.sandbox.answers import invalid
from reviewdesk_google.sandbox.shelf import Key

__all__ = ["read_ticket", "write_ticket"]

_SEAL = b"reviewdesk sandbox"


def write_ticket(list_of: Sequence[str], number: int, key: Key) -> str:
    """A token for page `number`, which begins behind `key`."""
    body = json.dumps([number, *key]).encode()
    return base64.urlsafe_b64encode(_seal(list_of, body) + body).decode().rstrip("=")


def read_ticket(token: str, list_of: Sequence[str]) -> tuple[int, Key | None]:
    """The page's number and what it begins behind; without a token the first page. Raises `ApiError`."""
    if not token:
        return 0, None
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise invalid() from None
    seal, body = raw[:8], raw[8:]
    if seal != _seal(list_of, body):
        raise invalid()
    number, first, second, last = json.loads(body)
    return number, (first, second, last)


def _seal(list_of: Sequence[str], body: bytes) -> bytes:
    return hashlib.blake2b(json.dumps(list(list_of)).encode() + body, digest_size=8, key=_SEAL).digest()
