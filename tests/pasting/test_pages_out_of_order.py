"""Copied pages of several guests with blocks lost, moved or mixed up, on all four platforms.

Whatever a row does not ask about is what one and the same guest's card said; the words of two guests never
meet in one review unasked.
"""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import reviewdesk_booking
import reviewdesk_google
import reviewdesk_tripadvisor
import reviewdesk_yelp
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.api import Listing, PasteHint, Skipped

PLUGINS = Path(__file__).parents[2] / "plugins"
MODULES = {
    "google": reviewdesk_google,
    "yelp": reviewdesk_yelp,
    "tripadvisor": reviewdesk_tripadvisor,
    "booking": reviewdesk_booking,
}
PLATFORMS = pytest.mark.parametrize("platform", MODULES)
FACTS, WORDS = ("author", "rating", "created_at"), ("title", "text", "reply")


@dataclass(frozen=True)
class Card:
    """What was copied of one guest, and what is understood of it alone."""

    lines: tuple[str, ...]
    known: dict
    asked: tuple[str, ...]
    name: int
    """The line that names the guest."""


def read(platform, lines):
    hint = PasteHint(
        today=date(2026, 11, 22), platform=platform, listing=Listing(external_id="x", title="Mario")
    )
    pasted = MODULES[platform].reviewdesk_read_paste(text="\n".join(lines), hint=hint)
    rows = zip(pasted.rows, pasted.missing, strict=True) if pasted else ()
    return [(row, asked) for row, asked in rows if not isinstance(row, Skipped)]


def told(row):
    return {
        "author": row.author,
        "rating": row.rating and row.rating.value,
        "created_at": (row.created_at, row.precision),
        "title": row.title or "",
        "text": row.text or "",
        "reply": row.reply.text if row.reply else "",
    }


def pages(platform):
    """(pages that may stand together, lines) of each written sample."""
    folder = PLUGINS / platform / "tests"
    if platform == "google":
        for page in tomllib.loads((folder / "pasted_pages.toml").read_text("utf-8"))["page"]:
            yield page["kind"] + page["language"], page["text"].strip("\n").split("\n")
        return
    for path in sorted((folder / "pastes").glob("*.txt")):
        language, _, kind = path.stem.partition("_")
        layouts = {"management_center": "owners", "hotel_classic": "classic", "cut_short": "classic"}
        together = {
            "yelp": language,
            "tripadvisor": f"{language} {layouts.get(kind, '')}",
            "booking": "owners" if "extranet" in kind else "",
        }[platform]
        yield together, path.read_text("utf-8").splitlines()


def names_in(platform, lines):
    """The lines that name the guests of a whole page."""
    found = []
    for row, _asked in read(platform, lines):
        below = range(found[-1] + 1 if found else 0, len(lines))
        found += [n for n in below if row.author and f"{lines[n]} ".startswith(f"{row.author} ")][:1]
    return found


def card_of(platform, lines, start, name, end):
    alone = read(platform, lines[start:end])
    if len(alone) != 1:
        return []
    return [Card(tuple(lines[start:end]), told(alone[0][0]), alone[0][1], name - start)]


@cache
def cards(platform):
    """The guests of all samples, by what may stand on one page."""
    found = defaultdict(list)
    for together, lines in pages(platform):
        names = names_in(platform, lines)
        # A picture's words, or its letter, stand above the name.
        above = [
            n - 1 if n and (lines[n] in lines[n - 1] or lines[n - 1] == lines[n][0]) else n for n in names
        ]
        for start, name, end in zip(above, names, [*above[1:], len(lines)], strict=bool(names)):
            found[together] += card_of(platform, lines, start, name, end)
    return [group for group in found.values() if len(group) > 1]


def is_of(card, row, asked):
    known, seen = card.known, told(row)
    if any(field not in asked and seen[field] != known[field] for field in FACTS):
        return False
    own = "\n".join(card.lines)
    unasked = [field for field in WORDS if field not in asked and not (field == "text" and "parts" in asked)]
    return all(line.strip(" .…") in own for field in unasked for line in seen[field].split("\n"))


def check(platform, some, lines):
    for row, asked in read(platform, lines):
        assert any(is_of(card, row, asked) for card in some), (told(row), asked, list(lines))


@st.composite
def some_cards(draw, platform, most=4):
    group = draw(st.sampled_from(cards(platform)))
    return draw(st.lists(st.sampled_from(group), min_size=2, max_size=most, unique_by=lambda c: c.lines))


quick = settings(max_examples=60)


def test_each_platform_has_samples_of_several_guests():
    assert all(len([card for group in cards(platform) for card in group]) >= 6 for platform in MODULES)


@PLATFORMS
@quick
@given(data=st.data())
def test_whole_reviews_in_any_order_and_some_left_out_are_all_understood(platform, data):
    some = data.draw(some_cards(platform))
    rows = read(platform, [line for card in some for line in card.lines])
    assert [row.author for row, _asked in rows] == [card.known["author"] for card in some]
    for card, (row, asked) in zip(some, rows, strict=True):
        assert is_of(card, row, asked)
        assert all(told(row)[field] == card.known[field] for field in FACTS)


@PLATFORMS
@quick
@given(data=st.data())
def test_a_line_lost_below_any_name(platform, data):
    some = data.draw(some_cards(platform))
    card = data.draw(st.sampled_from(some))
    gone = data.draw(st.integers(card.name + 1, len(card.lines) - 1))
    lines = [line for each in some for n, line in enumerate(each.lines) if each is not card or n != gone]
    check(platform, some, lines)


@PLATFORMS
@quick
@given(data=st.data())
def test_a_name_lost(platform, data):
    some = data.draw(some_cards(platform))
    card = data.draw(st.sampled_from(some))
    lines = [line for each in some for n, line in enumerate(each.lines) if each is not card or n > card.name]
    check(platform, some, lines)


@PLATFORMS
@quick
@given(data=st.data())
def test_two_lines_in_the_wrong_order(platform, data):
    some = data.draw(some_cards(platform))
    lines = [line for card in some for line in card.lines]
    at = data.draw(st.integers(0, len(lines) - 2))
    check(platform, some, [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]])


@PLATFORMS
@quick
@given(data=st.data())
def test_the_pieces_of_two_guests_column_by_column(platform, data):
    one, other = some = data.draw(some_cards(platform, most=2))
    first = data.draw(st.integers(one.name + 1, len(one.lines)))
    lines = [*one.lines[:first], *other.lines[: other.name + 1]]
    check(platform, some, [*lines, *one.lines[first:], *other.lines[other.name + 1 :]])
