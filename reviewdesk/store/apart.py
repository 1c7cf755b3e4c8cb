"""Reviews that stand in a list of their own: some platforms' terms let no one mix them with others'."""

from dataclasses import replace

from sqlalchemy import func, select

from reviewdesk.store.database import Tx
from reviewdesk.store.inbox import WAITING
from reviewdesk.store.lines import ON_ITS_WAY, Query
from reviewdesk.store.tables import account, listing, review


def pages(tx: Tx) -> tuple[int, ...]:
    """The listings of accounts that stand apart; mostly there are none."""
    rows = select(listing.c.id).join(account, account.c.id == listing.c.account_id).where(account.c.apart)
    return tuple(tx.execute(rows.order_by(listing.c.id)).scalars())


def asked(tx: Tx, query: Query) -> Query:
    """The question with the pages that do not belong into its answer.

    A list of one platform shows them, and so does one of the owner's own answers on their way.
    """
    if query.platform or query.state in ON_ITS_WAY:
        return query
    return replace(query, beside=pages(tx))


def waiting(tx: Tx, beside: tuple[int, ...]) -> dict[str, int]:
    """Platform -> how many wait apart."""
    if not beside:
        return {}
    rows = select(review.c.platform, func.count()).where(WAITING, review.c.listing_id.in_(beside))
    return {row[0]: row[1] for row in tx.execute(rows.group_by(review.c.platform))}
