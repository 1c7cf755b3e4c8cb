"""The owner's language: every sentence an owner reads goes through `_` or `ngettext`.

The catalogues lie in ``reviewdesk/locale``; where none fits, the English sentence itself is shown.
"""

import gettext
import os
from pathlib import Path

__all__ = ["_", "ngettext", "speak"]

_LOCALE = Path(__file__).parent.parent / "locale"
_spoken: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str | None = None) -> None:
    """Choose the language of all sentences from now on: a BCP 47 tag, or None for the machine's own."""
    global _spoken  # noqa: PLW0603 - one program speaks one language
    wanted = [language.replace("-", "_")] if language else None
    if language is None and not any(os.environ.get(k) for k in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")):
        wanted = ["en"]
    _spoken = gettext.translation("reviewdesk", _LOCALE, languages=wanted, fallback=True)


def _(sentence: str) -> str:
    """The sentence in the owner's language."""
    return _spoken.gettext(sentence)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things in the owner's language."""
    return _spoken.ngettext(one, many, count)
