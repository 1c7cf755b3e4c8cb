"""Bringing a voucher to its guest: the private ways, open or with the reason why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding

from reviewdesk.api import DeskError, Voucher, _
from reviewdesk.builtin.card.making import Size, make_card
from reviewdesk.engine.goodwill.card_files import kept, printed
from reviewdesk.engine.goodwill.values import VoucherInfo
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.dialogs.pick import Choice, PickDialog
from reviewdesk.tui.format import one_line, when
from reviewdesk.tui.goodwill.form import WRITES
from reviewdesk.tui.goodwill.words import guest_of, plain
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.goodwill.delivering import Way
    from reviewdesk.tui.goodwill.one import VoucherScreen

_SHEET = "sheet"
_SIZES = {"card": Size.A6, _SHEET: Size.A4X4, "picture": Size.PNG}


class Handing:
    def __init__(self, screen: VoucherScreen, one: VoucherInfo) -> None:
        self._screen = screen
        self._one = one

    @property
    def _desk(self) -> Desk:
        desk = self._screen.desk
        assert desk is not None
        return desk

    def begin(self) -> None:
        desk = self._desk
        self._screen.desk_app.beside.do("read", lambda: desk.delivering.ways(self._one.pub), self._ask)

    def _ask(self, ways: list[Way]) -> None:
        choices: list[Choice] = []
        for way in ways:
            choices.append(self._choice(way))
            if way.channel.name == "card":
                choices.append(Choice(_SHEET, _("The card, for a sheet of A4 with room for four")))
        closed = {way.channel.name: way.channel.why_not for way in ways if not way.channel.open}

        def picked(name: str | None) -> None:
            if name is not None and name in closed:
                self._screen.tell(one_line(closed[name]), trouble=True)
            elif name is not None:
                self._go(name, ways)

        heading = _("How does it reach {guest}?").format(guest=guest_of(self._one))
        self._screen.app.push_screen(PickDialog(heading, choices), picked)

    def _choice(self, way: Way) -> Choice:
        channel, now = way.channel, self._screen.desk_app.clock.now()
        if not channel.open:
            said = _("not now: {why}").format(why=one_line(channel.why_not))
        else:
            said = _("open till {when}").format(when=when(channel.until, now)) if channel.until else ""
        return Choice(channel.name, one_line(channel.title), said)

    def _go(self, name: str, ways: list[Way]) -> None:
        from reviewdesk.tui.goodwill.message import MessageForm

        if name in _SIZES:
            self._make(name)
        elif name == "hand":
            self._by_hand()
        else:
            title = next(way.channel.title for way in ways if way.channel.name == name)
            desk = self._desk
            self._screen.desk_app.beside.do(
                "read",
                lambda: (desk.delivering.voucher(self._one.pub), desk.vouchers.events(self._one.pub)),
                lambda read: self._screen.app.push_screen(
                    MessageForm(name, one_line(title), self._one, *read), self._sent
                ),
                self._screen.trouble,
            )

    # --- card and picture -----------------------------------------------------------------------------

    def _make(self, name: str) -> None:
        """Draw it, keep it in a file, and note that it was made: the guest has it when the owner says so."""
        desk, pub = self._desk, self._one.pub
        channel = "card" if name == _SHEET else name
        self._screen.tell(_("One moment …"))

        def work() -> tuple[Path, tuple[str, ...]]:
            desk.delivering.expect_open(pub, channel)
            made = make_card([desk.delivering.voucher(pub)], _SIZES[name])
            label = f"{pub}-a4" if name == _SHEET else pub
            path = kept(desk.home.path, f"{label}{made.suffix}", made.data, None)
            desk.delivering.made(pub, channel, path.name)
            return path, made.told

        self._screen.desk_app.beside.do(
            WRITES, work, lambda made: self._made(name, *made), self._screen.trouble
        )

    def _made(self, name: str, path: Path, told: tuple[str, ...]) -> None:
        self._screen.hush()
        self._screen.after()
        picture = name == "picture"
        heading = _("The picture is made") if picture else _("The card is made")
        self.ask_whether(MadeDialog(heading, path, told, prints=not picture))

    def ask_whether(self, made: MadeDialog) -> None:
        """There is a file: it is with the guest when the owner says so, now or later."""

        def said(answer: str | None) -> None:
            if answer is not None:
                self.has_it()

        self._screen.app.push_screen(made, said)

    def has_it(self) -> None:
        desk, pub = self._desk, self._one.pub
        self._screen.do(lambda: desk.delivering.arrived(pub), _("Noted: the guest has it."))

    # --- by hand, and what was sent -------------------------------------------------------------------

    def _by_hand(self) -> None:
        choices = [
            Choice("no", _("no, not yet")),
            Choice("yes", _("yes, the guest has it"), _("handed over, or the code told by phone")),
        ]

        def picked(name: str | None) -> None:
            if name == "yes":
                desk, pub = self._desk, self._one.pub
                self._screen.do(lambda: desk.delivering.noted(pub, "hand"), _("Noted: the guest has it."))

        self._screen.app.push_screen(PickDialog(_("Given by hand?"), choices), picked)

    def _sent(self, sent: Sent | MadeDialog | None) -> None:
        if isinstance(sent, MadeDialog):
            self._screen.after()
            self.ask_whether(sent)
        elif sent is not None:
            self._screen.tell(sent.words, trouble=not sent.certain, keep=True)
            self._screen.after()


@dataclass(frozen=True, slots=True)
class Sent:
    """It left this machine."""

    words: str
    certain: bool


class MadeDialog(Dialog[str | None]):
    """Where the file is, what the owner should know of it, and whether the guest has it."""

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        Binding("escape,enter", "nothing", show=False),
        Binding("y", "has_it", show=False),
        Binding("p", "print", show=False),
        Binding("b", "open", show=False),
    ]

    def __init__(self, heading: str, path: Path, told: Sequence[str], *, prints: bool = False) -> None:
        super().__init__()
        self.path = path
        self._heading = heading
        self._told = told
        self._prints = prints

    @property
    def heading(self) -> str:
        return self._heading

    def lines(self, width: int) -> list[Written]:
        lines = [*paragraph(_("It is kept in this file:"), width, "dim"), *paragraph(str(self.path), width)]
        for each in self._told:
            lines += [[Piece("")], *paragraph(one_line(each), width, "warn")]
        return [*lines, [Piece("")], *paragraph(_("Does the guest have it?"), width, "strong")]

    def hints(self) -> list[tuple[str, str]]:
        ways = [("y", _("yes, the guest has it")), ("b", _("open it"))]
        if self._prints:
            ways.append(("p", _("print it")))
        return [*ways, ("Esc", _("later"))]

    def action_nothing(self) -> None:
        self.dismiss(None)

    def action_has_it(self) -> None:
        self.dismiss("has it")

    def action_open(self) -> None:
        from reviewdesk.engine.outgoing.clipboard import open_page

        def told(opened: object) -> None:
            self.tell(_("It is open.") if opened else _("Nothing here can open it: open the file yourself."))

        self.desk_app.beside.do("page", lambda: open_page(self.path.as_uri()), told)

    def action_print(self) -> None:
        if self._prints:
            self.tell(_("One moment …"))
            self.desk_app.beside.do(
                "print",
                lambda: printed(self.path),
                lambda _done: self.tell(_("It is with the printer.")),
                lambda error: self.tell(_why(error), trouble=True),
            )


def _why(error: DeskError) -> str:
    return plain(error)


def enclosed(voucher: Voucher, language: str | None) -> bytes:
    """The card that goes with an e-mail."""
    return make_card([voucher], language=language).data
