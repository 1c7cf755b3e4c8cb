"""Strangers' words, numbers and times as they stand on the screen: measured in cells, never markup."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from rich.cells import cell_len, set_cell_size, split_graphemes

from reviewdesk.api import Rating, _, ngettext, spoken
from reviewdesk.engine.calendar_words import month, weekday
from reviewdesk.store.fractions import fraction

_ELLIPSIS = "…"


def _signs() -> dict[int, str | None]:
    """Controls made visible, invisible signs taken out: what a terminal would obey instead of show."""
    table: dict[int, str | None] = {code: chr(0x2400 + code) for code in range(0x20) if code != 0x0A}
    table[0x09] = "    "
    table[0x7F] = "␡"
    table.update(dict.fromkeys(range(0x80, 0xA0), "�"))
    table.update(dict.fromkeys((0x2028, 0x2029), "\n"))
    # Embeddings, overrides and isolates turn the line of a neighbour round: shown, not obeyed.
    table.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "⇄"))
    gone = (0x00AD, 0x034F, 0x061C, 0x180E, 0x200B, 0x200E, 0x200F, 0xFEFF, *range(0x2060, 0x2066))
    table.update(dict.fromkeys((*gone, *range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC))))
    # Terminals disagree about the width of a sign with a selector; without it they agree.
    table.update(dict.fromkeys((*range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080))))
    table.update(dict.fromkeys((0x115F, 0x1160, 0x3164, 0xFFA0, 0x00A0), " "))
    table.update(dict.fromkeys((*range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF), "�"))
    return table


_SIGNS = _signs()
_SURROGATES = re.compile("[\ud800-\udfff]")
_JOINED_EMOJI = re.compile("(?<=[\u2600-\u27bf\U0001f000-\U0001faff])\u200d")
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_HEAPED_MARKS = re.compile(f"({_MARKS}{{3}}){_MARKS}+")
_SPACE = re.compile(r"\s+")
_TWO_POINTS = re.compile(r"(?<=\w)\.\.(?!\.)")


def visible(text: str) -> str:
    """A stranger's text with nothing in it that a terminal would obey; line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    shown = text.replace("\r\n", "\n").translate(_SIGNS)
    shown = _SURROGATES.sub("�", shown)
    shown = _JOINED_EMOJI.sub("", shown)
    return _HEAPED_MARKS.sub(r"\1", shown)


def one_line(text: str) -> str:
    """A stranger's text in one line."""
    return _SPACE.sub(" ", visible(text)).strip()


def cut(text: str, width: int) -> str:
    """`text`, at most `width` cells wide, with an ellipsis where something was cut."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + _ELLIPSIS


def fit(text: str, width: int, *, right: bool = False) -> str:
    """`text`, exactly `width` cells wide."""
    if width <= 0:
        return ""
    shown = cut(text, width)
    gap = " " * (width - cell_len(shown))
    return gap + shown if right else shown + gap


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; a word longer than a line is broken."""
    width = max(2, width)
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines.extend(_wrapped(paragraph.rstrip(), width))
    return lines


def _wrapped(paragraph: str, width: int) -> Iterator[str]:
    if cell_len(paragraph) <= width:
        yield paragraph
        return
    line, used = "", 0
    for word in _words(paragraph, width):
        size = cell_len(word)
        if used + len(word) - len(word.lstrip()) + cell_len(word.strip()) > width and line:
            yield line.rstrip()
            word = word.lstrip()  # noqa: PLW2901 - a line begins with its word
            size = cell_len(word)
            line, used = "", 0
        line += word
        used += size
    if line:
        yield line.rstrip()


def _words(paragraph: str, width: int) -> Iterator[str]:
    for word in re.findall(r"\s*\S+", paragraph):
        if cell_len(word) <= width:
            yield word
        else:
            yield from _broken(word, width)


def _broken(word: str, width: int) -> Iterator[str]:
    spans, _total = split_graphemes(word)
    start = end = used = 0
    for begin, stop, size in spans:
        if used + size > width:
            yield word[start:end]
            start, used = begin, 0
        end = stop
        used += size
    yield word[start:]


def stars(half: int | None) -> str:
    """Five cells: filled, half and empty stars."""
    if half is None:
        return "  -  "
    full, rest = divmod(half, 2)
    return ("★" * full + "½" * rest).ljust(5, "☆")


def rating_words(rating: Rating | None, *, short: bool = False) -> str:
    """The platform's own value: 1/5, 4.0/10. `short` leaves the scale of five out."""
    if rating is None:
        return _("no stars")
    value = fraction(f"{rating.value:g}" if rating.scale <= 5 else f"{rating.value:.1f}")
    return value if short and rating.scale == 5 else f"{value}/{rating.scale}"


_THOUSANDS = {"pl": "\u00a0", "ru": "\u00a0", "hr": ".", "sr": ".", "sr_Latn": "."}
"""CLDR, "group" of the decimal numbers; where it is not English's comma."""


def count(number: int) -> str:
    return f"{number:,}".replace(",", _THOUSANDS.get(spoken(), ","))


def one_point(sentence: str) -> str:
    """With one point where a name or a month that ends in one ends a sentence: Miles R., 22 дек."""
    return _TWO_POINTS.sub(".", sentence)


def length(spent: timedelta) -> str:
    """How long, in the largest unit that says enough."""
    seconds = max(0, int(spent.total_seconds()))
    if seconds < 60:
        return _("now")
    if seconds < 3600:
        return _("{n} min").format(n=seconds // 60)
    if seconds < 86400:
        return _("{n} h").format(n=seconds // 3600)
    return _days(seconds // 86400)


def _days(days: int) -> str:
    if days < 14:
        return _("{n} d").format(n=days)
    if days < 70:
        return _("{n} wk").format(n=days // 7)
    if days < 730:
        return _("{n} mo").format(n=days // 30)
    return _("{n} y").format(n=days // 365)


def age(moment: datetime | date, now: datetime) -> str:
    """How long ago; a bare day is never counted in hours."""
    if isinstance(moment, datetime):
        return length(now - moment)
    days = (now.astimezone().date() - moment).days
    return _("today") if days <= 0 else _days(days)


def ago(moment: datetime, now: datetime) -> str:
    """How long ago, as a phrase."""
    if now - moment < timedelta(minutes=1):
        return _("just now")
    days = (now - moment).days
    if days >= 1:
        return ngettext("{n} day ago", "{n} days ago", days).format(n=days)
    return _("{time} ago").format(time=length(now - moment))


def clock_time(moment: datetime, zone: tzinfo | None = None) -> str:
    return f"{moment.astimezone(zone):%H:%M}"


def when(moment: datetime | date, now: datetime, zone: tzinfo | None = None) -> str:
    """The day, and the time where it is known: today 18:31, 18 Nov 09:02, 18 Nov."""
    today = now.astimezone(zone).date()
    if not isinstance(moment, datetime):
        return day_words(moment, today)
    local = moment.astimezone(zone)
    return f"{day_words(local.date(), today)} {local:%H:%M}"


def day_words(day: date, today: date) -> str:
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    if day.year == today.year or abs((today - day).days) < 180:
        return _("{day} {month}").format(day=day.day, month=month(day))
    return _("{day} {month} {year}").format(day=day.day, month=month(day), year=day.year)


def day_heading(day: date, today: date) -> str:
    """The heading over the reviews of one day."""
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    said = named_day(day, today)
    return said[:1].upper() + said[1:]


def named_day(day: date, today: date) -> str:
    """A day with its name, inside a sentence: Friday, 20 Nov; piątek, 20 lis."""
    return f"{weekday(day)}, {day_words(day, today)}"


@lru_cache(maxsize=64)
def zone_of(name: str | None) -> tzinfo | None:
    """The zone by its name; None (this machine's) where there is none of that name."""
    if not name:
        return None
    try:
        from zoneinfo import ZoneInfo  # with the machine's zones: not before the first paint

        return ZoneInfo(name)
    except (OSError, ValueError):
        return None


def language_name(tag: str | None) -> str:
    """A language in words, as far as the desk knows a word for it."""
    if not tag:
        return ""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(tag, sep="-").get_display_name(spoken()) or tag
    except (ValueError, UnknownLocaleError):
        return tag
