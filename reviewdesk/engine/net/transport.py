"""Every request of a plugin passes here: guarded, signed, limited, tried again, and told apart.

Reads are tried again; a write goes out once, and once more only after a 401, which was not applied.
"""

import logging
from dataclasses import dataclass, replace

import httpx

from reviewdesk.api.clock import Clock
from reviewdesk.api.errors import AuthError, BadData, RateLimited
from reviewdesk.api.plugin import Basic, Plugin, Static, Token
from reviewdesk.api.words import _
from reviewdesk.engine.net import pauses
from reviewdesk.engine.net.credentials import Credentials
from reviewdesk.engine.net.exchange import exchange
from reviewdesk.engine.net.faults import Broken
from reviewdesk.engine.net.hosts import Credential, Hosts, Place, host_of
from reviewdesk.engine.net.limits import Bucket
from reviewdesk.engine.net.wire import Call, present_call

__all__ = ["DeskTransport"]

_TRIES = 3
_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class _Trip:
    """One request on its way, with the URL the plugin meant."""

    request: httpx.Request
    url: httpx.URL
    read: bool
    call: Call
    credential: Credential | None = None
    """That of the host a redirect came from, for links into `base_url`."""


class DeskTransport(httpx.BaseTransport):
    """What `account.http` sends through."""

    def __init__(
        self,
        *,
        plugin: Plugin,
        account: str,
        hosts: Hosts,
        credentials: Credentials,
        bucket: Bucket,
        clock: Clock,
        log: logging.Logger,
        inner: httpx.BaseTransport,
    ) -> None:
        self._plugin = plugin
        self._account = account
        self._hosts = hosts
        self._credentials = credentials
        self._bucket = bucket
        self._clock = clock
        self._log = log
        self._inner = inner

    def close(self) -> None:
        self._inner.close()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        request.read()
        read = request.method in {"GET", "HEAD"} or bool(request.extensions.get("read"))
        # Without a call around it (a test, a script) a request that is no read counts as a write.
        call = present_call(self._account) or Call(write=not read)
        trip = _Trip(request, request.url, read, call)
        for _number in range(_REDIRECTS + 1):
            response, sent_to = self._tried(trip)
            if not (read and response.has_redirect_location):
                return response
            trip = self._redirected(trip, response, sent_to)
        raise BadData(_("{plugin} kept sending us from page to page.").format(plugin=self._plugin.title))

    def _tried(self, trip: _Trip) -> tuple[httpx.Response, Place]:
        attempt = 0
        while True:
            last = not trip.read or attempt == _TRIES - 1
            wait = pauses.pause_after(attempt)
            try:
                response, place = self._signed(trip)
            except Broken:
                if last or wait >= trip.call.remaining():
                    raise
            else:
                if last or response.status_code not in pauses.TRY_AGAIN:
                    return response, place
                asked = pauses.retry_after(response, self._clock.now())
                wait = wait if asked is None else asked
                if wait > pauses.LONGEST or wait >= trip.call.remaining():
                    return response, place
            self._wait(wait, trip.call)
            attempt += 1

    def _signed(self, trip: _Trip) -> tuple[httpx.Response, Place]:
        """Send with the credential of the host; a token that is refused is renewed once."""
        place = self._hosts.place(trip.url, trip.credential)
        credential = place.credential
        # A request for a token shows what it needs itself. What opens the reviews is not the sign-in's to
        # see; only Basic may be the client's own way to show itself there (RFC 6749, 2.3.1).
        if credential is None or (trip.call.renewing and not isinstance(credential, Basic)):
            return self._once(trip, place, None), place
        left_before = trip.call.left
        header = self._credentials.header(credential)
        response = self._once(trip, place, header)
        if response.status_code == httpx.codes.UNAUTHORIZED and isinstance(credential, Token):
            trip.call.stayed(left_before=left_before)
            response = self._once(trip, place, self._credentials.header(credential, refused=header[1]))
        if response.status_code == httpx.codes.UNAUTHORIZED:
            trip.call.stayed(left_before=left_before)
            self._credentials.read_anew()
            raise self._refused(credential)
        return response, place

    def _once(self, trip: _Trip, place: Place, header: tuple[str, str] | None) -> httpx.Response:
        self._take(trip)
        trip.call.check()
        request = _dressed(trip.request, place.url, header)
        started = self._clock.monotonic()
        status = "-"
        try:
            response = exchange(self._inner, request, trip.call, read=trip.read)
            status = str(response.status_code)
        finally:
            took = (self._clock.monotonic() - started) * 1000
            path = place.url.path
            self._log.info("%s %s%s %s %.0f ms", request.method, place.url.host, path, status, took)
        return response

    def _take(self, trip: _Trip) -> None:
        """Take one from each bucket that counts this request."""
        if trip.call.renewing:
            return
        for number, limit in enumerate(self._plugin.limits):
            if trip.read and limit.writes_only:
                continue
            key = f"{self._plugin.name}/{self._account}/{number}"
            waited = 0.0
            while (seconds := self._bucket.take(key, limit)) > 0:
                waited += seconds
                if waited > pauses.LONGEST or seconds >= trip.call.remaining():
                    raise RateLimited(
                        _("{plugin} lets no more requests through right now.").format(
                            plugin=self._plugin.title
                        ),
                        _("It goes on by itself in a while."),
                        retry_after=seconds,
                    )
                self._wait(seconds, trip.call)

    def _wait(self, seconds: float, call: Call) -> None:
        self._clock.wait(seconds, call.abandoned)
        call.check()

    def _redirected(self, trip: _Trip, response: httpx.Response, place: Place) -> _Trip:
        """The next step of a read. A foreign host is refused by the guard when it is placed."""
        target = place.url.join(response.headers["Location"])
        request = trip.request
        headers = request.headers.copy()
        if host_of(target) != host_of(place.url):
            for name in ("Authorization", "Cookie", *(_header_name(c) for c in self._plugin.auth.values())):
                headers.pop(name, None)
        keeps_body = response.status_code in {307, 308} or request.method in {"GET", "HEAD"}
        method = request.method if keeps_body else "GET"
        if not keeps_body:
            for name in ("Content-Length", "Content-Type", "Transfer-Encoding"):
                headers.pop(name, None)
        again = httpx.Request(
            method,
            target,
            headers=headers,
            content=request.content if keeps_body else b"",
            extensions=request.extensions,
        )
        return replace(trip, request=again, url=target, credential=place.credential)

    def _refused(self, credential: Credential) -> AuthError:
        reason = _("{plugin} does not accept the sign-in of the account {name}.").format(
            plugin=self._plugin.title, name=self._account
        )
        if isinstance(credential, Token):
            return AuthError(reason, _("Sign in again: it may have been revoked or have run out."))
        name = credential.secret if isinstance(credential, Static) else credential.password
        title = next((spec.title for spec in self._plugin.secrets if spec.name == name), name)
        return AuthError(reason, _("Check what you stored as: {title}.").format(title=title))


def _header_name(credential: Credential) -> str:
    return credential.header if isinstance(credential, (Static, Token)) else "Authorization"


def _dressed(request: httpx.Request, url: httpx.URL, header: tuple[str, str] | None) -> httpx.Request:
    headers = request.headers.copy()
    for name in ("Host", "Transfer-Encoding"):  # set anew for the real host and the body now at hand
        headers.pop(name, None)
    if header is not None:
        headers[header[0]] = header[1]
    return httpx.Request(
        request.method, url, headers=headers, content=request.content, extensions=dict(request.extensions)
    )
