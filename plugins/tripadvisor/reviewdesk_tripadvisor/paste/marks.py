"""The words by which Tripadvisor's own furniture is told from what a guest wrote."""

import re

from reviewdesk_tripadvisor.paste import phrases

_ANY = re.IGNORECASE


def _one_of(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(words) + ")"


COUNTED = re.compile(
    rf"(?P<home>\D*?)\s*[0-9][0-9.,\s\u00a0\u202f]*\s*{_one_of(phrases.CONTRIBUTIONS)}(?:\s*[•·|].*)?", _ANY
)
"""The line under a guest's name: his town, if he told it, and how much he has written."""

WROTE = re.compile(
    rf"(?P<name>\S.{{0,59}}?)\s+{_one_of(phrases.WROTE)}\s*(?:\(?(?P<day>[^()]{{3,24}}?)\)?)?", _ANY
)
"""The older way to begin a review."""

WRITTEN = re.compile(rf"{_one_of(phrases.WRITTEN)}\s*:?\s+(?P<day>.{{3,40}})", _ANY)
REVIEWED = re.compile(
    rf"{_one_of(phrases.REVIEWED)}\s*:?\s+(?P<day>.{{3,40}}?)(?:\s+(?:via|per|par) mobile)?", _ANY
)
ANSWER = re.compile(rf"{_one_of(phrases.ANSWER)}\s*:?\s*(?P<who>.{{1,160}})", _ANY)
ANSWERED = re.compile(rf"{_one_of(phrases.ANSWERED)}\s*:?\s*(?P<day>.{{3,40}})", _ANY)
VISIT = re.compile(rf"{_one_of(phrases.VISIT)}\s*:\s*(?P<month>.{{3,30}})", _ANY)
TRIP = re.compile(
    r"(?P<month>[^\W\d_]{3,12}\.?(?: de| del)? (?:19|20)[0-9]{2})(?:\s*r\.?)?"
    r"(?:\s*[•·]\s*(?P<trip>\S.{0,40}))?",
    _ANY,
)
CUT = re.compile(rf"(?:\.\.\.|…)\s*(?:{'|'.join(phrases.MORE)})?$", _ANY)

_ANSWERS_PRINT = re.compile(_one_of(phrases.ANSWERS_PRINT), _ANY)
_REVIEWS_PRINT = re.compile(_one_of(phrases.REVIEWS_PRINT), _ANY)
_STARS = r"(?P<stars>[0-5](?:[.,][05])?)"
_RATING = re.compile(
    rf"(?:{_one_of(phrases.RATING)}\s*:?\s*)?{_STARS}"
    r"\s*(?:/|of|out of|von|sur|su|de|di|van|z|em|na)\s*5(?:[.,]0)?"
    rf"(?:\s*{_one_of(phrases.BUBBLES)})?",
    _ANY,
)
_BULLES = re.compile(rf"{_STARS}\s*(?:bulles|bubbles)\s*(?:sur|of)\s*5", _ANY)
_DOTS = re.compile(r"(?P<full>[●★⬤🟢]{1,5})(?P<half>[◐½]?)(?P<empty>[○☆◯]{0,4})")
_COUNTS = r"[0-9]{1,4}|\+ ?[0-9]{1,3}|[-•·|]+|[0-9]+ (?:helpful votes?|photos?|fotos?|foto|zdjęcia)"
_COUNTER = re.compile(_COUNTS)
_BUTTON = re.compile("|".join((*phrases.MORE, *phrases.BUTTONS)), _ANY)
_RESPOND = re.compile("|".join(phrases.RESPOND), _ANY)
_FURNITURE = re.compile(rf"(?:{'|'.join((*phrases.MORE, *phrases.BUTTONS))}|{_COUNTS}|trip type: .*)", _ANY)


def read_rating(line: str) -> float | None:
    """The bubbles of a line that says nothing else."""
    line = line.strip()
    for rule in (_RATING, _BULLES):
        match = rule.fullmatch(line)
        if match:
            stars = float(match["stars"].replace(",", "."))
            return stars if 1 <= stars <= 5 else None
    dots = _DOTS.fullmatch(line)
    if dots and len(dots["full"]) + len(dots["half"]) + len(dots["empty"]) == 5:
        return len(dots["full"]) + (0.5 if dots["half"] else 0.0)
    return None


def is_label(line: str) -> bool:
    """The name of a thing that is rated beside the whole."""
    return line.strip().casefold().rstrip(":") in phrases.LABELS


def is_counter(line: str) -> bool:
    """A number, or the bubbles."""
    return bool(_COUNTER.fullmatch(line.strip().casefold())) or read_rating(line) is not None


def is_furniture(line: str) -> bool:
    """Buttons, counters, labels and bubbles: nothing that anyone wrote."""
    return bool(_FURNITURE.fullmatch(line.strip())) or is_label(line) or read_rating(line) is not None


def is_button(line: str) -> bool:
    return bool(_BUTTON.fullmatch(line.strip()))


def offers_to_respond(line: str) -> bool:
    return bool(_RESPOND.fullmatch(line.strip()))


def is_small_print(line: str) -> bool:
    """What stands under each review and each answer."""
    return (bool(_REVIEWS_PRINT.match(line)) and names_tripadvisor(line)) or is_answers_print(line)


def is_answers_print(line: str) -> bool:
    return bool(_ANSWERS_PRINT.match(line)) and names_tripadvisor(line)


def names_tripadvisor(text: str) -> bool:
    return "tripadvisor" in text.casefold()
