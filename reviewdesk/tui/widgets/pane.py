"""One review and its answer: the right half of a wide desk, the whole of a narrow one."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical

from reviewdesk.api import _, ngettext
from reviewdesk.tui.format import count
from reviewdesk.tui.widgets.leaf import Leaf, Written, paragraph

if TYPE_CHECKING:
    from reviewdesk.api import ReplyRules
    from reviewdesk.store.values import Known
    from reviewdesk.tui.told import Around
    from reviewdesk.tui.widgets.answer_box import AnswerBox
    from reviewdesk.tui.widgets.editor import ReplyEditor


class ReviewPane(Vertical):
    DEFAULT_CSS = """
    ReviewPane > Leaf { height: 1fr; }
    """

    def __init__(self, page_keys: tuple[str, str], *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._page_keys = page_keys
        """Up and down in the guest's words while one writes."""
        self.known: Known | None = None
        self._around: Around | None = None
        self._box: AnswerBox | None = None
        self._title = ""
        self._now: datetime | None = None
        self._unfolded = False
        self._unfold_key = "f"

    async def furnish(self) -> None:
        """Leaf and editor: neither is needed to see what waits."""
        from reviewdesk.tui.widgets.answer_box import AnswerBox

        self._box = AnswerBox()
        await self.mount(Leaf(id="leaf"), self._box)

    @property
    def leaf(self) -> Leaf:
        return self.query_one("#leaf", Leaf)

    @property
    def box(self) -> AnswerBox:
        assert self._box is not None, "it stands before the desk is open"
        return self._box

    @property
    def writing(self) -> bool:
        return self._box is not None and self._box.display

    def show(self, known: Known, around: Around, *, title: str, now: datetime, unfold_key: str) -> None:
        """Show a review; the same one again keeps its place on the leaf."""
        other = self.known is None or self.known.id != known.id
        if other:
            self._unfolded = False
        self.known, self._around, self._title = known, around, title
        self._now, self._unfold_key = now, unfold_key
        self.leaf.write(self._lines, top=other)

    def clear(self, sentence: str) -> None:
        self.known = None
        self.leaf.write(lambda width: [*paragraph("", width), *paragraph(sentence, width, "dim")])

    def unfold(self) -> None:
        self._unfolded = not self._unfolded
        self.leaf.write(self._lines, top=False)

    def write(self, text: str, rules: ReplyRules | None, review: int) -> None:
        self.box.open(text, rules, review)
        self.leaf.write(self._lines, top=False)

    def stop_writing(self) -> None:
        self.box.close()
        self.leaf.write(self._lines, top=False)

    def on_reply_editor_guest_paged(self, event: ReplyEditor.GuestPaged) -> None:
        event.stop()
        if event.step > 0:
            self.leaf.action_leaf_down()
        else:
            self.leaf.action_leaf_up()

    @on(Leaf.Seen)
    def _seen(self) -> None:
        if self._box is not None:
            self._box.guest_goes_on(self._out_of_sight())

    def _out_of_sight(self) -> str:
        """The rest of the guest's words, and the key that shows it."""
        above, below = self.leaf.hidden
        up, down = self._page_keys
        if below:
            said = ngettext("guest: ▼ {n} more line ({key})", "guest: ▼ {n} more lines ({key})", below)
            return said.format(n=count(below), key=down)
        if above:
            said = ngettext("guest: ▲ {n} line above ({key})", "guest: ▲ {n} lines above ({key})", above)
            return said.format(n=count(above), key=up)
        return ""

    def _lines(self, width: int) -> list[Written]:
        if self.known is None or self._around is None or self._now is None:
            return paragraph(_("Nothing is chosen."), width, "dim")
        from reviewdesk.tui.told import Telling

        return Telling(
            known=self.known,
            around=self._around,
            title=self._title,
            now=self._now,
            unfolded=self._unfolded,
            unfold_key=self._unfold_key,
            writing=self.writing,
        ).lines(width)
