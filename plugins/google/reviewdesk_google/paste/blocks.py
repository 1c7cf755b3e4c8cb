"""Cutting copied text into reviews: each begins with a name above the line that says when."""

import re
from dataclasses import dataclass, field
from datetime import date

from reviewdesk_google.paste.days import Seen, read_day, unknown_day
from reviewdesk_google.paste.lines import (
    ASPECT,
    CLOSING,
    COUNTED,
    FURNITURE,
    ICONS,
    LABEL,
    OWN_BUTTON,
    OWNER,
    STARS,
    cut_short,
    read_stars,
    without_stars,
)

_INITIAL = re.compile(r"\s(?P<letters>[^\W\d_]{1,2})\.$")
_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_NAME = 80
_HEAD = 6


@dataclass(slots=True)
class Block:
    author: str | None
    told: Seen
    stars: int | None
    headed: bool
    """A count of reviews or stars stood in the head: then the name is surely one."""
    text: list[str] = field(default_factory=list)
    aspects: dict[str, str] = field(default_factory=dict)
    answer: list[str] | None = None
    answered: Seen | None = None
    """The day of the answer."""
    cut: bool = False
    answer_cut: bool = False
    closed: bool = False
    """Its end was copied too: an answer would have been seen."""
    undated: bool = False
    """No line of its head was understood as a day."""
    stray_day: bool = False
    """Another day stands in it, or loose before it: which of them is the review's is not sure."""
    stray_stars: bool = False
    adrift: bool = False
    """Its lines, or its neighbours', are out of order: none of its words need be its own."""

    @property
    def empty(self) -> bool:
        return not any(self.text) and not any(self.answer or ())

    @property
    def disordered(self) -> bool:
        """No page shows an answer without words or day, or one older than its review."""
        if self.stray_day or self.answer is None:
            return self.stray_day
        return not any(self.answer) or self.answered is None or self.answered.about < self.told.about


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    after: int
    block: Block


def read_blocks(text: str, today: date) -> list[Block]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    heads: list[_Head] = []
    for number in range(len(lines)):
        floor = heads[-1].after if heads else 0
        found = _head(lines, number, floor, today) or _undated(lines, number, floor, today)
        if found:
            heads.append(found)
    if heads:
        heads[0].block.stray_day = any(read_day(line, today) for line in lines[: heads[0].start])
    for place, head in enumerate(heads):
        end = heads[place + 1].start if place + 1 < len(heads) else len(lines)
        _fill(head.block, lines[head.after : end], today)
        head.block.closed = head.block.closed or place + 1 < len(heads)
    _spread_doubt(heads)
    return [head.block for head in heads]


def _spread_doubt(heads: list[_Head]) -> None:
    """A loose day may be its neighbours', if lines got out of order."""
    loose = [head.block.disordered or (head.block.author is None and head.start > 0) for head in heads]
    for place, head in enumerate(heads):
        head.block.stray_day = head.block.adrift = any(loose[max(place - 1, 0) : place + 2])


def _head(lines: list[str], number: int, floor: int, today: date) -> _Head | None:
    """Where the review begins whose day stands in this line, and what its head tells."""
    line, stars = without_stars(lines[number])
    told = read_day(line, today)
    if told is None:
        return None
    headed, start, several = stars is not None, number, False
    for above in range(number - 1, max(number - _HEAD, floor) - 1, -1):
        words = lines[above]
        if not words or ICONS.fullmatch(words):
            continue
        lit = read_stars(words)
        if lit is not None or COUNTED.fullmatch(words) or STARS.fullmatch(words):
            several = several or None not in (stars, lit)
            stars, headed, start = stars or lit, True, above
        elif OWNER.fullmatch(words) or CLOSING.fullmatch(words):
            break
        elif not FURNITURE.fullmatch(words):
            if not _could_name(words, headed=headed) or read_day(words, today):
                break
            block = Block(author=words, told=told, stars=stars, headed=headed)
            # The last words of another review may have come to stand there.
            block.stray_day = headed and not _could_name(words, headed=False)
            block.stray_stars = several
            return _Head(above, number + 1, block)
    if not headed:
        return None
    # Its name was not copied along.
    return _Head(start, number + 1, Block(author=None, told=told, stars=stars, headed=False))


def _undated(lines: list[str], number: int, floor: int, today: date) -> _Head | None:
    """A name over a count of reviews with no day below it: a review all the same, and asked about."""
    if not COUNTED.fullmatch(lines[number]) or number == floor or not _is_name(lines[number - 1], today):
        return None
    stars, after = None, number + 1
    for below in range(number + 1, min(number + _HEAD, len(lines))):
        words = lines[below]
        if read_day(without_stars(words)[0], today):
            return None
        lit = read_stars(words)
        if words and lit is None and not STARS.fullmatch(words) and not ICONS.fullmatch(words):
            break
        stars, after = stars or lit, below + 1
    told = unknown_day(today)
    block = Block(author=lines[number - 1], told=told, stars=stars, headed=True, undated=True)
    return _Head(number - 1, after, block)


def _is_name(line: str, today: date) -> bool:
    if not _LETTER.search(line) or not _could_name(line, headed=True):
        return False
    known = (OWNER, CLOSING, FURNITURE, COUNTED)
    return (
        not any(each.fullmatch(line) for each in known)
        and read_stars(line) is None
        and read_day(line, today) is None
    )


def _could_name(line: str, *, headed: bool) -> bool:
    """Over a count of reviews stands a name, whatever it looks like; elsewhere a sentence is none."""
    if len(line) > _LONGEST_NAME or headed or line[-1] not in ".!?…:;,":
        return len(line) <= _LONGEST_NAME
    initial = _INITIAL.search(line)
    return initial is not None and not initial["letters"].islower()


def _fill(block: Block, lines: list[str], today: date) -> None:
    into = block.text
    label = ""
    for line in lines:
        owner = OWNER.fullmatch(line)
        day = read_day(line, today)
        if label and line:
            block.aspects[label], label = line, ""
        elif owner and block.answer is None and _answers(owner, today):
            into = block.answer = []
            block.answered = read_day(_when(owner), today)
        elif CLOSING.fullmatch(line):
            block.closed = True
            # A button of the owner's answer: its mark was lost, or its words were.
            block.stray_day = block.stray_day or (
                block.answer is None and OWN_BUTTON.fullmatch(line) is not None
            )
        elif day and block.answer is not None and not any(block.answer) and block.answered is None:
            block.answered = day
        elif into is block.text and LABEL.fullmatch(line):
            label = line.rstrip(":").capitalize()
        else:
            # A count of reviews that no name stands over is the head of another one.
            block.stray_day = block.stray_day or day is not None or COUNTED.fullmatch(line) is not None
            _word(block, into, line)
    if block.answer is not None:
        block.answer_cut = cut_short(block.answer)
    block.cut = cut_short(block.text)


def _when(owner: re.Match[str]) -> str:
    return (owner["when"] or owner["when_mark"] or "").strip(" ·:")


def _answers(owner: re.Match[str], today: date) -> bool:
    """What stands behind the mark is a day, or nothing: else a guest wrote of an answer."""
    when = _when(owner)
    return not when or read_day(when, today) is not None


def _word(block: Block, into: list[str], line: str) -> None:
    stars = read_stars(line) is not None or STARS.fullmatch(line) is not None
    if block.closed and into is block.text:
        # A button stood above: these are no words of the guest's.
        block.stray_stars = block.stray_stars or stars
        return
    aspect = ASPECT.fullmatch(line)
    if into is block.text and aspect:
        block.aspects[aspect["label"].capitalize()] = aspect["value"].removesuffix("/5") + "/5"
        return
    block.stray_stars = block.stray_stars or stars
    if stars and into is block.text and not any(into):
        return
    if not (FURNITURE.fullmatch(line) or ICONS.fullmatch(line)) or not line:
        into.append(line)
