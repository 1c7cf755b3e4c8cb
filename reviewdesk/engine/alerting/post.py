"""Handing a mail to the owner's mail server, over TLS only."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from reviewdesk.api import DeskError, _
from reviewdesk.engine.config import Smtp
from reviewdesk.engine.net.secrets import Source

__all__ = ["check", "check_server", "opened", "send"]

_SECONDS = 20.0
_SUBMISSION, _TLS = 587, 465
_ME = "[127.0.0.1]"
"""How we greet: this machine's name is nobody's business."""


def check(settings: Smtp) -> None:
    """Raises DeskError where something is missing; asks nobody."""
    check_server(settings)
    if not settings.to:
        raise DeskError(
            _("No address is set to which the summary goes."), _("Set `to` under [smtp] in the settings.")
        )


def check_server(settings: Smtp) -> None:
    """What every mail needs, to whomever it goes."""
    host_and_port(settings.host)
    if settings.user and not settings.password:
        raise DeskError(
            _("The mail server has a user, but smtp.password is not set."),
            _("Set it under [smtp] in the settings: where the password is read from."),
        )


def send(settings: Smtp, mail: EmailMessage) -> None:
    """Raises DeskError in plain words, never in the server's own: they may repeat what was sent."""
    check(settings)
    with opened(settings) as server:
        server.send_message(mail)


@contextmanager
def opened(settings: Smtp) -> Iterator[smtplib.SMTP]:
    """The server, encrypted and signed in; its refusals, also within, come out as DeskError."""
    check_server(settings)
    host, port = host_and_port(settings.host)
    password = Source.parse(settings.password).read("mail", "smtp_password").reveal() if settings.user else ""
    try:
        with _connected(host, port) as server:
            if settings.user:
                server.login(settings.user, password)
            yield server
    except (OSError, smtplib.SMTPException) as error:
        raise _told(error, host) from None


def _connected(host: str, port: int) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    if port == _TLS:
        return smtplib.SMTP_SSL(host, port, local_hostname=_ME, timeout=_SECONDS, context=trusted)
    server = smtplib.SMTP(host, port, local_hostname=_ME, timeout=_SECONDS)
    try:
        # Without it password and words would go in clear: no TLS, no mail.
        server.starttls(context=trusted)
    except BaseException:
        server.close()
        raise
    return server


def _told(error: Exception, host: str) -> DeskError:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return DeskError(
            _("The mail server {host} does not accept this user and password.").format(host=host),
            _("Many mail services want an app password of its own for each program."),
        )
    if isinstance(error, (ssl.SSLError, smtplib.SMTPNotSupportedError)):
        return DeskError(
            _("The mail server {host} offers no trusted encryption; nothing was sent.").format(host=host),
            _("Check its name and port under [smtp] in the settings: usually 587, or 465."),
        )
    if isinstance(error, (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused)):
        return DeskError(
            _("The mail server {host} does not take mail for these addresses.").format(host=host),
            _("Check sender and to under [smtp] in the settings."),
        )
    if isinstance(error, smtplib.SMTPResponseException):
        return DeskError(
            _("The mail server {host} refused the mail ({code}).").format(host=host, code=error.smtp_code)
        )
    why = getattr(error, "strerror", None) or type(error).__name__
    return DeskError(
        _("The mail server {host} can't be reached ({why}).").format(host=host, why=why),
        _("Check its name and port under [smtp] in the settings."),
    )


def host_and_port(text: str) -> tuple[str, int]:
    host, colon, port = text.strip().rpartition(":")
    if not colon or text.strip().endswith("]"):
        host, port = text.strip(), str(_SUBMISSION)
    host = host.strip("[]")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536 or "/" in host or " " in host:
        raise DeskError(
            _("The mail server can't be {text!r}.").format(text=text),
            _("Give its name, and the port if it is not 587: smtp.example.com:465"),
        )
    return host, int(port)
