"""Two pages, or two shops, that may be one: what making them one does, and a yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.engine.incoming.twin_pages import TwinPages
from reviewdesk.engine.incoming.twin_shops import TwinShops
from reviewdesk.store.listings import handle
from reviewdesk.tui.dialogs.dialog import Dialog
from reviewdesk.tui.format import one_line, visible
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.incoming.joining import JoinReport
    from reviewdesk.engine.incoming.twin_shops import Gathered

    Offer = TwinPages | TwinShops


class MakeOneDialog(Dialog[str]):
    """Dismissed with what came of it, or with nothing where the answer was no."""

    BINDINGS = [  # noqa: RUF012 - Textual's own form
        # For pages it is for good: Enter alone, struck too often, must not do it.
        Binding("y", "make_one", show=False),
        Binding("n,escape", "leave", show=False),
    ]

    def __init__(self, offer: Offer) -> None:
        super().__init__()
        self.offer = offer
        self._doing = False

    @property
    def heading(self) -> str:
        return _("One page?") if isinstance(self.offer, TwinPages) else _("One shop?")

    def lines(self, width: int) -> list[Written]:
        offer = self.offer
        said = page_words(offer) if isinstance(offer, TwinPages) else shop_words(offer)
        head = [*paragraph(visible(offer.what), width, "strong"), [Piece("")]]
        return [*head, *(line for text, style in said for line in paragraph(text, width, style))]

    def hints(self) -> list[tuple[str, str]]:
        return [("y", _("yes, make them one")), ("n", _("no, leave them apart"))]

    def action_make_one(self) -> None:
        desk, offer = self.desk_app.desk, self.offer
        if desk is None or self._doing:
            return
        self._doing = True
        beside = self.desk_app.beside
        if isinstance(offer, TwinPages):
            one, other = handle(offer.one), handle(offer.other)
            beside.do("scribe", lambda: desk.listings.join(one, other), self._joined, self._trouble)
        else:
            beside.do(
                "scribe", lambda: desk.listings.gather(offer.one, offer.other), self._gathered, self._trouble
            )

    def _joined(self, done: JoinReport) -> None:
        said = _("{gone} is joined into {title}: {moved} reviews came along, {met} were known to both.")
        told = [
            said.format(
                gone=one_line(done.gone), title=one_line(done.listing.title), moved=done.moved, met=done.met
            )
        ]
        if done.unsure:
            told.append(_('{n} may be the same as another: they say "same?".').format(n=done.unsure))
        self.dismiss(" ".join(told))

    def _gathered(self, done: Gathered) -> None:
        said = _("{pages}: now of the shop {shop}.").format(
            pages=", ".join(one_line(page.title) for page in done.pages), shop=one_line(done.shop)
        )
        self.dismiss(said)

    def _trouble(self, error: DeskError) -> None:
        self._doing = False
        self.tell(f"{error.what} {error.do}".strip(), trouble=True)

    def action_leave(self) -> None:
        self.dismiss("")


def page_words(offer: TwinPages) -> list[tuple[str, str]]:
    gone, kept = one_line(offer.one.title), one_line(offer.other.title)
    return [
        (_("{kept} stays, {gone} goes: all its reviews go along.").format(kept=kept, gone=gone), ""),
        (_("A review that both know becomes one. Drafts, notes and answers are kept."), ""),
        (_("Whatever names {gone} later lands on {kept}.").format(gone=gone, kept=kept), ""),
        ("", ""),
        (_("This is for good: there is no way back. If you are not sure, say no."), "warn"),
    ]


def shop_words(offer: TwinShops) -> list[tuple[str, str]]:
    count = len(offer.pages)
    moved = ngettext(
        "{n} page of {one} will belong to {other}, with its reviews:",
        "{n} pages of {one} will belong to {other}, with their reviews:",
        count,
    ).format(n=count, one=one_line(offer.one), other=one_line(offer.other))
    page = one_line(handle(offer.pages[0]))
    back = f'reviewdesk listing adopt "{page}" --location "{one_line(offer.one)}"'
    return [
        (moved, ""),
        *((f"· {one_line(handle(page))}", "dim") for page in offer.pages),
        ("", ""),
        (_("The pages stay as they are. To put one back: {command}").format(command=back), "dim"),
    ]
