"""One review as it stands, and the owner's one reply to it."""

from typing import Any

from reviewdesk.api import (
    Account,
    BadData,
    NotSupported,
    Reading,
    Rejected,
    ReplyReceipt,
    Review,
    Standing,
    _,
)
from reviewdesk_booking.calls import Missing, get
from reviewdesk_booking.calls import post as write
from reviewdesk_booking.properties import reviews_url
from reviewdesk_booking.review import Ref, read_entry
from reviewdesk_booking.reviews import by_hand, unknown_property


def read(account: Account, review: Review) -> Reading:
    """A 404 is believed only when it comes twice and the property itself is still there.

    A reply that is not shown proves nothing: it may be with the moderators, and nobody tells what they say.
    """
    if not account.signed_in:
        return Reading(review=None, certain=False)
    url = _address(review)
    for _attempt in range(2):
        try:
            answer = get(account, url)
        except Missing:
            continue
        try:
            now = read_entry(_entry(answer), listing=review.listing)
        except ValueError as error:
            raise BadData(str(error)) from error
        if now.external_id != Ref.of(review.ref).review:
            raise BadData(_("Booking.com answered with another review than the one asked for."))
        return Reading(review=now, reply=now.reply, certain=now.reply is not None)
    try:
        get(account, reviews_url(review.listing), {"limit": 1})
    except Missing as error:
        raise unknown_property(review.listing) from error
    return Reading(review=None)


def post(account: Account, review: Review, text: str) -> ReplyReceipt:
    """Post the reply, once. What is taken goes to the moderators; a later look tells whether it is shown."""
    if not account.signed_in:
        raise NotSupported(by_hand(), _("Answer on admin.booking.com."))
    if not review.answerable:
        raise NotSupported(_("Booking.com takes no answer to a score without words."))
    _expect_text(text)
    write(account, _address(review), {"reply": text})
    return ReplyReceipt(text=text, standing=Standing.PENDING)


def _expect_text(text: str) -> None:
    """Half a sign can't be sent at all: said here, it is known that nothing left."""
    if not text.strip():
        raise Rejected(_("The answer is empty."), _("Write it first."))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Rejected(
            _("The answer holds a sign that is only half there."), _("Delete it and type it again.")
        ) from error


def _address(review: Review) -> str:
    ref = Ref.of(review.ref)
    if not ref.property or not ref.review:
        raise NotSupported(
            _("Booking.com's number of this review is not known."),
            _("Bring the reviews in from Booking.com first, or answer on admin.booking.com."),
        )
    return f"{reviews_url(ref.property)}/{ref.review}"


def _entry(answer: dict[str, Any]) -> Any:
    """The one review, in whichever of three forms: which one it is, is documented nowhere."""
    data = answer.get("data")
    if not isinstance(data, dict):
        return data
    rows = data.get("reviews")
    if isinstance(rows, list) and rows:
        return rows[0]
    return data.get("review", data)
