"""Nothing in a paste is read as a key."""

import itertools
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from reviewdesk.tui.driver_parts import put_in
from reviewdesk.tui.whole_pastes import WholePastes

BEGIN, END = "\x1b[200~", "\x1b[201~"
HOSTILE = st.text(st.sampled_from(["\x1b", "[", "2", "0", "1", "~", "y", "\r", "A", "ж", "\x00", ";"]))


def _fed(data, cuts=()):
    parser, found = WholePastes(), []
    edges = [0, *sorted(each % (len(data) + 1) for each in cuts), len(data)]
    for begin, end in itertools.pairwise(edges):
        if data[begin:end]:
            found += parser.feed(data[begin:end])
    return [("paste", each.text) if isinstance(each, events.Paste) else each.key for each in found]


@given(HOSTILE.filter(lambda text: END not in text + END[:-1]), st.lists(st.integers(0, 500), max_size=8))
def test_a_paste_is_one_text_however_it_is_cut(text, cuts):
    cuts = [each for each in cuts if len(BEGIN) < each % (len(text) + 15)]
    assert _fed(f"a{BEGIN}{text}{END}b", cuts) == ["a", ("paste", text.replace("\x00", "")), "b"]


def test_an_escape_followed_by_words_strikes_nothing():
    words = "cold\x1b soup, and nobody came to say sorry: y\r y\r y\r \x1b\x1bend"
    assert _fed(f"{BEGIN}{words}{END}") == [("paste", words)]
    assert _fed(f"{BEGIN}{words}{END}", range(80)) == [("paste", words)]


def test_two_pastes_and_the_keys_between_them_stay_apart():
    data = f"{BEGIN}one{END}\x1b[A{BEGIN}{END}q\x1b[6~"
    assert _fed(data) == [("paste", "one"), "up", ("paste", ""), "q", "pagedown"]


def test_the_key_escape_is_still_a_key():
    parser = WholePastes()
    assert not list(parser.feed("\x1b"))
    parser._timeout_time = 0
    assert [each.key for each in parser.tick()] == ["escape"]
    assert next(iter(parser.feed(f"{BEGIN}x{END}"))).text == "x"


@pytest.mark.skipif(sys.platform == "win32", reason="another driver there")
def test_the_terminals_driver_reads_with_it(monkeypatch):
    from textual.drivers import linux_driver

    monkeypatch.setattr(linux_driver, "XTermParser", XTermParser)
    put_in(WholePastes, XTermParser, linux_driver.LinuxDriver, "textual.drivers.win32")
    assert linux_driver.XTermParser is WholePastes
