"""A stranger's control signs on every page, in dialogs and at a real terminal: shown, never obeyed."""

import os
import select
import struct
import subprocess
import sys
import time

import pytest
from textual import events

from reviewdesk.store.lines import Query
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.mapping_table import MappingDialog
from reviewdesk.tui.dialogs.palette import PaletteDialog
from reviewdesk.tui.dialogs.versions import VersionsDialog

fcntl = pytest.importorskip("fcntl", reason="pseudo-terminals are there on POSIX only")
pty = pytest.importorskip("pty", reason="pseudo-terminals are there on POSIX only")
termios = pytest.importorskip("termios", reason="pseudo-terminals are there on POSIX only")

OBEYED = ("\x1b]52;c;aGk=", "\x1b]0;stolen", "\x1b[31;47;5m", "\x1bP+q544e", "\x9b31m", "\x1b[6n", "\x1b_Gq")
HOSTILE = "Marta " + "\x07 ".join(OBEYED) + "\x07\x1b\\ [bold red]x[/] [@click=app.quit]y[/] \u202egnirts"


@pytest.fixture
def guests(desk, takeout, clock):
    """Three guests whose names and words are orders to a terminal."""
    rows = [{"author": HOSTILE, "text": f"{HOSTILE} {number}", "stars": "ONE"} for number in range(3)]
    desk.imports.take(takeout(*rows))
    desk.inbox.begin(None, wordless_above=None)
    assert "\x1b]52" in desk.inbox.page(Query(), limit=1)[0].review.text
    return desk


def shows_no_control(seat):
    lines = [strip.text for strip in seat.app.screen._compositor.render_strips()]
    for line in lines:
        assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 for sign in line), repr(line)
    return "\n".join(lines)


async def test_no_page_hands_a_strangers_signs_on(guests, sit):
    async with sit(size=(100, 30)) as seat:
        await seat.reading()
        for key in ("O", "A", "D", "S", "H", "f1"):
            await seat.press(key)
            await seat.pilot.pause()
            shows_no_control(seat)
            await seat.press("escape", "I")
        await seat.press("D", "r")
        await seat.pilot.pause()
        shows_no_control(seat)
        await seat.press("f")
        await seat.pilot.pause()
        shows_no_control(seat)


async def test_no_dialog_hands_a_strangers_signs_on(guests, sit):
    async with sit(size=(100, 30)) as seat:
        await seat.reading()
        number = seat.known.id
        for text in (HOSTILE, "Other words."):
            seat.desk.replies.save_draft(number, text, typed=False)
        await seat.press("f9")
        await seat.dialog(VersionsDialog)
        assert "Marta" in shows_no_control(seat)
        await seat.press("escape", "colon")
        await seat.dialog(PaletteDialog)
        await seat.press(*"marta")
        await seat.pilot.pause()
        shows_no_control(seat)
        await seat.press("escape", "i")
        await seat.dialog(BringInDialog)
        seat.app.post_message(events.Paste(f"{HOSTILE}\n{HOSTILE}\n5 stars\n"))
        await seat.until(lambda: "Marta" in shows_no_control(seat))


async def test_a_table_of_another_tool_gives_no_orders_either(desk, sit, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(f"Gast;Sterne;{HOSTILE.replace(';', '')}\nOla;4;{HOSTILE.replace(';', '')}\n", "utf-8")
    async with sit(size=(100, 30)) as seat:
        await seat.press("i")
        (await seat.dialog(BringInDialog))._put(str(path))
        await seat.press("enter")
        await seat.dialog(MappingDialog)
        await seat.until(lambda: "Marta" in shows_no_control(seat))


def _written_until(mine, words, key=b""):
    """What is drawn until these words stand there; the key is struck again while nothing comes of it."""
    seen, end = "", time.monotonic() + 50
    while words not in seen:
        assert time.monotonic() < end, f"{words!r} did not come:\n{seen}"
        ready, _writable, _odd = select.select([mine], [], [], 1)
        if ready:
            seen += os.read(mine, 65536).decode("utf-8", "replace")
        elif key:
            os.write(mine, key)
    return seen


def test_a_real_terminal_gets_no_order_of_a_strangers(guests):
    guests.close()
    mine, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    environ = {**os.environ, "TERM": "xterm-256color", "LANGUAGE": "en"}
    for size in ("COLUMNS", "LINES"):  # who runs the tests may have set them: the terminal's own count here
        environ.pop(size, None)
    program = subprocess.Popen(
        [sys.executable, "-m", "reviewdesk"], stdin=theirs, stdout=theirs, stderr=theirs, env=environ
    )
    os.close(theirs)
    try:
        seen = _written_until(mine, "gnirts")
        seen += _written_until(mine, "only this kind", b"D")
        for order in OBEYED:
            assert order not in seen
    finally:
        program.kill()
        program.wait(20)
        os.close(mine)
