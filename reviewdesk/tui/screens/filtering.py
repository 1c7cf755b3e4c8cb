"""Which reviews the inbox shows: by stars, platform, shop, lateness, in which order, and by words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from textual import on
from textual.timer import Timer
from textual.widgets import Input

from reviewdesk.api import _
from reviewdesk.store.lines import Order
from reviewdesk.tui.filters import Filter, order_words
from reviewdesk.tui.screens.acts import Acts

_DEBOUNCE = 0.15
_EVERYTHING = "*"


class Filtering(Acts):
    _typing: Timer | None = None

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

    @property
    def search_field(self) -> Iterator[Input]:
        """There is none as long as the first rows are not painted."""
        return self.query("#search").results(Input)

    def action_search(self) -> None:
        for field in self.search_field:
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
        event.input.display = False
        self.list.focus()

    def _search_away(self) -> None:
        for field in self.search_field:
            field.value = ""
            field.display = False
        self.list.focus()

    def action_next_match(self) -> None:
        rows = self.list.rows
        if rows:
            self.list.move_to((self.list.cursor + 1) % rows)
