"""What every screen of the desk has: keys at the foot, the status line, a word with the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from reviewdesk.api import _
from reviewdesk.tui.cropped import CroppedCompositor
from reviewdesk.tui.format import one_point
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.tui.app import DeskApp


class Foot(Vertical):
    DEFAULT_CSS = """
    Foot { height: auto; }
    """

    def compose(self) -> ComposeResult:
        yield Hints()
        yield StatusLine()


class DeskScreen(Screen[None]):
    """A whole screen; dialogs stand over it."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = CroppedCompositor()

    @property
    def desk_app(self) -> DeskApp:
        return cast("DeskApp", self.app)

    @property
    def desk(self) -> Desk | None:
        """The desk, or None while it is being opened."""
        return self.desk_app.desk

    @property
    def hint_actions(self) -> tuple[str, ...]:
        """The actions named at the foot."""
        return ()

    @property
    def hint_words(self) -> tuple[tuple[str, str], ...]:
        """What stands at the foot before them."""
        return ()

    def can(self, action: str) -> bool:  # noqa: ARG002 - for screens on which not all can always be done
        """Whether this would do something here and now."""
        return True

    @property
    def writing_as(self) -> tuple[str, str, str]:
        """As whom one writes here, in full and short, and the colour of that account."""
        return "", "", ""

    def on_mount(self) -> None:
        app = self.desk_app
        app.changed.subscribe(self, lambda _nothing: self.on_desk_change())
        app.ticked.subscribe(self, lambda _nothing: self.show_foot())
        self.show_foot()

    def on_screen_resume(self) -> None:
        self.show_foot()

    def on_desk_change(self) -> None:
        """The desk, or another program, changed something."""
        self.show_foot()

    def show_foot(self) -> None:
        """Draw the foot as it is at this moment."""
        if not self.is_mounted or not self.query(StatusLine):
            return  # a foot may stand before its lines do
        app = self.desk_app
        self.query_one(Hints).offer([*self.hint_words, *app.keys.hints(self.hint_actions)])
        name, short, colour = self.writing_as
        ways = [
            ("help", _("{key} help").format(key=app.keys.of("help"))),
            ("leave_desk", _("{key} close").format(key=app.keys.of("leave_desk"))),
        ]
        if not (self.typing and len(app.keys.of("outbox")) == 1):
            ways.append(("outbox", _("{key} outbox").format(key=app.keys.of("outbox"))))
        going, other = self.going_words(), app.errands.other_words() if app.desk is not None else ""
        stops = "call_back" if app.going_words() else "fetch"
        self.query_one(StatusLine).show((name, short), colour, going, ways, stops=stops, other=other)

    @property
    def typing(self) -> bool:
        """Whether a letter is one of a text here, and does nothing else."""
        return self.desk_app.typing_in(self.focused)

    def going_words(self) -> str:
        """What goes out next, else how far a fetch is: the inbox has a header to say that."""
        return self.desk_app.going_words() or self.desk_app.doing

    def tell(self, sentence: str, *, trouble: bool = False, keep: bool = False) -> None:
        """Say something in the foot; `keep`: until it is hushed."""
        if self.query(Hints):
            self.query_one(Hints).tell(one_point(sentence), trouble=trouble, keep=keep)

    def hush(self) -> None:
        """What stood in the foot was read."""
        for hints in self.query(Hints):
            hints.hush()

    def action_back(self) -> None:
        """Esc leads back to the inbox."""
        self.app.pop_screen()
