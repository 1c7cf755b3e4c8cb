"""Bells: mails that told of something new, until the review itself is here."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.sqlite import insert

from reviewdesk.store.database import Tx
from reviewdesk.store.folding import fold
from reviewdesk.store.identity import folded
from reviewdesk.store.tables import bell, listing, review
from reviewdesk.store.values import ListingInfo

_BEFORE = timedelta(days=2)
"""A mail may come so much later than the review of which it tells."""
_QUICK = timedelta(hours=1)
"""A fetch may be so much quicker than the mail."""


def ring(
    tx: Tx,
    *,
    platform: str,
    title: str | None,
    at: datetime,
    told: Mapping[str, str],
    mail: str,
    now: datetime,
) -> bool:
    """Keep what one mail told, once. False where it rang before, or its review is here already."""
    known = _here_already(tx, platform, title, at, told.get("author"))
    row = insert(bell).values(
        platform=platform,
        listing=title,
        at=at,
        told={} if known else dict(told),
        mail=mail,
        gone_at=now if known else None,
    )
    done = tx.execute(row.on_conflict_do_nothing(index_elements=["mail"]))
    return bool(done.rowcount) and not known


def heard(tx: Tx, mail: str) -> bool:
    """Whether this mail rang before."""
    return tx.execute(select(bell.c.id).where(bell.c.mail == mail)).first() is not None


def open_ones(tx: Tx) -> list[Row[Any]]:
    """Those that still ring, the newest first."""
    mine = select(bell).where(bell.c.gone_at.is_(None)).order_by(bell.c.at.desc(), bell.c.id.desc())
    return list(tx.execute(mine))


def dismiss(tx: Tx, number: int, now: datetime) -> bool:
    """Put one away; false where it was gone already."""
    return _gone(tx, [number], now) == 1


def came(tx: Tx, where: ListingInfo, newest: date, now: datetime) -> None:
    """A review of this page came in; `newest` is the latest local day of those that did."""
    mine = select(bell.c.id, bell.c.listing, bell.c.at).where(
        bell.c.gone_at.is_(None), bell.c.platform == where.platform
    )
    waiting = [row for row in tx.execute(mine) if newest >= _since(row.at)]
    if waiting:
        titles = _titles(tx, where.platform)
        _gone(tx, [row.id for row in waiting if _tells_of(row.listing, where.id, titles)], now)


def _gone(tx: Tx, numbers: list[int], now: datetime) -> int:
    """A guest's words are not kept longer than they are of use."""
    mine = bell.c.id.in_(numbers) & bell.c.gone_at.is_(None)
    return tx.execute(bell.update().where(mine).values(gone_at=now, told={})).rowcount


def _since(at: datetime) -> date:
    return (at - _BEFORE).date()


def _titles(tx: Tx, platform: str) -> dict[int, str]:
    rows = tx.execute(select(listing.c.id, listing.c.title).where(listing.c.platform == platform))
    return {row.id: folded(row.title) for row in rows}


def _tells_of(told: str | None, page: int, titles: Mapping[int, str]) -> bool:
    """A name that is none of the pages' may be any of theirs: mails cut names, owners change them."""
    name = folded(told)
    named = {number for number, title in titles.items() if title == name}
    return page in named if named else True


def _here_already(tx: Tx, platform: str, title: str | None, at: datetime, author: str | None) -> bool:
    """Whether the review of a mail that is read late came in before it.

    Without the guest's name only one that came in after the mail was sent is taken for it.
    """
    titles = _titles(tx, platform)
    pages = [number for number in titles if _tells_of(title, number, titles)]
    mine = select(review.c.id).where(
        review.c.listing_id.in_(pages), review.c.day >= _since(at).toordinal(), review.c.removed_at.is_(None)
    )
    fresh = review.c.first_seen_at >= at - _QUICK
    if author:
        # Where no one may keep names, only the moment can tell.
        nameless = review.c.author.is_(None) & fresh
        mine = mine.where((func.folded(review.c.author) == fold(author.strip())) | nameless)
    else:
        mine = mine.where(fresh)
    return tx.execute(mine.limit(1)).first() is not None
