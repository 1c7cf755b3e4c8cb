"""Somebody at the real desk, whose every key is waited for."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.pilot import Pilot

from pictures.at_rest import still
from pictures.still import StillClock
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.store.lines import Query
from reviewdesk.store.values import Known
from reviewdesk.tui.app import DeskApp
from reviewdesk.tui.dialogs.last_look import LastLookDialog

SIZE = (100, 30)
_TRIES = 3000


@dataclass
class Sitting:
    app: DeskApp
    pilot: Pilot[None]
    clock: StillClock

    @property
    def desk(self) -> Desk:
        assert self.app.desk is not None
        return self.app.desk

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.still()

    async def until(self, holds: Callable[[], object]) -> None:
        for _each in range(_TRIES):
            if holds():
                await self.still()
                return
            await self.pilot.pause(0.01)
        raise TimeoutError(f"it never came to pass on {type(self.app.screen).__name__}")

    async def still(self) -> None:
        """Until nothing is under way any more."""
        await still(self.pilot)

    def review_of(self, author: str, platform: str) -> Known:
        """This guest's newest review there."""
        here = self.desk.inbox.page(Query(platform=platform), limit=100)
        return next(each for each in here if (each.review.author or "").startswith(author))

    async def stand_on(self, author: str, platform: str) -> None:
        """The cursor on that review."""
        number = self.review_of(author, platform).id
        self.app.show_review(number)
        await self.until(lambda: self.app.inbox_screen.known and self.app.inbox_screen.known.id == number)

    async def write(self, text: str) -> None:
        """The last letter is struck as a key."""
        editor = self.app.inbox_screen.pane.box.editor
        editor.cursor_blink = False
        await self.press("r")
        await self.until(lambda: editor.has_focus)
        editor.replace_all(text[:-1])
        await self.press(text[-1])
        await self.until(lambda: self.app.inbox_screen.pane.box.all_saved)

    async def last_look(self) -> None:
        """The last look, and as long as it takes to read it."""
        await self.press("f2")
        await self.until(lambda: isinstance(self.app.screen, LastLookDialog))
        self.clock.let_pass(1)

    async def svg(self) -> str:
        # Whatever was changed last is read by every screen before the picture is taken.
        self.app.look_again()
        await self.still()
        return self.app.export_screenshot(title="reviewdesk", simplify=True)


@asynccontextmanager
async def sitting(home: Home, clock: StillClock) -> AsyncIterator[Sitting]:
    app = DeskApp(home, clock=clock)
    async with app.run_test(size=SIZE) as pilot:
        one = Sitting(app, pilot, clock)
        await one.until(lambda: app.glance.counts is not None)
        yield one
    if app.desk is not None:
        app.desk.close()
