"""Pages that were joined into others: their names lead there from now on."""

from sqlalchemy import delete, or_, select

from reviewdesk.store.database import Tx
from reviewdesk.store.tables import joined_page, listing


def lead(tx: Tx, platform: str, external_id: str, *, fetched: bool) -> int | None:
    """The page into which the one with this id was joined.

    Where the platform itself shows the id (`fetched`) that page takes it for its own, or, if it has one of
    the platform's already, they are two pages after all.
    """
    mine = (joined_page.c.platform == platform) & (joined_page.c.external_id == external_id)
    number: int | None = tx.execute(select(joined_page.c.listing_id).where(mine)).scalar()
    if number is None or not fetched:
        return number
    tx.execute(delete(joined_page).where(mine))
    page = tx.execute(select(listing).where(listing.c.id == number)).one()
    if page.fetched:
        return None
    tx.execute(
        joined_page.insert().values(
            platform=platform, external_id=page.external_id, title=page.title, listing_id=number
        )
    )
    tx.execute(listing.update().where(listing.c.id == number).values(external_id=external_id))
    return number


def named(tx: Tx, name: str) -> set[int]:
    """The pages into which those of this name were joined."""
    mine = or_(joined_page.c.title == name, joined_page.c.external_id == name)
    return set(tx.execute(select(joined_page.c.listing_id).where(mine)).scalars())
