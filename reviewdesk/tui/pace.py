"""Keys come first: how the interpreter shares its time while somebody sits at the desk."""

import gc
import sys

_TURN = 0.0005
"""Seconds. Python's own 5 ms let a key wait for a page that is just taken in."""


def begin() -> None:
    """Until the desk is open nothing is thrown away: looking for it costs a tenth of the start."""
    sys.setswitchinterval(_TURN)
    gc.disable()


def opened() -> None:
    """What was loaded stays: it need not be looked through again while keys wait."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
