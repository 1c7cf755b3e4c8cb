"""The walk through the pool of a page's newest reviews, and one review out of it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from reviewdesk.api import Account, Listing, NotSupported, Reading, Review, ReviewPage, Skipped, _
from reviewdesk_tripadvisor.calls import Invalid, Missing, get, rows
from reviewdesk_tripadvisor.cursor import Cursor
from reviewdesk_tripadvisor.review import id_or_none, read_row
from reviewdesk_tripadvisor.settings import keeps_words

SIZE = 20
"""The specification names no most; more than this was never seen to be given."""
_MOST_PAGES = 500


def walk(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    """Never complete: Terra shows a pool of the newest reviews, not all there are.

    If the review that the last walk ended with is gone, all of the pool is walked again.
    """
    _expect_sign_in(account)
    at = Cursor.read(cursor)
    try:
        yield from _pages(account, listing, at)
    except (Invalid, Missing) as error:
        if at.after is None and at.page == 1:
            raise _told(error, listing.external_id) from error
        yield from _whole(account, listing)


def _whole(account: Account, listing: Listing) -> Iterator[ReviewPage]:
    try:
        yield from _pages(account, listing, Cursor())
    except Missing as error:
        raise _told(error, listing.external_id) from error


def _pages(account: Account, listing: Listing, at: Cursor) -> Iterator[ReviewPage]:
    seen: set[str] = set()
    newest: str | None = None
    while True:
        body = _ask(account, listing.external_id, _params(at))
        entries = rows(body)
        fresh = [entry for entry in entries if _is_new(entry, seen)]
        newest = newest or next((number for entry in entries if (number := id_or_none(entry))), None)
        given = _rows(account, fresh, listing)
        total = _whole_number(body, "total_elements")
        # The numbers beside the rows are not to be relied on: they follow the page.
        told = total if total is not None and total >= len(seen) and at.after is None else None
        if _is_last(body, entries, fresh, at.page):
            yield ReviewPage(reviews=given, cursor=at.finished(newest).text(), total=told)
            return
        at = at.turned(newest)
        yield ReviewPage(reviews=given, cursor=at.text(), total=told)


def read(account: Account, review: Review) -> Reading:
    """Look the review up in the pool. Whatever is not there may be outside it, or held back: nothing is sure.

    Terra has no address of a single review.
    """
    if not account.signed_in:
        return Reading(review=None, certain=False)
    number = review.external_id if review.id_space == "api" else review.aliases.get("api")
    if number is None:
        return Reading(review=None, certain=False)
    params = {"published_after_ts": _day_before(review.created_at).isoformat()}
    seen: set[str] = set()
    for page in range(1, _MOST_PAGES):
        body = _ask(account, review.listing, {**_params(Cursor(page=page)), **params})
        entries = rows(body)
        fresh = [entry for entry in entries if _is_new(entry, seen)]
        for entry in fresh:
            if id_or_none(entry) == number:
                return _reading(entry, review)
        if _is_last(body, entries, fresh, page):
            break
    return Reading(review=None, certain=False)


def _reading(entry: Any, review: Review) -> Reading:
    row = read_row(entry, listing=review.listing, place="", whole=True)
    if isinstance(row, Skipped):
        return Reading(review=None, certain=False)
    return Reading(review=row, reply=row.reply, certain=False)


def _params(at: Cursor) -> dict[str, str | int]:
    # Left to itself Terra answers in English alone: reviews in other languages would vanish.
    params: dict[str, str | int] = {"language": "primary", "sort_by": "MOST_RECENT"}
    params |= {"page": at.page, "size": SIZE}
    if at.after is not None:
        params["published_after_review_id"] = at.after
    return params


def _ask(account: Account, location: str, params: dict[str, str | int]) -> dict[str, Any]:
    if not (location.isascii() and location.isdecimal()):
        raise Missing(_("{number} is no number of a page on Tripadvisor.").format(number=location))
    return get(account, f"/locations/{location}/reviews", params).body


def _rows(account: Account, entries: list[Any], listing: Listing) -> tuple[Review | Skipped, ...]:
    place = _("reviews of {place}").format(place=listing.title)
    whole = keeps_words(account)
    return tuple(
        read_row(entry, listing=listing.external_id, place=f"{place}, {number}", whole=whole)
        for number, entry in enumerate(entries, 1)
    )


def _is_new(entry: Any, seen: set[str]) -> bool:
    number = id_or_none(entry)
    if number is None:
        return True
    if number in seen:
        return False
    seen.add(number)
    return True


def _is_last(body: dict[str, Any], entries: list[Any], fresh: list[Any], page: int) -> bool:
    """An empty page ends a walk, one of mere repetitions, and a short one that is said to be the last."""
    pagination = body.get("pagination")
    pages = _whole_number(body, "total_pages") if isinstance(pagination, dict) else None
    short = len(entries) < SIZE and (pages is None or page >= pages)
    return not fresh or short or page >= _MOST_PAGES


def _whole_number(body: dict[str, Any], field: str) -> int | None:
    pagination = body.get("pagination")
    value = pagination.get(field) if isinstance(pagination, dict) else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _day_before(moment: datetime | date) -> date:
    day = moment.date() if isinstance(moment, datetime) else moment
    return day - timedelta(days=1) if day > date.min else day


def _expect_sign_in(account: Account) -> None:
    if not account.signed_in:
        raise NotSupported(
            _("This account has no key: it works by hand."),
            _("Paste reviews off the page, or let the desk read Tripadvisor's mails."),
        )


def _told(error: Invalid | Missing, location: str) -> Invalid | NotSupported:
    if isinstance(error, Invalid):
        return error
    return NotSupported(
        error.reason,
        _(
            "Look at the address of your page: {number} has to stand behind -d in it. Some contracts also "
            "have a list of allowed pages: ask Tripadvisor to put yours on it."
        ).format(number=location),
    )
