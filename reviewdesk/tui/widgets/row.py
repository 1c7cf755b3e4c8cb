"""One review as one line of the list: which columns fit, and how they are drawn."""

from dataclasses import dataclass
from datetime import datetime

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from reviewdesk.api import _
from reviewdesk.engine.guest_names import no_name, no_name_short
from reviewdesk.store.lines import Line, State
from reviewdesk.tui.format import age, fit, one_line, rating_words, stars
from reviewdesk.tui.naming import Naming, named
from reviewdesk.tui.words import short_words

_FEW = 16
"""Cells for the guest's words; where they have less, the columns before them give some of theirs."""
_LEAST = 8
"""In fewer no words are told at all."""
_MARKS = {State.DRAFTED: "✎", State.REFUSED: "!", State.GONE: "!", State.PARKED: "!", State.CONFLICT: "!"}
"""Beside the words of the state, for where the words have no room."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells; 0 leaves a column out."""

    width: int
    rating: int
    platform: int
    author: int
    age: int
    shop: int
    words: int

    @classmethod
    def for_width(cls, width: int, naming: Naming) -> "Columns":
        # Two cells of marks, five of stars, and a blank after each column.
        rating, platform, author, age_ = naming.rating_width, 8 if naming.several else 0, 12, 6
        shop = 0 if naming.shops < 2 or width < 56 else 10
        if width >= 84:
            author, shop = 18, 18 if shop else 0
        columns = [rating, platform, author, age_, shop]
        words = width - 8 - sum(each + 1 for each in columns if each)
        for column, least in _SPARED:
            spared = min(max(0, _FEW - words), max(0, columns[column] - least))
            columns[column], words = columns[column] - spared, words + spared
        if words < _LEAST:
            columns[_AUTHOR], words = max(1, columns[_AUTHOR] + words), 0
        return cls(
            width=width,
            rating=columns[_RATING],
            platform=columns[_PLATFORM],
            author=columns[_AUTHOR],
            age=columns[_AGE],
            shop=columns[_SHOP],
            words=words,
        )


_RATING, _PLATFORM, _AUTHOR, _AGE, _SHOP = range(5)
_SPARED = ((_RATING, 4), (_AUTHOR, 9), (_SHOP, 8), (_PLATFORM, 6))
"""Which column gives how many cells away, and which first: 4.0 is told without its scale of ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """What the theme says; all but the first two are laid over one of these."""

    base: Style
    under_cursor: Style
    heading: Style
    dim: Style
    low: Style
    mid: Style
    high: Style
    new: Style
    state: Style

    @classmethod
    def of(cls, view: Widget) -> "Styles":
        style = view.get_component_rich_style
        return cls(
            base=view.rich_style,
            under_cursor=view.rich_style + style("list--cursor"),
            heading=style("list--heading", partial=True),
            dim=style("list--dim", partial=True),
            low=style("list--stars-low", partial=True),
            mid=style("list--stars-mid", partial=True),
            high=style("list--stars-high", partial=True),
            new=style("list--new", partial=True),
            state=style("list--state", partial=True),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Styles, and what the moment adds."""

    styles: Styles
    cursor: bool
    now: datetime
    last_sitting: datetime | None
    naming: Naming
    open_key: str = "Enter"
    marked: bool = False
    goodwill: tuple[str, str] = ("", "")
    """Where its voucher stands, in words: in full, and beside others."""

    @property
    def base(self) -> Style:
        return self.styles.under_cursor if self.cursor else self.styles.base


def draw_row(line: Line, columns: Columns, look: Look) -> Strip:
    """The line, exactly as wide as the list."""
    cells = [
        Segment("▌" if look.cursor else " ", look.base),
        Segment(_mark(line, look), look.base + look.styles.new),
        Segment(stars(line.half_stars) + " ", look.base + _star_style(line, look)),
    ]
    cells += [
        Segment(fit(text, width) + " ", look.base + style)
        for text, width, style in _cells(line, columns, look)
        if width
    ]
    if columns.words:
        cells += _words(line, columns.words, look)
    return Strip(cells).adjust_cell_length(columns.width, look.base)


def _mark(line: Line, look: Look) -> str:
    if look.marked:
        return "✓"
    new = look.last_sitting is not None and line.first_seen_at > look.last_sitting
    return _MARKS.get(line.state) or ("•" if new else "◆" if any(look.goodwill) else " ")


def _cells(line: Line, columns: Columns, look: Look) -> list[tuple[str, int, Style]]:
    return [
        (_rating(line, columns.rating), columns.rating, look.styles.dim),
        (look.naming.short(line.platform), columns.platform, Style()),
        _guest(line, columns.author, look),
        (age(line.last_word_at, look.now), columns.age, look.styles.dim),
        (look.naming.shop(line.location), columns.shop, look.styles.dim),
    ]


def _guest(line: Line, width: int, look: Look) -> tuple[str, int, Style]:
    """His name; one that no one may keep is read again by a key, not lost."""
    if one_line(line.author or "") or line.words_kept:
        return named(line.author), width, Style()
    if line.forgotten:
        why = no_name(kept=False)
        return why if cell_len(why) <= width else no_name_short(kept=False), width, look.styles.dim
    shows = _("{key} shows").format(key=look.open_key)
    ways = (f"({shows})", shows, no_name_short(kept=False))
    return next((way for way in ways if cell_len(way) <= width), ways[-1]), width, look.styles.dim


def _rating(line: Line, width: int) -> str:
    told = rating_words(line.rating, short=True) if line.rating else ""
    return told if cell_len(told) <= width else told.partition("/")[0]


def _words(line: Line, width: int, look: Look) -> list[Segment]:
    """The guest's words, and what became of them; neither takes all the room from the other."""
    begin, end = "", ""
    if width >= _FEW - 1:
        begin = _("changed:") + " " if line.state == State.AGAIN else ""
        end = _state(line, width - len(begin), look)
    elif look.goodwill[0] and line.state in _MARKS:
        begin = "◆ "
    rest = width - cell_len(begin) - (cell_len(end) + 1 if end else 0)
    if end and rest < _LEAST:
        return [Segment(fit(end, width), look.base + look.styles.state)]
    said = one_line(line.text) or _silence(line, look.open_key, rest)
    told = Segment(fit(said, rest) + (" " if end else ""), look.base + look.styles.dim)
    pieces = [Segment(begin, look.base + look.styles.state), told]
    return [*pieces, Segment(end, look.base + look.styles.state)]


def _state(line: Line, width: int, look: Look) -> str:
    """Where answer and goodwill stand: as much as leaves room for some words, else as much as has room."""
    state = "" if line.state in (State.UNANSWERED, State.AGAIN) else short_words(line, look.now)
    full, short = look.goodwill
    begun = [f"{_('begun')} {short}".rstrip()] if line.state == State.DRAFTED else []
    if full:
        forms = [f"{state} · {full}", f"{state} {short}", *begun, short] if state else [full, short]
    else:
        forms = [state, *begun]
    room = [each for each in forms if cell_len(each) <= width]
    beside = (each for each in room if width - cell_len(each) - 1 >= _LEAST)
    return next(beside, room[0] if room else forms[0])


def _silence(line: Line, open_key: str, width: int) -> str:
    if line.words_kept:
        return _("(stars without words)")
    if line.forgotten:
        gone = _("(name and words were forgotten, as asked)")
        return gone if cell_len(gone) <= width else _("(forgotten)")
    whole = _("({key} shows the words)").format(key=open_key)
    return whole if cell_len(whole) <= width else "({})".format(_("{key} shows").format(key=open_key))


def _star_style(line: Line, look: Look) -> Style:
    if line.half_stars is None:
        return look.styles.dim
    if line.half_stars <= 4:
        return look.styles.low
    return look.styles.mid if line.half_stars <= 7 else look.styles.high
