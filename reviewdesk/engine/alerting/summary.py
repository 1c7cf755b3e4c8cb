"""What the summary tells: what came in, what waits, what is late, what was refused, what is to decide."""

from dataclasses import dataclass
from datetime import datetime

from reviewdesk.api import _
from reviewdesk.engine.alerting import telling
from reviewdesk.engine.alerting.message import Item
from reviewdesk.engine.away import late_before
from reviewdesk.engine.bench import Bench, local_zone
from reviewdesk.engine.outgoing.outbox import Outbox
from reviewdesk.store import accounts, alerts, apart, inbox, reviews
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Counts, Known

__all__ = ["Part", "Summary", "gather"]

_NAMED = 15
_LOOKED_AT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One heading with what stands below it."""

    heading: str
    total: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    since: datetime
    until: datetime
    counts: Counts
    new: int
    parts: tuple[Part, ...]


def gather(bench: Bench, since: datetime, until: datetime) -> Summary:
    """All of it as it stands now; nothing is asked of any platform."""
    with bench.db.read() as tx:
        late = late_before(bench, tx)
        beside = apart.pages(tx)
        counts = inbox.counts(tx, late, late.astimezone(local_zone()).date(), beside)
        new = alerts.new_since(tx, since)
        overdue = inbox.page(tx, Query(late_before=late, beside=beside), _LOOKED_AT)
        refused = [
            number
            for state in (State.REFUSED, State.GONE)
            for number in inbox.page(tx, Query(state=state), _NAMED)
        ]
        waiting = inbox.page(tx, Query(beside=beside), _LOOKED_AT)
    decide = [line.reply.review_id for line in Outbox(bench).lines() if line.decides]
    urgent = {*overdue, *refused, *decide}
    fresh = [number for number in new if number not in urgent]
    rest = [number for number in waiting if number not in urgent | set(new)]
    parts = (
        Part(heading=_("To decide"), total=len(decide), items=_items(bench, decide, _("an answer waits"))),
        Part(
            heading=_("Answers that came back"),
            total=len(refused),
            items=_items(bench, refused, _("refused")),
        ),
        Part(heading=_("Signed out"), total=0, items=_signed_out(bench)),
        Part(heading=_("Late"), total=counts.late, items=_items(bench, overdue, _("waits too long"))),
        Part(heading=_("New"), total=len(fresh), items=_items(bench, fresh, _("new review"))),
        Part(
            heading=_("Also waiting"),
            total=len(rest),
            items=_items(bench, rest, ""),
        ),
    )
    return Summary(
        since=since,
        until=until,
        counts=counts,
        new=len(new),
        parts=tuple(part for part in parts if part.items),
    )


def _items(bench: Bench, numbers: list[int], what: str) -> tuple[Item, ...]:
    with bench.db.read() as tx:
        found = reviews.get_many(tx, numbers[:_NAMED])
    return tuple(_item(bench, known, what) for known in found)


def _item(bench: Bench, known: Known, what: str) -> Item:
    review, words = known.review, telling.may_travel(bench, known)
    if what == _("refused") and known.state == State.GONE:
        what = _("taken down")
    return Item(
        kind="review",
        what=what,
        where=f"{telling.title_of(bench, known.platform)}, {known.location}",
        half_stars=known.half_stars,
        author=review.author if words else None,
        words=(review.text or review.title or "") if words else "",
        url=telling.page_of(bench, known),
    )


def _signed_out(bench: Bench) -> tuple[Item, ...]:
    with bench.db.read() as tx:
        numbers = [row.id for row in alerts.signed_out(tx)]
        names = [each for each in accounts.all_of(tx) if each.id in numbers]
    made = []
    for each in names:
        item = telling.account(bench, each.id)
        made += [item] if item else []
    return tuple(made)
