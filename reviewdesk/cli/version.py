"""Which version this is."""

import importlib.metadata

__all__ = ["version_line"]


def version_line() -> str:
    return f"reviewdesk {importlib.metadata.version('reviewdesk')}"
