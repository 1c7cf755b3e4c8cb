"""Who the owner is at Google, and the places he can reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reviewdesk.api import Account, AccountStatus, BadData, Listing, May, NotApproved, NotSupported, _
from reviewdesk_google.calls import get
from reviewdesk_google.card import ACCOUNTS_HOST, PLACES_HOST, REVIEWS_HOST

_ACCOUNTS = f"https://{ACCOUNTS_HOST}/v1/accounts"
_MASK = "name,title,storeCode,storefrontAddress,metadata"
_ALL = frozenset({May.READ, May.REPLY, May.REPLACE, May.WITHDRAW})
_ADDRESS_PARTS = ("postalCode", "locality")


@dataclass(frozen=True, slots=True)
class Place:
    listing: Listing
    verified: bool


def check(account: Account) -> AccountStatus:
    """Ask each of the three APIs once: any of them can be the one that is not switched on."""
    if not account.signed_in:
        return AccountStatus(
            identity=None,
            may=frozenset(),
            note=_("By hand: import a Takeout to read, and answer on business.google.com."),
        )
    mine = _accounts(account)
    identity = next((name for one in mine if (name := _text(one, "accountName"))), None)
    places = list(_places(account, mine))
    verified = next((place for place in places if place.verified), None)
    return AccountStatus(identity=identity, may=_ALL, note=_note(account, places, verified))


def listings(account: Account) -> Iterator[Listing]:
    if not account.signed_in:
        return
    for place in _places(account, _accounts(account)):
        yield place.listing


def _note(account: Account, places: list[Place], verified: Place | None) -> str:
    if not places:
        return _(
            "Google shows no place for this account: is it owner or manager of one on business.google.com?"
        )
    if verified is None:
        return _("Google has verified none of your places yet: reviews can't be read until then.")
    try:
        get(account, f"https://{REVIEWS_HOST}/v4/{verified.listing.ref}/reviews", {"pageSize": 1})
    except NotSupported:
        return _("Google does not show the reviews of {place}.").format(place=verified.listing.title)
    left = [place.listing.title for place in places if not place.verified]
    if left:
        return _("Google has not verified {places}: reviews there may be missing.").format(
            places=", ".join(left)
        )
    return ""


def _accounts(account: Account) -> list[dict[str, Any]]:
    return list(_pages(account, _ACCOUNTS, {"pageSize": 20}, "accounts"))


def _places(account: Account, mine: list[dict[str, Any]]) -> Iterator[Place]:
    """Each place once, under the first account that shows it: reviews are found only under that one.

    What no account lists is looked for under "-", which stands for all that the owner can reach.
    """
    seen: set[str] = set()
    refused: list[NotApproved | NotSupported | BadData] = []
    for parent in [name for one in mine if (name := _text(one, "name")).startswith("accounts/")] + [
        "accounts/-"
    ]:
        try:
            for found in _pages(
                account, _locations(parent), {"readMask": _MASK, "pageSize": 100}, "locations"
            ):
                place = _place(found, parent)
                if place is not None and place.listing.external_id not in seen:
                    seen.add(place.listing.external_id)
                    yield place
        except (NotApproved, NotSupported, BadData) as error:
            # One group that is closed to this person must not hide the others.
            account.log.warning("places of %s: %s", parent, error.reason)
            refused.append(error)
    if refused and not seen:
        raise refused[0]


def _locations(parent: str) -> str:
    return f"https://{PLACES_HOST}/v1/{parent}/locations"


def _pages(account: Account, url: str, params: dict[str, str | int], field: str) -> Iterator[dict[str, Any]]:
    token = ""
    while True:
        page = get(account, url, {**params, "pageToken": token} if token else params)
        rows = page.get(field, [])
        if not isinstance(rows, list):
            raise BadData(_("Google's answer can't be read: it has not the form Google describes."))
        yield from (row for row in rows if isinstance(row, dict))
        following = _text(page, "nextPageToken")
        if not following:
            return
        if following == token:
            raise BadData(_("Google's pages go round in a circle."), _("Try again later."))
        token = following


def _place(found: dict[str, Any], parent: str) -> Place | None:
    number = _text(found, "name").rpartition("locations/")[2]
    if not number or "/" in number:
        return None
    metadata = found.get("metadata")
    told = metadata if isinstance(metadata, dict) else {}
    listing = Listing(
        external_id=number,
        title=_text(found, "title") or _("Google place {number}").format(number=number),
        ref=f"{parent}/locations/{number}",
        address=read_address(found.get("storefrontAddress")),
        url=_text(told, "mapsUri") or None,
    )
    # proto3 leaves false out, and older answers have no metadata at all: only a metadata without it says no.
    return Place(listing, verified=not told or told.get("hasVoiceOfMerchant") is True)


def read_address(address: Any) -> str | None:
    """Street, post code and town in one line."""
    if not isinstance(address, dict):
        return None
    lines = address.get("addressLines")
    streets = [line.strip() for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
    town = " ".join(part for key in _ADDRESS_PARTS if (part := _text(address, key)))
    return ", ".join(part for part in (*streets, town) if part) or None


def _text(holder: dict[str, Any], field: str) -> str:
    value = holder.get(field)
    return value.strip() if isinstance(value, str) else ""
