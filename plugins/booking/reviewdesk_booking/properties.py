"""The owner's properties: Booking.com lists none, so he names them in the settings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewdesk.api import (
    Account,
    AccountStatus,
    BadData,
    Listing,
    May,
    NotApproved,
    NotSupported,
    _,
)
from reviewdesk_booking.calls import get
from reviewdesk_booking.card import API_HOST

_ID = re.compile(r"[0-9]{1,15}")
_ALL = frozenset({May.READ, May.REPLY, May.MESSAGE})


@dataclass(frozen=True, slots=True)
class Property:
    id: str
    title: str


def check(account: Account) -> AccountStatus:
    """Ask for the reviews of one property after the other, until one answers."""
    if not account.signed_in:
        return AccountStatus(
            identity=None,
            may=frozenset(),
            note=_("By hand: import the extranet's file to read, and answer on admin.booking.com."),
        )
    refused: list[tuple[Property, NotApproved | NotSupported | BadData]] = []
    for one in properties(account):
        try:
            get(account, reviews_url(one.id), {"limit": 1})
        except (NotApproved, NotSupported, BadData) as error:
            # One property that is not connected must not hide the others.
            account.log.warning("property %s: %s", one.id, error.reason)
            refused.append((one, error))
        else:
            return AccountStatus(identity=None, may=_ALL, note=_note(refused))
    if not refused:
        raise NotSupported(
            _("No property is named in this account."),
            _("Give their ids with --set properties=..., as in the extranet's address after hotel_id=."),
        )
    raise refused[0][1]


def listings(account: Account) -> Iterator[Listing]:
    for one in properties(account):
        yield Listing(external_id=one.id, title=one.title, ref=one.id)


def properties(account: Account) -> list[Property]:
    """``1234567, 7654321=Harbour``: ids, each with a name of the owner's if he likes."""
    told = re.split(r"[,;\n]", account.settings.get("properties", ""))
    found: dict[str, Property] = {}
    for one in told:
        number, _equals, title = (part.strip() for part in one.partition("="))
        if not number and not title:
            continue
        if not _ID.fullmatch(number):
            raise NotSupported(
                _("{text} is no property id of Booking.com.").format(text=one.strip()),
                _("Take the number out of the extranet's address, after hotel_id=."),
            )
        found.setdefault(number, Property(number, title or title_of(number)))
    return list(found.values())


def title_of(number: str) -> str:
    """A property's name is told by no answer of the API and by no file."""
    return _("Booking.com {number}").format(number=number)


def is_property(text: str) -> bool:
    return _ID.fullmatch(text) is not None


def reviews_url(property_id: str) -> str:
    if not is_property(property_id):
        raise NotSupported(
            _("The Booking.com number of this property is not known."),
            _("Give it with --set properties=..., as in the extranet's address after hotel_id=."),
        )
    return f"https://{API_HOST}/review-api/properties/{property_id}/reviews"


def _note(refused: list[tuple[Property, NotApproved | NotSupported | BadData]]) -> str:
    if not refused:
        return ""
    return _("Booking.com does not open the reviews of {places}: {why}").format(
        places=", ".join(one.title for one, _error in refused), why=refused[0][1].reason
    )
