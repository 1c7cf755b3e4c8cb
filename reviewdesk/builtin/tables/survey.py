"""The first way through a file: what only all of its rows together can tell."""

from dataclasses import dataclass, field, replace
from datetime import date

from reviewdesk.api import ExportOptions, Listing, _
from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables import origin
from reviewdesk.builtin.tables.date_column import DateColumn
from reviewdesk.builtin.tables.keys import Keys
from reviewdesk.builtin.tables.letters import Entities
from reviewdesk.builtin.tables.plan import Plan
from reviewdesk.builtin.tables.ratings import RatingColumn
from reviewdesk.builtin.tables.shape import Told
from reviewdesk.builtin.tables.source import Record, Source


@dataclass(slots=True)
class Survey:
    plan: Plan
    today: date
    """The day from which relative dates count, where the row names none."""
    default: Listing | None
    """The page of rows that name none."""
    dates: dict[str, DateColumn] = field(default_factory=dict)
    ratings: RatingColumn = field(default_factory=RatingColumn)
    entities: Entities = field(default_factory=Entities)
    keys: Keys = field(default_factory=Keys)
    listings: dict[str, Listing] = field(default_factory=dict)
    rows: int = 0
    homeless: int = 0
    """Rows that name no page."""
    timeless: int = 0
    """Rows in which no cell tells a time."""

    def see(self, number: int, record: Record) -> None:
        if record.problem is not None:
            return
        self.rows += 1
        told = self.plan.tell(record)
        for name in f.TIMES & told.keys():
            self.date_column(self.plan.column(name, record)).see(told[name])
        if f.CREATED not in told:
            self.timeless += 1
        if f.RATING in told:
            self.ratings.see(told[f.RATING])
        for name in f.WORDS & told.keys():
            self.entities.see(told[name])
        self.keys.see(number, self._page(told), told)

    def settle(self) -> None:
        """What cannot tell the order of its days follows the column of the reviews' own."""
        own = [self.dates[name] for name in self._created() if name in self.dates]
        order = next((column.order for column in own if column.order), None)
        for column in self.dates.values():
            if order and column not in own and column.order is None and not column.contradicts_itself:
                column.flags |= {order}

    def date_column(self, column: str) -> DateColumn:
        if column not in self.dates:
            self.dates[column] = DateColumn(self.plan.flags.get(column, frozenset()))
        return self.dates[column]

    def _page(self, told: Told) -> str:
        page = listing_of(told, self.plan.platform)
        if page is None:
            self.homeless += 1
            return self.default.external_id if self.default else ""
        known = self.listings.get(page.external_id)
        if known is None or (known.title == known.external_id != page.title):
            self.listings[page.external_id] = page
        return page.external_id

    @property
    def asks(self) -> tuple[str, ...]:
        asked = []
        if not self.plan.platform:
            asked.append(f.PLATFORM)
        if self.homeless and not self.listings and self.default is None:
            asked.append("as_listing")
        if self.rows and self.timeless == self.rows:
            asked.append(f.CREATED)
        if any(self.dates[name].asks_order for name in self._created() if name in self.dates):
            asked.append(f.DATE_ORDER)
        return tuple(asked)

    def _created(self) -> list[str]:
        return [column for column, spec in self.plan.specs.items() if spec.field == f.CREATED]

    def pages(self) -> tuple[Listing, ...]:
        found = list(self.listings.values())
        if self.default is None:
            return tuple(found)
        if self.homeless or not found:
            return (*found, self.default)
        only = found[0]
        if len(found) == 1 and only.title == only.external_id:
            # The file names its page by number alone: the owner's word is its name.
            return (replace(only, title=self.default.title),)
        return tuple(found)


def survey(source: Source, plan: Plan, options: ExportOptions, today: date) -> Survey:
    seen = Survey(
        plan, today, named_listing(options.as_listing, plan.platform), ratings=RatingColumn(plan.scale)
    )
    for number, record in enumerate(source.rows()):
        seen.see(number, record)
    seen.settle()
    return seen


def named_listing(name: str | None, platform: str) -> Listing | None:
    """The page the owner names, by the platform's id or by a name of his own."""
    told = " ".join((name or "").split())
    if not told:
        return None
    if told.isascii() and told.isdecimal() and platform in {"booking", "tripadvisor", "google"}:
        return Listing(external_id=told, title=_("Page {number}").format(number=told), ref=told)
    return Listing(external_id=f"table:{told.casefold()}", title=told)


def listing_of(told: Told, platform: str) -> Listing | None:
    """The page that a row names, by id, by name or in the address of the review."""
    number, title = told.get(f.LISTING, "").strip(), " ".join(told.get(f.LISTING_TITLE, "").split())
    linked = origin.read_link(told[f.URL]) if f.URL in told and not number else origin.Linked()
    number = number or (linked.listing or "" if not title or platform == "tripadvisor" else "")
    title = title or linked.title or ""
    if not number and not title:
        return None
    return Listing(
        external_id=number or f"table:{title.casefold()}",
        title=title or number,
        address=" ".join(told.get(f.ADDRESS, "").split()) or None,
    )
