"""What one line of a copied page is."""

import re

from reviewdesk_google.paste import phrases

__all__ = [
    "ASPECT", "CLOSING", "COUNTED", "FURNITURE", "ICONS", "LABEL", "OWNER", "OWN_BUTTON", "STARS",
    "cut_short", "read_stars", "without_stars",
]  # fmt: skip


def _lines_of(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


def _any(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


_NUMBER = r"[0-9][0-9.,\s\u00a0\u202f]*"
COUNTED = _lines_of(
    rf"(?:{_any(phrases.GUIDE)}\s*[·•-]?\s*)(?:{_NUMBER}\s*{_any(phrases.REVIEWS)})?(?:\s*[·•]\s*.{{1,40}})?",
    rf"{_NUMBER}\s*{_any(phrases.REVIEWS)}(?:\s*[·•]\s*.{{1,40}})?",
)
GUIDE = re.compile(_any(phrases.GUIDE), re.IGNORECASE)
OWNER = _lines_of(
    rf"(?:.{{1,80}}\s)?\({_any(phrases.OWNER_MARK)}\)(?P<when_mark>\s.{{3,40}})?",
    rf"{_any(phrases.OWNER)}\s*[:·]?(?P<when>\s.{{3,40}})?",
)
STARS = re.compile(r"(?P<lit>[★⭐🌟]{1,5})\ufe0f?(?P<dark>[☆✩]{0,4})")
_STAR = (
    r"stars?|stern(?:en?|e)?|étoiles?|stell[ae]|estrellas?|gwiazd(?:ka|ki|ek)|zv(?:j)?ezdic[ae]|звездиц[ае]|зв[её]зд[аы]?"
    r"|зірк[аи]|зірок|hvězd(?:a|y|iček|ičky|ička)|αστ[εέ]ρια?|yıldız(?:lı)?|ster(?:ren)?|estrelas?"
)
_TOLD = _lines_of(
    r"(?:rated|bewertet mit|note|valutato|valorado con|ocj?ena:?|оцена:?|оценка:?|оцінка:?|βαθμολογία:?"
    r"|puan:?|beoordeeld met|classificado como)?\s*"
    r"(?P<stars>[1-5])(?:[.,]0)?"
    r"\s*(?:/|of|out of|von|sur|su|de|di|z|na|od|од|из|з|από|στα|van|em)\s*5(?:[.,]0)?"
    rf"(?:\s*(?:{_STAR}))?[.,]?",
    r"5 üzerinden (?P<turkish>[1-5])(?:[.,]0)?(?: yıldız)?",
    rf"(?P<alone>[1-5])\s*(?:{_STAR})",
)
ICONS = re.compile(r"[\ue000-\uf8ff\s·•|⋮]+")
FURNITURE = _lines_of(_any(phrases.FURNITURE))
CLOSING = _lines_of(rf"{_any(phrases.CLOSING)}(?:\s*\(?[0-9]+\)?)?")
_CUT = re.compile(rf"(?:…|\.\.\.)\s*{_any(phrases.MORE)}?$|^{_any(phrases.MORE)}$", re.IGNORECASE)
OWN_BUTTON = _lines_of(*phrases.OWN_BUTTONS)
ASPECT = _lines_of(rf"(?P<label>{'|'.join(phrases.ASPECTS)})\s*:?\s*(?P<value>[1-5](?:/5)?)")
LABEL = _lines_of(rf"(?:{'|'.join(phrases.LABELS)}):?")


def read_stars(line: str) -> int | None:
    drawn = STARS.fullmatch(line.replace("\ufe0f", ""))
    if drawn:
        # Five signs of one kind may differ by their colour alone, which no copy keeps: only both kinds tell.
        return len(drawn["lit"]) if drawn["dark"] and len(drawn["lit"] + drawn["dark"]) == 5 else None
    told = _TOLD.fullmatch(line)
    return int(told["stars"] or told["turkish"] or told["alone"]) if told else None


def without_stars(line: str) -> tuple[str, int | None]:
    """The stars may stand in the day's line, as in "4/5 a month ago on"."""
    first, _blank, rest = line.partition(" ")
    stars = read_stars(first) if rest else None
    if stars is not None:
        return rest, stars
    icons = bool(rest) and (ICONS.fullmatch(first) or STARS.fullmatch(first.replace("\ufe0f", "")))
    return (rest, None) if icons else (line, None)


def cut_short(lines: list[str]) -> bool:
    """Whether the page had cut the words short; its own words for that are taken away."""
    while lines and not lines[-1]:
        lines.pop()
    if not lines or not _CUT.search(lines[-1]):
        return False
    lines[-1] = _CUT.sub("", lines[-1]).rstrip()
    if not lines[-1]:
        lines.pop()
    if lines:
        lines[-1] = lines[-1].rstrip(".…") + "…"
    return True
