"""What can be given at a counter today: the words that never belong in public."""

from dataclasses import dataclass

from sqlalchemy import func, or_, select

from reviewdesk.store.database import Tx
from reviewdesk.store.goodwill.tables import LIVING, event, offer, voucher

__all__ = ["Living", "stamp", "words"]


@dataclass(frozen=True, slots=True)
class Living:
    """The codes of vouchers that can be used, and the titles of offers that stand on cards."""

    codes: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def stamp(tx: Tx) -> tuple[object, ...]:
    """Another one after every change of a voucher or an offer; asked with each key typed, so it is cheap."""
    # Every move of a voucher writes an event, and events only come to be more.
    last = tx.execute(select(func.max(event.c.id))).scalar()
    offers = tx.execute(select(func.count(), func.max(offer.c.made_at), func.max(offer.c.retired_at))).one()
    return (last, *offers)


def words(tx: Tx) -> Living:
    """Those of vouchers whose day is over too: a guest may still bring one."""
    alive = voucher.c.state.in_(LIVING)
    codes = tx.execute(select(voucher.c.code).where(alive, voucher.c.code.is_not(None)).distinct())
    given = select(voucher.c.offer_id).where(voucher.c.state.not_in(("voided", "redeemed")))
    titles = select(offer.c.title).where(or_(offer.c.retired_at.is_(None), offer.c.id.in_(given))).distinct()
    return Living(
        codes=tuple(codes.scalars()),
        titles=tuple(tx.execute(titles.order_by(offer.c.title)).scalars()),
    )
