"""Parts of our own in Textual's drivers: no driver can be told which to use, each names its own."""

from __future__ import annotations

import sys

from textual.driver import Driver


def put_in(ours: type, theirs: type, driver: type[Driver], beside: str) -> None:
    """`ours` wherever this driver, or the module `beside` that it works with, names `theirs`."""
    for name in (driver.__module__, beside):
        module = sys.modules.get(name)
        if getattr(module, theirs.__name__, None) is theirs:
            setattr(module, theirs.__name__, ours)
