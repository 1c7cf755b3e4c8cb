"""The reviews of one page: all that Private Reviews shows, or the few excerpts of Places."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from reviewdesk.api import (
    Account,
    AuthError,
    BadData,
    Listing,
    NotApproved,
    NotSupported,
    PlatformError,
    Reading,
    Review,
    ReviewPage,
    _,
)
from reviewdesk_yelp.calls import Missing, Unopened, get
from reviewdesk_yelp.card import API_HOST
from reviewdesk_yelp.review import ANSWER_SPACE, answer_id, entries_of, read_entry, read_row, review_id

__all__ = ["EXCERPTS", "PRIVATE", "by_hand", "level", "probe_excerpts", "read", "walk"]

PRIVATE = "private"
EXCERPTS = "excerpts"
_MOST_EXCERPTS = 50


def level(account: Account, *pages: str) -> str:
    """Which of the two calls this account's key opens, told by the first page that tells."""
    for page in pages:
        try:
            _private(account, page)
        except (AuthError, NotApproved):
            return EXCERPTS
        except (NotSupported, BadData):
            # Something is wrong with this page, which says nothing about the key.
            continue
        return PRIVATE
    return EXCERPTS


def walk(account: Account, listing: Listing) -> Iterator[ReviewPage]:
    """One page. Never complete: Yelp shows 200 at most, and leaves out what it does not recommend."""
    if not account.signed_in:
        raise NotSupported(by_hand(), _("Copy the reviews off biz.yelp.com and paste them here."))
    ref = listing.ref or level(account, listing.external_id)
    entries, total = _load(account, listing.external_id, ref)
    place = _("reviews of {place}").format(place=listing.title)
    rows = tuple(
        read_row(entry, listing=listing.external_id, place=f"{place}, {number}", excerpt=ref == EXCERPTS)
        for number, entry in enumerate(entries, 1)
    )
    yield ReviewPage(reviews=rows, cursor=None, total=total)


def read(account: Account, review: Review) -> Reading:
    """What stands now. Absence proves nothing: Yelp lets reviews drop out and come back, or renames them."""
    if not account.signed_in:
        return Reading(review=None, certain=False)
    ref = level(account, review.listing)
    entries, _total = _load(account, review.listing, ref)
    excerpt = ref == EXCERPTS
    entry = next((one for one in entries if _is(one, review)), None)
    if entry is None and not excerpt:
        entry = _successor(entries, review)
    if entry is None:
        return Reading(review=None, certain=False)
    try:
        now = read_entry(entry, listing=review.listing, excerpt=excerpt)
    except ValueError as error:
        raise BadData(str(error)) from error
    return Reading(review=now, reply=now.reply, certain=not excerpt)


def probe_excerpts(account: Account, *pages: str) -> None:
    """Raises where the key opens not even excerpts, or no page is known."""
    unknown: Missing | None = None
    for page in pages:
        try:
            _excerpts(account, page)
        except Unopened:
            # A page without reviews says nothing about the key.
            return
        except Missing as error:
            unknown = error
            continue
        return
    if unknown is not None:
        raise unknown


def by_hand() -> str:
    return _("This account has no access to Yelp's API: it works by hand.")


def _load(account: Account, business: str, ref: str) -> tuple[list[Any], int | None]:
    body = _excerpts(account, business) if ref == EXCERPTS else _private(account, business)
    entries = entries_of(body)
    if entries is None:
        raise BadData(_("Yelp's answer can't be read: it has not the form Yelp describes."))
    total = body.get("total")
    if isinstance(total, bool) or not isinstance(total, int) or total < len(entries):
        total = len(entries)
    return entries, total


def _private(account: Account, business: str) -> dict[str, Any]:
    return get(account, f"https://{API_HOST}/v3/private/businesses/{quote(business, safe='')}/reviews")


def _excerpts(account: Account, business: str) -> dict[str, Any]:
    """Yelp says "not found" or "no such key" where only the key's plan holds no reviews: told apart here."""
    page = f"https://{API_HOST}/v3/businesses/{quote(business, safe='')}"
    try:
        return get(account, f"{page}/reviews", {"limit": _MOST_EXCERPTS})
    except (Missing, AuthError) as error:
        try:
            get(account, page)
        except PlatformError:
            raise error from None
        raise NotApproved(
            _("The plan of your key at Yelp holds no reviews."),
            _("Choose one with reviews at www.yelp.com/developers, or go on by hand at biz.yelp.com."),
        ) from error


def _is(entry: Any, review: Review) -> bool:
    return isinstance(entry, dict) and review_id(entry) == review.external_id


def _successor(entries: list[Any], review: Review) -> Any | None:
    """The update that took this review's place: the same response stands under it, and nowhere else."""
    answer = review.aliases.get(ANSWER_SPACE)
    if answer is None and review.reply is not None:
        answer = answer_id(review.listing, review.reply)
    if answer is None:
        return None
    for entry in entries:
        try:
            one = read_entry(entry, listing=review.listing, excerpt=False)
        except ValueError:
            continue
        if one.aliases.get(ANSWER_SPACE) == answer:
            return entry
    return None
