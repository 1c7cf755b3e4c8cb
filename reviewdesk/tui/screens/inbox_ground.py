"""The ground of the inbox: list and leaf side by side, or one after the other where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input, Static

from reviewdesk.api import DeskError, _
from reviewdesk.store.first_page import FirstPage
from reviewdesk.tui.bell_words import bell_line
from reviewdesk.tui.format import one_line
from reviewdesk.tui.screens.desk_screen import Foot
from reviewdesk.tui.screens.inbox_rows import InboxRows
from reviewdesk.tui.themes import account_colour
from reviewdesk.tui.whole import Whole, read_whole
from reviewdesk.tui.widgets.covered import Across, Down
from reviewdesk.tui.widgets.header import Header
from reviewdesk.tui.widgets.pane import ReviewPane
from reviewdesk.tui.widgets.review_list import ReviewList

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.values import Known

WIDE = 100
_SETTLED = 0.07
"""Longer than from one key to the next while it is held down: what is only passed by is not read."""
Undo = Callable[["Desk", str], object]


class InboxGround(InboxRows):
    """What is shown, and what stands under the cursor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own form
    DEFAULT_CSS = """
    InboxGround #desk { height: 1fr; }
    InboxGround #left { width: 50%; }
    InboxGround #pane { width: 1fr; border-left: vkey $foreground 20%; }
    InboxGround #filter { height: 1; padding: 0 1; display: none; background: $surface; color: $accent; }
    InboxGround #search { height: 1; border: none; padding: 0 1; display: none; background: $surface; }
    InboxGround.-narrow #left { width: 100%; }
    InboxGround.-narrow #pane { display: none; width: 100%; border-left: none; }
    InboxGround.-narrow.-open #left { display: none; }
    InboxGround.-narrow.-open #pane { display: block; }
    """

    def __init__(self, first: FirstPage | None) -> None:
        super().__init__()
        self._first = first
        self._reading: Timer | None = None
        self._minute: datetime | None = None
        self._acts: list[tuple[str, str, Undo]] = []

    def compose(self) -> ComposeResult:
        app = self.desk_app
        # Textual looks at the width after the first frame: at 80 columns it would jump.
        self.set_class(app.size.width < WIDE, "-narrow")
        yield Header()
        if app.tour is not None:
            yield app.tour.strip()
        with Across(id="desk"):
            with Down(id="left"):
                yield Static(id="filter")
                yield ReviewList(
                    now=app.clock.now, naming=app.naming, open_key=lambda: app.keys.of("enter"), id="list"
                )
            yield ReviewPane((app.keys.of("guest_up"), app.keys.of("guest_down")), id="pane")
        yield Foot()

    async def furnish(self) -> None:
        """All that may stand a moment later than the first rows."""
        await self.pane.furnish()
        search = Input(placeholder=_("Words in any review or answer"), id="search", compact=True)
        await self.query_one("#left").mount(search, before="#filter")

    @property
    def pane(self) -> ReviewPane:
        return self.query_one("#pane", ReviewPane)

    @property
    def known(self) -> Known | None:
        """The review under the cursor, once it was read."""
        if self.whole is None or self.whole.known.id != self.list.number:
            return None
        return self.whole.known

    def at_hand(self) -> Known | None:
        """The review under the cursor; read now where a key was quicker than the reading."""
        desk, number = self.desk, self.list.number
        if self.known is None and desk is not None and number is not None:
            with suppress(DeskError):  # gone meanwhile: the rows are read again anyway
                self._read(read_whole(desk, number))
        return self._with_words_now(self.known)

    def _with_words_now(self, known: Known | None) -> Known | None:
        """With the draft as it is on the disk: the leaf may not have read yet what was written last."""
        if known is None or self.desk is None:
            return known
        with suppress(DeskError):
            return replace(known, draft=self.desk.inbox.known(known.id).draft)
        return known

    @property
    def writing_as(self) -> tuple[str, str, str]:
        whole = self.whole
        if whole is None or self.desk is None:
            return "", "", ""
        app = self.desk_app
        name = one_line(whole.writing_as)
        words = _("writing as “{name}” on {platform}")
        if whole.by_hand:
            words = _("writing as “{name}” on {platform}, by hand")
        return (
            words.format(name=name, platform=app.title_of(whole.known.platform)),
            _("as {name}").format(name=app.naming.shop(name)),
            account_colour(whole.known.account_id, app.current_theme),
        )

    def on_mount(self) -> None:
        if self._first is not None:
            self.list.begin(self._first.lines)
        self.list.empty = _("Opening the desk …")
        self.show_header()
        self.list.focus()

    # --- the review under the cursor --------------------------------------------------------------

    @on(ReviewList.Moved)
    def _list_moved(self, event: ReviewList.Moved) -> None:
        event.stop()
        if self._reading is not None:
            self._reading.stop()
        self._reading = self.set_timer(_SETTLED, self._read_now)

    def _read_now(self) -> None:
        desk, number = self.desk, self.list.number
        if desk is None:
            return
        if number is None:
            self.whole = None
            self.pane.clear("")
            self.remove_class("-open")
            self.show_foot()
            return
        self.desk_app.beside.do("read", lambda: read_whole(desk, number), self._read)

    def _read(self, whole: Whole) -> None:
        if not self.is_mounted or whole.known.id != self.list.number:
            return
        self._show(whole)
        desk = self.desk_app.desk
        if desk is not None and not whole.known.words_kept:
            # The platform lets no one keep the words: they are read again for the eye, and forgotten.
            self.desk_app.beside.do(
                "words",
                lambda: replace(whole, known=desk.inbox.with_words(whole.known)),
                self._said,
                lambda error: self.tell(f"{error.what} {error.do}", trouble=True),
            )

    def _said(self, whole: Whole) -> None:
        if self.is_mounted and whole.known.id == self.list.number:
            self._show(whole)

    def _show(self, whole: Whole) -> None:
        self.whole = whole
        app = self.desk_app
        self.pane.show(
            whole.known,
            whole.around,
            title=app.title_of(whole.known.platform),
            now=app.clock.now(),
            unfold_key=app.keys.of("unfold"),
        )
        app.looked_at(whole.known, searching=bool(self.filter.search))
        self.show_foot()

    # --- what was done last ---------------------------------------------------------------------------

    def did(self, what: str, pub: str, undo: Undo) -> None:
        """Remember how the last act is undone."""
        self._acts.append((what, pub, undo))
        del self._acts[:-20]

    def action_undo_act(self) -> None:
        # Behind what is still being done: the last act is the one that was asked for last.
        self.desk_app.beside.do("scribe", lambda: None, lambda _none: self._undo_last())

    def _undo_last(self) -> None:
        desk = self.desk
        if desk is None or not self._acts:
            self.tell(_("There is nothing to undo."))
            return
        what, pub, undo = self._acts.pop()

        def done(_result: object) -> None:
            self.tell(_("Undone: {what}.").format(what=what))
            self.load_rows()

        self.desk_app.beside.do("scribe", lambda: undo(desk, pub), done)

    # --- the desk around it ---------------------------------------------------------------------------

    def glance_changed(self) -> None:
        """New numbers for header and strip."""
        self.show_header()
        self.list.goodwill(self.desk_app.glance.goodwill)
        for strip in self.query("DemoStrip"):
            strip.refresh(layout=True)

    def show_header(self) -> None:
        app = self.desk_app
        now = app.clock.now()
        bell = bell_line(
            app.glance.bells, now, page_key=app.keys.of("browse"), in_key=app.keys.of("bring_in")
        )
        self.query_one(Header).show(
            app.glance,
            now,
            keys=(app.keys.of("outbox"), app.keys.of("accounts")),
            doing=app.doing,
            bell=bell,
            new_above=self.list.new_above,
        )

    def show_foot(self) -> None:
        super().show_foot()
        if self.is_mounted:
            self.show_header()
            # Rows tell their age in minutes at the finest: drawing all of them each second is for nobody.
            minute = self.desk_app.clock.now().replace(second=0, microsecond=0)
            if self.list.rows and minute != self._minute:
                self._minute = minute
                self.list.refresh()
