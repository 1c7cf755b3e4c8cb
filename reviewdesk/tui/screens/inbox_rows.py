"""The rows of the inbox: which reviews are shown, read when it is time; under a dialog nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Static

from reviewdesk.api import _
from reviewdesk.store.lines import Query
from reviewdesk.tui.filters import Filter
from reviewdesk.tui.format import cut, one_line
from reviewdesk.tui.long_rows import Rows, Seen
from reviewdesk.tui.screens.desk_screen import DeskScreen
from reviewdesk.tui.whole import Whole, read_beginning, read_rows
from reviewdesk.tui.widgets.review_list import ReviewList

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk

_REST = 8
"""So many times as long as a reading of the rows took, the next one waits."""


class InboxRows(DeskScreen):
    """The list and what decides about its rows; the leaf beside it belongs to the ground."""

    def __init__(self) -> None:
        super().__init__()
        self.filter = Filter()
        self.whole: Whole | None = None
        self._asked = 0
        self._query: Query | None = None
        self._asked_of = self._rows_of = self.filter
        """Of which filter the rows are that are read just now, and those that stand there."""
        self._showing_top = False
        self._stale = False
        self._later: Timer | None = None
        self._loaded_at = self._cost = 0.0
        self._wanted: int | None = None

    @property
    def painted(self) -> bool:
        """Whether its rows were seen."""
        return any(each.painted for each in self.query(ReviewList))

    @property
    def list(self) -> ReviewList:
        return self.query_one("#list", ReviewList)

    def _read_now(self) -> None:
        """Have the review under the cursor read."""

    # --- which --------------------------------------------------------------------------------------

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
        self._asked_of = self.filter
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
        if self._rows_of != self.filter or not self.list.go_to(number):
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
        self._rows_of = self._asked_of
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

    # --- when ---------------------------------------------------------------------------------------

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
