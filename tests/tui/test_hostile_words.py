"""Texts made to break a screen, read as an owner would read them."""

import json
from typing import Any

from reviewdesk.tui.widgets.leaf import Leaf

OWN = [
    "[bold red]not markup[/] [/] [@click=app.quit]press[/]",
    "esc \x1b]52;c;aGk=\x07 \x1b[2J \x9b31m bell \x07 null \x00",
    "rtl \u202egnirts desrever\u202c \u2067isolated\u2069 שלום مرحبا",
    "z\u0335\u0321\u0327\u0328a\u0310\u0352\u0357l\u033f\u0346g\u0344\u0343o\u0342" + "\u0301" * 400,
    "👨‍👩‍👧‍👦 🇮🇹 👍🏿 ❤️ \ufe0f\u200d\u200b\u2060\ufeff",
    "\ufdd0\uffff\ufffe \ue000 \U000e0041 \u2028line\u2029paragraph",
    "你好世界" * 2000,
    "x" * 100_000,
    "\n" * 3000,
    "a\tb\tc\r\nd\re",
]


def _safe(text: str) -> bool:
    return not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in text)


async def _read_all(seat: Any, drawn: Any, rows: int) -> None:
    await seat.until(lambda: seat.list.rows == rows)
    leaf = seat.app.inbox_screen.query_one("#leaf", Leaf)
    for row in range(rows):
        seat.list.move_to(row)
        await seat.reading()
        for line in (*drawn(seat.list), *drawn(leaf)):
            assert _safe(line), line
    await seat.press("f")
    await seat.pilot.pause()


async def test_our_own_hostile_texts_are_shown_as_data(sit, home, takeout, drawn, desk):
    rows = [{"author": text[:200], "text": text} for text in OWN]
    desk.imports.take(takeout(*rows))
    desk.inbox.begin(None, wordless_above=None)
    async with sit(size=(120, 30)) as seat:
        await _read_all(seat, drawn, len(rows))
        assert seat.app.is_running


async def test_the_naughty_strings_are_shown_as_data(sit, home, takeout, drawn, desk, shared):
    naughty = json.loads((shared / "data" / "edge" / "blns" / "blns.json").read_text("utf-8"))
    text = (shared / "data" / "edge" / "terminal_escapes" / "fuzzdb_terminal-escape-codes.txt").read_bytes()
    rtl = (shared / "data" / "edge" / "unicode_fuzzdb" / "right-to-left.txt").read_text("utf-8", "replace")
    every = [*naughty, text.decode("latin-1"), rtl]
    chunks = ["\n".join(every[start : start + 40]) for start in range(0, len(every), 40)]
    desk.imports.take(takeout(*({"author": chunk[:60] or "-", "text": chunk} for chunk in chunks)))
    desk.inbox.begin(None, wordless_above=None)
    async with sit(size=(120, 30)) as seat:
        await _read_all(seat, drawn, len(chunks))


async def test_a_very_long_review_is_cut_until_it_is_unfolded(sit, home, takeout, desk):
    desk.imports.take(takeout({"author": "Long", "text": "word " * 20_000}))
    desk.inbox.begin(None, wordless_above=None)
    async with sit(size=(120, 30)) as seat:
        await seat.reading()
        await seat.until(lambda: "more characters" in seat.text)
        assert len(seat.text) < 5000
        await seat.press("f")
        await seat.until(lambda: len(seat.text) > 90_000)


async def test_what_is_pasted_into_an_answer_keeps_its_lines(connected_desk, sit, clock):
    from textual import events

    async with sit() as seat:
        await seat.write("")
        seat.app.post_message(events.Paste("one\r\ntwo\rthree\x00"))
        await seat.until(lambda: seat.editor.text == "one\ntwo\nthree")


async def test_an_owners_own_words_are_no_markup_either(connected_desk, sit, clock):
    from reviewdesk.tui.dialogs.last_look import LastLookDialog

    async with sit() as seat:
        await seat.write("")
        seat.editor.replace_all("[b]bold[/b] [/]")
        await seat.press("f2")
        await seat.dialog(LastLookDialog)
        assert "[b]bold[/b] [/]" in seat.text
