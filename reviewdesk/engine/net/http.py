"""The only module that makes httpx clients: a successor of httpx is changed in here."""

import functools
import ssl
import threading
import urllib.request
from dataclasses import dataclass
from importlib.metadata import version
from logging import Logger
from typing import Any, Self

import httpx

from reviewdesk.api.clock import Clock
from reviewdesk.api.errors import BadData, Unavailable
from reviewdesk.api.plugin import Plugin
from reviewdesk.api.words import _
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.credentials import Credentials
from reviewdesk.engine.net.exchange import TIMEOUTS
from reviewdesk.engine.net.hosts import Hosts, host_of, is_loopback
from reviewdesk.engine.net.limits import Bucket, NoBucket
from reviewdesk.engine.net.transport import DeskTransport

__all__ = ["Bucket", "ClientPlan", "NoBucket", "build_client"]

_KEEP_ALIVE = 4.0
"""Seconds. Below the 5 s after which common servers hang up: a write on a dying connection is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPlan:
    """Everything that makes up the client of one account."""

    plugin: Plugin
    account: str
    hosts: Hosts
    credentials: Credentials
    bucket: Bucket
    clock: Clock
    log: Logger
    trust_env: bool = True
    """Whether the proxy and certificate variables of the environment count."""


def build_client(plan: ClientPlan) -> httpx.Client:
    """The client of one account. It keeps its connections: build it once."""
    redact.quiet_libraries()
    transport = DeskTransport(
        plugin=plan.plugin,
        account=plan.account,
        hosts=plan.hosts,
        credentials=plan.credentials,
        bucket=plan.bucket,
        clock=plan.clock,
        log=plan.log,
        inner=_Routes(trust_env=plan.trust_env),
    )
    return _Client(
        transport=transport,
        timeout=httpx.Timeout(**TIMEOUTS),
        follow_redirects=False,
        trust_env=False,
        headers={"User-Agent": _user_agent()},
    )


class _Client(httpx.Client):
    """One client for all calls: `with account.http` neither opens nor closes it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        pass

    def build_request(self, *args: Any, **kwargs: Any) -> httpx.Request:
        try:
            return super().build_request(*args, **kwargs)
        except httpx.InvalidURL as error:
            raise BadData(_("A web address could not be understood; nothing was sent.")) from error


class _Routes(httpx.BaseTransport):
    """The straight way, or through the proxy of the environment; loopback never meets a proxy.

    Connections are opened late and kept few: a platform's quota is the true limit.
    """

    def __init__(self, *, trust_env: bool) -> None:
        self._trust_env = trust_env
        self._opened: dict[str | None, httpx.HTTPTransport] = {}
        self._lock = threading.Lock()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._opened_for(self._proxy(request.url)).handle_request(request)

    def close(self) -> None:
        with self._lock:
            opened, self._opened = self._opened, {}
        for transport in opened.values():
            transport.close()

    def _proxy(self, url: httpx.URL) -> str | None:
        host = host_of(url)
        if not self._trust_env or is_loopback(host) or urllib.request.proxy_bypass(host):
            return None
        proxies = urllib.request.getproxies()
        return proxies.get(url.scheme) or proxies.get("all")

    def _opened_for(self, proxy: str | None) -> httpx.HTTPTransport:
        with self._lock:
            if proxy not in self._opened:
                self._opened[proxy] = _straight(proxy, trust_env=self._trust_env)
            return self._opened[proxy]


def _straight(proxy: str | None, *, trust_env: bool) -> httpx.HTTPTransport:
    limits = httpx.Limits(max_connections=4, max_keepalive_connections=2, keepalive_expiry=_KEEP_ALIVE)
    if proxy is not None and "://" not in proxy:
        proxy = f"http://{proxy}"
    try:
        return httpx.HTTPTransport(
            verify=_tls(trust_env=trust_env), limits=limits, proxy=proxy, trust_env=False
        )
    except (ValueError, ImportError) as error:
        raise Unavailable(
            _("The proxy of this computer can not be used."),
            _("Only http:// and https:// proxies are understood."),
        ) from error


_tls_lock = threading.Lock()


def _tls(*, trust_env: bool) -> ssl.SSLContext:
    """One context for all: making it takes 20 ms, and the certificates it reads are the same."""
    with _tls_lock:
        return _new_tls(trust_env)


@functools.cache
def _new_tls(trust_env: bool) -> ssl.SSLContext:  # noqa: FBT001 - the cache's key
    return httpx.create_ssl_context(trust_env=trust_env)


@functools.cache
def _user_agent() -> str:
    return f"reviewdesk/{version('reviewdesk')}"
