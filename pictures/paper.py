"""A screen as an SVG that needs nothing from elsewhere."""

import re
from html import unescape

_FONTS = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FAMILY = re.compile(r"font-family: (?:Fira Code|arial)[^;]*;")
_STACK = 'font-family: ui-monospace, "DejaVu Sans Mono", "Cascadia Mono", Menlo, Consolas, monospace;'
_ID = re.compile(r"\bterminal-\d+-")
_MADE_BY = re.compile(r"<!-- Generated with Rich[^>]*-->\s*")
_TEXT = re.compile(r'<text class="[^"]*" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</text>')


def cleaned(svg: str, name: str) -> str:
    """Letters of the reader's own machine in place of a font from the network, and ids that stay the same."""
    svg = _MADE_BY.sub("", _FONTS.sub("", svg))
    svg = _ID.sub(f"{name}-", _FAMILY.sub(_STACK, svg))
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def told(svg: str) -> list[str]:
    """What is written on it and where; of all the rest a library's next release may think otherwise."""
    return [
        f"{y} {x} {unescape(text).strip()}" for x, y, text in _TEXT.findall(svg) if unescape(text).strip()
    ]
