"""Google's translation, which comes inside the guest's own words, taken apart."""

import re

# As seen in comments of the API, of Takeout and on the web, by the language of the owner's account.
_TRANSLATED = r"\((?:Translated by Google|Übersetzt von Google|Traduit par Google|Traducido por Google)\)"
_ORIGINAL = r"\((?:Original|Avis d['’]origine)\)"

# Two searches each, not one expression for the whole: that one would take quadratic time on blank lines.
_OPENS = re.compile(_TRANSLATED)
_OWN_FOLLOWS = re.compile(rf"\n[ \t]*{_ORIGINAL}[ \t]*\n")
_TRANSLATION_FOLLOWS = re.compile(rf"\n[ \t]*\n{_TRANSLATED}")


def unwrap(comment: str) -> tuple[str | None, str | None]:
    """The writer's own words and Google's translation of them; each None where there is none.

    A wrapper with a part missing stays as it came: words are never dropped on a guess.
    """
    text = comment.replace("\r\n", "\n").strip()
    own, translation = _translation_first(text) or _translation_last(text) or ("", "")
    if own and translation:
        return own, translation
    return comment.strip() or None, None


def _translation_first(text: str) -> tuple[str, str] | None:
    opens = _OPENS.match(text)
    turn = _OWN_FOLLOWS.search(text, opens.end()) if opens else None
    if opens is None or turn is None:
        return None
    return text[turn.end() :].strip(), text[opens.end() : turn.start()].strip()


def _translation_last(text: str) -> tuple[str, str] | None:
    turn = _TRANSLATION_FOLLOWS.search(text)
    if turn is None:
        return None
    return text[: turn.start()].strip(), text[turn.end() :].strip()
