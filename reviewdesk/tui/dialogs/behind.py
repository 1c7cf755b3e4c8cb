"""The desk behind a dialog, where no colour can be mixed: it stands back in faint letters."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.renderables.background_screen import BackgroundScreen

_FAINT = Style(dim=True, bold=False)


class FaintScreen(BackgroundScreen):
    @classmethod
    def process_segments(cls, segments: Iterable[Segment], color: Color) -> Iterable[Segment]:
        for text, style, control in super().process_segments(segments, color):
            yield Segment(text, style if control else (style or Style()) + _FAINT, control)
