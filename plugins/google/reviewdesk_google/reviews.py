"""The walk through a place's reviews, newest change first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from reviewdesk.api import Account, BadData, Listing, NotSupported, Review, ReviewPage, Skipped, _
from reviewdesk_google.calls import Invalid, Missing, get
from reviewdesk_google.card import REVIEWS_HOST
from reviewdesk_google.cursor import Cursor
from reviewdesk_google.moments import read_moment_or_none
from reviewdesk_google.review import read_row

_PARENT = re.compile(r"accounts/[A-Za-z0-9_-]+/locations/[A-Za-z0-9_-]+")


def walk(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    """A page token gone stale starts the walk again at its top, once; the mark stays where it was."""
    if not account.signed_in:
        raise NotSupported(by_hand())
    at = Cursor.read(cursor)
    may_restart = True
    while True:
        try:
            page, following = _page(account, listing, at)
        except Invalid:
            if not may_restart or at.page is None:
                raise
            may_restart, at = False, at.restarted()
            continue
        yield page
        if following is None:
            return
        at = following


def _page(account: Account, listing: Listing, at: Cursor) -> tuple[ReviewPage, Cursor | None]:
    """One page, and the cursor to go on with; None behind the last."""
    params: dict[str, str | int] = {"pageSize": 50, "orderBy": "updateTime desc"}
    if at.page:
        params["pageToken"] = at.page
    try:
        answer = get(account, address(listing), params)
    except Missing as error:
        raise unknown_place(listing.title) from error
    entries = answer.get("reviews", [])
    if not isinstance(entries, list):
        raise BadData(_("Google's answer can't be read: it has not the form Google describes."))
    rows = _rows(entries, listing)
    moments = _moments(entries)
    now = at.seen(moments)
    token = answer.get("nextPageToken")
    if not isinstance(token, str) or not token:
        page = ReviewPage(reviews=rows, cursor=now.finished().text(), complete=True, total=_total(answer))
        return page, None
    if token == at.page:
        raise BadData(_("Google's pages go round in a circle."), _("Try again later."))
    if at.mark is not None and any(moment < at.mark for moment in moments):
        # All of this page is given, what is older too: it is here already, and costs nothing.
        return ReviewPage(reviews=rows, cursor=now.finished().text(), total=_total(answer)), None
    following = replace(now, page=token)
    return ReviewPage(reviews=rows, cursor=following.text(), total=_total(answer)), following


def address(listing: Listing) -> str:
    """Where a place's reviews are; accounts/- finds one of which no account is known, as out of a Takeout."""
    parent = listing.ref if _PARENT.fullmatch(listing.ref) else f"accounts/-/locations/{listing.external_id}"
    return f"https://{REVIEWS_HOST}/v4/{parent}/reviews"


def by_hand() -> str:
    return _("This account has no sign-in: it works by hand.")


def unknown_place(title: str) -> NotSupported:
    """404 for a place's own address. Nothing may be taken for removed because of it."""
    return NotSupported(
        _("Google does not know {place} under this account.").format(place=title),
        _("See on business.google.com whether you still manage it, and look for the account's places again."),
    )


def _rows(entries: list[Any], listing: Listing) -> tuple[Review | Skipped, ...]:
    place = _("reviews of {place}").format(place=listing.title)
    return tuple(
        read_row(entry, place=f"{place}, {number}", listing=listing.external_id)
        for number, entry in enumerate(entries, 1)
    )


def _moments(entries: list[Any]) -> list[datetime]:
    stamps = [entry.get("updateTime") for entry in entries if isinstance(entry, dict)]
    return [moment for stamp in stamps if (moment := read_moment_or_none(stamp))]


def _total(answer: dict[str, Any]) -> int | None:
    total = answer.get("totalReviewCount")
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None
