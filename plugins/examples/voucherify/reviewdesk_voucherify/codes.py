"""The code of a voucher, made out of its key: that is what makes a second try harmless.

Voucherify knows no idempotency keys. It does promise that a code is unique in a project for as long as its
voucher exists, even in the bin (https://docs.voucherify.io/prepare/bin). So the same key has to give the same
code. It is mixed with the account's secret, because keys may be chosen by the owner's scripts ("review-123")
and a code must not be told from one.
"""

import hashlib
import hmac

__all__ = ["code_for", "mark_for"]

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""32 signs without I, L, O and U: the desk reads a typed I as 1 and O as 0."""
_SIGNS = 12
"""60 bits."""


def code_for(key: str, secret: str) -> str:
    """As the guest shows it: 7K3F-9QWX-2MTA."""
    number = int.from_bytes(hmac.digest(secret.encode(), b"code/" + key.encode(), "sha256"), "big")
    signs = "".join(_ALPHABET[(number >> 5 * place) & 31] for place in range(_SIGNS))
    return "-".join(signs[start : start + 4] for start in range(0, _SIGNS, 4))


def mark_for(key: str) -> str:
    """What stands on the voucher so that it is known again, whatever became of the secret."""
    return hashlib.sha256(b"mark/" + key.encode()).hexdigest()[:32]
