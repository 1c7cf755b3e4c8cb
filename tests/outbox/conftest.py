"""Answers on their way: helpers that speak of reviews by the sandbox's names."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest

from reviewdesk.api import (
    AccountStatus,
    Listing,
    May,
    Platform,
    Plugin,
    Reading,
    ReplyPage,
    ReplyReceipt,
    ReplyRules,
    Review,
    ReviewPage,
    SecretSpec,
    Standing,
    StandingReply,
    WriteKind,
    hookimpl,
)
from reviewdesk.engine.bench import StoredBucket
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.outgoing import clipboard
from reviewdesk.store.lines import Query
from reviewdesk.store.values import Known


@pytest.fixture(autouse=True)
def _no_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _text: "")


@pytest.fixture
def long_settle(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """So long that no slow machine comes to its end by itself: the clock is set on instead."""
    monkeypatch.setenv("REVIEWDESK_OUTBOX__SETTLE_SECONDS", "30")


@pytest.fixture
def no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Google's ten writes a minute are tested elsewhere."""
    monkeypatch.setattr(StoredBucket, "take", lambda *_args: 0.0)


class Google:
    """The desk and its sandbox, in the sandbox's own names for reviews."""

    def __init__(self, desk: Desk, running: Any, clock: Any) -> None:
        self.desk = desk
        self.running = running
        self.clock = clock
        self.faults = running.faults
        self.switches = running.switches
        self._refs: dict[str, str] = {}

    def ref(self, handle: str) -> str:
        external = self.running.world.review(handle).id
        if external not in self._refs:
            every = self.desk.inbox.page(Query(all=True), limit=100)
            self._refs |= {known.review.external_id: known.pub for known in every}
        return self._refs[external]

    def known(self, handle: str) -> Known:
        return self.desk.inbox.find(self.ref(handle))

    def state(self, handle: str) -> str:
        return self.known(handle).state.value

    def queue(self, handle: str, text: str, **more: Any) -> Any:
        return self.desk.replies.queue(self.ref(handle), text, **{"now": True, **more})

    def send(self, handle: str, text: str, **more: Any) -> str:
        """Queue and deliver without waiting for any settle; the state it comes to."""
        self.queue(handle, text)
        self.desk.replies.deliver(**{"wait": 0.0, **more})
        return self.state(handle)

    def deliver(self, **more: Any) -> Any:
        return self.desk.replies.deliver(**{"wait": 0.0, **more})

    def settle(self) -> Any:
        """Deliver once the settle of what is unknown is over."""
        self.clock.advance(self.desk.config.outbox.settle_seconds)
        return self.deliver()

    def standing(self, handle: str) -> str | None:
        reply = self.running.world.review(handle).reply
        return reply.text if reply else None

    def puts(self, text: str = "", *, applied: bool | None = True) -> int:
        rows = self.running.journal.entries("PUT", "/reply$", applied=applied)
        return sum(1 for row in rows if text in row.body)

    def happen(self, do: str, handle: str, **more: Any) -> None:
        self.running.happen({"do": do, "review": handle, **more})

    def versions(self, handle: str) -> list[str]:
        return [each.text for each in self.desk.inbox.past(self.known(handle)).drafts]

    def whole_text(self, handle: str) -> set[str]:
        """Every place in which a text of the owner's can be found again."""
        known = self.known(handle)
        texts = {known.draft.text} if known.draft else set()
        texts |= set(self.versions(handle))
        if known.reply and known.reply.ended_at is None:
            texts.add(known.reply.text)
        if known.review.reply:
            texts.add(known.review.reply.text)
        return texts


@pytest.fixture
def main(connected_desk: Desk, google: Any, clock: Any, no_limits: None) -> Google:
    return Google(connected_desk, google, clock)


@dataclass
class Salon:
    """A platform made up here: an answer can be posted once, and looking may prove nothing."""

    write: WriteKind = WriteKind.ONCE
    certain: bool = False
    by_hand: bool = False
    withdraws: bool = False
    visible_within: timedelta = timedelta(days=2)
    text: str = "The cut was crooked."
    reply: StandingReply | None = None
    hidden: bool = False
    """Taken, but not shown to a reader yet."""
    gone: bool = False
    posts: list[str] = field(default_factory=list)
    raises: list[BaseException] = field(default_factory=list)
    """Raised by the next post, after it was applied."""
    refuses: list[BaseException] = field(default_factory=list)
    """Raised by the next post instead of applying it."""
    receipt: Standing = Standing.UNTOLD
    withdrawals: int = 0
    stored: str | None = None
    """What the platform makes of the text."""

    created: datetime = field(default_factory=lambda: datetime.now(UTC) - timedelta(days=1))

    def review(self) -> Review:
        return Review(
            external_id="s1", listing="chair", created_at=self.created, text=self.text, author="Ada S."
        )

    def post(self, text: str) -> ReplyReceipt:
        self.posts.append(text)
        if self.refuses:
            raise self.refuses.pop(0)
        self.reply = StandingReply(text=self.stored or text, standing=self.receipt)
        if self.raises:
            raise self.raises.pop(0)
        return ReplyReceipt(text=self.reply.text, standing=self.receipt)

    def withdraw(self) -> None:
        self.withdrawals += 1
        if self.refuses:
            raise self.refuses.pop(0)
        self.reply = None
        if self.raises:
            raise self.raises.pop(0)

    def reading(self) -> Reading:
        if self.gone:
            return Reading(review=None, certain=self.certain)
        return Reading(review=self.review(), reply=None if self.hidden else self.reply, certain=self.certain)

    def module(self) -> ModuleType:
        rules = ReplyRules(limit=500, write=self.write, visible_within=self.visible_within)
        card = Plugin(
            name="salon",
            title="Salon",
            needs=(1, 0),
            secrets=(SecretSpec(name="key", title="Key", required=True),),
            platform=Platform(scale=5, replies=rules),
        )
        may = {May.READ} if self.by_hand else {May.READ, May.REPLY}
        may |= {May.REPLACE, May.WITHDRAW} if self.write is WriteKind.REPLACE else set()
        hooks: dict[str, Callable[..., Any]] = {
            "plugin": lambda: card,
            "check_account": lambda account: AccountStatus(identity="Ada", may=frozenset(may)),
            "list_listings": lambda account: [Listing(external_id="chair", title="The Chair")],
            "fetch_reviews": lambda account, listing, cursor: iter(
                [ReviewPage(reviews=() if self.gone else (self.review(),), cursor="c", complete=True)]
            ),
            "read_review": lambda account, review: self.reading(),
            "post_reply": lambda account, review, text, key: self.post(text),
            "reply_page": lambda account, review: ReplyPage(url="https://salon.example/s1", exact=True),
        }
        if self.withdraws:
            hooks["withdraw_reply"] = lambda account, review: self.withdraw()
        module = ModuleType("salon")
        for name, function in hooks.items():
            function.__name__ = f"reviewdesk_{name}"
            setattr(module, function.__name__, hookimpl(function))
        return module


@pytest.fixture
def salon(plug: Callable[[str, ModuleType], None], reopen: Callable[..., Desk], monkeypatch: Any) -> Any:
    """`salon(**traits)` opens a desk with a Salon; gives (platform, desk, id of its one review)."""
    monkeypatch.setenv("SALON_KEY", "k")

    def make(**traits: Any) -> tuple[Salon, Desk, str]:
        platform = Salon(**traits)
        plug("salon", platform.module())
        desk = reopen()
        desk.accounts.add("salon", "chair", settings={}, secrets={"key": "env:SALON_KEY"})
        for report in desk.fetching.fetch():
            assert report.problem is None, report.problem
        return platform, desk, desk.inbox.page(Query(), limit=1)[0].pub

    return make
