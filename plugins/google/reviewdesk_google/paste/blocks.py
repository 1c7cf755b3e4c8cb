"""Cutting copied text into reviews: each begins with a name above the line that says when."""

import re
from dataclasses import dataclass, field
from datetime import date

from reviewdesk_google.paste import phrases
from reviewdesk_google.paste.days import Seen, read_day


def _lines_of(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


_NUMBER = r"[0-9][0-9.,\s\u00a0\u202f]*"
COUNTED = _lines_of(
    rf"(?:local guide\s*[·•-]?\s*)(?:{_NUMBER}\s*{_any(phrases.REVIEWS)})?(?:\s*[·•]\s*.{{1,40}})?",
    rf"{_NUMBER}\s*{_any(phrases.REVIEWS)}(?:\s*[·•]\s*.{{1,40}})?",
)
OWNER = _lines_of(
    rf"(?:.{{1,80}}\s)?\({_any(phrases.OWNER_MARK)}\)(?P<when_mark>\s.{{3,40}})?",
    rf"{_any(phrases.OWNER)}\s*[:·]?(?P<when>\s.{{3,40}})?",
)
_STARS = re.compile(r"(?P<lit>[★⭐🌟]{1,5})\ufe0f?(?P<dark>[☆✩]{0,4})")
_TOLD = _lines_of(
    r"(?:rated|bewertet mit|note|valutato|valorado con|ocena:?|beoordeeld met|classificado como)?\s*"
    r"(?P<stars>[1-5])(?:[.,]0)?\s*(?:/|of|out of|von|sur|su|de|di|z|na|van|em)\s*5(?:[.,]0)?"
    r"(?:\s*(?:stars?|sternen?|étoiles?|stelle|estrellas?|gwiazd(?:ek|ki)|sterren|estrelas))?[.,]?",
    r"(?P<alone>[1-5])\s*(?:stars?|sterne?|étoiles?|stell[ae]|estrellas?|gwiazd(?:ka|ki|ek)|ster(?:ren)?|estrelas?)",
)
_ICONS = re.compile(r"[\ue000-\uf8ff\s·•|⋮]+")
_FURNITURE = _lines_of(_any(phrases.FURNITURE))
_CLOSING = _lines_of(rf"{_any(phrases.CLOSING)}(?:\s*\(?[0-9]+\)?)?")
_CUT = re.compile(rf"(?:…|\.\.\.)\s*{_any(phrases.MORE)}?$|^{_any(phrases.MORE)}$", re.IGNORECASE)
_ASPECT = _lines_of(rf"(?P<label>{'|'.join(phrases.ASPECTS)})\s*:?\s*(?P<value>[1-5](?:/5)?)?")
_INITIAL = re.compile(r"\s[^\W\d_]{1,2}\.$")
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
    cut: bool = False
    answer_cut: bool = False
    closed: bool = False
    """Its end was copied too: an answer would have been seen."""


def read_stars(line: str) -> int | None:
    drawn = _STARS.fullmatch(line.replace("\ufe0f", ""))
    if drawn:
        # Five signs of one kind may differ by their colour alone, which no copy keeps: only both kinds tell.
        return len(drawn["lit"]) if drawn["dark"] and len(drawn["lit"] + drawn["dark"]) == 5 else None
    told = _TOLD.fullmatch(line)
    return int(told["stars"] or told["alone"]) if told else None


def read_blocks(text: str, today: date) -> tuple[list[Block], list[str]]:
    """The reviews, and the lines before the first of them."""
    lines = [" ".join(line.split()) for line in text.splitlines()]
    heads: list[tuple[int, int, Block]] = []
    for number in range(len(lines)):
        found = _head(lines, number, heads[-1][1] if heads else 0, today)
        if found:
            heads.append((found[0], number + 1, found[1]))
    for place, (_start, after, block) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        _fill(block, lines[after:end], today)
        block.closed = block.closed or place + 1 < len(heads)
    return [block for _start, _after, block in heads], lines[: heads[0][0]] if heads else lines


def _head(lines: list[str], number: int, floor: int, today: date) -> tuple[int, Block] | None:
    """Where the review begins whose day stands in this line, and what its head tells."""
    line, stars = _without_stars(lines[number])
    told = read_day(line, today)
    if told is None:
        return None
    headed = stars is not None
    for above in range(number - 1, max(number - _HEAD, floor) - 1, -1):
        words = lines[above]
        if not words or _ICONS.fullmatch(words):
            continue
        lit = read_stars(words)
        if lit is not None or COUNTED.fullmatch(words) or _STARS.fullmatch(words):
            stars, headed = stars or lit, True
        elif OWNER.fullmatch(words) or _CLOSING.fullmatch(words):
            return None
        elif not _FURNITURE.fullmatch(words):
            if not _could_name(words, headed=headed):
                return None
            return above, Block(author=words, told=told, stars=stars, headed=headed)
    return None


def _without_stars(line: str) -> tuple[str, int | None]:
    """The stars may stand in the day's line, as in "4/5 a month ago on"."""
    first, _blank, rest = line.partition(" ")
    stars = read_stars(first) if rest else None
    if stars is not None:
        return rest, stars
    return (rest, None) if rest and _ICONS.fullmatch(first) else (line, None)


def _could_name(line: str, *, headed: bool) -> bool:
    """Over a count of reviews stands a name, whatever it looks like; elsewhere a sentence is none."""
    return len(line) <= _LONGEST_NAME and (headed or line[-1] not in ".!?…:;," or bool(_INITIAL.search(line)))


def _fill(block: Block, lines: list[str], today: date) -> None:
    into = block.text
    body = iter(lines)
    for line in body:
        owner = OWNER.fullmatch(line)
        if owner and block.answer is None and _answers(owner, today):
            into = block.answer = []
        elif _CLOSING.fullmatch(line):
            block.closed = True
        elif block.answer is not None and not any(block.answer) and read_day(line, today):
            continue  # the day of the answer
        elif block.closed and into is block.text:
            continue  # a button stood above: these are no words of the guest's
        else:
            _word(block, into, line)
    if block.answer is not None:
        block.answer_cut = _is_cut(block.answer)
    block.cut = _is_cut(block.text)


def _answers(owner: re.Match[str], today: date) -> bool:
    """What stands behind the mark is a day, or nothing: else a guest wrote of an answer."""
    when = (owner["when"] or owner["when_mark"] or "").strip(" ·:")
    return not when or read_day(when, today) is not None


def _word(block: Block, into: list[str], line: str) -> None:
    aspect = _ASPECT.fullmatch(line)
    if into is block.text and aspect and aspect["value"]:
        block.aspects[aspect["label"].capitalize()] = aspect["value"].removesuffix("/5") + "/5"
        return
    lit = read_stars(line)
    if into is block.text and not any(into) and lit is not None:
        block.stars = block.stars or lit
    elif not (_FURNITURE.fullmatch(line) or _ICONS.fullmatch(line)) or not line:
        into.append(line)


def _is_cut(lines: list[str]) -> bool:
    """Whether the page had cut the words short; its own words for that are taken away."""
    while lines and not lines[-1]:
        lines.pop()
    if not lines or not _CUT.search(lines[-1]):
        return False
    lines[-1] = _CUT.sub("", lines[-1]).rstrip()
    if not lines[-1]:
        lines.pop()
    if lines:
        lines[-1] = lines[-1].rstrip(".…") + "…"
    return True
