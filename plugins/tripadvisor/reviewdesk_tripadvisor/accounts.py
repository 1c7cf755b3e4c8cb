"""What an account's key may do, and the owner's pages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reviewdesk.api import Account, AccountStatus, Listing, May, Retention, _
from reviewdesk_tripadvisor.calls import Answer, get, rows
from reviewdesk_tripadvisor.languages import read_texts
from reviewdesk_tripadvisor.links import own_link
from reviewdesk_tripadvisor.settings import keeps_words, location_ids, misread

_CANDIDATES = 5


def check(account: Account) -> AccountStatus:
    """One request: for the owner's pages, or for those that could be his. His own name is told nowhere."""
    if not account.signed_in:
        return _by_hand()
    notes = [misread(account)]
    wanted = location_ids(account)
    if wanted:
        answer = get(account, "/locations", {"id": wanted})
        known = {listing.external_id for listing in _read(answer)}
        notes += [_missing([number for number in wanted if number not in known]), _sunset(answer), pool()]
    else:
        notes.append(_candidates(account))
    return AccountStatus(
        identity=None,
        may=frozenset({May.READ}),
        retention=Retention(source=_("your contract with Tripadvisor")) if keeps_words(account) else None,
        note=" ".join(note for note in notes if note),
    )


def listings(account: Account) -> Iterator[Listing]:
    """The pages named in the settings; Terra leaves out those it does not know, or not for this key."""
    wanted = location_ids(account) if account.signed_in else ()
    if not wanted:
        return
    seen: set[str] = set()
    for listing in _read(get(account, "/locations", {"id": wanted})):
        if listing.external_id in wanted and listing.external_id not in seen:
            seen.add(listing.external_id)
            yield listing


def search(account: Account, name: str, *, town: str = "", country: str = "") -> tuple[Listing, ...]:
    """Pages whose name is like this one. Terra looks at names alone: no kinds of food, no towns in them."""
    params: dict[str, str | int | Sequence[str]] = {
        "query": name.strip()[:500],
        "search_type": "NAME",
        "size": 20,
    }
    if town.strip():
        params["geo_name"] = town.strip()
    if country.strip():
        params["country_code"] = country.strip().upper()
    found = {listing.external_id: listing for listing in _read(get(account, "/locations/search", params))}
    return tuple(found.values())


def pool() -> str:
    return _(
        "Tripadvisor shows a program the newest reviews of a page only, often 25: older ones can't be read "
        "here, and answers go by hand."
    )


def _by_hand() -> AccountStatus:
    return AccountStatus(
        identity=None,
        may=frozenset(),
        # What an owner copies off his own page did not come through the API, whose terms bind the words.
        retention=Retention(source=_("by hand: the terms of the API do not apply")),
        note=_("By hand: paste reviews off the page to read, and answer in the Management Center."),
    )


def _missing(numbers: list[str]) -> str:
    if not numbers:
        return ""
    return _("Tripadvisor does not know these pages, or not for this key: {numbers}.").format(
        numbers=", ".join(numbers)
    )


def _sunset(answer: Answer) -> str:
    if answer.ends is None:
        return ""
    return _(
        "Tripadvisor switches this version of its API off on {day}: bring the plugin up to date."
    ).format(day=answer.ends.date().isoformat())


def _candidates(account: Account) -> str:
    name, _comma, town = account.settings.get("find", "").partition(",")
    if not name.strip():
        return _(
            "Say which pages are yours: set locations to the number behind -d in each address, or find to "
            "your name and town."
        )
    found = search(account, name, town=town)
    if not found:
        return _("Tripadvisor knows no page of that name. Try fewer words, or set locations.")
    named = "; ".join(
        f"{listing.external_id} = {', '.join(part for part in (listing.title, listing.address) if part)}"
        for listing in found[:_CANDIDATES]
    )
    return _("Which of these are yours? Set locations to their numbers: {pages}").format(pages=named)


def _read(answer: Answer) -> Iterator[Listing]:
    for row in rows(answer.body):
        # A search wraps the place, a look-up by number does not.
        told = row.get("location", row) if isinstance(row, Mapping) else None
        if isinstance(told, Mapping) and (listing := read_location(told)):
            yield listing


def read_location(told: Mapping[str, Any]) -> Listing | None:
    number = told.get("id")
    if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
        return None
    try:
        name = read_texts(told.get("names")).own
    except ValueError:
        name = None
    urls = told.get("urls")
    own = urls.get("tripadvisor") if isinstance(urls, Mapping) else None
    return Listing(
        external_id=str(number),
        title=name.value if name else _("Tripadvisor page {number}").format(number=number),
        address=_address(told),
        url=own_link(own.get("main")) if isinstance(own, Mapping) else None,
    )


def _address(told: Mapping[str, Any]) -> str | None:
    addresses = told.get("addresses")
    first = (
        next((row for row in addresses if isinstance(row, Mapping)), {})
        if isinstance(addresses, list)
        else {}
    )
    street = _text(first.get("street_address"))
    town = " ".join(part for key in ("postal_code", "city") if (part := _text(first.get(key))))
    line = ", ".join(part for part in (street, town) if part)
    return line or _text(first.get("formatted")) or _text(told.get("geo")) or None


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
