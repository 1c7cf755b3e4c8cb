"""What the engine puts on the clipboard goes through the screen: it alone writes to the terminal it holds."""

from __future__ import annotations

from typing import Any

from textual.app import App

from reviewdesk.engine.outgoing import clipboard


class HeldTerminal:
    """Asked from any thread; written in the screen's own, between two frames."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app

    @property
    def browser(self) -> bool:
        return self._app.is_web

    def write(self, code: str) -> None:
        self._app.call_later(self._write, code)

    def _write(self, code: str) -> None:
        driver = self._app._driver  # noqa: SLF001 - Textual's own copying knows no tmux
        if driver is not None:
            driver.write(code)
            driver.flush()

    def open_page(self, url: str) -> None:
        self._app.call_later(self._app.open_url, url)


def hold(app: App[Any]) -> None:
    clipboard.held_by(HeldTerminal(app))


def let_go() -> None:
    clipboard.held_by(None)
