"""A voucher as a message on the guest's reservation: private, and only as long as the line is open."""

from datetime import UTC, datetime, time

from reviewdesk.api import (
    Account,
    Case,
    Channel,
    Delivery,
    NotSupported,
    PrivateMessage,
    Review,
    Voucher,
    _,
)
from reviewdesk_booking.messages import conversation, expect_text, message_window, write
from reviewdesk_booking.review import RESERVATION, Ref

__all__ = ["channels", "deliver"]

_ON_THAT_DAY = time(10, tzinfo=UTC)
"""A moment that falls on the same day from Honolulu to Auckland: a property's zone is told nowhere."""


def channels(account: Account, case: Case) -> list[Channel]:
    """One, for a review that came from Booking.com; none for all others."""
    if case.platform != "booking" or case.review is None:
        return []
    title = _("A message to the guest at Booking.com")
    why_not = _unreachable(account, case.review) or _too_late(account, case, case.review)
    if why_not or case.day is None:
        return [Channel(name="message", title=title, open=False, why_not=why_not)]
    last = message_window(case.day).last_day
    return [Channel(name="message", title=title, open=True, until=datetime.combine(last, _ON_THAT_DAY))]


def deliver(account: Account, voucher: Voucher, message: PrivateMessage) -> Delivery:
    """Write it once. Booking.com knows no key of ours: a message that stands there is not sent again."""
    review = voucher.case.review
    if review is None or voucher.case.platform != "booking":
        raise NotSupported(_("This case has no review at Booking.com."), _("Choose another way."))
    if why_not := _unreachable(account, review):
        raise NotSupported(why_not, _("Write to the guest on the reservation's page."))
    expect_text(message.text)
    property_id, reservation = _reservation(review)
    line = conversation(account, property_id, reservation)
    for given, text in line.ours:
        if text.strip() == message.text.strip():
            return Delivery(proof=given)
    return Delivery(proof=write(account, property_id, line, message.text).message_id or "")


def _unreachable(account: Account, review: Review) -> str:
    if not account.signed_in:
        return _("This account has no sign-in: it works by hand.")
    if not all(_reservation(review)):
        return _("The reservation behind this review is not known.")
    return ""


def _too_late(account: Account, case: Case, review: Review) -> str:
    """No answer of Booking.com tells the day of check-out; it is not after the review."""
    made = review.created_at
    latest = case.day or (made.date() if isinstance(made, datetime) else made)
    end = message_window(latest).last_day
    if account.clock.now().astimezone(UTC).date() > end:
        return _(
            "The line closed on {day}, 7 days after check-out. If the guest wrote since, answer there."
        ).format(day=end.isoformat())
    if case.day is None:
        return _("Note the day of check-out first: Booking.com opens the line for 7 days after it.")
    return ""


def _reservation(review: Review) -> tuple[str, str]:
    ref = Ref.of(review.ref)
    return ref.property, ref.reservation or review.aliases.get(RESERVATION, "")
