"""What the app does on any screen: fetching, bringing in, calling back, beginning, leaving."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, _
from reviewdesk.store.lines import State
from reviewdesk.store.values import AwayInfo, BellInfo, ReplyInfo
from reviewdesk.tui.bell_words import ELSE, bring_in_choices
from reviewdesk.tui.dialogs.begin import BeginDialog, Beginning
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.closing import ClosingDialog
from reviewdesk.tui.dialogs.paste_text import PasteDialog
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.format import count, one_line
from reviewdesk.tui.pasted import Pasted
from reviewdesk.tui.report import fetch_words, unseen_by_hand

if TYPE_CHECKING:
    from reviewdesk.engine.beginning import BeginQuestion
    from reviewdesk.engine.fetching import FetchProgress, FetchReport
    from reviewdesk.tui.app import DeskApp

_OTHER_EVERY = 5.0
"""Seconds between two looks whether another desk is open."""


class Errands:
    def __init__(self, app: DeskApp) -> None:
        self._app = app
        self._stop: threading.Event | None = None
        self._asking = False
        self.pasted = Pasted()
        """What is pasted and not brought in, as long as this sitting lasts."""
        self._other = ""
        self._other_due = 0.0

    # --- fetching -----------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Begin a fetch; the same key stops the one under way."""
        app, desk = self._app, self._app.desk
        if desk is None:
            return
        if self._stop is not None:
            self._stop.set()
            app.tell(_("The fetch stops after this page; what came is kept."))
            return
        stop = self._stop = threading.Event()
        self._doing(_("fetching …"))

        def look() -> tuple[list[FetchReport], list[str]]:
            reports = desk.fetching.fetch(progress=self._heard, cancel=stop)
            return reports, unseen_by_hand(desk, reports)

        app.beside.do("fetch", look, self._fetched, self._not_fetched)

    def _heard(self, progress: FetchProgress) -> None:
        """Called in the lane."""
        total = _(" of {n}").format(n=count(progress.total)) if progress.total else ""
        said = _("fetching {listing}: {n}{total} ({key} stops)").format(
            listing=one_line(progress.listing),
            n=count(progress.seen),
            total=total,
            key=self._app.keys.of("fetch"),
        )
        self._app.call_later(self._doing, said)

    def _doing(self, words: str) -> None:
        self._app.doing = words if self._stop is not None else ""
        self._app.ticked.publish(None)

    def _fetched(self, found: tuple[list[FetchReport], list[str]]) -> None:
        self._stop = None
        self._doing("")
        said, trouble = fetch_words(*found)
        self._app.tell(said, trouble=trouble)
        self._app.look_again()
        self.ask_where_to_begin()

    def _not_fetched(self, error: DeskError) -> None:
        self._stop = None
        self._doing("")
        self._app.trouble(error)

    # --- bringing in --------------------------------------------------------------------------------

    def bring_in(self) -> None:
        """A file, or what was copied off a page; while a bell rings that of which it tells comes first."""
        app = self._app
        if app.desk is None:
            return
        bells = app.glance.bells
        if not bells or self.pasted.text.strip():
            app.push_screen(BringInDialog(), self.brought_in)
            return

        def chosen(picked: str | None) -> None:
            if picked == ELSE:
                app.push_screen(BringInDialog(), self.brought_in)
            elif picked is not None:
                self._paste_rung(next(each for each in bells if str(each.id) == picked))

        choices = bring_in_choices(bells, app.clock.now())
        app.push_screen(PickDialog(_("What do you bring in?"), choices), chosen)

    def _paste_rung(self, bell: BellInfo) -> None:
        """Paste what a bell told of: platform and page are chosen already."""
        app = self._app
        assert app.desk is not None
        title = (bell.listing or "").strip()
        named = [
            each.external_id
            for each in app.desk.listings.list()
            if each.platform == bell.platform and title and each.title.casefold() == title.casefold()
        ]
        self.pasted.about(bell.platform, named[0] if len(named) == 1 else None, title)
        app.push_screen(PasteDialog(self.pasted), self.brought_in)

    def brought_in(self, something: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        if something:
            self._app.look_again()
            self.ask_where_to_begin()

    # --- another desk on the same home ----------------------------------------------------------------

    def other_words(self) -> str:
        """A few words while another program has this desk open; looked at now and then."""
        app, desk = self._app, self._app.desk
        now = app.clock.monotonic()
        if desk is not None and now >= self._other_due:
            self._other_due = now + _OTHER_EVERY
            app.beside.do("glance", desk.other_desk, self._other_told, lambda _error: None)
        return self._other

    def _other_told(self, sentence: str | None) -> None:
        if sentence and not self._other:
            self._app.tell(sentence)
        self._other = _("open in another window too") if sentence else ""

    # --- where to begin -----------------------------------------------------------------------------

    def ask_where_to_begin(self) -> None:
        """Asked once; until it is answered it comes again with the next import or start."""
        desk = self._app.desk
        if desk is not None and not self._asking:
            self._asking = True
            self._app.beside.do("glance", desk.inbox.begin_question, self._question, self._no_question)

    def _no_question(self, _error: DeskError) -> None:
        self._asking = False

    def _question(self, question: BeginQuestion | None) -> None:
        if question is None:
            self._asking = False
            return
        self._app.push_screen(BeginDialog(question), self._begun)

    def _begun(self, beginning: Beginning | None) -> None:
        self._asking = False
        desk = self._app.desk
        if beginning is None or desk is None:
            return

        def done(became: int) -> None:
            said = _("{n} are history now: {key} shows them, {back} brings one back.")
            keys = self._app.keys
            told = said.format(n=count(became), key=keys.of("all"), back=keys.of("bring_back"))
            self._app.tell(told)
            self._app.look_again()

        self._app.beside.do(
            "glance",
            lambda: desk.inbox.begin(beginning.since, wordless_above=beginning.wordless_above),
            done,
        )

    # --- holidays -----------------------------------------------------------------------------------

    def welcome_back(self) -> None:
        """After holidays one page tells what came in; within them a word that they are on."""
        app, desk = self._app, self._app.desk
        assert desk is not None

        def told(found: tuple[AwayInfo | None, AwayInfo | None]) -> None:
            back, now = found
            if back is not None:
                app.action_away()
            elif now is not None:
                said = _("You are noted as away. {key} shows it, and ends it.")
                app.tell(said.format(key=app.keys.of("away")))

        app.beside.do("glance", lambda: (desk.away.back_from(), desk.away.now()), told)

    # --- calling back -------------------------------------------------------------------------------

    def call_back(self) -> None:
        """The answer that goes out next becomes a draft again."""
        app, desk = self._app, self._app.desk
        due = app.glance.next_due
        if desk is None or due is None:
            app.tell(_("Nothing is waiting to go out."))
            return

        def done(_known: object) -> None:
            author = app.naming.guest(due)
            app.tell(_("Called back: the answer to {author} is a draft again.").format(author=author))
            if app.screen is app.inbox_screen and not app.inbox_screen.pane.writing:
                app.inbox_screen.come_back_to(due.review_id)
            app.look_again()

        app.beside.do("scribe", lambda: desk.replies.undo(due.review), done)

    # --- leaving ------------------------------------------------------------------------------------

    def leave(self) -> None:
        """Close at once, unless an answer stands in its undo window."""
        app, desk = self._app, self._app.desk
        if desk is None:
            app.exit()
            return
        if app.closing:
            return
        app.closing = True
        app.left_at = app.clock.now()
        app.inbox_screen.save_now()
        app.beside.do("glance", lambda: [line.reply for line in desk.replies.outbox() if not line.late],
                      self._leave_with, lambda _error: app.exit())  # fmt: skip

    def _leave_with(self, replies: list[ReplyInfo]) -> None:
        queued = [each for each in replies if each.state == State.QUEUED]
        if queued:
            self._app.push_screen(ClosingDialog(queued), self._leave)
        else:
            self._app.exit()

    def _leave(self, close: bool | None) -> None:  # noqa: FBT001 - a dialog's answer
        self._app.closing = False
        if close:
            self._app.exit()
