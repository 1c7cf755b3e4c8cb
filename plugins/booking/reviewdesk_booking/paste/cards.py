"""The reviews in a copied page: where one begins, and which of its lines says what."""

from dataclasses import dataclass, field
from datetime import date

from reviewdesk_booking.paste.lines import Line, Sort

_HEADS = {Sort.DAY, Sort.STAY, Sort.SCORE, Sort.RESERVATION, Sort.TRAVELLER, Sort.LIKED}
_SECTIONS = {Sort.LIKED: "positive", Sort.DISLIKED: "negative", Sort.REPLY: "reply"}
_LOOK_AHEAD = 8


@dataclass(slots=True)
class Card:
    """One review as its lines tell it."""

    lines: list[Line]
    author: str | None = None
    country: str | None = None
    day: date | None = None
    doubtful_day: bool = False
    stay: date | None = None
    stayed: list[str] = field(default_factory=list)
    """Room, nights, who travelled."""
    score: float | None = None
    title: str | None = None
    reservation: str = ""
    subs: dict[str, float] = field(default_factory=dict)
    sections: dict[str, list[Line]] = field(default_factory=dict)
    """``positive``, ``negative``, ``reply``, and ``text`` for words without a label."""
    wordless: bool = False
    cut: bool = False
    """The page showed only the beginning of the words."""
    left: list[str] = field(default_factory=list)
    """Lines nobody knows what to do with."""
    clash: bool = False
    """A thing stands here twice and differs: two reviews in one."""
    answered: list[Sort] = field(default_factory=list)
    """What the lines of the answer would be anywhere else."""
    adrift: bool = False
    """Its lines, or its neighbours', are out of order: none of its words need be its own."""

    def words(self, section: str) -> str | None:
        lines = self.sections.get(section, [])
        text = ""
        for line in lines:
            text += ("\n\n" if line.gap else "\n") * bool(text) + line.text
        return text.strip() or None


def split(lines: list[Line]) -> list[Card]:
    """Where a name is followed by a country, or by its label, a review begins."""
    starts = [place for place in range(len(lines)) if _begins(lines, place)]
    if not starts:
        return [Card(lines)] if lines else []
    cards = [Card(lines[one:two]) for one, two in zip(starts, [*starts[1:], len(lines)], strict=True)]
    for card in cards[:-1]:
        last = card.lines[-1]
        if last.sort is Sort.PLAIN and len(last.text) == 1:
            card.lines.pop()  # the letter that stands for the next guest's picture
    return cards


def _begins(lines: list[Line], place: int) -> bool:
    line, after = lines[place], lines[place + 1 : place + 1 + _LOOK_AHEAD]
    if line.sort is Sort.GUEST:
        return True
    if line.sort not in {Sort.PLAIN, Sort.COUNTRY, Sort.TRAVELLER} or not after:
        return False
    if after[0].sort is not Sort.COUNTRY or len(line.text) > 60:
        return False
    return any(one.sort in _HEADS for one in after[1:])


def understand(card: Card) -> Card:
    """Fill a card from its lines, from the top."""
    rest = _read_top(card)
    state = "head"
    head: list[Line] = []
    for line in rest:
        if line.sort in _SECTIONS:
            state = _SECTIONS[line.sort]
            card.clash |= bool(card.sections.get(state))
            card.sections[state] = [line] if line.text else []
        elif state == "reply" and line.sort not in {Sort.BUTTON, Sort.CUT} and not _is_own_field(line):
            card.sections["reply"].append(_as_words(line))
            card.answered.append(line.sort)
        elif _take_field(card, line, in_words=state in {"positive", "negative", "text"}):
            if line.sort is Sort.SCORE and state == "head":
                state = "scored"
        elif line.sort in {Sort.BUTTON, Sort.CUT}:
            card.cut |= line.sort is Sort.CUT
            # Buttons stand above an answer: below one they are another review's.
            card.answered += [line.sort] if state == "reply" else []
            if state != "head":
                state = "after" if line.sort is Sort.BUTTON else state
        else:
            state = _take_words(card, line, state, head)
    _settle_head(card, head)
    return card


def _read_top(card: Card) -> list[Line]:
    """The name, and the country under it."""
    lines = card.lines
    if lines and lines[0].sort is Sort.GUEST:
        card.author = lines[0].text
        return lines[1:]
    if len(lines) > 1 and lines[1].sort is Sort.COUNTRY:
        card.author = lines[0].text
        card.country = lines[1].text
        return lines[2:]
    return lines


def _is_own_field(line: Line) -> bool:
    return line.own and line.labelled and line.sort in {Sort.DAY, Sort.RESERVATION}


def _take_field(card: Card, line: Line, *, in_words: bool) -> bool:
    """Facts; a bare number or date inside the guest's words is one of his words."""
    if in_words and not line.labelled and line.sort is not Sort.NO_WORDS:
        return _repeats_score(card, line)
    if line.sort is Sort.DAY:
        card.clash |= card.day is not None and line.day != card.day
        card.day, card.doubtful_day = line.day, line.day is None
    elif line.sort is Sort.STAY:
        card.clash |= card.stay is not None and line.day is not None and line.day != card.stay
        card.stay = line.day or card.stay
        card.stayed.append(line.text)
    elif line.sort is Sort.SCORE and line.score is not None:
        card.clash |= card.score is not None and line.score != card.score
        card.score = line.score
    elif line.sort is Sort.SUB_SCORE and line.score is not None:
        card.clash |= card.subs.get(line.column, line.score) != line.score
        card.subs[line.column] = line.score
    else:
        return _take_name(card, line)
    return True


def _repeats_score(card: Card, line: Line) -> bool:
    """``Scored 9.0`` and then ``9.0``: what screen readers hear, and what the eye sees."""
    nothing_yet = not any(words for name, words in card.sections.items() if name != "title")
    return line.sort is Sort.SCORE and nothing_yet and line.score == card.score


def _take_name(card: Card, line: Line) -> bool:
    if line.sort is Sort.RESERVATION:
        card.clash |= bool(card.reservation) and card.reservation != line.text
        card.reservation = line.text
    elif line.sort is Sort.TITLE:
        card.clash |= card.title is not None
        card.title = line.text or None
    elif line.sort is Sort.TRAVELLER:
        card.stayed.append(line.text)
    elif line.sort is Sort.NO_WORDS:
        card.wordless = True
    elif line.sort is Sort.COUNTRY and card.country is None:
        card.country = line.text
    elif line.sort is Sort.GUEST:
        card.clash |= card.author is not None
        card.author = line.text
    else:
        return False
    return True


def _as_words(line: Line) -> Line:
    return Line(sort=Sort.PLAIN, text=line.whole, gap=line.gap, whole=line.whole)


def _take_words(card: Card, line: Line, state: str, head: list[Line]) -> str:
    words = _as_words(line)
    if state in {"positive", "negative", "reply", "text"}:
        card.sections[state].append(words)
        return state
    if state == "head":
        head.append(line)
        if card.day or card.stay or card.doubtful_day:
            card.sections.setdefault("title", []).append(words)
        return state
    if state == "scored":
        card.sections["text"] = [words]
        return "text"
    card.left.append(line.whole)
    return state


def _settle_head(card: Card, head: list[Line]) -> None:
    """Plain lines above the score: the name where no country gave it, the room, the title."""
    titles = card.sections.pop("title", [])
    others = [line.whole for line in head if line.whole not in {title.whole for title in titles}]
    if card.author is None and others:
        card.author = others.pop(0)
    if not titles and card.title is None and len(others) > 1 and card.stay is None:
        titles = [Line(sort=Sort.PLAIN, text=others[-1], whole=others.pop())]
    if titles and card.title is None:
        card.title = titles[0].whole
        card.left += [title.whole for title in titles[1:]]
    card.stayed = [*others, *card.stayed]
    first = card.sections.get("text")
    if first and card.title is None and len(first) == 1 and card.sections.keys() & {"positive", "negative"}:
        # The score above the title: what stands between it and the labelled words.
        card.title = first[0].text
        del card.sections["text"]
