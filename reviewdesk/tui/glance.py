"""What header and status line show at a glance, gathered at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviewdesk.api import _, ngettext
from reviewdesk.store.ends_values import Ends
from reviewdesk.tui.format import count

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.fetching import Fresh
    from reviewdesk.engine.goodwill.values import VoucherState
    from reviewdesk.store.values import BellInfo, Counts, ReplyInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    waiting: int
    shops: int
    house: str = ""
    """The name of the one shop, or what all names begin with."""
    counts: Counts | None = None
    """None until the desk is open."""
    fresh: tuple[Fresh, ...] = ()
    next_due: ReplyInfo | None = None
    late_sends: int = 0
    """Answers that came due while nothing ran, and wait for a yes."""
    ends: Ends = field(default_factory=Ends)
    """What went out today, and what came back."""
    next_to: str = ""
    goodwill: Mapping[int, VoucherState] = field(default_factory=dict)
    """Row number of a review -> where its voucher stands."""
    bells: tuple[BellInfo, ...] = ()
    """What mails told of and is not here yet; the newest first."""
    worker: bool = False
    """A worker of another program fetches and sends."""

    @property
    def decide(self) -> int:
        return (self.counts.to_decide if self.counts else 0) + self.late_sends + len(self.ends.back)


def gather(desk: Desk) -> Glance:
    counts = desk.inbox.counts()
    listings = [each for each in desk.listings.list() if not each.ignored]
    names = sorted({each.location for each in listings})
    outbox = desk.replies.outbox()
    due = desk.replies.next_due()
    return Glance(
        waiting=counts.waiting,
        shops=len(names),
        house=common_name(names),
        counts=counts,
        fresh=tuple(desk.fetching.freshness()),
        next_due=due,
        late_sends=sum(each.late for each in outbox),
        ends=desk.replies.ends(),
        next_to=next((each.author or "" for each in outbox if due and each.reply.id == due.id), ""),
        goodwill=desk.vouchers.marks(),
        bells=tuple(desk.bells()),
        worker=desk.worker.runs(),
    )


def common_name(names: list[str]) -> str:
    """The words with which all names begin: Mario's Pizzeria of Mario's Pizzeria Downtown and Harbour."""
    if not names:
        return ""
    words = [name.split() for name in names]
    same = []
    for column in zip(*words, strict=False):
        if len(set(column)) > 1:
            break
        same.append(column[0])
    return " ".join(same).rstrip(" -–,:")


def house_words(glance: Glance) -> str:
    shops = ngettext("{n} shop", "{n} shops", glance.shops).format(n=glance.shops)
    if not glance.house:
        return shops
    return glance.house if glance.shops == 1 else f"{glance.house} · {shops}"


def waiting_words(glance: Glance) -> list[str]:
    """14 to answer, 2 late: each only where there is one."""
    parts = [
        ngettext("{n} to answer", "{n} to answer", glance.waiting).format(n=count(glance.waiting))
        if glance.waiting
        else _("nothing waits")
    ]
    if glance.counts and glance.counts.late:
        parts.append(ngettext("{n} late", "{n} late", glance.counts.late).format(n=glance.counts.late))
    return parts


def apart_words(glance: Glance) -> list[str]:
    """Where nobody knows whether there is an answer: 3 on Booking.com, apart."""
    if glance.counts is None:
        return []
    titles = {each.platform: each.title for each in glance.fresh}
    return [
        _("{n} on {platform}, apart").format(n=count(many), platform=titles.get(name, name))
        for name, many in sorted(glance.counts.apart.items())
    ]
