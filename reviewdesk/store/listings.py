"""Listings, and the shops they belong to."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, select

from reviewdesk.api import DeskError, Listing, _
from reviewdesk.store import diary, joined_pages
from reviewdesk.store.database import Tx
from reviewdesk.store.identity import folded
from reviewdesk.store.standing import order_keys, settled
from reviewdesk.store.tables import account, listing, location, review
from reviewdesk.store.values import ListingInfo, LocationInfo


def adopt(
    tx: Tx, account_id: int, platform: str, page: Listing, *, fetched: bool, now: datetime
) -> ListingInfo:
    """Know this page from now on; each new one gets a shop of its own name.

    A page known from a file passes to the account that can read it by API: it joins its past.
    """
    mine = (listing.c.platform == platform) & (listing.c.external_id == page.external_id)
    row = tx.execute(select(listing).where(mine)).first()
    if row is None and (other := joined_pages.lead(tx, platform, page.external_id, fetched=fetched)):
        row = tx.execute(select(listing).where(listing.c.id == other)).one()
        if not fetched:
            return get(tx, row.id)
    if row is None:
        number = _insert(tx, account_id, platform, page, fetched=fetched)
        diary.write(tx, now, "listing.adopted", title=page.title, platform=platform)
    else:
        number = int(row.id)
        _refresh(tx, row, account_id, page, fetched=fetched)
    return get(tx, number)


def _insert(tx: Tx, account_id: int, platform: str, page: Listing, *, fetched: bool) -> int:
    done = tx.execute(
        listing.insert().values(
            account_id=account_id,
            location_id=_shop_for(tx, platform, page),
            platform=platform,
            external_id=page.external_id,
            ref=page.ref,
            title=page.title,
            address=page.address,
            url=page.url,
            ignored=False,
            fetched=fetched,
            walk=0,
            walking=False,
            full=False,
        )
    )
    assert done.inserted_primary_key
    return int(done.inserted_primary_key[0])


def _refresh(tx: Tx, row: Row[Any], account_id: int, page: Listing, *, fetched: bool) -> None:
    if not fetched and row.fetched:
        return
    changes = {"ref": page.ref or row.ref, "url": page.url or row.url, "address": page.address or row.address}
    if page.title != page.external_id:
        changes["title"] = page.title
    if fetched:
        if row.account_id != account_id and row.fetched and _reads(tx, row.account_id):
            return  # two accounts reach it: the first keeps it
        changes |= {"account_id": account_id, "fetched": True}
    tx.execute(listing.update().where(listing.c.id == row.id).values(changes))


def _reads(tx: Tx, account_id: int) -> bool:
    may = tx.execute(select(account.c.may).where(account.c.id == account_id)).scalar_one()
    return "read" in may.split()


def shop(tx: Tx, name: str) -> LocationInfo:
    """The shop of this name, made if there is none."""
    found = tx.execute(select(location).where(location.c.name == name)).first()
    if found is None:
        tx.execute(location.insert().values(name=name))
        found = tx.execute(select(location).where(location.c.name == name)).one()
    return _location(found)


def _shop_for(tx: Tx, platform: str, page: Listing) -> int:
    """A shop of its own for a new page. Shops of a chain have one name: never joined unasked."""
    told = [page.address.split(",")[0]] if page.address else []
    names = [page.title, *(f"{page.title} ({more})" for more in [*told, platform, page.external_id])]
    for name in names:
        found = tx.execute(select(location.c.id).where(location.c.name == name)).scalar()
        # One without a page was made by the owner, for this.
        if (
            found is None
            or not tx.execute(select(listing.c.id).where(listing.c.location_id == found)).first()
        ):
            return shop(tx, name).id
    return shop(tx, f"{names[-1]} {platform}").id


def _columns() -> Select[Any]:
    joined = listing.join(location, location.c.id == listing.c.location_id).join(
        account, account.c.id == listing.c.account_id
    )
    return select(
        listing,
        location.c.name.label("location_name"),
        location.c.zone.label("zone"),
        account.c.name.label("account_name"),
    ).select_from(joined)


def get(tx: Tx, number: int) -> ListingInfo:
    return _listing(tx.execute(_columns().where(listing.c.id == number)).one())


def all_of(tx: Tx, account_id: int | None = None) -> list[ListingInfo]:
    rows = _columns().order_by(listing.c.id)
    if account_id is not None:
        rows = rows.where(listing.c.account_id == account_id)
    return [_listing(row) for row in tx.execute(rows)]


def lost(tx: Tx, account_id: int, shown: Sequence[int]) -> list[ListingInfo]:
    """Pages that this account could read once, and that the platform does not show to it any more."""
    gone = [each for each in all_of(tx, account_id) if each.fetched and not each.ignored]
    return [each for each in gone if each.id not in shown]


def meant(tx: Tx, name: str, platform: str | None = None) -> list[ListingInfo]:
    """The pages that a name may mean: title, id, PLATFORM/ID, or that of a page that was joined since."""
    pages = [each for each in all_of(tx) if platform in (None, each.platform)]
    found = [each for each in pages if name in (each.title, each.external_id)]
    if not found:
        there, _slash, rest = name.partition("/")
        mine = [each for each in pages if each.platform == there]
        found = [each for each in mine if rest == each.external_id]
        found = found or [each for each in mine if rest == each.title]
    if not found:
        joined = joined_pages.named(tx, name)
        found = [each for each in pages if each.id in joined]
    return found or [each for each in pages if folded(each.title) == folded(name)]


def handle(page: ListingInfo) -> str:
    """A name that no other page has."""
    return f"{page.platform}/{page.external_id}"


def named(tx: Tx, name: str) -> ListingInfo:
    found = meant(tx, name)
    if not found:
        raise DeskError(
            _("There is no listing named {name}.").format(name=name), _("See `reviewdesk listing list`.")
        )
    return only(found, name)


def only(found: Sequence[ListingInfo], name: str) -> ListingInfo:
    """The one page that was meant. Raises DeskError where there are several."""
    if len(found) > 1:
        handles = ", ".join(f'"{handle(each)}"' for each in found)
        raise DeskError(
            _("Several listings are named {name}.").format(name=name),
            _("Say which: {names}.").format(names=handles),
        )
    return found[0]


def change(tx: Tx, number: int, **columns: Any) -> None:
    tx.execute(listing.update().where(listing.c.id == number).values(columns))


def move(tx: Tx, number: int, location_id: int) -> None:
    """This page belongs to that shop: its reviews go along, with their local days."""
    change(tx, number, location_id=location_id)
    tx.execute(review.update().where(review.c.listing_id == number).values(location_id=location_id))


def locations(tx: Tx) -> list[LocationInfo]:
    return [_location(row) for row in tx.execute(select(location).order_by(location.c.name))]


def shops(tx: Tx) -> list[LocationInfo]:
    """The shops one can name to a guest: not those left without a page when their pages joined another's."""
    every = locations(tx)
    paged = {each.location for each in all_of(tx) if not each.ignored}
    return [
        each
        for each in every
        if each.name in paged
        or not (each.name.endswith(")") and any(each.name.startswith(f"{name} (") for name in paged))
    ]


def location_named(tx: Tx, name: str) -> LocationInfo:
    row = tx.execute(select(location).where(location.c.name == name)).first()
    if row is None:
        raise DeskError(
            _("There is no location named {name}.").format(name=name), _("See `reviewdesk location list`.")
        )
    return _location(row)


def add_location(tx: Tx, name: str) -> LocationInfo:
    _refuse_taken(tx, name)
    return shop(tx, name)


def rename_location(tx: Tx, old: str, new: str) -> LocationInfo:
    found = location_named(tx, old)
    if new != found.name:
        _refuse_taken(tx, new)
        set_location(tx, found.id, name=new)
    return location_named(tx, new)


def _refuse_taken(tx: Tx, name: str) -> None:
    if not name:
        raise DeskError(_("A location needs a name."), _("Say how you call the shop."))
    if tx.execute(select(location.c.id).where(location.c.name == name)).first():
        raise DeskError(
            _("There is a location named {name} already.").format(name=name),
            _("Choose another name; to put a page there: reviewdesk listing adopt PAGE --location SHOP"),
        )


def set_location(tx: Tx, number: int, **columns: Any) -> None:
    if columns:
        tx.execute(location.update().where(location.c.id == number).values(columns))


def rezone(tx: Tx, location_id: int, zone: ZoneInfo) -> int:
    """Recompute the local days and the order of a shop's reviews; the answer is how many there are."""
    rows = tx.execute(select(review).where(review.c.location_id == location_id)).mappings().all()
    for row in rows:
        keys = order_keys(row["last_word_at"], row["half_stars"], zone)
        change = keys | settled({**row, **keys})
        tx.execute(review.update().where(review.c.id == row["id"]).values(change))
    return len(rows)


def _location(row: Row[Any]) -> LocationInfo:
    return LocationInfo(id=row.id, name=row.name, zone=row.zone, hours=row.hours)


def _listing(row: Row[Any]) -> ListingInfo:
    return ListingInfo(
        id=row.id,
        account_id=row.account_id,
        account=row.account_name,
        platform=row.platform,
        external_id=row.external_id,
        ref=row.ref,
        title=row.title,
        address=row.address,
        url=row.url,
        page=row.page,
        ignored=row.ignored,
        fetched=row.fetched,
        location_id=row.location_id,
        location=row.location_name,
        zone=row.zone,
        cursor=row.cursor,
        walk=row.walk,
        walking=row.walking,
        full=row.full,
        walked_at=row.walked_at,
        full_at=row.full_at,
        imported_at=row.imported_at,
        problem=row.problem,
    )
