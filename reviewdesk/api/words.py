"""The owner's language: every sentence an owner reads goes through `_` or `ngettext`.

The catalogues lie in ``reviewdesk/locale``; where none fits, the English sentence itself is shown.
"""

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

__all__ = ["_", "ngettext", "speak", "spoken"]

_LOCALE = Path(__file__).parent.parent / "locale"
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""GNU gettext, "Locale Environment Variables": in this order, the first that is set decides."""
_spoken: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def speak(language: str | None = None, environ: Mapping[str, str] = os.environ) -> None:
    """Choose the language of all sentences from now on: a BCP 47 tag, or None for the machine's own."""
    global _spoken, _language  # noqa: PLW0603 - one program speaks one language
    tags = [language] if language else _machines(environ)
    wanted = [each for tag in tags for each in _folders(tag)]
    there = [each for each in wanted if each == "en" or (_LOCALE / each).is_dir()]
    _language = there[0] if there else "en"
    _spoken = gettext.translation("reviewdesk", _LOCALE, languages=[_language], fallback=True)


def spoken() -> str:
    """The language that is spoken now, as its catalogue is called: en, pl, sr, sr_Latn."""
    return _language


def _machines(environ: Mapping[str, str]) -> list[str]:
    said = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return [tag for tag in said.split(":") if tag]


def _folders(tag: str) -> list[str]:
    """Folders of catalogues for sr-Latn-RS or sr_RS.UTF-8@latin, the nearest first.

    A language that is English, or the machine's plain one, ends the search: nobody who reads English first
    is given another.
    """
    name, _at, variant = tag.replace("-", "_").partition("@")
    language, *more = name.partition(".")[0].split("_")
    if language.lower() in ("c", "posix", "en"):
        return ["en"]
    latin = variant.lower() in ("latin", "latn") or "latn" in [each.lower() for each in more]
    return [f"{language.lower()}_Latn"] if latin else [language.lower()]


def _(sentence: str) -> str:
    """The sentence in the owner's language."""
    # To gettext the empty sentence is the catalogue's own head.
    return _spoken.gettext(sentence) if sentence else ""


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence for `count` things in the owner's language."""
    return _spoken.ngettext(one, many, count)
