"""The first way through a Takeout: which places, and which of several copies of a review is the newest."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import PurePosixPath

from reviewdesk.api import Listing, Review
from reviewdesk_google.review import read_name, read_row
from reviewdesk_google.takeout.page import Page, read_page
from reviewdesk_google.takeout.places import listing, read_card
from reviewdesk_google.takeout.sources import Bundle, is_card

_NEVER = datetime.min.replace(tzinfo=UTC)

Key = tuple[str, str]
"""Location and review: the account in front of them differs between copies of one review."""
Age = tuple[datetime, datetime]
"""Last change of the review, then of its reply, which moves nothing else."""


@dataclass(slots=True)
class Survey:
    newest: dict[Key, tuple[Age, str]] = field(default_factory=dict)
    """The copy to take of each review, by the place where it stands."""
    listings: tuple[Listing, ...] = ()
    own: list[str] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)
    pages: int = 0
    counted: int = 0
    """Rows in the readable pages, good or bad."""
    whole: bool = True

    def note(self, page: Page) -> None:
        if page.own:
            self.own.append(page.place)
            return
        self.pages += 1
        if page.broken is not None:
            self.broken.append((page.place, page.broken))
            self.whole = False
        for number, entry in enumerate(page.entries, 1):
            self.counted += 1
            row = read_row(entry, place="")
            if isinstance(row, Review):
                self._weigh(row, spot(page.place, number))

    def _weigh(self, review: Review, place: str) -> None:
        key, age = (review.listing, review.external_id), _age(review)
        if key not in self.newest or self.newest[key][0] < age:
            self.newest[key] = (age, place)


def survey(bundle: Bundle, as_listing: str | None) -> Survey:
    found = Survey()
    cards: list[Listing] = []
    numbers: dict[str, None] = {}
    folders: dict[str, bool] = {}
    for source in bundle.sources:
        with source.open() as read:
            for name in source.names:
                if is_card(name):
                    card = read_card(name, read)
                    cards += [card] if card else []
                elif page := read_page(source, name, read):
                    found.note(page)
                    numbers |= dict.fromkeys(_locations(page))
                    folder = PurePosixPath(name)
                    first = folder.name.casefold() == "reviews.json"
                    folders[str(folder.parent)] = folders.get(str(folder.parent), page.own) or first
    found.listings = tuple(listing(number, cards, as_listing) for number in numbers)
    # Google calls a place's first page so: without it pages are missing.
    found.whole = found.whole and all(folders.values())
    return found


def spot(place: str, number: int) -> str:
    """Where a row stands."""
    return f"{place}, {number}"


def _locations(page: Page) -> list[str]:
    names = [read_name(entry.get("name")) for entry in page.entries if isinstance(entry, dict)]
    return [name.location for name in names if name]


def _age(review: Review) -> Age:
    changed = review.updated_at or review.created_at
    replied = review.reply.at if review.reply else None
    return changed if isinstance(changed, datetime) else _NEVER, replied or _NEVER
