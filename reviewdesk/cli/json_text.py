"""A value as JSON for the terminal or a pipe; apart, since most commands and the desk print none."""

import json
import re
from typing import Any

# Inside a JSON string these can be written as escapes; raw they would speak to the terminal.
_LOUD = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def json_text(value: Any, *, indent: int | None, ascii_only: bool) -> str:
    """The value as JSON; `ascii_only`: where the other end can't show other signs."""
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    return _LOUD.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
