"""The ground of the inbox: list and leaf side by side, or one after the other where it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from reviewdesk.api import DeskError, _
from reviewdesk.store.first_page import FirstPage
from reviewdesk.store.values import Known, Query
from reviewdesk.tui.bell_words import bell_line
from reviewdesk.tui.filters import Filter
from reviewdesk.tui.format import cut, one_line
from reviewdesk.tui.long_rows import Rows, Seen
from reviewdesk.tui.screens.desk_screen import DeskScreen, Foot
from reviewdesk.tui.themes import account_colour
from reviewdesk.tui.whole import Whole, read_beginning, read_rows, read_whole
from reviewdesk.tui.widgets.demo_strip import DemoStrip
from reviewdesk.tui.widgets.header import Header
from reviewdesk.tui.widgets.pane import ReviewPane
from reviewdesk.tui.widgets.review_list import ReviewList

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

WIDE = 100
_SETTLED = 0.07
"""Longer than from one key to the next while it is held down: what is only passed by is not read."""
_REST = 8
"""So many times as long as a reading of the rows took, the next one waits."""
Undo = Callable[["Desk", str], object]


class InboxGround(DeskScreen):
    """What is shown, and what stands under the cursor."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012 - Textual's own form
    DEFAULT_CSS = """
    InboxGround #desk { height: 1fr; }
    InboxGround #left { width: 46%; min-width: 48; }
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
        self.filter = Filter()
        self.whole: Whole | None = None
        self._reading: Timer | None = None
        self._asked = 0
        self._query: Query | None = None
        self._minute: datetime | None = None
        self._showing_top = False
        self._stale = False
        self._later: Timer | None = None
        self._loaded_at = self._cost = 0.0
        self._wanted: int | None = None
        self._acts: list[tuple[str, str, Undo]] = []

    def compose(self) -> ComposeResult:
        app = self.desk_app
        yield Header()
        if app.demo is not None:
            keys = {name: app.keys.of(name) for name in DemoStrip.named()}
            yield DemoStrip(app.demo, app.steps, keys)
        with Horizontal(id="desk"):
            with Vertical(id="left"):
                yield Input(placeholder=_("Words in any review or answer"), id="search", compact=True)
                yield Static(id="filter")
                yield ReviewList(now=app.clock.now, naming=app.naming, id="list")
            yield ReviewPane((app.keys.of("guest_up"), app.keys.of("guest_down")), id="pane")
        yield Foot()

    @property
    def list(self) -> ReviewList:
        return self.query_one("#list", ReviewList)

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
        return self.known

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

    # --- rows -----------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        if self._stale:
            self.load_rows()

    def desk_opened(self) -> None:
        """The desk is there: from now on the list is fed by it."""
        desk = self.desk
        assert desk is not None
        self.list.feed(desk.inbox.lines, lambda work, then: self.desk_app.beside.do("lines", work, then))
        self.list.last_sitting = desk.inbox.last_sitting()
        self.load_rows()

    def load_rows(self, *, top: bool = False) -> None:
        """Read which reviews are shown now; a later question makes an earlier answer void."""
        desk = self.desk
        self._showing_top = self._showing_top or top
        self._stale = self.app.screen is not self
        if desk is None:
            return
        if self._stale:
            self._renew_behind()
            return
        self._asked += 1
        late = desk.away.late_before() if self.filter.late else None
        query = self.filter.query(late, self.list.last_sitting)
        self._read_rows(desk, query, self._asked)

    def _renew_behind(self) -> None:
        """Under a dialog nothing moves: he sees behind it what he decides about, as it stands by now."""
        if isinstance(self.app.screen, ModalScreen):
            self.list.renew()
            self._read_now()

    def _read_rows(self, desk: Desk, query: Query, asked: int) -> None:
        """The first rows of another list are shown at once, all others when they were read."""
        clock, beside = self.desk_app.clock, self.desk_app.beside
        same = query == self._query and not self._showing_top
        seen = self.list.seen if same else Seen()
        complete: list[Rows] = []

        def begin() -> Rows | None:
            if asked != self._asked:
                return None
            rows = read_beginning(desk, query)
            complete.extend([] if rows.stored is None or rows.stored.more else [rows])
            return rows

        def read() -> Rows | None:
            if asked != self._asked:
                return None
            begun = clock.monotonic()
            rows = read_rows(desk, query, seen, stop=lambda: asked != self._asked)
            self._loaded_at = clock.monotonic()
            self._cost = self._loaded_at - begun
            return rows

        def go_on() -> None:
            if asked == self._asked and not complete:
                beside.do("rows", read, lambda rows: self._rows(asked, query, rows))

        def begun(rows: Rows | None) -> None:
            self._rows(asked, query, rows)
            # Not before they are painted: two threads at work share one interpreter.
            self.call_after_refresh(go_on)

        if same:
            go_on()
        else:
            beside.do("rows", begin, begun)

    def show_review(self, number: int) -> None:
        """The cursor on this review, in all reviews where the inbox does not have it."""
        if not self.list.go_to(number):
            self.filter = Filter(all=True)
            self._wanted = number
            self.load_rows()

    def come_back_to(self, number: int) -> None:
        """The cursor on a review that is about to wait again."""
        self._wanted = number

    def _rows(self, asked: int, query: Query, rows: Rows | None) -> None:
        if rows is None or asked != self._asked or not self.is_mounted:
            return
        if self.app.screen is not self and self.whole is not None:
            self._stale = True
            self._renew_behind()
            return
        self.list.empty = self._empty_words()
        top, self._showing_top, self._query = self._showing_top, False, query
        self.list.show(rows, top=top)
        if self._wanted is not None and self.list.go_to(self._wanted):
            self._wanted = None
        self._filter_words()
        self.call_after_refresh(self._read_now)

    def _empty_words(self) -> str:
        if self.filter.set:
            return _("Nothing fits. {key} takes the filters off.").format(key=self.desk_app.keys.of("back"))
        counts = self.desk_app.glance.counts
        return _("Nothing waits. {key} shows all {n} reviews, with history and answered ones.").format(
            key=self.desk_app.keys.of("all"), n=f"{counts.total:,}" if counts else ""
        )

    def _filter_words(self) -> None:
        words = self.query_one("#filter", Static)
        words.display = self.filter.set
        number = f"{self.list.rows:,}{'+' if self.list.more else ''}"
        said = _("{n}: {what}").format(
            n=number, what=self.filter.words(self.desk_app.title_of, self.desk_app.keys.of("stars_0"))
        )
        words.update(cut(one_line(said), max(1, self.list.size.width - 2)), layout=False)

    # --- the review under the cursor --------------------------------------------------------------

    @on(ReviewList.Moved)
    def _list_moved(self) -> None:
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

    def on_desk_change(self) -> None:
        self._load_rows_in_time()
        super().on_desk_change()

    def _load_rows_in_time(self) -> None:
        """Where reading the rows takes its time, a running fetch must not have it done all the time."""
        if self._later is not None:
            return
        wait = self._loaded_at + _REST * self._cost - self.desk_app.clock.monotonic()
        if wait <= 0:
            self.load_rows()
        else:
            self._later = self.set_timer(wait, self._load_rows_now)

    def _load_rows_now(self) -> None:
        self._later = None
        self.load_rows()

    def glance_changed(self) -> None:
        """New numbers for header and strip."""
        self.show_header()
        self.list.goodwill(self.desk_app.glance.goodwill)
        for strip in self.query(DemoStrip):
            strip.ticked()

    def show_header(self) -> None:
        app = self.desk_app
        now = app.clock.now()
        bell = bell_line(
            app.glance.bells, now, page_key=app.keys.of("browse"), in_key=app.keys.of("bring_in")
        )
        self.query_one(Header).show(
            app.glance, now, outbox_key=app.keys.of("outbox"), doing=app.doing, bell=bell
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
