"""Mails on a server, by IMAP: always over TLS, and only read. Nothing is marked, moved or deleted."""

import imaplib
import ipaddress
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from reviewdesk.api import DeskError, _
from reviewdesk.engine.incoming.letters import LARGEST
from reviewdesk.engine.net.secrets import Source

if TYPE_CHECKING:
    from imap_tools.mailbox import BaseMailBox

    from reviewdesk.engine.config import Mail

__all__ = ["Seen", "Server"]

_MOST = 500
"""So many new mails are read in one go; the next look goes on behind them."""
_TLS_PORT = 993


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a mailbox was read: its own generation, and the last number in it."""

    validity: str = ""
    last: int = 0


class _NotLetIn(OSError):
    pass


class Server:
    """One mailbox, as the settings name it. Its errors are DeskError, in plain words."""

    def __init__(self, settings: "Mail", timeout: float) -> None:
        self._settings = settings
        self._timeout = timeout
        self.host, self._port = _host_and_port(settings.imap)
        if not settings.imap_user or not settings.imap_password:
            missing = "imap_password" if settings.imap_user else "imap_user"
            raise DeskError(
                _("The mail server {host} is set, but mail.{name} is not.").format(
                    host=self.host, name=missing
                ),
                _("Set it under [mail] in the settings."),
            )

    def mails(self, seen: Seen, since: date) -> Iterator[tuple[Seen, bytes]]:
        """The new mails in their order, each with the mark to go on from after it."""
        password = Source.parse(self._settings.imap_password).read("mail", "imap_password").reveal()
        broken: tuple[type[Exception], ...] = (OSError, imaplib.IMAP4.error, ValueError, _tool_error())
        try:
            box = self._connect()
            try:
                self._sign_in(box, password)
                yield from self._new_ones(box, seen, since)
            finally:
                _leave(box)
        except broken as error:
            raise self._told(error) from None

    def _sign_in(self, box: "BaseMailBox", password: str) -> None:
        user = self._settings.imap_user
        # LOGIN knows ASCII alone.
        way = box.login if (user + password).isascii() else box.login_utf8
        try:
            way(user, password, initial_folder=None)
        except imaplib.IMAP4.abort:
            raise
        except (imaplib.IMAP4.error, _tool_error()) as error:
            raise _NotLetIn from error

    def _connect(self) -> "BaseMailBox":
        from imap_tools import MailBox, MailBoxUnencrypted

        if _is_loopback(self.host):
            return MailBoxUnencrypted(self.host, self._port, timeout=self._timeout)
        # Without a context of one's own imaplib does not look at the server's certificate.
        return MailBox(self.host, self._port, timeout=self._timeout, ssl_context=ssl.create_default_context())

    def _new_ones(self, box: "BaseMailBox", seen: Seen, since: date) -> Iterator[tuple[Seen, bytes]]:
        from imap_tools import AND, U

        box.folder.set(self._settings.imap_folder, readonly=True)
        validity = _validity(box)
        last = seen.last if validity and validity == seen.validity else 0
        wanted: dict[str, Any] = {"date_gte": since, "size_lt": LARGEST}
        if last:
            wanted["uid"] = U(str(last + 1), "*")
        # "5:*" names the last mail even where its number is smaller.
        fresh = sorted(number for number in map(int, box.uids(AND(**wanted))) if number > last)
        box.email_message_class = _whole()
        for number in fresh[:_MOST]:
            for mail in box.fetch(uid_list=[str(number)], mark_seen=False):
                yield Seen(validity, number), mail.raw  # type: ignore[attr-defined]

    def _told(self, error: BaseException) -> DeskError:
        if isinstance(error, _NotLetIn):
            return DeskError(
                _("The mail server {host} does not accept this user and password.").format(host=self.host),
                _("Many mail services want an app password of its own for each program."),
            )
        if type(error).__name__ == "MailboxFolderSelectError":
            return DeskError(
                _("The mailbox has no folder {folder}.").format(folder=self._settings.imap_folder),
                _("Check imap_folder under [mail] in the settings."),
            )
        if isinstance(error, ssl.SSLError):
            return DeskError(
                _("The mail server {host} offers no trusted encryption.").format(host=self.host),
                _("Check its name under [mail] in the settings; its port for TLS is usually 993."),
            )
        return DeskError(
            _("The mail server {host} can't be reached ({why}).").format(host=self.host, why=_why(error)),
            _("It is tried again at the next fetch."),
        )


def _why(error: BaseException) -> str:
    """Never the server's own words: they may repeat what was sent."""
    strerror = getattr(error, "strerror", None)
    return str(strerror) if strerror else type(error).__name__


def _tool_error() -> type[Exception]:
    from imap_tools.errors import ImapToolsError

    return ImapToolsError


def _whole() -> Any:
    """imap-tools would read each mail in its own way; ours wants the bytes."""
    from imap_tools import MailMessage

    class Whole(MailMessage):
        def __init__(self, fetch_data: list[Any]) -> None:
            self.raw = next((bytes(each[1]) for each in fetch_data if isinstance(each, tuple)), b"")

    return Whole


def _validity(box: "BaseMailBox") -> str:
    _code, values = box.client.response("UIDVALIDITY")
    found = values[0] if values else None
    return found.decode("ascii", "replace") if isinstance(found, bytes) else ""


def _leave(box: "BaseMailBox") -> None:
    try:
        box.logout()
    except Exception:  # noqa: BLE001 - a goodbye that fails changes nothing
        box.client.shutdown()


def _host_and_port(text: str) -> tuple[str, int]:
    host, colon, port = text.strip().rpartition(":")
    if not colon or (text.strip().startswith("[") and text.strip().endswith("]")):
        host, port = text.strip(), str(_TLS_PORT)
    host = host.strip("[]")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536 or "/" in host or " " in host:
        raise DeskError(
            _("The mail server can't be {text!r}.").format(text=text),
            _("Give its name, and the port if it is not 993: imap.example.com:993"),
        )
    return host, int(port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
