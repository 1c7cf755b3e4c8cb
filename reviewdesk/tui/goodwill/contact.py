"""How the guests of a shop get in touch: whom they ask for and how, on all platforms or on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reviewdesk.api import _
from reviewdesk.engine.goodwill.contact_lines import ContactLine
from reviewdesk.tui.dialogs.pick import Choice, PickDialog
from reviewdesk.tui.format import one_line
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.form import Form
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.tui.app import DeskApp

_ALL = "*"


def shop_card(shop: str, lines: Sequence[ContactLine], title_of: Callable[[str], str]) -> Card:
    """The shop, and what was said for it."""
    told = [f"{title_of(each.platform)}: {_words(each)}" if each.platform else _words(each) for each in lines]
    if not lines or lines[0].platform:
        told.insert(0, _("they ask for the manager"))
    return Card([Piece(one_line(shop), "strong")], "\n".join(told), ("shop", shop))


def _words(line: ContactLine) -> str:
    who = _("they ask for {name}").format(name=one_line(line.ask_for)) if line.ask_for else ""
    return " · ".join(part for part in (who, one_line(line.reach)) if part)


def change(app: DeskApp, shop: str, lines: Sequence[ContactLine], done: Callable[[], object]) -> None:
    """Ask for which platform, then what; `done` when it is kept."""
    desk = app.desk
    if desk is None:
        return
    said = {each.platform: each for each in lines}
    choices = [Choice(_ALL, _("on all platforms"), _words(said[""]) if "" in said else "")]
    for name in desk.plugins.platforms():
        words = _("only on {platform}").format(platform=app.title_of(name))
        choices.append(Choice(name, words, _words(said[name]) if name in said else ""))

    def kept(line: ContactLine | None) -> None:
        if line is not None:
            app.tell(_("{name} is changed.").format(name=one_line(shop)))
            done()

    def picked(name: str | None) -> None:
        if name is not None:
            platform = "" if name == _ALL else name
            app.push_screen(ContactForm(shop, said.get(platform, ContactLine(platform))), kept)

    app.push_screen(PickDialog(_heading(shop), choices), picked)


def _heading(shop: str) -> str:
    return _("How guests reach {shop}").format(shop=one_line(shop))


class ContactForm(Form["ContactLine | None"]):
    """The sentence that comes of it stands under it as one types."""

    enter_ends = True

    def __init__(self, shop: str, line: ContactLine) -> None:
        super().__init__(f"contact {shop} {line.platform}")
        self._shop = shop
        self._line = line

    @property
    def heading(self) -> str:
        where = self.desk_app.title_of(self._line.platform) if self._line.platform else ""
        return " · ".join(part for part in (_heading(self._shop), where) if part)

    def lines(self, width: int) -> list[Written]:
        said = _("For the sentence “please get in touch”. What a platform takes down or masks is left out.")
        return paragraph(said, width, "dim")

    def fields(self) -> Sequence[Field]:
        how = _("a phone number, or words")
        return [
            Field(name="ask_for", label=_("ask for"), value=self._line.ask_for, placeholder=_("the manager")),
            Field(name="reach", label=_("how"), value=self._line.reach, placeholder=how),
        ]

    def on_mount(self) -> None:
        self._preview()

    def changed(self, name: str) -> None:  # noqa: ARG002 - both make the sentence
        self._preview()

    def _preview(self) -> None:
        desk = self.desk_app.desk
        if desk is not None:
            line = ContactLine(self._line.platform, self.value("ask_for"), self.value("reach"))
            self.say(f"“{desk.contact_lines.preview(line)}”")

    def submit(self) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        who, how = self.value("ask_for"), self.value("reach")
        self.do(
            lambda: desk.contact_lines.keep(self._shop, ask_for=who, reach=how, platform=self._line.platform),
            self.end,
        )
