"""`demo --headless`: one full round by itself on each platform, told step by step."""

import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, SystemClock, _, ngettext
from reviewdesk.cli.demo_browser import answer_by_hand
from reviewdesk.cli.demo_voucher import make_right
from reviewdesk.cli.demo_world import journal, world_in
from reviewdesk.cli.inbox import review_line, short_shops
from reviewdesk.cli.printing import say
from reviewdesk.cli.shown import one_line
from reviewdesk.cli.state_words import in_words
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Known

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

__all__ = ["run_headless"]

_SPEED = 600.0
"""Four minutes of moderation in less than half a second."""
_PATIENCE = 60.0
_SHOWN = 12
_BY_API = (
    "Thank you for telling us so openly. It is not how we want it to be, and we looked at it together today. "
    "Please ask for me at the counter next time.\n\nMario"
)
_TOLD_APART = "we looked at it together today"
"""Words that stand in the sandbox's journal as they were sent."""
_BY_HAND = "Thank you for coming, and for taking the time to write to us. See you soon!\n\nMario"


@dataclass(frozen=True, slots=True)
class _Done:
    platform: str
    reviews: int
    by_api: bool


def run_headless() -> None:
    """Raises DeskError at the first thing that is not as it should be."""
    with tempfile.TemporaryDirectory(prefix="reviewdesk-demo-", ignore_cleanup_errors=True) as folder:
        say(_("The demo's home for this round: {path}").format(path=folder))
        with world_in(Path(folder), speed=_SPEED) as world:
            _expect(not world.problems, " ".join(world.problems))
            from reviewdesk.engine.desk import Desk

            desk = Desk.open(world.home)
            try:
                done = [_round(desk, name, url) for name, url in world.urls.items()]
                make_right(desk)
            finally:
                desk.close()
    told = "; ".join([*(_told(each) for each in done), _("goodwill: 1 voucher issued, on a card, used once")])
    # What comes before the words is for programs: the same in each language.
    say(f"demo: ok {told}")


def _told(done: _Done) -> str:
    by_api = ngettext(
        "{platform}: {n} review, 1 answered by API and published, 1 by hand and confirmed",
        "{platform}: {n} reviews, 1 answered by API and published, 1 by hand and confirmed",
        done.reviews,
    )
    by_hand = ngettext(
        "{platform}: {n} review, 2 by hand and confirmed",
        "{platform}: {n} reviews, 2 by hand and confirmed",
        done.reviews,
    )
    return (by_api if done.by_api else by_hand).format(platform=done.platform, n=done.reviews)


def _round(desk: "Desk", platform: str, url: str) -> _Done:
    say(f"--- {desk.plugins.card(platform).title}: {url}")
    every = len(desk.inbox.numbers(Query(all=True, platform=platform)))
    waiting = desk.inbox.page(Query(platform=platform), limit=_SHOWN)
    _expect(every > 0, _("No reviews came from {platform}.").format(platform=platform))
    _expect(len(waiting) > 1, _("Fewer than two reviews wait on {platform}.").format(platform=platform))
    say(_("fetched: {n} reviews; waiting:").format(n=every))
    shops = short_shops([each.name for each in desk.listings.locations()])
    for known in waiting:
        say(review_line(known, desk.clock.now(), shops))
    first, second = _two_plain(waiting)
    by_api = desk.replies.look(first.pub, _BY_API).how == "api"
    if by_api:
        _by_api(desk, first, url)
    else:
        _by_hand(desk, first)
    _by_hand(desk, second)
    return _Done(platform, every, by_api)


def _two_plain(waiting: list[Known]) -> tuple[Known, Known]:
    """The first two that simply wait: one that has a story of its own is left to the owner."""
    plain = [known for known in waiting if known.state is State.UNANSWERED]
    _expect(len(plain) > 1, _("Fewer than two reviews wait for a first answer."))
    return plain[0], plain[1]


def _by_api(desk: "Desk", known: Known, url: str) -> None:
    desk.replies.queue(known.pub, _BY_API, now=True)
    say(_("{id}: answered by API, on its way").format(id=known.pub))
    desk.replies.deliver()
    say(f"{known.pub}: {in_words(desk.inbox.find(known.pub))}")
    _until_published(desk, known)
    writes = [each for each in journal(url) if each["applied"] and _TOLD_APART in each["body"]]
    _expect(len(writes) == 1, _("The answer reached the platform {n} times.").format(n=len(writes)))


def _by_hand(desk: "Desk", known: Known) -> None:
    handoff = desk.replies.hand_off(known.pub, _BY_HAND, copy=False)
    say(_("{id}: by hand on {url}").format(id=known.pub, url=one_line(handoff.page.url)))
    answer_by_hand(handoff.page.url, handoff.text, known.review.external_id)
    say(f"{known.pub}: {in_words(desk.inbox.find(known.pub))}")
    _until_published(desk, known)


def _until_published(desk: "Desk", known: Known) -> None:
    clock = SystemClock()
    end, pause = clock.monotonic() + _PATIENCE, threading.Event()
    while clock.monotonic() < end:
        reports = desk.fetching.fetch([known.account])
        _expect(
            not any(report.problem for report in reports),
            " ".join(report.problem or "" for report in reports),
        )
        now = desk.inbox.find(known.pub)
        if now.state is State.PUBLISHED:
            say(_("{id}: seen there by the next fetch: {state}").format(id=known.pub, state=in_words(now)))
            return
        _expect(now.state in (State.SENT, State.HANDED_OFF), f"{known.pub}: {in_words(now)}")
        clock.wait(0.2, pause)
    _expect(False, _("{id} was not published in time.").format(id=known.pub))


def _expect(holds: bool, otherwise: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if not holds:
        raise DeskError(_("The demo's round failed: {why}").format(why=otherwise), _("Please report it."))
