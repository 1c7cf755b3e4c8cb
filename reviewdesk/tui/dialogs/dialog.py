"""A dialog over a screen: a frame, a leaf of text, and its keys below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen
from textual.widget import Widget

from reviewdesk.tui.cropped import CroppedCompositor
from reviewdesk.tui.dialogs.behind import FaintScreen
from reviewdesk.tui.widgets.hints import Hints
from reviewdesk.tui.widgets.leaf import BESIDE, Leaf, Written

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reviewdesk.tui.app import DeskApp

T = TypeVar("T")


class Dialog(ModalScreen[T], Generic[T]):
    AUTO_FOCUS = "#text"
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #frame {
        width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; background: $background; padding: 0 1;
    }
    Dialog #text { height: auto; max-height: 100%; }
    Dialog Hints { height: auto; background: $background; margin-top: 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._compositor = CroppedCompositor()

    def compose(self) -> ComposeResult:
        frame = Vertical(id="frame")
        # As content: in a plain string a guest's name would be read as markup.
        frame.border_title = Content(self.heading)
        with frame:
            yield from self.inner()
            yield self.foot()

    def render(self) -> RenderableType:
        below = super().render()
        if isinstance(below, BackgroundScreen) and not below.color.a:
            return FaintScreen(below.screen, below.color)
        return below

    def inner(self) -> Sequence[Widget]:
        """What stands over the keys."""
        return [AutoLeaf(self.lines, id="text")]

    def foot(self) -> Hints:
        """Where the keys stand, and what is said."""
        return Hints(wraps=True)

    @property
    def heading(self) -> str:
        """The title in the frame."""
        return ""

    @property
    def desk_app(self) -> DeskApp:
        return cast("DeskApp", self.app)

    def lines(self, width: int) -> list[Written]:  # noqa: ARG002 - for dialogs that have some
        """The text, at this width."""
        return []

    def hints(self) -> list[tuple[str, str]]:
        """The keys that work here."""
        return []

    def on_mount(self) -> None:
        # Textual calls the handlers of all classes, the dialog's own first: nobody calls `super` here.
        self.query_one(Hints).offer(self.hints())

    def rewrite(self) -> None:
        """The text changed."""
        self.query_one(Hints).offer(self.hints())
        for leaf in self.query("#text").results(AutoLeaf):
            leaf.write(self.lines, top=False)
            leaf.refresh(layout=True)

    def tell(self, sentence: str, *, trouble: bool = False) -> None:
        self.query_one(Hints).tell(sentence, trouble=trouble)


class AutoLeaf(Leaf):
    """A leaf as high as its text, as long as there is room."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return max(1, len(self._write(width - BESIDE)) if self._write else 1)
