"""What is copied from somewhere, as it would have been typed."""

import re

_INVISIBLE = re.compile(
    "\x1b\\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls and invisible signs: nothing one writes to a guest. The joiner is none: emoji are made of it."""


def typed_signs(text: str) -> tuple[str, int]:
    """Text from a web page or from Windows as it would have been typed, and how many signs were left out."""
    lines = text.replace("\r\n", "\n")
    for end in ("\r", "\u2028", "\u2029"):
        lines = lines.replace(end, "\n")
    return _INVISIBLE.subn("", lines)
