"""Where a plugin's requests may go, and whose credentials go with them.

A plugin writes the platform's real URLs. The declared host decides on the credential BEFORE the URL is
moved under a `base_url`, so that one sandbox can play several hosts.
"""

from dataclasses import dataclass, field

import httpx

from reviewdesk.api.errors import BadData
from reviewdesk.api.plugin import Basic, Plugin, Static, Token
from reviewdesk.api.words import _
from reviewdesk.engine.net.base_url import check_base_url, host_of, is_loopback

__all__ = ["Credential", "Hosts", "Place", "check_base_url", "host_of", "is_loopback"]

Credential = Static | Basic | Token


@dataclass(frozen=True, slots=True)
class Place:
    """Where a request really goes, and the credential it takes along."""

    url: httpx.URL
    credential: Credential | None


@dataclass(frozen=True, slots=True)
class Hosts:
    """The hosts of one plugin, moved under `base_url` where that is set."""

    title: str
    declared: tuple[str, ...]
    auth: dict[str, Credential]
    base: httpx.URL | None = field(default=None)

    @classmethod
    def of(cls, plugin: Plugin, base_url: str | None) -> "Hosts":
        declared = tuple(host.lower() for host in plugin.hosts)
        auth = {host.lower(): credential for host, credential in plugin.auth.items()}
        base = httpx.URL(check_base_url(base_url)) if base_url else None
        return cls(plugin.title, declared, auth, base)

    def place(self, url: httpx.URL, came_with: Credential | None = None) -> Place:
        """Where a request for `url` goes. Raises `BadData` for a foreign host, and for http on the wire.

        `came_with` is the credential of the request that was redirected to `url`.
        """
        name = self._declared(url)
        if name is None and not self._at_base(url):
            raise BadData(
                _(
                    "{plugin} wanted to reach {host}, which it did not name as its own; nothing was sent."
                ).format(plugin=self.title, host=url.host or str(url))
            )
        credential = self.auth.get(name) if name else came_with or self._only_credential()
        # Secure before it is moved: what works in a sandbox must work on the platform too.
        return Place(self.move(self._secure(url)), credential)

    def move(self, url: httpx.URL) -> httpx.URL:
        """`url` under `base_url`, path and query kept; as it is where no `base_url` is set."""
        base = self.base
        if base is None or self._under_base(url):
            return url
        if self._declared(url) is None:
            return url
        path = base.raw_path.rstrip(b"/") + (
            url.raw_path if url.raw_path.startswith(b"/") else b"/" + url.raw_path
        )
        return url.copy_with(
            scheme=base.scheme, host=base.host, port=base.port, raw_path=path, userinfo=b"", fragment=None
        )

    def _declared(self, url: httpx.URL) -> str | None:
        host = host_of(url)
        exact = f"{host}:{url.port}"
        if exact in self.declared:
            return exact
        if host in self.declared and (url.port is None or is_loopback(host)):
            return host
        return None

    def _at_base(self, url: httpx.URL) -> bool:
        base = self.base
        return base is not None and (url.scheme, host_of(url), url.port) == (
            base.scheme,
            host_of(base),
            base.port,
        )

    def _under_base(self, url: httpx.URL) -> bool:
        assert self.base is not None
        if not self._at_base(url):
            return False
        root = self.base.path.rstrip("/")
        return self._declared(url) is None or url.path == root or url.path.startswith(root + "/")

    def _only_credential(self) -> Credential | None:
        """For a link that came from the base_url's own host: it can't tell which declared host it means."""
        kinds = set(self.auth.values())
        return kinds.pop() if len(kinds) == 1 else None

    def _secure(self, url: httpx.URL) -> httpx.URL:
        if url.scheme == "https" or (url.scheme == "http" and is_loopback(host_of(url))):
            return url
        raise BadData(
            _("{plugin} wanted to reach {host} without encryption; nothing was sent.").format(
                plugin=self.title, host=url.host
            )
        )
