"""One mail, from its bytes to what plugins get. Who sent it may mean harm: all is cut, and linear."""

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import EmailPolicy
from itertools import islice
from typing import TYPE_CHECKING, cast

from reviewdesk.api import Mail
from reviewdesk.engine.incoming.mail_words import links_of, words_of
from reviewdesk.engine.plugs.fit import mended

if TYPE_CHECKING:
    from email.message import EmailMessage

__all__ = ["LARGEST", "Letter", "NoMail", "read"]

LARGEST = 2 * 1024 * 1024
"""No notification is larger: what is, is left alone."""
_HEADER = 2_000
_SUBJECT = 500
_TEXT = 200_000
_PARTS = 50
_DEEPEST = 100
"""Parts within parts; a bomb goes on until the stack ends."""
_BORDERS = 5_000
_LINKS = 200
_ADDRESS = re.compile(r"[^@\s\"<>(),;]{1,128}@[^@\s\"<>(),;]{1,253}")
_SEES_NOTHING = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class NoMail(ValueError):
    """These bytes are no mail."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail and the key by which it is known again."""

    key: str
    mail: Mail


class _Short(EmailPolicy):
    """Headers are cut before anybody looks into them: reading long ones takes the square of their length."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse([line[:_HEADER] for line in sourcelines[:40]])
        return name, value[:_HEADER]


_POLICY = _Short()


def read(raw: bytes, received: datetime) -> Letter:
    """Raises NoMail; whatever else is wrong with it is mended as far as it goes."""
    try:
        message = _parsed(raw)
        text, links = _body(message)
        return Letter(
            key=_key(message, raw),
            mail=Mail(
                sender=_sender(message),
                subject=_header(message, "subject")[:_SUBJECT],
                at=_moment(message, received),
                text=text,
                links=links,
            ),
        )
    except NoMail:
        raise
    except Exception as error:
        # email raises anything at all where a mail breaks its grammar in a way it did not think of.
        raise NoMail from error


def _parsed(raw: bytes) -> "EmailMessage":
    """A mail with more parts, or deeper ones, than any real one is no mail: a bomb costs seconds."""
    small = raw.lower()
    if small.count(b"multipart/") + small.count(b": message/") > _DEEPEST or raw.count(b"\n--") > _BORDERS:
        raise NoMail
    message = cast("EmailMessage", message_from_bytes(raw, policy=_POLICY))
    if not any(name in message for name in ("from", "date", "subject")):
        raise NoMail
    return message


def _header(message: "EmailMessage", name: str) -> str:
    try:
        value = str(message[name] or "")
    except Exception:  # noqa: BLE001 - the header's own grammar failed: it counts as empty
        return ""
    return " ".join(_clean(value).split())


def _sender(message: "EmailMessage") -> str:
    """The one address it says it is from; with several nobody knows whom to believe."""
    try:
        found = message.get_all("from") or []
        addresses = [each.addr_spec for header in found for each in header.addresses]
    except Exception:  # noqa: BLE001 - see _header
        return ""
    sender = _clean(addresses[0]).strip().lower() if len(addresses) == 1 else ""
    return sender if _ADDRESS.fullmatch(sender) else ""


def _moment(message: "EmailMessage", received: datetime) -> datetime:
    """When it was sent; a time to come, or none, is the time it was found."""
    try:
        sent: datetime = message["date"].datetime
        told = sent.replace(tzinfo=UTC) if sent.tzinfo is None else sent.astimezone(UTC)
    except Exception:  # noqa: BLE001 - see _header
        return received
    return min(told, received)


def _key(message: "EmailMessage", raw: bytes) -> str:
    own = _header(message, "message-id")
    return hashlib.sha256(own.encode("utf-8", "replace") if own else raw).hexdigest()[:40]


def _body(message: "EmailMessage") -> tuple[str, tuple[str, ...]]:
    plain = markup = ""
    for part in islice(message.walk(), _PARTS):
        kind = part.get_content_type()
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        if kind == "text/plain" and not plain.strip():
            plain = _decoded(part)
        elif kind == "text/html" and not markup.strip():
            markup = _decoded(part)
    links = links_of(plain, markup)
    return plain if plain.strip() else words_of(markup), tuple(links[:_LINKS])


def _decoded(part: "EmailMessage") -> str:
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        text = payload.decode(part.get_content_charset() or "utf-8", "replace")
    except (LookupError, ValueError):
        text = payload.decode("utf-8", "replace")
    return _clean(text)[:_TEXT]


def _clean(text: str) -> str:
    return _SEES_NOTHING.sub("", mended(text)).replace("\r\n", "\n").replace("\r", "\n")
