"""A voucher by e-mail: only with the guest's word for it, only encrypted, and honest about doubts."""

import smtplib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from reviewdesk.api import Delivery, DeskError, PrivateMessage, _
from reviewdesk.engine.alerting import post
from reviewdesk.engine.alerting.letter import address
from reviewdesk.engine.config import Smtp

__all__ = ["Enclosure", "as_eml", "guest_address", "letter_to", "send_letter"]

_WIRE = SMTP.clone(cte_type="7bit")
"""Not every server on the way takes eight bits."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    name: str
    kind: str
    """E.g. application/pdf."""
    data: bytes


class _Doubtful(Exception):
    """The server had the whole letter, and did not say that it took it."""


def guest_address(text: str, *, consent: bool) -> Address:
    """Raises DeskError where it is no address, or nobody says that the guest gave it for this."""
    if not text.strip():
        raise DeskError(_("An e-mail needs the guest's address."), _("Ask the guest, or choose another way."))
    if not consent:
        raise DeskError(
            _("Did the guest give this address for that? Nothing was sent."),
            _("If so, say it (--consent); if not, ask first or choose another way."),
        )
    try:
        given = Address(addr_spec=text.strip())
        found = Address(username=given.username, domain=given.domain.encode("idna").decode("ascii"))
        str(found).encode("ascii")
    except Exception:  # noqa: BLE001 - the library raises whatever its parser stumbles over
        found = Address()
    if not found.username or not found.domain or not text.isprintable():
        raise DeskError(
            _("{text!r} is no mail address.").format(text=text), _("Compare it with what was said.")
        )
    return found


def letter_to(
    to: Address, message: PrivateMessage, settings: Smtp, now: datetime, enclosed: Enclosure | None = None
) -> EmailMessage:
    mail = EmailMessage(policy=_WIRE)
    sender = _sender(settings)
    mail["Subject"] = " ".join(message.subject.split())
    if sender is not None:
        mail["From"] = sender
    mail["To"] = to
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = make_msgid(domain=sender.domain if sender else "localhost")
    mail["Content-Language"] = message.language
    mail.set_content(message.text + "\n")
    if enclosed is not None:
        main, _slash, sub = enclosed.kind.partition("/")
        mail.add_attachment(enclosed.data, maintype=main, subtype=sub, filename=enclosed.name)
    return mail


def as_eml(mail: EmailMessage) -> bytes:
    """For the owner's own mail program, which opens it as a letter not yet sent."""
    del mail["X-Unsent"]
    mail["X-Unsent"] = "1"
    return mail.as_bytes()


def send_letter(settings: Smtp, mail: EmailMessage) -> Delivery:
    """Send it once. Raises DeskError only where the server surely has not taken it."""
    if not settings.host:
        raise DeskError(
            _("No mail server is set: nothing was sent."),
            _("Set one under [smtp] in the settings, or write the mail as a file and send it yourself."),
        )
    if not mail["From"]:
        raise DeskError(
            _("No sender is set: nothing was sent."), _("Set sender under [smtp] in the settings.")
        )
    proof = str(mail["Message-ID"])
    handed = False
    try:
        with post.opened(settings) as server:
            _hand_over(server, mail)
            handed = True
    except _Doubtful as error:
        return Delivery(proof=f"{proof} ({error})", certain=False)
    except DeskError:
        # A server that only fails to say goodbye has taken the letter all the same.
        if not handed:
            raise
    return Delivery(proof=proof)


def _hand_over(server: smtplib.SMTP, mail: EmailMessage) -> None:
    """One letter to one guest; what goes wrong before its text left comes out as the library's own error."""
    sender, to = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
    server.ehlo_or_helo_if_needed()
    code, words = server.mail(sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, words, sender)
    code, words = server.rcpt(to)
    if code not in (250, 251):
        raise smtplib.SMTPRecipientsRefused({to: (code, words)})
    try:
        code, _words = server.data(mail.as_bytes())
    except smtplib.SMTPDataError:
        raise
    except (OSError, smtplib.SMTPException) as error:
        raise _Doubtful(_("no answer")) from error
    if code != 250:
        raise _Doubtful(str(code))


def _sender(settings: Smtp) -> Address | None:
    given = settings.sender or next(iter(settings.to), "")
    return address(given) if given else None
