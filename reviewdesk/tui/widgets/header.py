"""The top of the desk: whose it is, what waits, and how fresh it is."""

from datetime import datetime

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from reviewdesk.api import _, ngettext
from reviewdesk.tui.format import count, cut, one_line, wrap
from reviewdesk.tui.freshness import fresh_pieces
from reviewdesk.tui.glance import Glance, apart_words, house_words, waiting_words

_DOT = " · "
_HOUSE = 8
"""So much of the shop's name stays whatever waits."""
_GAP = 2
_WANTED, _LINES = 2, 3
"""What freshness should take and takes at most under the first line."""


class Header(Widget):
    """One line where it fits, else two (three while much is to be told); one more while a bell rings."""

    DEFAULT_CSS = """
    Header {
        height: auto;
        background: $panel;
        padding: 0 1;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._glance: Glance | None = None
        self._now: datetime | None = None
        self._keys = ("O", "A")
        self._doing = ""
        self._bell = ""
        self._new_above = 0

    def show(
        self,
        glance: Glance,
        now: datetime,
        *,
        keys: tuple[str, str],
        doing: str,
        bell: str = "",
        new_above: int = 0,
    ) -> None:
        """`keys` open the outbox and the accounts; `doing` goes on right now, instead of the freshness.

        `new_above`: reviews that came while the head of the list was out of sight.
        """
        shown = (self._glance, self._doing, self._keys, self._bell, self._new_above)
        if (glance, doing, keys, bell, new_above) == shown and self._same(now):
            return
        self._bell, self._new_above = bell, new_above
        self._glance, self._now, self._keys, self._doing = glance, now, keys, doing
        self._draw_again()

    def on_resize(self) -> None:
        self._draw_again()

    def _draw_again(self) -> None:
        # The whole screen is laid out anew where a line comes or goes, and only there: a fetch tells
        # its count many times a second.
        self.refresh(layout=len(self._lines(self.size.width)) != self.size.height)

    def _same(self, now: datetime) -> bool:
        return self._now is not None and now.replace(second=0, microsecond=0) == self._now.replace(
            second=0, microsecond=0
        )

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        width = max(1, width)
        if self._glance is None:
            return [Content("")]
        left, apart = self._left(self._glance, width)
        bell = wrap(self._bell, width)[:_LINES] if self._bell else []
        return [*self._top(left, apart, width), *(Content.styled(line, "$accent b") for line in bell)]

    def _left(self, glance: Glance, width: int) -> tuple[Content, list[str]]:
        """Whose desk it is and what waits; and the pieces that have no room beside it."""
        told = waiting_words(glance) if glance.counts or glance.waiting else []
        if self._new_above:
            said = ngettext("{n} new above", "{n} new above", self._new_above)
            told.append(said.format(n=count(self._new_above)))
        decide = ""
        if glance.decide:
            said = ngettext("{n} to decide: {key}", "{n} to decide: {key}", glance.decide)
            decide = _DOT + said.format(n=glance.decide, key=self._keys[0])
        house, apart = one_line(house_words(glance)), apart_words(glance)
        if cell_len(house + "  " + _DOT.join(told) + decide) > width:
            house = one_line(glance.house) or house
        if cell_len(house + "  " + _DOT.join([*told, *apart]) + decide) <= width:
            told, apart = [*told, *apart], []
        waiting = _DOT.join(told)
        house = cut(house, max(_HOUSE, width - cell_len(waiting + decide) - 2))
        left = Content.assemble((house, "b"), "  ", (waiting, "$accent b"), (decide, "$warning b"))
        return left, apart

    def _top(self, left: Content, apart: list[str], width: int) -> list[Content]:
        """The freshness stands at the right where it fits, else below."""
        fresh = _DOT.join(self._fresh())
        gap = width - left.cell_length - cell_len(fresh)
        if not apart and (gap >= _GAP or not fresh):
            return [Content.assemble(left, " " * gap, (fresh, "$quiet")) if fresh else left]
        lines = _laid([*self._fresh(), *apart], width)
        if len(lines) > _WANTED:
            lines = _laid([*self._fresh(self._keys[1]), *apart], width)
        return [left, *(Content.styled(cut(line, width), "$quiet") for line in lines[:_LINES])]

    def _fresh(self, more_key: str = "") -> list[str]:
        assert self._glance is not None
        assert self._now is not None
        if self._doing:
            return [self._doing]
        if self._glance.counts is None:
            return [_("opening …")]
        parts = fresh_pieces(self._glance.fresh, self._now, more_key)
        return [*parts, _("a worker runs")] if self._glance.worker else parts


def _laid(pieces: list[str], width: int) -> list[str]:
    """The pieces in as few lines as they need; none is torn where it fits into a line."""
    lines = [""]
    for piece in pieces:
        longer = lines[-1] + _DOT + piece if lines[-1] else piece
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines = [*lines[:-1], *([lines[-1]] if lines[-1] else []), *wrap(piece, width)]
    return lines
