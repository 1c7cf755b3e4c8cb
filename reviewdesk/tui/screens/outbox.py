"""The outbox: answers on their way, what is wrong with them, and the keys that help."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.store.ends_values import Ends
from reviewdesk.store.lines import State
from reviewdesk.store.values import ReplyInfo
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.format import clock_time, one_line, visible
from reviewdesk.tui.outcomes import back_words
from reviewdesk.tui.screens.page import ReadPage
from reviewdesk.tui.widgets.cards import Card, Cards
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph
from reviewdesk.tui.words import reply_words

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.outgoing.replies_values import OutboxLine

_CAN: dict[str, tuple[str, ...]] = {
    State.QUEUED: ("call_back_this",),
    State.HANDED_OFF: ("confirm", "copy_hand", "call_back_this"),
    State.PARKED: ("confirm", "again", "drop"),
    State.CONFLICT: ("keep", "replace", "drop"),
}


class OutboxScreen(ReadPage):
    BINDINGS = bindings(Scope.OUTBOX)
    DEFAULT_CSS = """
    OutboxScreen #paper { height: 40%; border-top: hkey $foreground 20%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[int, OutboxLine] = {}
        self._ends = Ends()

    @property
    def heading(self) -> str:
        return _("Outbox")

    def parts(self) -> Iterable[Widget]:
        return [Cards(), Leaf(self._paper, id="paper")]

    @property
    def line(self) -> OutboxLine | None:
        return self._lines.get(self.here)

    @property
    def hint_actions(self) -> tuple[str, ...]:
        line = self.line
        if line is None:
            return ("open_review", "inbox") if self.ended is not None else ("inbox", "fetch")
        late = ("send_late",) if line.late else ()
        return (*late, *_CAN.get(line.reply.state, ()), "open_review", "inbox")

    def can(self, action: str) -> bool:
        if action == "send_late":
            return any(line.late for line in self._lines.values())
        line = self.line
        if action == "open_review":
            return line is not None or self.ended is not None
        if any(action in actions for actions in _CAN.values()):
            return line is not None and action in _CAN.get(line.reply.state, ())
        return super().can(action)

    def read(self) -> None:
        def look(desk: Desk) -> tuple[list[OutboxLine], Ends]:
            ends = desk.replies.ends()
            lines = [replace(each, reply=_as_read(desk, each.reply)) for each in desk.replies.outbox()]
            back, done = ([_as_read(desk, each) for each in some] for some in (ends.back, ends.done))
            return lines, Ends(tuple(back), tuple(done))

        self.ask(look, self._show)

    def _show(self, read: tuple[list[OutboxLine], Ends]) -> None:
        lines, self._ends = read
        self._lines = {line.reply.id: line for line in lines}
        decide = [line for line in lines if line.decides]
        rest = [line for line in lines if not line.decides]
        cards = self._back_cards()
        for title, group in ((_("You decide"), decide), (_("On their way"), rest)):
            if group:
                cards.append(Card(_heading(title)))
                cards += [self._card(line) for line in group]
        if not lines:
            cards.append(Card(_heading(_("Nothing is on its way."))))
        done = self._done_cards()
        if not cards[1:] and not done:
            cards.append(Card(_heading(_("Answers you send wait here until they stand on the site."))))
        cards += done
        self.cards.show(cards)

    def _back_cards(self) -> list[Card]:
        """What came back by itself and needs him; its number is negative, for it is on no way."""
        app = self.desk_app
        todo = " · ".join(f"{key} {words}" for key, words in app.keys.hints(("open_review",)))
        cards = [
            Card(
                [
                    Piece(f"{app.naming.guest(reply)}  ", "strong"),
                    Piece(app.title_of(reply.platform), "warn"),
                ],
                f"{back_words(reply, app.naming)} {todo}",
                -reply.id,
                whole=True,
            )
            for reply in self._ends.back
        ]
        return [Card(_heading(_("Came back to you"))), *cards] if cards else []

    def _done_cards(self) -> list[Card]:
        app = self.desk_app
        cards = []
        for reply in self._ends.done:
            if reply.id in self._lines:
                continue  # the platform is still looking at it
            state = reply_words(reply, app.title_of(reply.platform), app.clock.now())
            stands = reply.state == State.PUBLISHED and not (reply.on_word or reply.looked_at_there)
            title = [
                Piece(f"{clock_time(reply.sent_at or reply.ended_at or reply.made_at)}  ", "dim"),
                Piece(f"{app.naming.guest(reply)}  ", "strong"),
                Piece(f"{app.title_of(reply.platform)}  ", "dim"),
                Piece(state, "good" if stands else "state"),
            ]
            cards.append(Card(title, "", -reply.id, whole=True))
        return [Card(_heading(_("Done today"))), *cards] if cards else []

    @property
    def ended(self) -> ReplyInfo | None:
        """The answer under the cursor that is on no way any more."""
        both = (*self._ends.back, *self._ends.done)
        return next((each for each in both if self.here == -each.id), None)

    def _card(self, line: OutboxLine) -> Card:
        app = self.desk_app
        author = app.naming.guest(line.reply)
        state = (
            _("came due while the desk was closed: it waits for your yes")
            if line.late
            else reply_words(line.reply, app.title_of(line.reply.platform), app.clock.now())
        )
        title = [
            Piece(f"{author}  ", "strong"),
            Piece(f"{one_line(line.where)}  ", "dim"),
            Piece(state, "warn" if line.decides else "state"),
        ]
        why = visible(line.reply.reason or "") if line.reply.reason and not line.decides else ""
        return Card(title, f"{why} {self._todo(line)}".strip(), line.reply.id, whole=True)

    def _todo(self, line: OutboxLine) -> str:
        """What to do, with the keys that do it here."""
        keys = self.desk_app.keys
        actions = (("send_late",) if line.late else ()) + _CAN.get(line.reply.state, ())
        return " · ".join(f"{key} {words}" for key, words in keys.hints(actions))

    def _paper(self, width: int) -> list[Written]:
        line, ended = self.line, self.ended
        reply = line.reply if line is not None else ended
        if reply is None:
            return []
        lines = [*paragraph(_("your answer:"), width, "dim"), *paragraph(visible(reply.text), width)]
        if line is not None and line.reply.found:
            lines += [*paragraph("", width), *paragraph(_("what stands there now:"), width, "dim")]
            lines += paragraph(visible(line.reply.found), width, "own")
        return lines

    def on_cards_moved(self) -> None:
        self.query_one("#paper", Leaf).write(self._paper)

    def show_foot(self) -> None:
        super().show_foot()
        if self.is_mounted and any(line.reply.state == State.QUEUED for line in self._lines.values()):
            self._count_down()

    def _count_down(self) -> None:
        """The seconds of what goes out next."""
        if self._lines and not self.desk_app.closing:
            cards = [card for card in self.cards.cards if card.value is not None]
            fresh = {number: self._card(line) for number, line in self._lines.items()}
            if any(fresh[card.value] != card for card in cards if card.value in fresh):
                self.cards.renew(fresh)

    # --- keys -----------------------------------------------------------------------------------------

    def _do(self, action: str, work: Callable[[str], object], said: str) -> None:
        """Do something with the answer under the cursor, if it fits its state."""
        line = self.line
        if line is None or self.desk is None:
            return
        if action not in _CAN.get(line.reply.state, ()):
            self.tell(
                _("That does not fit this answer. Its keys: {keys}").format(keys=self._todo(line) or "-")
            )
            return
        pub = line.reply.review

        def done(_result: object) -> None:
            self.tell(said)
            self.desk_app.look_again()
            self.read()

        self.desk_app.beside.do("scribe", lambda: work(pub), done)

    def action_call_back_this(self) -> None:
        if self.desk is not None:
            self._do("call_back_this", self.desk.replies.undo, _("Called back. It is a draft again."))

    def action_confirm(self) -> None:
        if self.desk is not None:
            self._do("confirm", self.desk.replies.confirm, _("It stands on the site, on your word."))

    def action_keep(self) -> None:
        self._decide("keep", _("Theirs stays. Yours is kept as an earlier version."))

    def action_replace(self) -> None:
        self._decide("replace", _("Yours goes out and takes its place."))

    def action_again(self) -> None:
        self._decide("again", _("It goes out once more."))

    def action_drop(self) -> None:
        self._decide("drop", _("Nothing more is sent. It is a draft again."))

    def _decide(self, choice: str, said: str) -> None:
        desk = self.desk
        if desk is not None:
            self._do(choice, lambda pub: desk.replies.decide(pub, choice), said)

    def action_copy_hand(self) -> None:
        line, desk = self.line, self.desk
        if line is None or desk is None or line.reply.state != State.HANDED_OFF:
            return
        pub, text = line.reply.review, line.reply.text

        def work() -> object:
            accept = [each.code for each in desk.replies.check(pub, text)]
            shown = desk.inbox.as_read(desk.inbox.find(pub))
            return desk.replies.hand_off(pub, text, accept=accept, shown=shown)

        def show(handed: object) -> None:
            from reviewdesk.engine.outgoing.replies_values import HandOff

            assert isinstance(handed, HandOff)
            self.app.push_screen(ByHandDialog(handed))

        self.desk_app.beside.do("scribe", work, show)

    def action_send_late(self) -> None:
        desk = self.desk
        if desk is None or not any(line.late for line in self._lines.values()):
            self.tell(_("Nothing came due while the desk was closed."))
            return
        self.tell(_("Sending what waited …"))
        self.desk_app.beside.do(
            "send", lambda: desk.replies.deliver(asked=True, wait=0), lambda _done: self.read()
        )

    def action_open_review(self) -> None:
        reply = self.line.reply if self.line is not None else self.ended
        if reply is not None:
            app = self.desk_app
            app.pop_screen()
            app.inbox_screen.visit(reply.review_id, app.action_outbox)


def _as_read(desk: Desk, reply: ReplyInfo) -> ReplyInfo:
    """With the guest's name, where it is in memory though no one may keep it."""
    if reply.author or reply.name_kept:
        return reply
    return replace(reply, author=desk.inbox.as_read(desk.inbox.known(reply.review_id)).review.author)


def _heading(title: str) -> list[Piece]:
    return [Piece(title, "heading")]
