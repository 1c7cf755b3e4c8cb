"""In which language the program answers, known before any command is looked for."""

import os
from collections.abc import Sequence

__all__ = ["wished"]


def wished(words: Sequence[str]) -> str | None:
    """The language of the settings, read without judging them; None: the machine's own."""
    said = os.environ.get("REVIEWDESK_LANGUAGE")
    if said:
        return said
    from reviewdesk.store.place import folder

    file = folder(_home(words)) / "config.toml"
    if not file.exists():
        return None
    import tomllib

    try:
        found = tomllib.loads(file.read_text("utf-8-sig")).get("language")
    except (OSError, ValueError):
        return None  # told plainly by the command that reads them
    return found if isinstance(found, str) and found else None


def _home(words: Sequence[str]) -> str | None:
    for place, word in enumerate(words):
        if word == "--home":
            return words[place + 1] if place + 1 < len(words) else None
        if word.startswith("--home="):
            return word.removeprefix("--home=")
    return None
