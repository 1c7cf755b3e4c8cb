"""Signs that Yelp does not take in an answer."""

import re

__all__ = ["first_emoji"]

# Pictures by Unicode's own default, pictures made of letters (flags, keycaps), and what asks for a picture.
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U0001f1e6-\U0001f1ff\U000e0020-\U000e007f\ufe0f\u20e3"
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab"
    "\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c"
    "\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\u2764\u263a]"
)


def first_emoji(text: str) -> str | None:
    """The first emoji with the sign before it where it only changes that one's look; None without one."""
    found = _EMOJI.search(text)
    if found is None:
        return None
    start = found.start() - (found.group() in "\ufe0f\u20e3" and found.start() > 0)
    return text[start : found.end()]
