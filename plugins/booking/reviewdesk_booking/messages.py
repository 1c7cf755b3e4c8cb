"""The private line to a guest: the messages of his reservation, as long as it is open."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

from reviewdesk.api import Account, BadData, NotSupported, OutcomeUnknown, Rejected, _
from reviewdesk_booking.calls import Missing, get, post
from reviewdesk_booking.card import API_HOST
from reviewdesk_booking.properties import reviews_url

__all__ = [
    "Conversation",
    "MessageReceipt",
    "MessageWindow",
    "conversation",
    "message_window",
    "send_message",
    "write",
]

RULES = "https://developers.booking.com/demand/docs/messaging/manage-messages"
_AFTER_CHECKOUT = timedelta(days=7)
_AFTER_GUEST = timedelta(days=14)
_LINK = re.compile(r"https?://|www\.[^\s]", re.IGNORECASE)
_CONVERSATION = re.compile(r"[A-Za-z0-9_=.-]{1,200}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageWindow:
    """Until when the property may write to a guest."""

    last_day: date
    """The last day on which it is open, in the property's own calendar."""
    source: str = RULES

    def is_open(self, today: date) -> bool:
        return today <= self.last_day


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceipt:
    message_id: str | None
    at: datetime
    """When it was handed over, aware UTC."""
    has_account: bool | None = None
    """Whether the guest has an account at Booking.com and reads it there; None where it is not told."""


def message_window(checkout: date, guest_wrote: date | None = None) -> MessageWindow:
    """Seven days after check-out (or cancellation), and fourteen after each message of the guest."""
    last = checkout + _AFTER_CHECKOUT
    if guest_wrote is not None:
        last = max(last, guest_wrote + _AFTER_GUEST)
    return MessageWindow(last_day=last)


def send_message(
    account: Account,
    property_id: str,
    reservation_id: str,
    text: str,
    *,
    window: MessageWindow,
    today: date,
) -> MessageReceipt:
    """Write to the guest of a reservation, once. Nothing is sent when the window is over.

    `today` is the local day of the property. Raises the errors of `reviewdesk.api.errors`; as for every
    write, `OutcomeUnknown` means that it may have arrived, and it is for a person to look.
    """
    if not account.signed_in:
        raise NotSupported(
            _("This account has no sign-in: it works by hand."),
            _("Write to the guest on the reservation's page."),
        )
    if not window.is_open(today):
        raise NotSupported(
            _("Booking.com lets nobody write to this guest any more: the line closed on {day}.").format(
                day=window.last_day.isoformat()
            )
        )
    expect_text(text)
    return write(account, property_id, conversation(account, property_id, reservation_id), text)


def write(account: Account, property_id: str, line: "Conversation", text: str) -> MessageReceipt:
    """Send it, once, into a conversation that was looked up just before."""
    if not line.open:
        raise NotSupported(_("Booking.com has closed the conversation with this guest: it can only be read."))
    answer = post(
        account,
        f"{_root(property_id)}/conversations/{line.id}",
        {"message": {"content": text, "attachment_ids": []}},
    )
    return _receipt(answer, account.clock.now())


def expect_text(text: str) -> None:
    if not text.strip():
        raise Rejected(_("The message is empty."), _("Write it first."))
    if _LINK.search(text):
        raise Rejected(
            _("Booking.com takes links out of messages."), _("Write the code or the words themselves.")
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Rejected(
            _("The message holds a sign that is only half there."), _("Delete it and type it again.")
        ) from error


def _root(property_id: str) -> str:
    reviews_url(property_id)  # refuses what is no number of a property
    return f"https://{API_HOST}/messaging/properties/{property_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """What was said about a reservation, as far as Booking.com shows it."""

    id: str
    open: bool
    ours: tuple[tuple[str, str], ...] = ()
    """Id and text of the property's own messages."""


def conversation(account: Account, property_id: str, reservation_id: str) -> Conversation:
    """Look it up; nothing is written."""
    url = f"{_root(property_id)}/conversations/type/reservation"
    try:
        answer = get(account, f"{url}?conversation_reference={quote(reservation_id, safe='')}")
    except Missing as error:
        raise NotSupported(
            _("Booking.com knows no conversation with the guest of this reservation.")
        ) from error
    data = answer.get("data")
    found = data.get("conversation") if isinstance(data, dict) else None
    told: dict[str, Any] = found if isinstance(found, dict) else {}
    name = told.get("conversation_id")
    if not isinstance(name, str) or not _CONVERSATION.fullmatch(name) or set(name) == {"."}:
        raise BadData(_("Booking.com's answer can't be read: it names no conversation."))
    reference = told.get("conversation_reference", reservation_id)
    if str(reference) != reservation_id:
        raise BadData(_("Booking.com answered with the conversation of another reservation."))
    may_write = told.get("access", "read_write") == "read_write"
    return Conversation(id=name, open=may_write, ours=tuple(_ours(told.get("messages"))))


def _ours(messages: Any) -> Iterator[tuple[str, str]]:
    for one in messages if isinstance(messages, list) else ():
        if (
            isinstance(one, dict)
            and one.get("sender_id") == "property"
            and isinstance(one.get("content"), str)
        ):
            yield str(one.get("message_id", "")), one["content"]


def _receipt(answer: dict[str, Any], at: datetime) -> MessageReceipt:
    data = answer.get("data")
    told: dict[str, Any] = data if isinstance(data, dict) else {}
    if told.get("ok") is False:
        raise Rejected(_("Booking.com did not take the message, and does not say why."))
    given = told.get("message_id")
    if given is None and told.get("ok") is not True:
        raise OutcomeUnknown(_("Booking.com took the request, but its answer does not show the message."))
    account_told = told.get("guest_has_account")
    return MessageReceipt(
        message_id=str(given) if isinstance(given, str | int) else None,
        at=at,
        has_account=account_told if isinstance(account_told, bool) else None,
    )
