"""What the desk looks like, at a moment that stands still."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from pictures.at_rest import still
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.outgoing import clipboard
from reviewdesk.tui.app import DeskApp

ROWS = (
    {
        "author": "Ada B.",
        "text": "We waited an hour.\nThe soup was cold.",
        "stars": "ONE",
        "at": "2026-11-20T16:40:00Z",
    },
    {
        "author": "Łukasz Ż.",
        "text": "Pyszne pierogi, wrócimy!",
        "stars": "FIVE",
        "at": "2026-11-20T09:15:00Z",
    },
    {"author": "山田", "text": "とても美味しかったです。", "stars": "FOUR", "at": "2026-11-19T19:00:00Z"},
    {"author": "", "stars": "TWO", "at": "2026-11-18T12:00:00Z"},
    {
        "author": "Zoë",
        "text": "Fine.",
        "stars": "THREE",
        "at": "2026-10-02T12:00:00Z",
        "reply": "Thank you, Zoë.",
    },
)
SIZES = [(80, 24), (140, 40)]


class StillClock:
    """It is always the same moment; those who wait wait for real."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    def wait(self, seconds: float, until: threading.Event | None = None) -> bool:
        return (until or threading.Event()).wait(min(seconds, 0.2))


@pytest.fixture
def picture(
    home: Home,
    takeout: Callable[..., Path],
    snap_compare: Any,
    nowhere: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Any:
    """`picture(size, *keys)`: the desk on five reviews, after these keys."""
    monkeypatch.setattr(clipboard, "copy", lambda _text: "")
    clock = StillClock()

    def compare(size: tuple[int, int], *keys: str, rows: tuple[dict[str, str], ...] = ROWS) -> bool:
        with Desk.open(Home.choose(), clock=clock) as desk:
            if rows:
                desk.imports.take(takeout(*rows))
                desk.inbox.begin(None, wordless_above=None)
                desk.finish_chores()  # what the desk fills in by itself, a review's language, is there
        app = DeskApp(Home.choose(), clock=clock)

        async def before(pilot: Pilot[None]) -> None:
            await still(pilot)
            if "r" in keys:
                app.inbox_screen.pane.box.editor.cursor_blink = False
            for key in keys:
                await pilot.press(key)
                await still(pilot)

        same = bool(snap_compare(app, terminal_size=size, run_before=before))
        if app.desk is not None:
            app.desk.close()
        return same

    return compare


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_inbox(picture, size):
    assert picture(size)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_answer_being_written(picture, size):
    assert picture(size, "r", *"Sorry")


def test_the_last_look(picture):
    assert picture((80, 24), "r", *"Sorry", "f2")


def test_a_review_opened_on_a_narrow_desk(picture):
    assert picture((80, 24), "enter")


def test_all_reviews(picture):
    assert picture((140, 40), "a")


def test_the_first_steps(picture):
    assert picture((80, 24), rows=())


def test_the_help(picture):
    assert picture((80, 24), "f1")
