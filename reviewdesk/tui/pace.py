"""Nothing is thrown away while the desk opens, and what was loaded is never looked through again."""

import gc


def begin() -> None:
    """Looking for what can be thrown away would cost a part of the start."""
    gc.disable()


def opened() -> None:
    """What was loaded stays, so that no key waits while it is looked through."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
