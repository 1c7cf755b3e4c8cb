"""What the settings say of looks and keys, put over the whole app: colours, plain letters, keyboards."""

from __future__ import annotations

import os
from collections.abc import Sequence

from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.drivers._writer_thread import WriterThread
from textual.filter import LineFilter, Monochrome, NoColor
from textual.widget import Widget
from textual.widgets import Input

from reviewdesk.engine.config import Config
from reviewdesk.engine.signs import plain_letters_only, speaks_utf8
from reviewdesk.tui.driver_parts import put_in
from reviewdesk.tui.hung_up import LastingWriter
from reviewdesk.tui.keymap import Keys
from reviewdesk.tui.layouts import Places
from reviewdesk.tui.plain import PlainLetters
from reviewdesk.tui.themes import LOOKS, QUIET, THEMES, theme_for
from reviewdesk.tui.whole_pastes import WholePastes

_LANGUAGE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


class DressedApp(App[None]):
    CSS = LOOKS

    def __init__(self, config: Config) -> None:
        super().__init__()
        self.keys = Keys(config.keys)
        self.places = _places(config)
        self._plain_letters = PlainLetters(letters=not speaks_utf8())
        self._is_plain = plain_letters_only(config.ascii)
        self._no_colour = NoColor()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = theme_for(config.theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def dress(self, config: Config) -> None:
        """Follow other settings at once."""
        self.keys = Keys(config.keys)
        self.places = _places(config)
        self._is_plain = plain_letters_only(config.ascii)
        self.theme = theme_for(config.theme)
        self.set_keymap(self.keys.changed)
        for screen in self.screen_stack:
            screen.refresh(layout=True)
        self.refresh_css(animate=False)

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own form
        # Before there is a screen nothing was drawn in other colours: all would only be parsed twice.
        if self.screen_stack:
            super().refresh_css(animate)

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        put_in(WholePastes, XTermParser, driver, "textual.drivers.win32")
        put_in(LastingWriter, WriterThread, driver, "textual.drivers.windows_driver")
        return driver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(QUIET)

    def get_line_filters(self) -> Sequence[LineFilter]:
        filters = list(super().get_line_filters())
        if self.no_color:  # greys are colours too
            filters = [*(each for each in filters if not isinstance(each, Monochrome)), self._no_colour]
        return [*filters, self._plain_letters] if self._is_plain else filters

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.places.translate(event, typing=self.typing_in(self.focused))
        await super().on_event(event)

    @staticmethod
    def typing_in(focused: Widget | None) -> bool:
        """Whether letters are text there."""
        if focused is None or isinstance(focused, Input):
            return focused is not None
        # By what only an editor has: to ask for its class would read that before the first paint.
        return getattr(focused, "read_only", True) is False


def _places(config: Config) -> Places:
    named = [config.language, *(os.environ.get(name, "") for name in _LANGUAGE_VARIABLES)]
    return Places(config.keyboard, [name for name in named if name])
