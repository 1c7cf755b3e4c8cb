"""Looks: readable in both colours of our own, without any colour, and with plain letters only."""

import re

import pytest
from rich.cells import cell_len
from rich.color import ColorType
from textual.color import Color

from reviewdesk.engine.signs import plain_letters_only
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.dialogs.pick import PickDialog
from reviewdesk.tui.plain import plain
from reviewdesk.tui.themes import _ACCOUNTS, DARK, LIGHT, TERMINAL, account_colour, theme_for

WORDS = re.compile(r"\w")
DRAWN = re.compile("[★☆½▌─│╭╮╰╯·…“”✎⚠✓▸↓↑•┃━]")
DRAWN_BEFORE = {Color.parse(each).rich_color.name for each in _ACCOUNTS[DARK.name]}


def strips(app):
    """What is drawn, line by line; of a dialog its frame, not the desk behind it."""
    drawn = app.screen._compositor.render_strips()
    frames = app.screen.query("#frame")
    if not frames:
        return drawn
    frame = frames.first().region
    return [strip.crop(frame.x, frame.right) for strip in drawn[frame.y : frame.bottom]]


def words_on(app):
    """All that is written on the screen on top, each with its ink and paper."""
    for strip in strips(app):
        for text, style, _control in strip:
            if style is not None and WORDS.search(text):
                yield text, style


def light(colour):
    """Relative luminance, as WCAG 2.2 defines it."""
    parts = [
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in colour.rgb
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one, other):
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def contrast(style):
    ink, paper = (style.color, style.bgcolor) if not style.reverse else (style.bgcolor, style.color)
    return ratio(Color.from_rich_color(ink), Color.from_rich_color(paper))


async def round_trip(seat):
    """Stand on every screen once; the name of each."""
    await seat.reading()
    yield "inbox"
    await seat.press("x")
    await seat.dialog(PickDialog)
    yield "choices"
    await seat.press("escape")
    await seat.write("Dziękujemy, zapraszamy ponownie!")
    yield "writing"
    await seat.press("f2")
    await seat.dialog(LastLookDialog)
    yield "last look"
    await seat.press("escape")
    await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)
    await seat.press("escape")
    await seat.until(lambda: not seat.editor.has_focus)
    for key, name in (("S", "settings"), ("O", "outbox"), ("A", "accounts")):
        await seat.press(key)
        await seat.until(lambda: seat.app.screen is not seat.app.inbox_screen)
        await seat.until(lambda: not seat.app.beside.busy)
        await seat.pilot.pause()
        yield name
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.app.inbox_screen)


async def test_every_screen_is_readable_in_all_colours_and_with_plain_letters(connected_desk, sit):
    unreadable = {}
    async with sit(size=(110, 30)) as seat:
        app = seat.app
        async for screen in round_trip(seat):
            for theme in (DARK, LIGHT, TERMINAL):
                app.theme = theme.name
                found = await settled(seat, theme)
                if found:
                    unreadable[theme.name, screen] = found
            app._is_plain = True
            drawn = [strip.text for strip in strips(app) if DRAWN.search(strip.text)]
            app._is_plain = False
            if drawn:
                unreadable["plain", screen] = drawn
            app.theme = DARK.name
    assert unreadable == {}


async def settled(seat, theme):
    """What is still unreadable once the screen is drawn in these colours."""
    found = {}
    for _each in range(300):
        found = {
            text.strip(): str(style)
            for text, style in words_on(seat.app)
            if style.dim or not _is_readable(style, theme)
        }
        if not found:
            break
        await seat.pilot.pause(0.01)
    return found


def _is_readable(style, theme):
    if theme is not DARK and style.color and style.color.name in DRAWN_BEFORE:
        return True  # an account's colour of before; those are looked at below
    return _is_palette(style) if theme.ansi else contrast(style) >= 4.5


def _is_palette(style):
    return all(each is None or each.type is not ColorType.TRUECOLOR for each in (style.color, style.bgcolor))


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_accounts_have_colours_that_are_readable_and_apart(theme):
    colours = [Color.parse(account_colour(number, theme)) for number in range(6)]
    assert all(ratio(each, Color.parse(theme.panel)) >= 4.5 for each in colours)
    apart = [
        sum((a - b) ** 2 for a, b in zip(one.rgb, other.rgb, strict=True)) ** 0.5
        for place, one in enumerate(colours)
        for other in colours[place + 1 :]
    ]
    assert min(apart) > 24
    assert len(set(_ACCOUNTS[TERMINAL.name])) == 6


async def test_an_open_last_look_follows_other_colours(connected_desk, sit):
    async with sit() as seat:
        await seat.write("Thank you.")
        await seat.press("f2")
        look = await seat.dialog(LastLookDialog)
        account = look.look.known.account_id
        for theme in (LIGHT, DARK):
            seat.app.theme = theme.name
            colour = Color.parse(account_colour(account, theme))
            frame = look.query_one("#frame")
            await seat.until(lambda colour=colour, frame=frame: frame.styles.border.top[1] == colour)


async def test_without_colours_there_are_none_and_the_place_is_still_seen(connected_desk, sit, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit(size=(100, 30)) as seat:
        await seat.reading()
        for strip in strips(seat.app):
            for _text, style, _control in strip:
                for colour in (style.color, style.bgcolor) if style else ():
                    assert colour is None or colour.type is ColorType.DEFAULT
        turned = [
            strip
            for strip in strips(seat.app)
            if any(style and style.reverse and "★" in text for text, style, _control in strip)
        ]
        assert len(turned) == 1, "the line under the cursor is turned round"


async def test_plain_letters_are_the_owners_wish(connected_desk, sit, monkeypatch):
    monkeypatch.setenv("REVIEWDESK_ASCII", "1")
    async with sit() as seat:
        await seat.reading()
        assert not [strip.text for strip in strips(seat.app) if DRAWN.search(strip.text)]


async def test_a_locale_without_utf8_gets_nothing_beyond_ascii(connected_desk, sit, monkeypatch):
    monkeypatch.setenv("LC_ALL", "de_DE.ISO-8859-1")
    async with sit() as seat:
        await seat.reading()
        assert not [strip.text for strip in strips(seat.app) if not strip.text.isascii()]


@pytest.mark.parametrize(
    "text", ["★★½☆☆ 5.4/10", "─ Today ───", "“x” … · ✎ ⚠ ✓", "Zamówiliśmy 比萨 👍 ė́", "▌│╭╮"]
)
@pytest.mark.parametrize("letters", [False, True])
def test_plain_letters_never_change_the_width(text, letters):
    assert cell_len(plain(text, letters=letters)) == cell_len(text)
    if letters:
        assert plain(text, letters=True).isascii()


def test_words_of_guests_keep_their_letters_unless_the_terminal_lacks_them():
    assert plain("★ Zamówiliśmy łatwo") == "* Zamówiliśmy łatwo"
    assert plain("★ Zamówiliśmy łatwo", letters=True) == "* Zamowilismy latwo"


@pytest.mark.parametrize(
    ("environ", "plainly"),
    [
        ({"TERM": "xterm-256color", "LANG": "pl_PL.UTF-8"}, False),
        ({"TERM": "tmux-256color", "LANG": "C.UTF-8"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "linux", "LANG": "pl_PL.UTF-8"}, True),
        ({"TERM": "linux", "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}, False),
        ({"TERM": "vt220", "LANG": "pl_PL.UTF-8"}, True),
        ({"TERM": "xterm", "LC_ALL": "C"}, True),
        ({"TERM": "xterm", "LANG": "C", "LC_CTYPE": "C.UTF-8"}, True),
        ({"TERM": "xterm", "LANG": "de_DE.ISO-8859-1"}, True),
        ({"TERM": "xterm", "LANG": "de_DE@euro", "LC_CTYPE": "de_DE.utf8"}, False),
        ({"TERM": "xterm", "LC_CTYPE": "C.UTF-8"}, False),
    ],
)
def test_plain_letters_are_chosen_where_the_terminal_needs_them(environ, plainly):
    assert plain_letters_only(None, environ) is plainly
    assert plain_letters_only(True, environ) is True
    assert plain_letters_only(False, environ) is False


@pytest.mark.parametrize(
    ("wish", "environ", "name"),
    [
        ("auto", {}, DARK.name),
        ("auto", {"COLORFGBG": "15;0"}, DARK.name),
        ("auto", {"COLORFGBG": "0;15"}, LIGHT.name),
        ("auto", {"COLORFGBG": "0;default;15"}, LIGHT.name),
        ("dark", {"COLORFGBG": "0;15"}, DARK.name),
        ("light", {}, LIGHT.name),
        ("terminal", {}, TERMINAL.name),
        ("dark", {"NO_COLOR": "1"}, TERMINAL.name),
    ],
)
def test_the_colours_are_the_owners_wish_else_the_terminals_word(wish, environ, name):
    assert theme_for(wish, environ) == name
