"""The empty desk: what works now, by hand, before what takes weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from reviewdesk.api import Plugin, _
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.format import one_line, when
from reviewdesk.tui.screens.desk_screen import DeskScreen, Foot
from reviewdesk.tui.widgets.leaf import Leaf, Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.imports_values import Offer

_MARGIN = 100


class FirstStepsScreen(DeskScreen):
    DEFAULT_CSS = """
    FirstStepsScreen Leaf { padding: 1 1 1 2; height: 1fr; }
    """

    def __init__(self, platforms: list[Plugin]) -> None:
        super().__init__()
        self._platforms = platforms
        self._offers: list[Offer] | None = None

    def compose(self) -> ComposeResult:
        yield Leaf(self._lines)
        yield Foot()

    @property
    def hint_actions(self) -> tuple[str, ...]:
        return ("bring_in", "accounts", "help", "leave_desk")

    def on_mount(self) -> None:
        self.query_one(Leaf).focus()
        self._look()

    def on_screen_resume(self) -> None:
        self._look()
        # What was brought in under a dialog is no empty desk either.
        self.call_later(self._make_room)

    def _look(self) -> None:
        """Look into Downloads again: a Takeout arrives while one waits."""
        if self.desk is not None:
            self.desk_app.beside.do("offers", self.desk.imports.offers, self._offered, lambda _error: None)

    def _offered(self, offers: list[Offer]) -> None:
        if self.is_mounted and offers != self._offers:
            self._offers = offers
            self.query_one(Leaf).write(self._lines, top=False)

    def on_desk_change(self) -> None:
        super().on_desk_change()
        self._make_room()

    def _make_room(self) -> None:
        """Go as soon as there are reviews."""
        counts = self.desk_app.glance.counts
        if counts is not None and counts.total and self.app.screen is self:
            self.app.pop_screen()

    def _lines(self, width: int) -> list[Written]:
        width = min(width, _MARGIN)
        keys = self.desk_app.keys
        return [
            *paragraph(_("Welcome. Your desk is ready and empty."), width, "strong"),
            *paragraph(
                _("Here you answer every review yourself. Nothing goes out without your yes."), width, "dim"
            ),
            *self._found(width),
            [Piece("")],
            *self._by_hand(width),
            [Piece("")],
            [Piece(_("By API: takes weeks, and can wait"), "state")],
            *self._approvals(width),
            *paragraph(
                _("{key} shows accounts and plugins.").format(key=keys.of("accounts")), width, "dim", "   "
            ),
        ]

    def _by_hand(self, width: int) -> list[Written]:
        lines: list[Written] = [[Piece(_("By hand: works now"), "state")], *self._roads(width)]
        for card in self._hinted():
            assert card.platform is not None
            lines += [[Piece(f"   {card.title}", "strong")]]
            lines += paragraph(card.platform.export_hint, width, "", "   ")
        return lines

    def _roads(self, width: int) -> list[Written]:
        """The roads that all platforms share, before what each of them has."""
        key = self.desk_app.keys.of("bring_in")
        file = _("{key} brings a file in: the zip, the folder, as it is.").format(key=key)
        paste = _("{key} also takes what you copy off a page: paste it, you see it first.").format(key=key)
        mails = _("The platforms' mails ring a bell: name their folder under [mail] in the settings.")
        return [
            *paragraph(file, width, "key", "   "),
            *paragraph(paste, width, "key", "   "),
            *paragraph(mails, width, "", "   "),
        ]

    def _hinted(self) -> list[Plugin]:
        return [card for card in self._platforms if card.platform and card.platform.export_hint]

    def _found(self, width: int) -> list[Written]:
        if not self._offers:
            words = (
                _("Looking into Downloads …")
                if self._offers is None
                else _("Nothing to bring in lies in Downloads yet.")
            )
            return [[Piece("")], *paragraph(words, width, "dim", "   ")]
        lines: list[Written] = [[Piece("")], [Piece("   " + _("Found in Downloads:"), "strong")]]
        now = self.desk_app.clock.now()
        for number, offer in enumerate(self._offers[:9], 1):
            said = f"{one_line(offer.path.name)} · {one_line(offer.title)} · {when(offer.at, now)}"
            lines.append([Piece(f"   {number}  ", "key"), *paragraph(said, width - 6)[0]])
        press = _("Press its number to bring it in. Nothing is taken unasked.")
        return [*lines, *paragraph(press, width, "dim", "   ")]

    def _approvals(self, width: int) -> list[Written]:
        lines: list[Written] = []
        for card in self._platforms:
            if card.platform and card.platform.approval_hint:
                lines += [[Piece(f"   {card.title}", "strong")]]
                lines += paragraph(card.platform.approval_hint, width, "dim", "   ")
        return lines

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character.isdigit() and self._offers:
            row = int(event.character) - 1
            if 0 <= row < len(self._offers):
                event.stop()
                self.app.push_screen(BringInDialog(self._offers[row].path), self.desk_app.errands.brought_in)

    def action_back(self) -> None:
        """There is nothing behind an empty desk."""
