"""Answering by hand: what was copied, where it goes, how the review is found there, and whether it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events

from reviewdesk.api import DeskError, _
from reviewdesk.tui.actions import Scope, bindings
from reviewdesk.tui.dialogs.quiet import QuietDialog
from reviewdesk.tui.format import one_line, visible
from reviewdesk.tui.widgets.leaf import Piece, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.engine.outgoing.replies_values import HandOff


class ByHandDialog(QuietDialog[bool]):
    """Dismissed with True when the answer was confirmed."""

    BINDINGS = bindings(Scope.HAND)

    def __init__(self, handed: HandOff) -> None:
        super().__init__()
        self.handed = handed
        self._opened: bool | None = None
        self._copied = handed.copied

    @property
    def heading(self) -> str:
        return _("By hand")

    def on_mount(self) -> None:
        self.action_open_again()
        self.call_after_refresh(self._stand)

    def on_key(self, event: events.Key) -> None:
        # A second `y` of the last look is no word that it stands on the site.
        if event.is_printable and self._early(event):
            event.stop()

    def lines(self, width: int) -> list[Written]:
        handed = self.handed
        return [
            *paragraph(self._copy_words(), width, "strong"),
            *paragraph(self._file_words(), width, "dim" if self._copied == "native" else ""),
            [Piece("")],
            *paragraph(self._page_words(), width, "strong"),
            *paragraph(visible(handed.page.url), width, "key"),
            *(paragraph(visible(handed.page.hint), width, "dim") if handed.page.hint else []),
            [Piece("")],
            *paragraph(_("Find: {find}").format(find=one_line(handed.find)), width),
            [Piece("")],
            *paragraph(_("Published there?"), width, "strong"),
        ]

    def _copy_words(self) -> str:
        if self._copied == "native":
            return _("Copied.")
        if self._copied == "terminal":
            return _("Sent to the terminal's clipboard.")
        if self._copied == "browser":
            return _("Sent to the browser's clipboard.")
        return _("There is no clipboard here: take the text from the file.")

    def _file_words(self) -> str:
        file = self.handed.file
        if self._copied in ("terminal", "browser"):  # whether these took it nobody hears
            return _(
                "Look whether it is there before you publish: paste it once. The text is also in {file}"
            ).format(file=file)
        return _("The text is also in {file}").format(file=file)

    def _page_words(self) -> str:
        page = self.handed.page
        if self._opened is None:
            return _("The page is being opened …")
        if not self._opened:
            return _("No browser is here. Open this page yourself:")
        if page.exact:
            return _("The page of this review is open.")
        return _("No page of this one review is known; the nearest one is open.")

    def hints(self) -> list[tuple[str, str]]:
        keys = self.desk_app.keys
        return [
            (keys.of("confirm_hand"), _("yes")),
            (keys.of("waits_there"), _("waits for approval")),
            (keys.of("copy_again"), _("copy again")),
            (keys.of("open_again"), _("open again")),
            (keys.of("later_hand"), _("later")),
        ]

    def action_confirm_hand(self) -> None:
        desk, pub = self.desk_app.desk, self.handed.known.pub
        assert desk is not None
        self.desk_app.beside.do(
            "scribe", lambda: desk.replies.confirm(pub), lambda _known: self._confirmed(), self._trouble
        )

    def _confirmed(self) -> None:
        self.desk_app.tell(_("It stands on the site, on your word. A later fetch or import will look."))
        if self.is_mounted:
            self.dismiss(True)

    def action_waits_there(self) -> None:
        desk, pub = self.desk_app.desk, self.handed.known.pub
        assert desk is not None
        self.desk_app.beside.do(
            "scribe", lambda: desk.replies.waits_there(pub), lambda _known: self._waiting(), self._trouble
        )

    def _waiting(self) -> None:
        self.desk_app.tell(_("On your word it waits there for its approval. A later fetch looks again."))
        if self.is_mounted:
            self.dismiss(False)

    def action_copy_again(self) -> None:
        desk = self.desk_app.desk
        assert desk is not None
        self.desk_app.beside.do(
            "page", lambda: desk.replies.copy(self.handed), self._copied_again, self._trouble
        )

    def _copied_again(self, how: str) -> None:
        self._copied = how
        if self.is_mounted:
            self.rewrite()
            self.tell(_("Copied once more.") if how else _("There is no clipboard here."))

    def action_open_again(self) -> None:
        desk = self.desk_app.desk
        assert desk is not None
        self.desk_app.beside.do(
            "page", lambda: desk.replies.open_page(self.handed), self._page_open, self._trouble
        )

    def _page_open(self, opened: bool) -> None:  # noqa: FBT001 - the result of a call
        self._opened = opened
        if self.is_mounted:
            self.rewrite()

    def _trouble(self, error: DeskError) -> None:
        if self.is_mounted:
            self.tell(f"{error.what} {error.do}", trouble=True)

    def action_later_hand(self) -> None:
        self.desk_app.tell(
            _("Not yet confirmed: it waits in the outbox ({key}).").format(
                key=self.desk_app.keys.of("outbox")
            )
        )
        self.dismiss(False)
