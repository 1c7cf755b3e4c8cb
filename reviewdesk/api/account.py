"""The account as a plugin sees it, and what it says of it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from reviewdesk.api.clock import Clock
from reviewdesk.api.plugin import Retention

if TYPE_CHECKING:
    import httpx

__all__ = ["Account", "AccountStatus", "May", "Tokens"]


class May(StrEnum):
    """What an account may do. A hook AND the matching `May` decide; all else goes by hand."""

    READ = "read"
    EXCERPTS = "excerpts"
    REPLY = "reply"
    REPLACE = "replace"
    WITHDRAW = "withdraw"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStatus:
    """The answer to `reviewdesk_check_account`: who am I, and what may I do."""

    identity: str | None
    """The name under which the platform shows the owner; None where it does not tell."""
    may: frozenset[May]
    retention: Retention | None = None
    """How long THIS account may keep words, where it differs from the platform's `Retention`."""
    note: str = ""
    """One plain sentence for the owner, e.g. why less than everything is allowed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """An access token as `reviewdesk_renew_token` gives it. Its repr shows no secret."""

    access: str
    expires_at: datetime
    """Aware UTC."""
    refresh: str | None = None
    """A rotated refresh token; None keeps the one in use."""

    def __repr__(self) -> str:
        """The end of the token's life, never the token."""
        return f"Tokens(expires_at={self.expires_at.isoformat()})"


class Account(Protocol):
    """One account, made by the core for each call. A plugin keeps nothing of it."""

    @property
    def name(self) -> str:
        """The name the owner chose."""

    @property
    def settings(self) -> Mapping[str, str]:
        """The settings given with ``--set``; absent ones are absent."""

    @property
    def signed_in(self) -> bool:
        """Whether it has credentials at all; without them every hook answers without I/O."""

    @property
    def http(self) -> "httpx.Client":
        """The client for all requests: credentials, retries, limits and errors are the core's.

        Write the platform's real URLs: a `base_url` setting is applied underneath. Reads are retried,
        writes never. A POST that only reads is marked with ``extensions={"read": True}``. Raises by itself
        `AuthError` (401, after one renewal), `RateLimited` (the plugin's own `limits` are used up),
        `Unavailable`, `OutcomeUnknown` (a write whose answer was lost) and `BadData` (a foreign host). Every
        other status comes back as a response, 429 and 5xx after the retries too: their body says why.
        """

    @property
    def clock(self) -> Clock:
        """The time."""

    @property
    def log(self) -> logging.Logger:
        """A logger whose output is redacted."""

    def secret(self, name: str) -> str:
        """A secret in clear. Raises `AuthError` where its source gives none."""

    def url(self, url: str) -> str:
        """`url` as a person's browser should open it: moved under `base_url` if one is set."""
