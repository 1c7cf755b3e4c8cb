"""How keys are called for people, and the way back."""

_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "colon": ":",
    "shift+down": "Shift+↓",
    "shift+up": "Shift+↑",
}


def key_names(keys: str) -> list[str]:
    """How keys are written for people: F2, Ctrl+G, /."""
    return [_key_name(key.strip()) for key in keys.split(",")]


def key_of(name: str) -> str:
    """The key that people call so: the way back from `key_names`."""
    known = {word: key for key, word in _NAMES.items()}
    if name in known:
        return known[name]
    return name if len(name) == 1 else name.lower()


def _key_name(key: str) -> str:
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key
