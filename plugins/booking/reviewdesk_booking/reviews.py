"""The walk through a property's reviews, in the order of their last change."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from reviewdesk.api import (
    Account,
    BadData,
    Listing,
    NotApproved,
    NotSupported,
    Review,
    ReviewPage,
    Skipped,
    _,
)
from reviewdesk_booking.calls import Invalid, Missing, get
from reviewdesk_booking.card import API_HOST
from reviewdesk_booking.cursor import Cursor
from reviewdesk_booking.properties import properties, reviews_url
from reviewdesk_booking.review import read_row

_ROWS = 100
_KEPT = timedelta(days=5 * 365)
"""Reviews are shown for 36 months; asking from well before that shows all there are."""


def walk(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    """A cursor gone stale starts the walk again at the first review, once."""
    if not account.signed_in:
        raise NotSupported(by_hand())
    at = Cursor.read(cursor)
    may_restart = at.next is not None
    asked: set[str] = set()
    while True:
        try:
            page = _Page(account, listing, at)
        except Invalid:
            if not may_restart:
                raise
            may_restart, at = False, Cursor()
            continue
        asked.add(page.url)
        yield page.told()
        if page.last:
            return
        if page.foreign:
            raise BadData(
                _("Booking.com named a next page at {host}: nothing was sent there.").format(
                    host=_host(page.following)
                ),
                _("Try again later."),
            )
        if page.following in asked:
            raise BadData(_("Booking.com's pages go round in a circle."), _("Try again later."))
        at = at.at(page.following)


class _Page:
    """One page as it was answered, and what follows from it."""

    def __init__(self, account: Account, listing: Listing, at: Cursor) -> None:
        self._at = at
        if at.next is not None:
            _expect_our_host(account, at.next)
        first = reviews_url(listing.external_id)
        since = (account.clock.now() - _KEPT).date().isoformat()
        try:
            answer = (
                get(account, at.next)
                if at.next is not None
                else get(account, first, {"from_date": since, "limit": _ROWS})
            )
        except Missing as error:
            raise unknown_property(listing.title) from error
        except NotApproved as error:
            if len(properties(account)) > 1:
                # It would close the other properties of this account too.
                raise NotSupported(error.reason, error.advice) from error
            raise
        self.url = at.next or f"{first}?from_date={since}&limit={_ROWS}"
        entries = _entries(answer)
        place = _("reviews of {place}").format(place=listing.title)
        self._rows: tuple[Review | Skipped, ...] = tuple(
            read_row(entry, place=f"{place}, {number}", listing=listing.external_id)
            for number, entry in enumerate(entries, 1)
        )
        told = _next_page(answer)
        self.foreign = told is not None and not _is_ours(account, told)
        self.following = told or self.url
        # The link is there even behind the last review: only a page without rows is the end.
        # One that leads back to itself has nothing further to show either.
        self.last = not entries or told is None or told == self.url

    def told(self) -> ReviewPage:
        if not self.last:
            # With a link that can't be followed this very page is asked for again.
            at = self._at.at(self.url if self.foreign else self.following)
            return ReviewPage(reviews=self._rows, cursor=at.text())
        resume = self._at.finished(self.url if self.foreign else self.following)
        return ReviewPage(reviews=self._rows, cursor=resume.text(), complete=self._at.whole)


def by_hand() -> str:
    return _("This account has no sign-in: it works by hand.")


def unknown_property(title: str) -> NotSupported:
    """404 for a property's own address. Nothing may be taken for removed because of it."""
    return NotSupported(
        _("Booking.com does not know the property {place} under this account.").format(place=title),
        _("Compare its number with the one in the extranet's address, after hotel_id=."),
    )


def _entries(answer: dict[str, Any]) -> list[Any]:
    data = answer.get("data")
    entries = data.get("reviews") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise BadData(_("Booking.com's answer can't be read: it has not the form Booking.com describes."))
    return entries


def _next_page(answer: dict[str, Any]) -> str | None:
    meta = answer.get("meta")
    told = meta.get("next_page") if isinstance(meta, dict) else None
    return told if isinstance(told, str) and told else None


def _expect_our_host(account: Account, url: str) -> None:
    if not _is_ours(account, url):
        raise Invalid(_("The place where reading stopped last time can't be used: it is at another host."))


def _is_ours(account: Account, url: str) -> bool:
    """A link out of an answer is data: its host is looked at before anything is sent there."""
    try:
        parts = urlsplit(url)
        base = urlsplit(account.settings.get("base_url", ""))
    except ValueError:
        return False
    # The whole netloc, not its host: a user name, a port or a "\\" in it is nobody we know.
    if base.netloc and (parts.scheme, parts.netloc) == (base.scheme, base.netloc):
        return True
    return (parts.scheme, parts.netloc) == ("https", API_HOST)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or _("an unknown place")
    except ValueError:
        return _("an unknown place")
