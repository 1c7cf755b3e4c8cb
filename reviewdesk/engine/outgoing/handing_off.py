"""By hand: the text on the clipboard and in a file, the nearest page open, the review to find there."""

import os
from datetime import date, datetime
from pathlib import Path

from reviewdesk.api import DeskError, ReplyPage, _
from reviewdesk.engine.bench import Bench, zone_of
from reviewdesk.engine.calendar_words import month
from reviewdesk.engine.outgoing import clipboard
from reviewdesk.engine.outgoing.replies_values import HandOff
from reviewdesk.engine.outgoing.road import Road
from reviewdesk.store import listings
from reviewdesk.store.values import Known

_WORDS = 40


def hand_off(
    bench: Bench, known: Known, way: Road, text: str, *, copy: bool = True, shown: Known | None = None
) -> HandOff:
    """Everything for answering by hand; nothing is lost if no clipboard and no browser is there.

    `shown`: the review as it stood on the screen, with words that may not be kept.
    """
    file = _file(bench, known, text)
    return HandOff(
        known=known,
        text=text,
        page=page(bench, known, way, shown),
        copied=clipboard.copy(text) if copy else "",
        file=file,
        find=find(shown or known),
    )


def page(bench: Bench, known: Known, way: Road, shown: Known | None = None) -> ReplyPage:
    """The nearest page: the plugin's, the one the owner gave, the listing's, the review's own.

    What the plugin says to look for is told of the review as it was `shown`.
    """
    with bench.db.read() as tx:
        where = listings.get(tx, known.listing_id)
    offered = bench.calls.reply_page(way.connection, (shown or known).review)
    if offered is not None and offered.exact:
        return offered
    if where.page:
        return ReplyPage(url=where.page, exact=False)
    if offered is not None:
        return offered
    url = known.review.url or where.url
    if url is None:
        raise DeskError(
            _("No page is known on which this review can be answered."),
            _("Give one with `reviewdesk listing adopt NAME --page URL`."),
        )
    return ReplyPage(url=url, exact=False)


def find(known: Known) -> str:
    """How to find the review on the page: name, stars, day, first words."""
    review = known.review
    stars = f"★{known.half_stars / 2:g}" if known.half_stars else _("no stars")
    words = " ".join((review.text or review.title or "").split())
    day = _in_words(_day(review.created_at, known.zone))
    # Without a name: perhaps none is kept here, and on the page there stands one.
    nameless = [_("the review of {day}").format(day=day), stars, known.location]
    parts = [review.author, stars, day] if review.author else nameless
    if words:
        cut = words if len(words) <= _WORDS else words[:_WORDS].rstrip() + "..."
        parts.append(f"'{cut}'")
    return ", ".join(parts)


def _in_words(day: date) -> str:
    return _("{day} {month} {year}").format(day=day.day, month=month(day), year=day.year)


def _day(moment: datetime | date, zone: str | None) -> date:
    return moment.astimezone(zone_of(zone)).date() if isinstance(moment, datetime) else moment


def _file(bench: Bench, known: Known, text: str) -> Path:
    """The text also as a file: no clipboard is beyond doubt."""
    folder = bench.folder / "by-hand"
    path = folder / f"{known.pub}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text + "\n")
    except OSError as error:
        raise DeskError(
            _("The answer can't be written to {path}: {why}.").format(path=path, why=error.strerror or error),
            _("Make room, or check the rights of the folder; the draft is kept."),
        ) from error
    return path
