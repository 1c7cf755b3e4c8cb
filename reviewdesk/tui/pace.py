"""Nothing is thrown away while the desk opens, and what was loaded is never looked through again."""

import gc
import importlib

_AFTER_PAINT = ("errands", "dialogs.note", "dialogs.last_look", "dialogs.by_hand", "dialogs.versions")


def begin() -> None:
    """Looking for what can be thrown away would cost a part of the start."""
    gc.disable()


def load_rest() -> None:
    """What nobody needs before the first paint, and no key should wait for."""
    for name in _AFTER_PAINT:
        importlib.import_module(f"reviewdesk.tui.{name}")


def opened() -> None:
    """What was loaded stays, so that no key waits while it is looked through."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
