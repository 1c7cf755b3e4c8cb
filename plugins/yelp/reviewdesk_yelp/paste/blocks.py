"""Cutting a page's text into reviews: who, when, how many stars, the words, and the owner's answer."""

import re
from datetime import date

from reviewdesk_yelp.paste.block import NAME, Block, Read, names_somebody
from reviewdesk_yelp.paste.dates import Order, Told, order_of, read_date
from reviewdesk_yelp.paste.doubts import after_answer, doubt, later, strays
from reviewdesk_yelp.paste.words import (
    BUTTON,
    CUT,
    EARLIER,
    FOOTER,
    OWNER,
    PHOTO_OF,
    REACTION,
    ROLE,
    TITLE_LINE,
    UPDATED,
    rating_of,
)

__all__ = ["Block", "read_blocks"]

_TOWN = re.compile(r"(?![a-zà-ÿ])[^\n]{1,60}(?<![.,;:!?])")
_AMERICAN = re.compile(r", [A-Z]{2}(?: \d{5})?$")
_LINK = re.compile(r"https?://\S*[?&]hrid=([A-Za-z0-9_-]{22})\S*")
_HEAD = 12
"""A guest's name, town, counts and stars never take more lines than these before the date."""
_ENGLISH = re.compile(
    r"\b(?:Photo of|star rating|Helpful|Useful|Love this|Business owner|Comment from|Read more|the|and)\b"
)


def read_blocks(text: str, today: date) -> list[Block]:
    lines = [" ".join(line.replace("\u200b", "").split()) for line in text.splitlines()]
    plain = [line for line in lines if line]
    order = order_of(
        plain,
        today,
        english=bool(_ENGLISH.search(text)),
        american=any(_AMERICAN.search(line) for line in plain),
    )

    def read(line: str) -> Told | None:
        return _dated(line, today, order)

    starts = _starts(lines, read)
    first = starts[0] if starts else len(lines)
    over = next((n for n in range(first, len(lines)) if FOOTER.fullmatch(lines[n])), len(lines))
    starts = [start for start in starts if start < over]
    lines = lines[:over]
    ends = [*starts, len(lines)][1:]
    blocks = [_block(lines[start:end], read) for start, end in zip(starts, ends, strict=True)]
    doubt(blocks, lines[:first], read)
    return blocks


def _dated(line: str, today: date, order: Order) -> Told | None:
    """A date alone on its line, with what Yelp puts beside it."""
    without = re.split(r"\s[·•|]\s|\s{2,}", UPDATED.sub("", line, count=1).strip(" ·•"))[0]
    return read_date(without, today, order)


def _starts(lines: list[str], read: Read) -> list[int]:
    starts: list[int] = []
    after = 0
    for number, line in enumerate(lines):
        if number < after or not names_somebody(line):
            continue
        head = _head_end(lines, number, read)
        if head and not _is_owners(lines, number):
            starts.append(number)
            after = head
    return starts


def _is_owners(lines: list[str], number: int) -> bool:
    """Whether the name belongs to an answer: its heading stands above it, or its role below."""
    above = [line for line in lines[max(0, number - 4) : number] if line]
    if any(OWNER.fullmatch(line) for line in above[-2:]) or any(ROLE.fullmatch(line) for line in above[-1:]):
        return True
    below = [line for line in lines[number + 1 : number + 6] if line][:3]
    for line in below:
        if ROLE.fullmatch(line):
            return True
        if not NAME.fullmatch(line):
            return False
    return False


def _head_end(lines: list[str], start: int, read: Read) -> int:
    """The line behind the head that begins here; 0 where what follows is no head."""
    places, end, seen = 0, 0, 0
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if not line:
            continue
        seen += 1
        if seen > _HEAD:
            break
        stars = rating_of(line)
        if read(line) or (stars and read(stars[1])):
            return number + 1
        if stars and not stars[1]:
            end = number + 1
        elif NAME.fullmatch(line) or PHOTO_OF.fullmatch(line) or UPDATED.fullmatch(line):
            continue
        elif not TITLE_LINE.fullmatch(line):
            # Behind the stars the words begin; before them only a town is strange.
            if end or places or not _TOWN.fullmatch(line):
                break
            places += 1
    return end


def _block(lines: list[str], read: Read) -> Block:
    block = Block()
    body = _read_head(block, lines, read)
    own, answer = _split(lines[body:], OWNER)
    own, earlier = _split(own, EARLIER)
    block.doubts |= strays(own, read) | later(block.told, earlier, read)
    own, rest = _within(own, 0)
    answer, more = _within(answer, 4)
    block.rest = rest + more
    block.doubts |= strays(block.rest, read)
    block.text, block.cut = _words(block, own)
    block.earlier = _words(block, [line for line in earlier[1:] if not rating_of(line) and not read(line)])[0]
    if answer:
        _read_answer(block, answer, read)
        block.doubts |= after_answer(block, answer, read)
    return block


def _read_head(block: Block, lines: list[str], read: Read) -> int:
    """Fill in who, when and how many stars; gives the line where the words begin."""
    body = _head_end(lines, 0, read)
    names: list[str] = []
    for line in lines[:body]:
        stars = rating_of(line)
        rest = stars[1] if stars else line
        block.stars = stars[0] if stars and block.stars is None else block.stars
        named = PHOTO_OF.fullmatch(line)
        name = named["name"] if named else line if NAME.fullmatch(line) else None
        names += [name] if name else []
        block.updated = block.updated or bool(UPDATED.match(line))
        block.told = block.told or read(rest)
        block.town = block.town or (
            bool(_TOWN.fullmatch(line)) and not (stars or name or _counts(line, read))
        )
    # The picture above may be one of a dish: a name in the form Yelp gives guests goes before it.
    guests = [name for name in names if NAME.fullmatch(name)]
    block.author = next(iter(guests or names), None)
    block.doubts |= {"author"} if len(set(guests)) > 1 else set()
    if any(each.fullmatch(line) for line in lines[:body] for each in (OWNER, ROLE, EARLIER)):
        block.doubts |= {"rating", "created_at"}
    while body < len(lines) and _is_head_too(block, lines[body], read):
        body += 1
    return body


def _counts(line: str, read: Read) -> bool:
    """A day, or what Yelp counts of a guest."""
    return bool(read(line) or TITLE_LINE.fullmatch(line) or UPDATED.fullmatch(line))


def _is_head_too(block: Block, line: str, read: Read) -> bool:
    """Behind the date may come the stars, or how many photos there are."""
    stars = rating_of(line)
    if stars and not stars[1] and block.stars is None:
        block.stars = stars[0]
        return True
    if block.told is None and (told := read(line)):
        block.told = told
        return True
    if UPDATED.fullmatch(line):
        block.updated = True
        return True
    return not line or bool(TITLE_LINE.fullmatch(line))


def _split(lines: list[str], at: re.Pattern[str]) -> tuple[list[str], list[str]]:
    for number, line in enumerate(lines):
        if line and at.fullmatch(line):
            return lines[:number], lines[number:]
    return lines, []


def _within(lines: list[str], head: int) -> tuple[list[str], list[str]]:
    """What belongs to a review, and what stands behind its buttons: somebody of whom no head was found."""
    for number, line in enumerate(lines):
        if number >= head and (PHOTO_OF.fullmatch(line) or _ends_here(lines, number)):
            behind = [other for other in lines[number:] if other and not _is_button([other], in_row=True)]
            return (lines[:number], behind) if behind else (lines, [])
    return lines, []


def _ends_here(lines: list[str], number: int) -> bool:
    """Whether a row of buttons is over, and something else begins."""
    line = lines[number]
    if not line or REACTION.fullmatch(line) or line.isdecimal():
        return False
    row = [other for other in lines[:number] if other][-2:]
    return len(row) == 2 and all(REACTION.fullmatch(other) or other.isdecimal() for other in row)


def _words(block: Block, lines: list[str]) -> tuple[list[str], bool]:
    """The words without the buttons under them, and whether they are only the beginning."""
    kept = list(lines)
    for number, line in enumerate(lines):
        if found := _LINK.fullmatch(line):
            block.link, block.review_id = line, found[1]
            kept[number] = ""
    cut = in_row = False
    while kept and (not kept[-1] or _is_button(kept, in_row=in_row)):
        last = kept.pop()
        cut = cut or bool(CUT.fullmatch(last))
        in_row = in_row or bool(REACTION.fullmatch(last))
    while kept and not kept[0]:
        kept.pop(0)
    return kept, cut or bool(kept and kept[-1].endswith(("…", "...")) and len(" ".join(kept)) > 100)


def _is_button(lines: list[str], *, in_row: bool) -> bool:
    """A lone "Thanks" may be the guest's own last word: a button has a count, or another beside it."""
    line = lines[-1]
    if CUT.fullmatch(line) or BUTTON.fullmatch(line) or line.isdecimal() or PHOTO_OF.fullmatch(line):
        return True
    if not REACTION.fullmatch(line):
        return False
    if in_row or any(sign.isdecimal() for sign in line) or len(line.split()) > 2:
        return True
    above = next((other for other in reversed(lines[:-1]) if other), "")
    return bool(REACTION.fullmatch(above)) or above.isdecimal()


def _read_answer(block: Block, lines: list[str], read: Read) -> None:
    heads = 0
    for number, line in enumerate(lines):
        told = read(line) if line else None
        if told:
            block.answered, heads = told, number + 1
            break
        if number == 0 or not line or ROLE.fullmatch(line) or names_somebody(line) or len(line) <= 40:
            heads = number + 1
            continue
        break
    else:
        heads = 2 if len(lines) > 1 and ROLE.fullmatch(lines[1]) else 1
    block.answer = _words(block, lines[heads:])[0]
