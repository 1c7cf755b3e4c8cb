"""A seat at the desk: the real app on a real home, driven by keys."""

import asyncio
import json
import os
import time
import zipfile
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot
from textual.widget import Widget

from pictures import at_rest
from reviewdesk.api import Clock, speak
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.outgoing import clipboard
from reviewdesk.store.values import Known
from reviewdesk.tui.app import DeskApp
from reviewdesk.tui.widgets.editor import ReplyEditor
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import Leaf
from reviewdesk.tui.widgets.review_list import ReviewList

_PATIENCE = 30.0
"""For a machine that has much else to do; an idle one needs a moment."""
_LOOK = 0.01
at_rest.keys_wait_for_the_desk()


@dataclass
class Seat:
    """Who sits at the desk: keys in, what stands on the screen out."""

    app: DeskApp
    pilot: Pilot[None]

    @property
    def desk(self) -> Desk:
        assert self.app.desk is not None
        return self.app.desk

    @property
    def list(self) -> ReviewList:
        return self.app.inbox_screen.list

    @property
    def editor(self) -> ReplyEditor:
        return self.app.inbox_screen.pane.box.editor

    @property
    def known(self) -> Known:
        """The review under the cursor, when the leaf shows it."""
        known = self.app.inbox_screen.known
        assert known is not None
        return known

    @property
    def told(self) -> str:
        """What the foot of the screen says."""
        return " ".join(hints.told for screen in self.app.screen_stack for hints in screen.query(Hints))

    @property
    def text(self) -> str:
        """What is written on the leaves of the screen on top."""
        return "\n".join(leaf.text for leaf in self.app.screen.query(Leaf))

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def until(self, what: Callable[[], object], why: str = "") -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if what():
                return
            # A pilot's pause would ask every widget and paint, each time: what was broken it tells at once.
            await (self.pilot.pause(_LOOK) if self.app._exception else asyncio.sleep(_LOOK))
        raise AssertionError(why or f"never came to pass; the screen says: {self.told!r}\n{self.text}")

    async def reading(self) -> None:
        """Until the leaf shows the review under the cursor."""
        await self.until(lambda: self.app.inbox_screen.known is not None)

    async def dialog(self, kind: type) -> Any:
        """Until that dialog stands and has settled."""
        await self.until(lambda: isinstance(self.app.screen, kind) and self.app.screen.is_mounted)
        await self.pilot.pause()
        return self.app.screen

    async def write(self, text: str) -> None:
        """Answer the review under the cursor with these words; the last sign is struck as a key."""
        await self.reading()
        await self.press("r")
        await self.until(lambda: self.editor.has_focus)
        if text:
            self.editor.replace_all(text[:-1])
            await self.pilot.press(text[-1])


Sit = Callable[..., Any]


@pytest.fixture(scope="session", autouse=True)
def _style_sheets_parsed_once() -> Iterator[None]:
    """Textual remembers for each app what a sheet says in these colours: hundreds of apps share that here."""
    real, known = Stylesheet._parse_rules, {}

    def parse(self: Stylesheet, *words: Any, **more: Any) -> list[RuleSet]:
        key = (words, *more.items(), *self._variables.items())
        if key not in known:
            known[key] = real(self, *words, **more)
        rules: list[RuleSet] = known[key]
        return rules

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", parse)
        yield


@pytest.fixture(autouse=True)
def _no_clipboard(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(clipboard, "copy", lambda _text: "")
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(tmp_path / "Downloads"))


@pytest.fixture
def something_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key can not wait until nothing is under way any more: the test waits for what the key does."""
    monkeypatch.setattr(at_rest, "LONGEST", 0.1)


@pytest.fixture
def nowhere(home: Home, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No zone, language, colours or letters of this machine: for pictures."""
    looks = ("LC_ALL", "LC_CTYPE", "COLORFGBG", "NO_COLOR", "REVIEWDESK_ASCII", "TEXTUAL_DRIVER")
    for name in (*looks, "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TZ": "UTC", "LANG": "C.UTF-8", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    time.tzset()
    speak("en")
    yield
    speak("en")
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def sit(home: Home, clock: Clock) -> Sit:
    """`async with sit(size=(80, 24)) as seat:` opens the desk and waits until it is open."""

    @asynccontextmanager
    async def seated(*, size: tuple[int, int] = (80, 24), **more: Any) -> AsyncIterator[Seat]:
        app = DeskApp(Home.choose(), clock=clock, **more)
        async with app.run_test(size=size) as pilot:
            seat = Seat(app, pilot)
            await seat.until(lambda: app.glance.counts is not None or app.failure is not None)
            await pilot.pause()
            yield seat
            # A pilot takes the screens away while the app still reads: a key on its way would find none.
            await seat.until(lambda: not app.is_running or app._exit or not app.striking)
        if app.desk is not None:
            app.desk.close()

    return seated


@dataclass
class Row:
    """A review in a Takeout of our own making."""

    author: str
    text: str | None = None
    stars: str = "FOUR"
    at: str = "2026-11-18T12:00:00Z"
    reply: str | None = None


def _takeout(folder: Path, rows: Sequence[Row], shop: str = "Osteria Prova") -> Path:
    """A Takeout zip as Google gives it."""
    root = "Takeout/Google Business Profile/account-100/location-200"
    found = []
    for number, row in enumerate(rows):
        item: dict[str, Any] = {
            "reviewer": {"displayName": row.author},
            "starRating": row.stars,
            "createTime": row.at,
            "updateTime": row.at,
            "name": f"accounts/100/locations/200/reviews/r{number}",
        }
        if row.text is not None:
            item["comment"] = row.text
        if row.reply is not None:
            item["reviewReply"] = {"comment": row.reply, "updateTime": row.at}
        found.append(item)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "takeout-20261120T180000Z-001.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{root}/data.json", json.dumps({"name": "locations/200", "title": shop}))
        file.writestr(f"{root}/reviews.json", json.dumps({"reviews": found}))
    return path


@pytest.fixture
def takeout(tmp_path: Path) -> Callable[..., Path]:
    """`takeout(dict(author=..., text=...), ...)` puts a Takeout of our own making into Downloads."""
    return lambda *rows: _takeout(tmp_path / "Downloads", [Row(**row) for row in rows])


@pytest.fixture
def shared() -> Path:
    """The folder with material that is not ours to give away; the test is skipped where it is absent."""
    named = os.environ.get("REVIEWDESK_SHARED")
    path = Path(named) if named else Path(__file__).parents[3] / "shared"
    if not (path / "data" / "edge").is_dir():
        pytest.skip("the folder with hostile texts is not here (REVIEWDESK_SHARED)")
    return path


@pytest.fixture
def drawn() -> Callable[[Widget], list[str]]:
    """What a widget that draws line by line puts on the screen."""
    return lambda widget: [widget.render_line(y).text for y in range(widget.size.height)]
