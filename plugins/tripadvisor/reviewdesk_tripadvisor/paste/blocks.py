"""Cutting copied text into reviews, and a review into its parts."""

import re
from dataclasses import dataclass
from itertools import pairwise

from reviewdesk_tripadvisor.paste import marks
from reviewdesk_tripadvisor.paste.block import Block
from reviewdesk_tripadvisor.paste.doubts import PLACE_LIKE, doubts, no_guests_name, spread

_URL = re.compile(r"https?://\S*tripadvisor\S*")
_HEAD_LINES = 9


def blocks(text: str) -> list[Block]:
    lines = [" ".join(line.split()) for line in text.splitlines()]
    heads = _heads(lines) or _rated_heads(lines)
    if heads:
        bounds = [*[head.start for head in heads], len(lines)]
        found = [
            _of_head(head, lines[head.after : bounds[number + 1]], lines[head.start : bounds[number + 1]])
            for number, head in enumerate(heads)
        ]
        counted = any(head.counted for head in heads)
        for head, block in zip(heads, found, strict=True):
            block.closed = block.answer is None and _is_closed(block.lines, followed=block is not found[-1])
            block.bare = head.odd or (head.wrote and not head.counted and (counted or _has_count(block)))
    else:
        found = _without_heads(lines)
    spread(found)
    return found


def _has_count(block: Block) -> bool:
    return any(marks.COUNTED.fullmatch(line) for line in block.lines)


@dataclass(slots=True)
class _Head:
    """Where a review begins, and where its own words follow."""

    start: int
    after: int
    author: str
    doubtful: bool = False
    day: str | None = None
    odd: bool = False
    """The name is like no guest's: the right one may have got lost."""
    wrote: bool = False
    """It begins with "... wrote a review"; the count of all that he wrote stands below."""
    counted: bool = False


def _heads(lines: list[str]) -> list[_Head]:
    found: list[_Head] = []
    for number, line in enumerate(lines):
        wrote = marks.WROTE.fullmatch(line)
        if wrote:
            found.append(_Head(number, number + 1, wrote["name"], day=wrote["day"], wrote=True))
        elif marks.COUNTED.fullmatch(line) and not (found and _only_blank(lines[found[-1].after : number])):
            head = _named(lines, number)
            if head:
                found.append(head)
        elif marks.COUNTED.fullmatch(line):
            found[-1].counted = True
            found[-1].after = number + 1  # it stands under "... wrote a review"
    return found


def _rated_heads(lines: list[str]) -> list[_Head]:
    """Where no counters stand, as in the Management Center: a name right above the bubbles.

    It is asked about. Bubbles count only once the review before them has ended: a guest may write "5/5".
    """
    found: list[_Head] = []
    ended = True
    for number, line in enumerate(lines):
        ended = ended or marks.WRITTEN.fullmatch(line) is not None
        above = lines[number - 1] if number else ""
        if ended and marks.read_rating(line) is not None and _could_name(above):
            found.append(_Head(number - 1, number, above, doubtful=True))
            ended = False
    return found


def _named(lines: list[str], counted: int) -> _Head | None:
    """The name stands right above the counter, or above the town that stands in between."""
    above = _above(lines, counted)
    if above is None:
        return None
    town_inside = bool(marks.COUNTED.fullmatch(lines[counted])["home"].strip())  # type: ignore[index]
    start, doubtful = above, False
    if not town_inside:
        second = above - 1 if above > 0 and _could_name(lines[above - 1]) else None
        if second is not None and PLACE_LIKE.fullmatch(lines[above]):
            start = second
        else:
            doubtful = second is not None
    odd = no_guests_name(lines[start])
    return _Head(start, counted + 1, lines[start], doubtful=doubtful or odd, odd=odd)


def _above(lines: list[str], counted: int) -> int | None:
    for number in range(counted - 1, max(counted - 3, -1), -1):
        if lines[number]:
            return number if _could_name(lines[number]) else None
    return None


def _could_name(line: str) -> bool:
    return bool(line) and len(line) <= 60 and not marks.is_furniture(line) and not _is_end(line)


def _is_end(line: str) -> bool:
    return (
        marks.is_small_print(line)
        or marks.WRITTEN.fullmatch(line) is not None
        or marks.VISIT.fullmatch(line) is not None
        or line[-1:] in {".", "!", "?", "…", ":", ";"}
    )


def _only_blank(lines: list[str]) -> bool:
    return not any(lines)


def _of_head(head: _Head, rest: list[str], lines: list[str]) -> Block:
    block = Block(author=head.author, doubtful_author=head.doubtful, day=head.day, lines=lines)
    _fill(block, rest)
    return block


def _without_heads(lines: list[str]) -> list[Block]:
    """No names were copied: a review ends with the line that says when it was written, and its answer."""
    found: list[Block] = []
    held: list[str] = []
    ended = False
    for line in lines:
        begins = bool(held) and ended and marks.REVIEWED.fullmatch(line) is None
        if (
            begins
            and line
            and not (marks.is_furniture(line) or marks.is_small_print(line) or _answers(held, line))
        ):
            found.append(_bare(held))
            held, ended = [], False
        held.append(line)
        ended = ended or marks.WRITTEN.fullmatch(line) is not None
        ended = ended and not (_inside_answer(held))
    if any(held):
        found.append(_bare(held))
    return [block for block in found if block.day or block.visit or block.stars is not None or block.answer]


def _answers(held: list[str], line: str) -> bool:
    return marks.ANSWER.fullmatch(line) is not None or _inside_answer(held)


def _inside_answer(held: list[str]) -> bool:
    begun = next((n for n, line in enumerate(held) if marks.ANSWER.fullmatch(line)), None)
    return begun is not None and not any(marks.is_answers_print(line) for line in held[begun:])


def _bare(lines: list[str]) -> Block:
    block = Block(lines=lines)
    _fill(block, lines)
    return block


def _fill(block: Block, lines: list[str]) -> None:
    own, answer = _split_answer(lines)
    block.doubts = doubts(own, answer or [])
    block.link = next((match[0] for line in lines if (match := _URL.search(line))), None)
    if answer is not None:
        _fill_answer(block, answer)
    body = _fill_marks(block, [line for line in own if not _URL.fullmatch(line)])
    _fill_words(block, body)


def _split_answer(lines: list[str]) -> tuple[list[str], list[str] | None]:
    for number, line in enumerate(lines):
        if marks.ANSWER.fullmatch(line):
            return lines[:number], lines[number + 1 :]
    return lines, None


def _is_closed(lines: list[str], *, followed: bool) -> bool:
    """Whether no answer stands below: the page offers to respond, or the next review comes at once."""
    ends = [number for number, line in enumerate(lines) if marks.WRITTEN.fullmatch(line)]
    if len(ends) != 1:
        return False
    below = [line for line in lines[ends[0] + 1 :] if line]
    if any(
        marks.is_answers_print(line) or not (marks.is_furniture(line) or marks.is_small_print(line))
        for line in below
    ):
        return False
    offered = any(marks.offers_to_respond(line) for line in below)
    return offered or (followed and any(marks.is_small_print(line) for line in below))


def _fill_answer(block: Block, lines: list[str]) -> None:
    words: list[str] = []
    for line in lines:
        answered = marks.ANSWERED.fullmatch(line)
        if answered and not any(words):
            block.answer_day = answered["day"]
        elif marks.is_small_print(line):
            break
        else:
            words.append(line)
    block.answer_cut, text = _words(words)
    block.answer = text or None


def _fill_marks(block: Block, lines: list[str]) -> list[str]:
    """Take out what says when; what was written ends where the first of its last lines stands."""
    end = len(lines)
    for number, line in enumerate(lines):
        written, reviewed, visit = (
            rule.fullmatch(line) for rule in (marks.WRITTEN, marks.REVIEWED, marks.VISIT)
        )
        if written:
            block.day = written["day"]
            end = min(end, number)
        elif reviewed and block.day is None:
            block.day = reviewed["day"]
            lines = [*lines[:number], "", *lines[number + 1 :]]
        elif visit:
            block.visit = visit["month"]
            end = min(end, number)
        elif marks.is_small_print(line):
            end = min(end, number)
    return lines[:end]


def _fill_words(block: Block, lines: list[str]) -> None:
    body = _after_trip(block, lines)
    if body is None:
        body = _rated(block, lines)
        if body:
            block.title = body.pop(0)
        body = _rated(block, body)
    block.title = (block.title or "").strip('“”„"« »') or None
    _take_ratings(block, body)
    block.cut, text = _words(body)
    block.text = text or None


def _after_trip(block: Block, lines: list[str]) -> list[str] | None:
    """The month and kind of the trip stand between title and words: the surest of all marks."""
    for number, line in enumerate(lines[:_HEAD_LINES]):
        trip = marks.TRIP.fullmatch(line)
        above = [each for each in lines[:number] if each]
        if trip and above:
            block.visit, block.trip, block.title = trip["month"], trip["trip"], above[-1]
            _rated(block, above[:-1])
            return lines[number + 1 :]
    return None


def _rated(block: Block, lines: list[str]) -> list[str]:
    """Without the bubbles and counters that stand first."""
    body = list(lines)
    while body and (not body[0] or marks.is_counter(body[0])):
        stars = marks.read_rating(body.pop(0))
        block.stars = block.stars if stars is None or block.stars is not None else stars
    return body


def _take_ratings(block: Block, body: list[str]) -> None:
    for label, line in pairwise(body):
        stars = marks.read_rating(line)
        if marks.is_label(label) and stars is not None:
            block.ratings[label] = f"{stars:g}/5"


def _words(lines: list[str]) -> tuple[bool, str]:
    """What is left when the furniture at both ends is taken away; and whether the page had cut it short."""
    body = list(lines)
    while body and (not body[-1] or marks.is_furniture(body[-1])):
        body.pop()
    while body and not body[0]:
        body.pop(0)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(body))
    cut = bool(marks.CUT.search(text))
    return cut, marks.CUT.sub("…", text) if cut else text
