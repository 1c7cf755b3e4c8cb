"""The desk's folder on this machine, known without reading any settings."""

import os
from pathlib import Path


def folder(named: str | None = None) -> Path:
    """The folder that was named, else the environment's, else this machine's custom."""
    chosen = named or os.environ.get("REVIEWDESK_HOME")
    return Path(chosen).expanduser().absolute() if chosen else customary()


def customary() -> Path:
    """Where the desk lives when nobody says otherwise."""
    import platformdirs

    return Path(platformdirs.user_data_dir("reviewdesk", appauthor=False))
