"""The inbox: what can be done in it, and how a review is opened and left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import on
from textual.binding import Binding

from reviewdesk.tui.actions import BY_ID, Scope, bindings
from reviewdesk.tui.filters import Filter
from reviewdesk.tui.possible import can_with
from reviewdesk.tui.screens.filtering import Filtering
from reviewdesk.tui.whole import Whole
from reviewdesk.tui.widgets.review_list import ReviewList

_OF_A_REVIEW = frozenset(
    {
        "answer",
        "external_list",
        "enter",
        "last_look",
        "snooze",
        "skip",
        "bring_back",
        "note",
        "unfold",
        "versions",
        "withdraw",
        "goodwill",
        "goodwill_beside",
    }
)


@dataclass(slots=True)
class Visit:
    """A review that was opened from another screen, to which Esc leads back."""

    number: int
    back: Callable[[], object]
    filter: Filter
    """The list as it was before."""
    arrived: bool = False


class InboxScreen(Filtering):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        *bindings(Scope.INBOX),
        Binding("q", "app.help_quit", show=False),
        Binding(BY_ID["last_look"].keys, "last_look", id="last_look", show=False),
    ]
    _visit: Visit | None = None

    @property
    def hint_actions(self) -> tuple[str, ...]:
        offered = self._offered()
        if self.list.rows or self.pane.writing:
            return offered
        return tuple(each for each in offered if self.can(each))

    def _offered(self) -> tuple[str, ...]:
        if self.pane.writing:
            from reviewdesk.tui import own_editor

            own = ("external",) if own_editor.is_named() else ()
            beside = ("review_after", "versions", *own, "call_back")
            return ("last_look", "leave", "goodwill_beside", *beside)
        if self.list.marked:
            return ("skip", "snooze", "bring_back", "mark")
        known = self.known
        if known is not None and known.draft is not None and known.waiting:
            begun = ("answer", "last_look", "goodwill")
            return (*begun, "snooze", "skip", "note", "search", "all", "outbox")
        if self.filter.set:
            offered = ("answer", "back", "next_match", "bring_back", "browse", "all", "search", "outbox")
            return tuple(each for each in offered if known is None or self.can(each))
        return (
            "answer",
            "goodwill",
            "snooze",
            "skip",
            "note",
            "search",
            "bad",
            "all",
            "bring_in",
            "fetch",
            "outbox",
            "accounts",
        )

    @property
    def typing(self) -> bool:
        return self.pane.writing or super().typing

    def going_words(self) -> str:
        return self.desk_app.going_words()

    def can(self, action: str) -> bool:
        """Whether it would do something with what stands under the cursor, or is marked."""
        known, marked = self.known, bool(self.list.marked)
        if known is None and action in _OF_A_REVIEW and not marked:
            return False
        rules: dict[str, Callable[[], bool]] = {
            "undo_act": lambda: bool(self._acts),
            "goodwill_beside": lambda: self.pane.writing,
            "new": lambda: self.list.last_sitting is not None,
            "next_match": lambda: self.list.rows > 1,
            "back": lambda: marked or self.filter.set,
            "browse": lambda: known is not None or bool(self.desk_app.glance.bells),
            "versions": lambda: self.pane.writing or bool(self.whole and self.whole.around.drafts),
            "review_before": lambda: self.list.cursor > 0,
            "review_after": lambda: self.list.cursor + 1 < self.list.rows,
        }
        if action in rules:
            return rules[action]()
        return can_with(action, known, marked=marked, stop=self._why_not) if known else True

    # --- opening and closing ----------------------------------------------------------------------

    def action_enter(self) -> None:
        """Open the review; a begun answer goes straight to its last look."""
        known = self.at_hand()
        if known is not None and known.draft is not None and known.waiting:
            self.action_last_look()
        elif known is not None:
            self._visit = None
            self._open_leaf()

    def _open_leaf(self) -> None:
        self.add_class("-open")
        self.pane.leaf.focus()
        self.show_foot()

    def visit(self, number: int, back: Callable[[], object]) -> None:
        """Open this review; Esc goes `back` to where it was asked for."""
        self._visit = Visit(number, back, self.filter)
        self.show_review(number)
        self._arrive()

    def _arrive(self) -> None:
        visit, known = self._visit, self.known
        if visit is not None and not visit.arrived and known is not None and known.id == visit.number:
            visit.arrived = True
            self._open_leaf()

    def _show(self, whole: Whole) -> None:
        super()._show(whole)
        self._arrive()

    def stop_writing(self, *, keep_open: bool = False) -> None:
        visit = self._visit
        if visit is not None and not keep_open:
            # What he came for is done: the list is again the one that he left.
            self._visit, self.filter = None, visit.filter
        super().stop_writing(keep_open=keep_open)

    @on(ReviewList.Opened)
    def _double_click(self) -> None:
        self.action_enter()

    def action_back(self) -> None:
        """One step back: marks first, then out of the leaf, then out of the filters."""
        if self.list.marked and self.list.has_focus:
            self.list.unmark()
        elif self.pane.leaf.has_focus or (self.has_class("-open") and self.has_class("-narrow")):
            self._leave_leaf()
        elif any(field.has_focus for field in self.search_field) or self.filter.set:
            self._search_away()
            self._filtered(Filter())
        self.show_foot()

    def _leave_leaf(self) -> None:
        visit, self._visit = self._visit, None
        self.remove_class("-open")
        self.list.focus()
        if visit is not None:
            if self.filter != visit.filter:
                self._filtered(visit.filter)
            visit.back()

    def action_unfold(self) -> None:
        self.pane.unfold()
