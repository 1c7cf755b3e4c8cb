"""The setting `base_url`, and what it may be. Costs no httpx until an address is looked at."""

import ipaddress
from typing import TYPE_CHECKING

from reviewdesk.api.errors import DeskError
from reviewdesk.api.words import _

if TYPE_CHECKING:
    import httpx

__all__ = ["check_base_url", "host_of", "is_loopback"]


def host_of(url: "httpx.URL") -> str:
    """The host in ASCII, lower case: what DNS and the certificate see."""
    return url.raw_host.decode("ascii").lower()


def is_loopback(host: str) -> bool:
    """Whether `host` is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_base_url(text: str) -> str:
    """`text` as it may stand in the setting `base_url`, without a slash at its end. Raises `DeskError`."""
    import httpx

    try:
        url = httpx.URL(text.strip())
    except httpx.InvalidURL:
        url = httpx.URL("")
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment or url.userinfo:
        raise DeskError(
            _("The setting base_url is no web address: {text}.").format(text=text),
            _("Give it as https://host or http://127.0.0.1:port."),
        )
    if url.scheme == "http" and not is_loopback(host_of(url)):
        raise DeskError(
            _("The setting base_url must begin with https://, or your sign-in could be read on the way."),
            _("Plain http is for this machine alone (http://127.0.0.1:port)."),
        )
    return str(url).rstrip("/")
