"""What went wrong on the wire, in words for the owner and by what to do next."""

import socket
import ssl
from collections.abc import Iterator

import httpx

from reviewdesk.api.errors import BadData, OutcomeUnknown, PlatformError, Unavailable
from reviewdesk.api.words import _

__all__ = ["Broken", "after_leaving", "told"]

_AFTER_LEAVING = (
    httpx.ReadTimeout,
    httpx.ReadError,
    httpx.WriteTimeout,
    httpx.WriteError,
    httpx.CloseError,
    httpx.RemoteProtocolError,
    httpx.DecodingError,
)


class Broken(Unavailable):
    """The way to the platform failed: what a read is tried again for."""


def after_leaving(error: Exception) -> bool:
    """Whether this error comes only once a request is on its way."""
    return isinstance(error, _AFTER_LEAVING)


def told(error: httpx.HTTPError | httpx.InvalidURL, host: str, *, unknown: bool) -> PlatformError:
    """The error to raise for `error`; `unknown`: it was a write, and a byte of it had left."""
    if (
        isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError))
        and not unknown
    ):
        return BadData(_("A request could not be put together; nothing was sent."))
    reason, advice = _sentence(error, host)
    if unknown:
        return OutcomeUnknown(
            reason, _("It is not known whether this arrived; it is looked up before anything is sent.")
        )
    return Broken(reason, advice)


def _sentence(error: Exception, host: str) -> tuple[str, str]:
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return (
            _("The address {host} was not found.").format(host=host),
            _("Check the internet connection of this computer."),
        )
    certificate = next((cause for cause in causes if isinstance(cause, ssl.SSLCertVerificationError)), None)
    if certificate is not None:
        return (
            _("The certificate of {host} is not valid ({why}).").format(
                host=host, why=certificate.verify_message
            ),
            _("Check this computer's date and time; a virus scanner may also stand in between."),
        )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return _("No safe connection to {host} could be made.").format(host=host), _("Try again in a while.")
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return (
            _("{host} refused the connection.").format(host=host),
            _("It may be out of order: try again in a while."),
        )
    return _plain(error, host)


def _plain(error: Exception, host: str) -> tuple[str, str]:
    again = _("Try again in a while.")
    if isinstance(error, httpx.ProxyError):
        return _("The proxy of this network let nothing through to {host}.").format(host=host), _(
            "Check the proxy settings of this computer."
        )
    if isinstance(error, (httpx.ConnectTimeout, httpx.PoolTimeout)):
        return _("{host} did not pick up in time.").format(host=host), again
    if isinstance(error, httpx.TimeoutException):
        return _("{host} did not answer in time.").format(host=host), again
    if isinstance(error, httpx.ConnectError):
        return _("No connection to {host} could be made.").format(host=host), _(
            "Check the internet connection of this computer."
        )
    if isinstance(error, (httpx.RemoteProtocolError, httpx.DecodingError)):
        return _("The answer of {host} could not be read.").format(host=host), again
    return _("The connection to {host} broke.").format(host=host), again


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
