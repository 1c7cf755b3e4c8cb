"""What the global options say, and the desk they lead to."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError, _, speak
from reviewdesk.cli.printing import draw_plainly

if TYPE_CHECKING:
    import typer

    from reviewdesk.engine.desk import Desk
    from reviewdesk.engine.home import Home

__all__ = ["Session", "desk_of", "need_screen", "session_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    home: str | None = None
    db: str | None = None
    person: str | None = None
    debug: bool = False

    def place(self) -> "Home":
        """The home that was chosen; from here on sentences are in its owner's language."""
        from reviewdesk.engine.home import Home

        home = Home.choose(self.home, self.db)
        speak(home.config.language or None)
        draw_plainly(wanted=_plainly(home.config.ascii))
        return home

    def open_screen(self) -> int:
        """The desk on the screen, until its owner closes it; the answer is the exit code."""
        need_screen()
        from reviewdesk.tui import pace

        pace.begin()
        from reviewdesk.tui.app import run

        return run(self.place(), person=self.person)


def _plainly(wish: bool | None) -> bool:  # noqa: FBT001 - a setting
    """A file is no terminal: into it go all signs, unless its owner wants none."""
    from reviewdesk.engine.signs import plain_letters_only

    return plain_letters_only(wish) if sys.stdout.isatty() else bool(wish)


def need_screen() -> None:
    """Raises DeskError where no terminal is; a browser's desk has a driver of its own in its place."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) and not os.environ.get("TEXTUAL_DRIVER"):
        raise DeskError(
            _("The desk needs a terminal to be drawn on."),
            _("Everything can be done by commands too: see `reviewdesk --help`."),
        )


def session_of(ctx: "typer.Context") -> Session:
    found = ctx.find_object(Session)
    return found or Session()


@contextmanager
def _talk() -> Iterator[None]:
    """With --debug the program's own talk comes on stderr; secrets stay out of it."""
    import logging

    from reviewdesk.engine.net.redact import guard

    handler = logging.StreamHandler()
    guard(handler)
    logger = logging.getLogger("reviewdesk")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)


@contextmanager
def desk_of(ctx: "typer.Context") -> Iterator["Desk"]:
    """The open desk, closed again at the end whatever happens."""
    from reviewdesk.engine.desk import Desk, quiet_logs

    session = session_of(ctx)
    quiet_logs()
    with _talk() if session.debug else nullcontext():
        desk = Desk.open(session.place(), person=session.person)
        try:
            yield desk
        finally:
            desk.close()
