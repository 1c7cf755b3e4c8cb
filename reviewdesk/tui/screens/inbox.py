"""The inbox: filters, search, and moving about in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual import on
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Input

from reviewdesk.api import _
from reviewdesk.store.lines import Order
from reviewdesk.tui.actions import BY_ID, Scope, bindings
from reviewdesk.tui.filters import Filter, order_words
from reviewdesk.tui.possible import can_with
from reviewdesk.tui.screens.acts import Acts
from reviewdesk.tui.whole import Whole
from reviewdesk.tui.widgets.review_list import ReviewList

_OF_A_REVIEW = frozenset(
    {
        "answer",
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
_DEBOUNCE = 0.15


@dataclass(slots=True)
class Visit:
    """A review that was opened from another screen, to which Esc leads back."""

    number: int
    back: Callable[[], object]
    filter: Filter
    """The list as it was before."""
    arrived: bool = False


_EVERYTHING = "*"


class InboxScreen(Acts):
    BINDINGS = [  # noqa: RUF012 - Textual's own form
        *bindings(Scope.INBOX),
        Binding("q", "app.help_quit", show=False),
        Binding(BY_ID["last_look"].keys, "last_look", id="last_look", show=False),
    ]
    _typing: Timer | None = None
    _visit: Visit | None = None

    @property
    def hint_actions(self) -> tuple[str, ...]:
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
            return ("answer", "back", "next_match", "bring_back", "browse", "all", "search", "outbox")
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
        elif self.query_one("#search", Input).has_focus or self.filter.set:
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

    def show_filtered(self, new: Filter) -> None:
        """The list with this filter and no other."""
        self.leave_editor()
        self._search_away()
        self._filtered(new)

    # --- filters ------------------------------------------------------------------------------------

    def _filtered(self, new: Filter) -> None:
        self.filter = new
        self.load_rows(top=True)

    def _stars(self, stars: int | None) -> None:
        self._filtered(replace(self.filter, stars=None if stars == self.filter.stars else stars, bad=False))

    def action_stars_0(self) -> None:
        self._stars(None)

    def action_stars_1(self) -> None:
        self._stars(1)

    def action_stars_2(self) -> None:
        self._stars(2)

    def action_stars_3(self) -> None:
        self._stars(3)

    def action_stars_4(self) -> None:
        self._stars(4)

    def action_stars_5(self) -> None:
        self._stars(5)

    def action_bad(self) -> None:
        self._filtered(replace(self.filter, stars=None, bad=not self.filter.bad))

    def action_all(self) -> None:
        self._filtered(replace(self.filter, all=not self.filter.all))

    def action_late(self) -> None:
        self._filtered(replace(self.filter, late=not self.filter.late))

    def action_new(self) -> None:
        if self.list.last_sitting is None:
            self.tell(_("This is the first sitting: everything is new."))
            return
        self._filtered(replace(self.filter, new=not self.filter.new))

    def action_order(self) -> None:
        orders = list(Order)
        order = orders[(orders.index(self.filter.order) + 1) % len(orders)]
        self._filtered(replace(self.filter, order=order))
        self.tell(_("Order: {order}.").format(order=order_words(order)))

    def action_platform(self) -> None:
        desk = self.desk
        if desk is None:
            return
        names = sorted({each.platform for each in desk.listings.list()})
        titles = {name: self.desk_app.title_of(name) for name in names}
        self._choose(_("Which platform?"), titles, "platform", self.filter.platform)

    def action_location(self) -> None:
        desk = self.desk
        if desk is None:
            return
        names = sorted({each.location for each in desk.listings.list() if not each.ignored})
        self._choose(_("Which shop?"), {name: name for name in names}, "location", self.filter.location)

    def _choose(self, heading: str, titles: dict[str, str], name: str, now: str | None) -> None:
        from reviewdesk.tui.dialogs.pick import Choice, PickDialog

        if len(titles) < 2:
            self.tell(_("There is only one: {name}.").format(name="".join(titles.values()) or "-"))
            return
        every = [Choice(_EVERYTHING, _("all of them")), *(Choice(*each) for each in titles.items())]
        at = next((row for row, each in enumerate(every) if each.value == now), 0)

        def chosen(picked: str | None) -> None:
            if picked is not None:
                value = None if picked == _EVERYTHING else picked
                platform = value if name == "platform" else self.filter.platform
                location = value if name == "location" else self.filter.location
                self._filtered(replace(self.filter, platform=platform, location=location))

        self.app.push_screen(PickDialog(heading, every, at=at), chosen)

    # --- search -------------------------------------------------------------------------------------

    def action_search(self) -> None:
        field = self.query_one("#search", Input)
        self.remove_class("-open")  # on a narrow desk it stands over the list, under the leaf
        field.display = True
        self.set_focus(field)

    @on(Input.Changed, "#search")
    def _search_typed(self, event: Input.Changed) -> None:
        if self._typing is not None:
            self._typing.stop()
        words = event.value
        if words != self.filter.search:
            self._typing = self.set_timer(
                _DEBOUNCE, lambda: self._filtered(replace(self.filter, search=words))
            )

    @on(Input.Submitted, "#search")
    def _search_taken(self, event: Input.Submitted) -> None:
        event.stop()
        if self._typing is not None:
            self._typing.stop()
        words = event.value
        if words != self.filter.search:
            self._filtered(replace(self.filter, search=words))
        self.query_one("#search", Input).display = False
        self.list.focus()

    def _search_away(self) -> None:
        field = self.query_one("#search", Input)
        field.value = ""
        field.display = False
        self.list.focus()

    def action_next_match(self) -> None:
        rows = self.list.rows
        if rows:
            self.list.move_to((self.list.cursor + 1) % rows)
