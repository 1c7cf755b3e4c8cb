"""One line of a copied page, and what it can be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reviewdesk_booking.extranet.headers import column_of, folded
from reviewdesk_booking.paste import labels
from reviewdesk_booking.paste.calendar import is_country, is_doubtful_day, read_day, read_month


class Sort(StrEnum):
    PLAIN = "plain"
    COUNTRY = "country"
    DAY = "day"
    STAY = "stay"
    TRAVELLER = "traveller"
    SCORE = "score"
    LIKED = "liked"
    DISLIKED = "disliked"
    REPLY = "reply"
    NO_WORDS = "no words"
    CUT = "cut"
    BUTTON = "button"
    GUEST = "guest"
    RESERVATION = "reservation"
    TITLE = "title"
    SUB_SCORE = "sub score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    sort: Sort
    text: str
    """The line without what labels it."""
    labelled: bool = False
    gap: bool = False
    """A blank line stands before it."""
    day: date | None = None
    score: float | None = None
    own: bool = False
    """Only Booking.com's pages have such a line."""
    column: str = ""
    """For a sub-score: which one."""
    whole: str = ""
    """The line as it was copied."""


_SCORE = re.compile(r"(10|[0-9])(?:[.,]([0-9]))?(?:\s*/\s*10)?")
_STAY = re.compile(r"([0-9]{1,3})\s+(\S+?)\s*(?:[·•,|-]\s*(.*))?")
_INLINE = re.compile(r"([^:·•0-9]{1,45}?)\s*([:·•])\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[A-Za-z]{0,6}-?[0-9][A-Za-z0-9.-]{3,24}")
_TRAILING = re.compile(r"\s*[:·•]\s*$")
_SUBS = {"staff", "clean", "location", "facilities", "comfort", "value"}
_SECTIONS = {"positive": Sort.LIKED, "negative": Sort.DISLIKED, "reply": Sort.REPLY}


def read_lines(text: str) -> list[Line]:
    found: list[Line] = []
    gap = False
    for raw in re.split(r"\r\n|\r|\n", text):
        line = raw.replace("\u00a0", " ").replace("\u200b", "").strip()
        if not line:
            gap = True
            continue
        found.append(_classified(line, gap))
        gap = False
    return list(_with_values(found))


def _with_values(lines: list[Line]) -> Iterator[Line]:
    """A label alone on its line belongs to the line after it."""
    held: Line | None = None
    for line in lines:
        if held is not None:
            joined = _classified(f"{held.whole.rstrip(' :')}: {line.whole}", held.gap)
            if joined.sort is held.sort and (joined.text or joined.day or joined.score is not None):
                yield joined
                held = None
                continue
            yield _plain(held.whole, held.gap)
            held = None
        if line.labelled and not line.text and line.sort in _LONELY:
            held = line
            continue
        yield line
    if held is not None:
        yield _plain(held.whole, held.gap)


_LONELY = {Sort.GUEST, Sort.RESERVATION, Sort.TITLE, Sort.DAY, Sort.SCORE, Sort.SUB_SCORE}


def _plain(text: str, gap: bool) -> Line:  # noqa: FBT001 - carried along, never decided on
    return Line(sort=Sort.PLAIN, text=text, gap=gap, whole=text)


def _classified(text: str, gap: bool) -> Line:  # noqa: FBT001 - carried along, never decided on
    found = _button(text) or _date(text) or _stay(text) or _score(text) or _labelled(text) or _head(text)
    line = found or Line(sort=Sort.PLAIN, text=text)
    return Line(
        sort=line.sort,
        text=line.text,
        labelled=line.labelled,
        gap=gap,
        day=line.day,
        score=line.score,
        own=line.own,
        column=line.column,
        whole=text,
    )


def _button(text: str) -> Line | None:
    label = folded(text)
    bare = folded(re.sub(r"\s*\(?[0-9]+\)?$", "", text)).rstrip(".…")
    if label.rstrip(".") in labels.of("no_words"):
        return Line(sort=Sort.NO_WORDS, text=text, own=True)
    if label.lstrip("….").strip() in labels.of("cut"):
        return Line(sort=Sort.CUT, text=text)
    if (
        label in labels.of("buttons")
        or bare in labels.of("buttons")
        or re.fullmatch(r"genius\b.*[0-9]", label)
    ):
        return Line(sort=Sort.BUTTON, text=text)
    return None


def _date(text: str) -> Line | None:
    day = read_day(text)
    if day or is_doubtful_day(text):
        return Line(sort=Sort.DAY, text=text, day=day)
    for label, rest in _splits(text):
        if folded(label) in labels.of("reviewed") and (read_day(rest) or is_doubtful_day(rest)):
            return Line(sort=Sort.DAY, text=rest, day=read_day(rest), labelled=True, own=True)
    return None


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Label and rest, at the first colon or before the first digit or word of the date."""
    words = text.split(" ")
    for count in range(1, min(5, len(words))):
        yield _TRAILING.sub("", " ".join(words[:count])), " ".join(words[count:])


def _stay(text: str) -> Line | None:
    month = read_month(text)
    if month:
        return Line(sort=Sort.STAY, text=text, day=month)
    match = _STAY.fullmatch(text)
    if match and folded(match[2]) in labels.of("nights"):
        rest = (match[3] or "").strip()
        month = read_month(rest) if rest else None
        if not rest or month:
            return Line(sort=Sort.STAY, text=text, day=month, own=True)
    for label, rest in _splits(text):
        if folded(label) in labels.of("stayed") and (month := read_month(rest)):
            return Line(sort=Sort.STAY, text=text, day=month)
    return None


def _score(text: str) -> Line | None:
    if match := _SCORE.fullmatch(text):
        return Line(sort=Sort.SCORE, text=text, score=_value(match))
    for label, rest in _splits(text):
        match = _SCORE.fullmatch(rest.strip())
        if match and folded(label) in labels.of("scored"):
            return Line(sort=Sort.SCORE, text=rest, score=_value(match), labelled=True)
        column = column_of(label) if match else None
        if match and column in _SUBS:
            return Line(
                sort=Sort.SUB_SCORE, text=rest, score=_value(match), labelled=True, column=column or ""
            )
    return None


def _value(match: re.Match[str]) -> float | None:
    value = float(f"{match[1]}.{match[2] or 0}")
    return value if value <= 10 else None


def _labelled(text: str) -> Line | None:
    match = _INLINE.fullmatch(text)
    label, sign, rest = (match[1], match[2], match[3].strip()) if match else (text, "", "")
    key = folded(label)
    if key in labels.of("liked") or key in labels.of("disliked"):
        sort = Sort.DISLIKED if key in labels.of("disliked") else Sort.LIKED
        return Line(sort=sort, text=rest, labelled=True, own=sign in {"·", "•"})
    if key in labels.of("reply"):
        return Line(sort=Sort.REPLY, text=rest, labelled=True, own=True)
    return _of_column(column_of(label), rest, sign) or _reservation(text)


def _of_column(column: str | None, rest: str, sign: str) -> Line | None:
    sort = _SECTIONS.get(column or "")
    if column in {"guest", "title"} and (sign == ":" or not rest):
        sort = Sort.GUEST if column == "guest" else Sort.TITLE
    elif column == "reservation" and (not rest or _NUMBER.fullmatch(rest)):
        sort = Sort.RESERVATION
    elif column == "date" and (not rest or read_day(rest) or is_doubtful_day(rest)):
        sort = Sort.DAY
    elif not rest and column in _SUBS:
        sort = Sort.SUB_SCORE
    elif not rest and column == "score":
        sort = Sort.SCORE
    if sort is None:
        return None
    day = read_day(rest) if sort is Sort.DAY and rest else None
    own = sort is Sort.RESERVATION or column in _SECTIONS
    return Line(sort=sort, text=rest, labelled=True, own=own, day=day, column=column or "")


def _reservation(text: str) -> Line | None:
    """``Reservation number 4031234567``, without a colon."""
    label, _space, value = text.rpartition(" ")
    if _NUMBER.fullmatch(value) and column_of(label) == "reservation":
        return Line(sort=Sort.RESERVATION, text=value, labelled=True, own=True)
    return None


def _head(text: str) -> Line | None:
    bare = re.sub(r"^[^\w]+", "", text)
    if is_country(bare):
        return Line(sort=Sort.COUNTRY, text=bare)
    if folded(text) in labels.of("travellers"):
        return Line(sort=Sort.TRAVELLER, text=text)
    return None
