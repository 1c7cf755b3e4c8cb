"""Whatever happens in whatever order: no text is lost, none is sent twice, no rival is overwritten unseen."""

from contextlib import suppress
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from reviewdesk.api import DeskError
from reviewdesk.engine.outgoing import endings
from reviewdesk.sandbox import Act, Fault

FAULTS = {
    "lost answer": {"act": Act.DROP, "applied": True},
    "lost request": {"act": Act.DROP},
    "out of order": {"act": Act.STATUS, "status": 503, "body": "{}"},
    "out of order after all": {"act": Act.STATUS, "status": 500, "body": "{}", "applied": True},
    "half an answer": {"act": Act.TRUNCATE},
    "too often": {"act": Act.STATUS, "status": 429, "body": "{}"},
    "signed out": {"act": Act.STATUS, "status": 401, "body": "{}"},
    "refused": {"act": Act.STATUS, "status": 400, "body": "{}"},
}
NUMBERS = count(1)


class AnyOrder(RuleBasedStateMachine):
    main: Any
    monkeypatch: Any

    @initialize()
    def begin(self) -> None:
        self.handle = f"any-{next(NUMBERS)}"
        review = {"id": self.handle, "stars": 2, "text": "It was cold.", "by": f"Guest {self.handle}"}
        self.main.running.happen({"do": "review", "review": review})
        self.main.desk.fetching.fetch()
        self.pub = self.main.ref(self.handle)
        self.queued: list[str] = []
        self.typed = ""
        self.removed = False
        self.gone: set[str] = set()
        """Answers that stood and went before the desk can have seen them: nobody can tell that they stood."""

    # --- the owner ----------------------------------------------------------------------------------

    def text(self) -> str:
        return f"Text number {next(NUMBERS):05} for you."

    def try_to(self, what: str, *args: Any, **more: Any) -> bool:
        try:
            getattr(self.main.desk.replies, what)(self.pub, *args, **more)
        except DeskError:
            return False
        return True

    @rule()
    def types(self) -> None:
        self.typed = self.text()
        self.main.desk.replies.draft(self.pub, self.typed)

    @rule(now=st.booleans())
    def queues(self, now: bool) -> None:
        text = self.text()
        if self.try_to("queue", text, now=now):
            self.queued.append(text)
        self.typed = text

    @rule()
    def hands_off(self) -> None:
        text = self.text()
        if self.try_to("hand_off", text):
            self.queued.append(text)

    @rule(what=st.sampled_from(["undo", "confirm", "withdraw"]))
    def decides(self, what: str) -> None:
        self.try_to(what)

    @rule(choice=st.sampled_from(["keep", "replace", "drop", "again"]))
    def chooses(self, choice: str) -> None:
        self.try_to("decide", choice)

    # --- the world ----------------------------------------------------------------------------------

    @precondition(lambda self: not self.removed)
    @rule()
    def guest_edits(self) -> None:
        self.main.happen("edit", self.handle, stars=3, text=f"Words {next(NUMBERS)}.")

    @precondition(lambda self: not self.removed)
    @rule()
    def guest_removes(self) -> None:
        self.main.happen("remove", self.handle)
        self.removed = True

    @precondition(lambda self: not self.removed)
    @rule()
    def colleague_answers(self) -> None:
        self.note_what_stands()
        self.main.happen("answer", self.handle, text=f"By a colleague, {next(NUMBERS)}.")

    @precondition(lambda self: not self.removed and self.main.standing(self.handle))
    @rule()
    def answer_is_taken_down(self) -> None:
        self.note_what_stands()
        self.main.happen("withdraw", self.handle)

    def note_what_stands(self) -> None:
        self.gone.add(self.main.standing(self.handle) or "")

    @rule(name=st.sampled_from(sorted(FAULTS)), method=st.sampled_from(["PUT", "PUT", "DELETE"]))
    def trouble(self, name: str, method: str) -> None:
        self.main.faults.add(Fault(method=method, **FAULTS[name]))  # type: ignore[arg-type]

    @rule(seconds=st.sampled_from([1, 15, 300, 1200, 90_000]))
    def time_passes(self, seconds: int) -> None:
        self.main.clock.advance(seconds)

    # --- the program --------------------------------------------------------------------------------

    @rule()
    def fetches(self) -> None:
        self.main.desk.fetching.fetch(full=True)

    @rule(asked=st.booleans())
    def delivers(self, asked: bool) -> None:
        before = None if self.removed else self.main.standing(self.handle)
        saw = self.seen_texts()
        self.main.deliver(asked=asked)
        if before and before.startswith("By a colleague") and before not in saw:
            assert self.main.standing(self.handle) == before

    @rule()
    def dies_after_the_request(self) -> None:
        def die(*_args: Any) -> Any:
            raise KeyboardInterrupt

        with self.monkeypatch.context() as patch:
            patch.setattr(endings, "to_sent", die)
            with suppress(KeyboardInterrupt):
                self.main.deliver(asked=True)

    def seen_texts(self) -> set[str | None]:
        """Rival texts that the owner can have known when he sent his off, or chose to replace."""
        reply = self.main.desk.inbox.find(self.pub).reply
        return {reply.over} if reply else set()

    # --- what always holds --------------------------------------------------------------------------

    @invariant()
    def nothing_is_doubled(self) -> None:
        for text in getattr(self, "queued", ()):
            assert self.main.puts(text) <= 1 + (text in self.gone), text

    @invariant()
    def nothing_is_lost(self) -> None:
        if not hasattr(self, "queued"):
            return
        known = self.main.desk.inbox.find(self.pub)
        past = self.main.desk.inbox.past(known)
        there = {each.text for each in past.drafts} | ({known.draft.text} if known.draft else set())
        ways = {each.text for each in past.replies if each.ended_at is None}
        out = {each.text for each in past.replies if each.sent_at or each.state in ("published", "withdrawn")}
        for text in [*self.queued, *([self.typed] if self.typed else [])]:
            assert text in there | ways | out, text

    def teardown(self) -> None:
        """In the end everything comes to rest by itself."""
        if not hasattr(self, "queued"):
            return
        self.main.faults.clear()
        for _ in range(4):
            self.main.clock.advance(700)
            self.main.deliver(asked=True)
        state = self.main.desk.inbox.find(self.pub).state
        assert state not in ("queued", "sending", "unknown", "withdrawing", "sent"), state
        self.nothing_is_doubled()
        self.nothing_is_lost()
        if state == "handed_off":
            self.try_to("confirm")


@pytest.mark.timeout(120)
def test_whatever_happens_nothing_is_lost_or_doubled(main: Any, monkeypatch: Any) -> None:
    main.switches.quota_per_minute = None
    main.running.world.moderation.on = True
    AnyOrder.main, AnyOrder.monkeypatch = main, monkeypatch
    chosen = settings(
        max_examples=18,
        stateful_step_count=18,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    run_state_machine_as_test(AnyOrder, settings=chosen)
