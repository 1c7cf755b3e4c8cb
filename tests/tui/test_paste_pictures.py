"""What the step after pasting looks like."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.tui.app import DeskApp
from reviewdesk.tui.dialogs.bring_in import BringInDialog
from reviewdesk.tui.dialogs.paste_rows import PastedRowsDialog
from reviewdesk.tui.dialogs.paste_text import PasteDialog

LETTERS = "Useful 1\nThanks 0\nLove this 0\nOh no 0\n"
TEXT = (
    f"Ada B.\nGdańsk, Poland\n4\n12\nNov 3, 2025\nWe waited an hour.\n{LETTERS}"
    f"Łucja Ż.\nGdańsk, Poland\n9\n2\nNov 4, 2025\nPyszne pierogi, [b]wrócimy[/b]!\n{LETTERS}"
)


class Still:
    """It is always the same moment."""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0

    def wait(self, seconds: float, until: Any = None) -> bool:
        import threading

        return bool((until or threading.Event()).wait(min(seconds, 0.2)))


async def _until(pilot: Pilot[None], what: Callable[[], object]) -> None:
    for _each in range(600):
        if what():
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise AssertionError("never came to pass")


@pytest.mark.usefixtures("nowhere")
def test_what_was_understood_of_a_paste(snap_compare: Any) -> None:
    clock = Still()
    with Desk.open(Home.choose(), clock=clock) as desk:
        first = TEXT.replace("Ada B.", "Zoe C.").split("Łucja")[0]
        desk.pasting.take(desk.pasting.look(first, "yelp", "Mario"), {0: {"rating": "4"}})
        desk.inbox.begin(None, wordless_above=None)
    app = DeskApp(Home.choose(), clock=clock)

    async def before(pilot: Pilot[None]) -> None:
        await _until(pilot, lambda: app.glance.counts is not None and not app.beside.busy)
        await pilot.press("i")
        await _until(pilot, lambda: isinstance(app.screen, BringInDialog) and not app.beside.busy)
        app.post_message(events.Paste(TEXT))
        await _until(pilot, lambda: isinstance(app.screen, PasteDialog))
        await pilot.press("f2")
        await _until(pilot, lambda: isinstance(app.screen, PastedRowsDialog))
        await pilot.press("5")
        await _until(pilot, lambda: not app.beside.busy)

    same = bool(snap_compare(app, terminal_size=(80, 24), run_before=before))
    if app.desk is not None:
        app.desk.close()
    assert same
