"""What of a stranger's words may travel: plain letters on one line that mean nothing to any program."""

import unicodedata

__all__ = ["cut", "harmless", "stars"]

_INNOCENT = str.maketrans({"<": "‹", ">": "›", "`": "'", "\u2028": " ", "\u2029": " "})
_JOINER = "\u2060"
_BETWEEN = "\u200c\u200d"
"""Persian words and families of emoji are built with these."""
_UNSEEN = ("Cc", "Cf", "Cs", "Co")


def harmless(text: str) -> str:
    """One line without control characters, without marks that turn it around, and without working links.

    Phone services read more into a text than a desk does: @all calls a whole group, <!here> too, and
    [words](address) hides where a link leads.
    """
    line = " ".join(text.translate(_INNOCENT).split())
    line = "".join(sign for sign in line if sign in _BETWEEN or unicodedata.category(sign) not in _UNSEEN)
    for loud, quiet in (("@", f"@{_JOINER}"), ("://", f":{_JOINER}//"), ("](", f"]{_JOINER}(")):
        line = line.replace(loud, quiet)
    return line


def cut(text: str, most: int) -> str:
    """The first words of it."""
    if len(text) <= most:
        return text
    head = text[:most].rsplit(" ", 1)[0] if " " in text[:most] else text[:most]
    return head.rstrip(" ,.;:") + "…"


def stars(half: int | None) -> str:
    """★★☆☆☆, halves rounded down; empty where there are none."""
    return "★" * (half // 2) + "☆" * (5 - half // 2) if half else ""
