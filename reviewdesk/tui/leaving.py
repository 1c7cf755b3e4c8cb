"""After the screen: what became of answers while the desk was being closed stands on the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from reviewdesk.api import DeskError
from reviewdesk.tui import outcomes

if TYPE_CHECKING:
    from reviewdesk.engine.desk import Desk
    from reviewdesk.tui.app import DeskApp


def left(app: DeskApp) -> int:
    """Say it and close; the answer is the program's exit code."""
    if app.desk is not None:
        _tell_last(app, app.desk)
        _end(app.desk)
    if app.failure is not None:
        sys.stderr.write(f"error: {app.failure.what} {app.failure.do}".rstrip() + "\n")
        return 1
    return app.return_code or 0


def _tell_last(app: DeskApp, desk: Desk) -> None:
    if app.left_at is None:
        return
    try:
        told = outcomes.since(desk.replies.ends(), app.left_at, app.naming)
    except DeskError as error:
        sys.stderr.write(f"{error.what} {error.do}\n")
        return
    sys.stdout.write("".join(f"{said}\n" for said in told))


def _end(desk: Desk) -> None:
    """Close without waiting for anybody."""
    try:
        desk.inbox.end_sitting()
    except DeskError as error:
        sys.stderr.write(f"{error.what} {error.do}\n")
    desk.close()
