"""The page of the extranet on which a person answers."""

from urllib.parse import urlencode

from reviewdesk.api import Account, ReplyPage, Review, _
from reviewdesk_booking.card import EXTRANET_HOST
from reviewdesk_booking.properties import is_property
from reviewdesk_booking.review import Ref, shown

_MANAGE = f"https://{EXTRANET_HOST}/hotel/hoteladmin/extranet_ng/manage"


def reply_page(account: Account, review: Review) -> ReplyPage:
    """The property's reviews: no address of a single one's reply box is known."""
    url = f"https://{EXTRANET_HOST}/"
    if is_property(review.listing):
        url = f"{_MANAGE}/reviews.html?{urlencode({'hotel_id': review.listing})}"
    return ReplyPage(url=account.url(url), exact=False, hint=_hint(review))


def reservation_page(account: Account, property_id: str, reservation_id: str) -> str:
    """Where a person writes to the guest of a reservation."""
    query = urlencode({"res_id": reservation_id, "hotel_id": property_id})
    return account.url(f"{_MANAGE}/booking.html?{query}")


def _hint(review: Review) -> str:
    name = review.author or _("a guest without a name")
    marks = []
    if review.rating is not None:
        marks.append(_("{score} of 10").format(score=shown(review.rating.value)))
    if reservation := Ref.of(review.ref).reservation:
        marks.append(_("reservation {number}").format(number=reservation))
    who = f"{name} ({', '.join(marks)})" if marks else name
    if not is_property(review.listing):
        return _("Choose the property, then Guest reviews. Look for {who}, and choose Reply.").format(who=who)
    return _("Look for the review of {who}, and choose Reply.").format(who=who)
