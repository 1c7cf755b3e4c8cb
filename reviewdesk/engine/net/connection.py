"""The account as a plugin gets it: its settings, its secrets, and the client that signs for it."""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewdesk.api.account import Account, Tokens
from reviewdesk.api.clock import Clock
from reviewdesk.api.errors import AuthError, DeskError, Unavailable
from reviewdesk.api.plugin import Basic, Plugin, Static, Token
from reviewdesk.api.words import _
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.limits import Bucket, NoBucket
from reviewdesk.engine.net.secrets import Source
from reviewdesk.engine.net.tokens import TokenKeeper
from reviewdesk.engine.net.wire import aside

if TYPE_CHECKING:
    import httpx

    from reviewdesk.engine.net.hosts import Hosts

__all__ = ["AccountSpec", "Connection", "Renewer"]

Renewer = Callable[[Account, str, Tokens | None], Tokens]
"""Calls `reviewdesk_renew_token` of the account's plugin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSpec:
    """What makes up an account: nothing in here is secret."""

    name: str
    plugin: Plugin
    settings: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    """Name of the secret -> its source as text."""
    key: str = ""
    """Tells it from an account of the same name in another home, in the system's one keyring."""


class Connection:
    """Implements `reviewdesk.api.Account`. Kept for as long as the account is in use; thread-safe."""

    def __init__(
        self,
        spec: AccountSpec,
        *,
        keeper: TokenKeeper,
        renewer: Renewer,
        clock: Clock,
        bucket: Bucket | None = None,
        trust_env: bool = True,
    ) -> None:
        self.spec = spec
        self._keeper = keeper
        self._renewer = renewer
        self._clock = clock
        self._bucket = bucket or NoBucket()
        self._trust_env = trust_env
        self._log = redact.account_log(spec.name)
        self._secrets: dict[str, str] = {}
        self._client: httpx.Client | None = None
        self._lock = threading.RLock()

    def __repr__(self) -> str:
        return f"Connection({self.spec.name!r}, {self.spec.plugin.name!r})"

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def key(self) -> str:
        """The name under which its secrets and tokens are kept."""
        return self.spec.key or self.spec.name

    @property
    def settings(self) -> Mapping[str, str]:
        return MappingProxyType(dict(self.spec.settings))

    @property
    def clock(self) -> Clock:
        return self._clock

    @property
    def log(self) -> logging.Logger:
        return self._log

    @property
    def signed_in(self) -> bool:
        """Everything the card requires is there, and one way of signing is complete; asks no one."""
        card, spec = self.spec.plugin, self.spec
        settings_there = all(spec.settings.get(s.name) for s in card.settings if s.required)
        secrets_there = all(s.name in spec.secrets for s in card.secrets if s.required)
        if not (settings_there and secrets_there):
            return False
        ways = set(card.auth.values())
        return any(self._complete(way) for way in ways) if ways else True

    @property
    def http(self) -> "httpx.Client":
        with self._lock:
            if self._client is None or self._client.is_closed:
                self._client = self._new_client()
            return self._client

    def secret(self, name: str) -> str:
        """The secret in clear; a refresh token in its last rotated form."""
        value = self._from_source(name)
        sign_in = self.spec.plugin.sign_in
        if sign_in is None or name != sign_in.keeps:
            return value
        for token in self._tokens():
            try:
                value = self._keeper.refresh(self.key, token.name, value) or value
            except DeskError as error:
                # Not the source's: it is used up, and showing it again can end the whole grant.
                raise Unavailable(error.what, error.do) from None
        redact.remember(value)
        return value

    def url(self, url: str) -> str:
        import httpx

        return str(self._hosts().move(httpx.URL(url)))

    def close(self) -> None:
        """Close the connections; whatever goes wrong on the way is only logged."""
        with self._lock:
            client, self._client = self._client, None
            self._secrets.clear()
        if client is None:
            return
        try:
            client.close()
        except Exception:  # noqa: BLE001 - nothing hangs on it any more
            self._log.warning("closing the connections of %s failed", self.name, exc_info=True)

    def _complete(self, way: Static | Basic | Token) -> bool:
        spec = self.spec
        if isinstance(way, Static):
            return way.secret in spec.secrets
        if isinstance(way, Basic):
            return bool(spec.settings.get(way.username)) and way.password in spec.secrets
        sign_in = spec.plugin.sign_in
        if sign_in is None:
            return bool(spec.secrets)
        return bool(spec.settings.get(sign_in.client_id)) and sign_in.keeps in spec.secrets

    def _from_source(self, name: str) -> str:
        with self._lock:
            if name not in self._secrets:
                source = self.spec.secrets.get(name)
                if source is None:
                    raise self._missing(name)
                try:
                    self._secrets[name] = Source.parse(source).read(self.key, name).reveal()
                except DeskError as error:
                    raise AuthError(error.what, error.do) from None
            return self._secrets[name]

    def _missing(self, name: str) -> AuthError:
        title = next((spec.title for spec in self.spec.plugin.secrets if spec.name == name), name)
        return AuthError(
            _("The account {name} has no {secret}.").format(name=self.name, secret=title),
            _("Add it to the account: --secret {name}=SOURCE.").format(name=name),
        )

    def _tokens(self) -> set[Token]:
        return {way for way in self.spec.plugin.auth.values() if isinstance(way, Token)}

    def _token(self, card: Token, refused: str | None) -> str:
        """The access token for a header, renewed where needed."""
        if refused is not None:
            self.read_anew()
        sign_in = self.spec.plugin.sign_in
        source = None
        if sign_in is not None:
            source = self._from_source(sign_in.keeps)
        try:
            tokens = self._keeper.fresh(
                self.key,
                card.name,
                margin=card.renew_before,
                renew=self._renew,
                source=source,
                refused=refused,
            )
        except DeskError as error:
            # A full disk, a closed keyring: nothing was sent, and it goes on once that is mended.
            raise Unavailable(error.what, error.do) from None
        except Unavailable as error:
            # Asking for the token was tried again already: the request around it is not.
            raise Unavailable(error.reason, error.advice) from error
        return tokens.access

    def _renew(self, name: str, held: Tokens | None) -> Tokens:
        with aside():
            return self._renewer(self, name, held)

    def read_anew(self) -> None:
        """Read all secrets from their sources again: what was refused may have been changed there."""
        with self._lock:
            self._secrets.clear()

    def _hosts(self) -> "Hosts":
        from reviewdesk.engine.net.hosts import Hosts

        return Hosts.of(self.spec.plugin, self.spec.settings.get("base_url"))

    def _new_client(self) -> "httpx.Client":
        from reviewdesk.engine.net.credentials import Credentials
        from reviewdesk.engine.net.http import ClientPlan, build_client

        try:
            hosts = self._hosts()
        except DeskError as error:
            raise AuthError(error.what, error.do) from None
        return build_client(
            ClientPlan(
                plugin=self.spec.plugin,
                account=self.name,
                hosts=hosts,
                credentials=Credentials(self.settings, self._from_source, self._token, self.read_anew),
                bucket=self._bucket,
                clock=self._clock,
                log=self._log,
                trust_env=self._trust_env,
            )
        )
