"""Strangers' words on a terminal."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.cli.columns import cells, cut, fold, padded, table
from reviewdesk.cli.shown import one_line, paragraphs

ANY = st.text(st.characters(exclude_categories=[]), max_size=80)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("bell\x07 nul\x00 del\x7f", "bell␇ nul␀ del␡"),
        ("\x9b31m", "<U+009B>31m"),
        ("abc\u202egnirts", "abc<U+202E>gnirts"),
        ("two\r\nlines\tand\n\nmore", "two lines and more"),
        ("half \ud83c", "half \ufffd"),
        ("👩\u200d🍳 at work", "👩\u200d🍳 at work"),
        ("سليم", "\u2068سليم\u2069"),
        ("[bold]plain[/bold]", "[bold]plain[/bold]"),
    ],
)
def test_what_could_speak_to_the_terminal_is_made_visible(raw, shown):
    assert one_line(raw) == shown


@settings(deadline=None)
@given(ANY)
def test_no_text_brings_a_control_or_turns_a_line_around(text):
    for line in [one_line(text), *paragraphs(text)]:
        assert not any(ord(sign) < 32 or 0x7F <= ord(sign) < 0xA0 for sign in line)
        inner = line.removeprefix("\u2068").removesuffix("\u2069")
        assert not set(inner) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert line.count("\u2068") == line.count("\u2069")
        line.encode()


def test_paragraphs_keep_the_writers_breaks():
    assert paragraphs("one\r\n\r\ntwo\rthree\u2028four\tx") == ["one", "", "two", "three", "four    x"]


@settings(deadline=None)
@given(ANY.map(one_line), st.integers(1, 40))
def test_padded_fills_exactly_its_cells(text, width):
    assert cells(padded(text, width)) == width


@settings(deadline=None)
@given(ANY.map(one_line), st.integers(1, 40))
def test_cut_never_takes_more_room_than_it_has(text, width):
    assert cells(cut(text, width)) <= width


@settings(deadline=None)
@given(ANY.map(one_line), st.integers(20, 60))
def test_fold_breaks_into_lines_that_fit_and_loses_nothing(text, width):
    lines = fold(text, width, "  ")
    assert all(cells(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_cut_halves_no_family_and_drops_no_accent():
    assert cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 5) == "👨‍👩‍👧‍👦👨‍👩‍👧‍👦…"
    assert cut("e\u0301e\u0301e\u0301e\u0301", 3) == "e\u0301e\u0301…"
    assert cut("日本語です", 6) == "日本…"


def test_a_table_is_as_wide_as_its_words():
    assert table([("a", "日本"), ("ccc", "d")], ("x", "y")) == ["x    y", "a    日本", "ccc  d"]
