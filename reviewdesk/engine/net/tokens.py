"""Access tokens: renewed once for all processes, stored first, and only then used."""

import hashlib
import hmac
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from reviewdesk.api.account import Tokens
from reviewdesk.api.clock import Clock
from reviewdesk.engine.net import redact

__all__ = ["Kept", "Renew", "TokenKeeper", "TokenStore"]

Renew = Callable[[str, Tokens | None], Tokens]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is stored of one token. Its repr shows no secret."""

    tokens: Tokens
    """With the rotated refresh token, if the platform ever gave one and it is not kept `elsewhere`."""
    obtained_at: datetime
    source_mark: str = ""
    """A salted hash of the refresh token's source as it was when the rotated one came."""
    elsewhere: bool = False
    """Whether the rotated refresh token is kept where looking takes long."""

    def __repr__(self) -> str:
        return f"Kept({self.tokens!r}, obtained_at={self.obtained_at.isoformat()})"


class TokenStore(Protocol):
    """Where tokens are kept: private files here, sealed rows for a team."""

    def lock(self, account: str, name: str) -> AbstractContextManager[object]:
        """Hold off all other processes. Raises `Unavailable` when it takes too long."""

    def load(self, account: str, name: str) -> Kept | None:
        """What is kept; None where there is nothing that can be read."""

    def rotated(self, account: str, name: str, kept: Kept) -> str | None:
        """The rotated refresh token. Raises `DeskError` where its place can't be opened."""

    def save(self, account: str, name: str, kept: Kept) -> None:
        """Keep it, whole or not at all. Raises `DeskError`."""

    def drop(self, account: str) -> None:
        """Forget all tokens of an account."""


class TokenKeeper:
    """Hands out access tokens that still live, and renews the others under the lock."""

    def __init__(self, store: TokenStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._at_hand: dict[tuple[str, str], Kept] = {}
        self._unsaved: dict[tuple[str, str], Kept] = {}

    def fresh(
        self,
        account: str,
        name: str,
        *,
        margin: timedelta,
        renew: Renew,
        source: str | None,
        refused: str | None = None,
    ) -> Tokens:
        """A token that lives for `margin` yet. `refused` is one the platform did not accept.

        `source` is the refresh token as its source gives it now, None where there is none.
        """
        kept = self._at_hand.get((account, name))
        if kept is not None and self._lives(kept, margin, source, refused):
            return kept.tokens
        with self._store.lock(account, name):
            self._save_what_waits(account, name)
            kept = self._store.load(account, name)
            if kept is None or not self._lives(kept, margin, source, refused):
                kept = self._renewed(account, name, kept, renew, source)
        return self._use(account, name, kept).tokens

    def refresh(self, account: str, name: str, source: str | None) -> str | None:
        """The refresh token that counts: the rotated one, until the source's value changes."""
        kept = self._unsaved.get((account, name)) or self._store.load(account, name)
        if kept is None or not _same_source(kept, source):
            return source
        return self._rotated(account, name, kept) or source

    def keep(self, account: str, name: str, tokens: Tokens, source: str | None) -> None:
        """Keep what a sign-in brought."""
        with self._store.lock(account, name):
            self._unsaved.pop((account, name), None)
            kept = Kept(tokens=tokens, obtained_at=self._clock.now(), source_mark=_mark(source))
            self._store.save(account, name, kept)
        self._use(account, name, kept)

    def forget(self, account: str) -> None:
        """The account was removed, or signs in anew."""
        for held in (self._at_hand, self._unsaved):
            for key in [key for key in held if key[0] == account]:
                del held[key]
        self._store.drop(account)

    def _renewed(self, account: str, name: str, old: Kept | None, renew: Renew, source: str | None) -> Kept:
        held = None
        rotated = None
        if old is not None and _same_source(old, source):
            rotated = self._rotated(account, name, old)
            held = replace(old.tokens, refresh=rotated or source)
        tokens = renew(name, held)
        kept = Kept(
            tokens=replace(tokens, refresh=tokens.refresh or rotated),
            obtained_at=self._clock.now(),
            source_mark=_mark(source),
        )
        # The old refresh token may be dead by now: if the disk is full, the new one is not lost with it.
        self._unsaved[account, name] = kept
        self._save_what_waits(account, name)
        return kept

    def _rotated(self, account: str, name: str, kept: Kept) -> str | None:
        return self._store.rotated(account, name, kept) if kept.elsewhere else kept.tokens.refresh

    def _save_what_waits(self, account: str, name: str) -> None:
        if (kept := self._unsaved.get((account, name))) is not None:
            self._store.save(account, name, kept)
            del self._unsaved[account, name]

    def _use(self, account: str, name: str, kept: Kept) -> Kept:
        redact.remember(kept.tokens.access)
        if kept.tokens.refresh:
            redact.remember(kept.tokens.refresh)
        self._at_hand[account, name] = kept
        return kept

    def _lives(self, kept: Kept, margin: timedelta, source: str | None, refused: str | None) -> bool:
        if kept.tokens.access == refused or not _same_source(kept, source):
            return False
        # A token made to live shorter than the margin would be renewed before every request.
        margin = min(margin, (kept.tokens.expires_at - kept.obtained_at) / 2)
        return self._clock.now() + margin < kept.tokens.expires_at


def _mark(source: str | None) -> str:
    salt = os.urandom(16).hex()
    return f"{salt}:{_digest(salt, source)}"


def _same_source(kept: Kept, source: str | None) -> bool:
    salt, _colon, digest = kept.source_mark.partition(":")
    return hmac.compare_digest(digest.encode(), _digest(salt, source).encode())


def _digest(salt: str, source: str | None) -> str:
    value = "none" if source is None else f"value {source}"
    return hashlib.sha256(f"{salt}:{value}".encode()).hexdigest()
