"""The owner's pages on Yelp: those he named, or those his sign-in covers."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from reviewdesk.api import Account, AuthError, BadData, Listing, NotApproved, NotSupported, _
from reviewdesk_yelp.calls import get
from reviewdesk_yelp.card import API_HOST, PARTNER_HOST, WEB_HOST
from reviewdesk_yelp.reviews import level

__all__ = ["claimed", "is_id", "listings", "named"]

_ID = re.compile(r"[A-Za-z0-9_-]{22}")
_CLAIMED = f"https://{PARTNER_HOST}/token/v1/businesses"


def is_id(text: str) -> bool:
    """Whether this is an id: a page's readable name can change, its id does not."""
    return _ID.fullmatch(text) is not None


def named(account: Account) -> list[str]:
    """What the setting names, each once: ids, readable names, or links to either page of a business."""
    told = re.split(r"[\s,;]+", account.settings.get("businesses", ""))
    return list(dict.fromkeys(name for one in told if (name := _plain(one))))


def wanted(account: Account) -> list[str]:
    """The pages to work on: those named, else all that the partner's sign-in covers."""
    mine = named(account)
    return mine or (claimed(account) if account.settings.get("client_id") else [])


def claimed(account: Account) -> list[str]:
    """The pages that the signed-in person has claimed at Yelp."""
    told = get(account, _CLAIMED).get("business_ids")
    if not isinstance(told, list):
        raise BadData(_("Yelp's answer can't be read: it has not the form Yelp describes."))
    return list(dict.fromkeys(one for one in told if isinstance(one, str) and one))


def listings(account: Account) -> Iterator[Listing]:
    """Each page once. One that Yelp does not show must not hide the others."""
    if not account.signed_in:
        for known in filter(is_id, named(account)):
            yield _unread(known)
        return
    pages = wanted(account)
    if not pages:
        return
    ref = level(account, *pages)
    seen: set[str] = set()
    refused: list[AuthError | NotApproved | NotSupported | BadData] = []
    for page in pages:
        found: Listing | None
        try:
            found = _listing(get(account, details_url(page)), ref)
        except (AuthError, NotApproved, NotSupported, BadData) as error:
            account.log.warning("page %s: %s", page, error.reason)
            refused.append(error)
            # Private Reviews may be open to a key for which the page itself is not.
            found = _unread(page, ref) if ref == "private" and is_id(page) else None
        if found is not None and found.external_id not in seen:
            seen.add(found.external_id)
            yield found
    if refused and not seen:
        raise refused[0]


def details_url(page: str) -> str:
    return f"https://{API_HOST}/v3/businesses/{quote(page, safe='')}"


def _plain(text: str) -> str:
    if "://" not in text:
        return text.strip().strip("/")
    try:
        return unquote(urlsplit(text).path.rstrip("/").rpartition("/")[2])
    except ValueError:
        return ""


def _unread(known: str, ref: str = "") -> Listing:
    return Listing(external_id=known, title=_("Yelp page {id}").format(id=known), ref=ref)


def _listing(told: dict[str, Any], ref: str) -> Listing:
    known = told.get("id")
    if not isinstance(known, str) or not known:
        raise BadData(_("Yelp's answer can't be read: it has not the form Yelp describes."))
    name, alias = told.get("name"), told.get("alias")
    return Listing(
        external_id=known,
        title=name.strip() if isinstance(name, str) and name.strip() else _unread(known).title,
        ref=ref,
        address=_address(told.get("location")),
        url=f"https://{WEB_HOST}/biz/{quote(alias if isinstance(alias, str) and alias else known)}",
    )


def _address(location: Any) -> str | None:
    lines = location.get("display_address") if isinstance(location, dict) else None
    if not isinstance(lines, list):
        return None
    return ", ".join(line.strip() for line in lines if isinstance(line, str) and line.strip()) or None
