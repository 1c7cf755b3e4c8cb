"""What Tripadvisor's response guidelines refuse, said before the owner pastes his answer there."""

import re
from collections.abc import Iterator

from reviewdesk.api import Draft, DraftKind, Finding, Ground, Level, _
from reviewdesk_tripadvisor.card import RESPONSES, TITLE

_LONG = 2000
_LINK = re.compile(r"https?://\S+|\bwww\.\S+", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.\w+")
_PHONE = re.compile(r"(?<![\w/.-])\+?\d(?:[\s./()-]{0,2}\d){7,}(?!\w)")
_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
_LIST = re.compile(
    r"^[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+\S.*(?:\n[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+\S.*)+", re.MULTILINE
)
_FAKE = re.compile(
    r"\b(?:fake|fraudulent|bogus) reviews?\b|\bfalse review\b|\brecensione (?:falsa|finta)\b|\bfaux avis\b"
    r"|\bfalsche Bewertung\b|\bFake-Bewertung\b|\b(?:reseña|opinión) falsa\b"
    r"|\bfałszywa (?:opinia|recenzja)\b",
    re.IGNORECASE,
)


def findings(draft: Draft, ground: Ground) -> Iterator[Finding]:
    if ground.platform != TITLE or draft.kind is not DraftKind.REPLY:
        return
    text = draft.text
    for code, rule, reason in _rules():
        for match in rule.finditer(text):
            if rule is not _PHONE or not _DAY.fullmatch(match.group().strip()):
                yield _warn(code, reason, match.start(), match.end())
    if len(text) > _LONG:
        yield Finding(
            level=Level.HINT,
            code="tripadvisor-long",
            reason=_(
                "This is very long. Tripadvisor names no limit, but asks for answers that are easy to read."
            ),
            start=_LONG,
            end=len(text),
            source=RESPONSES,
        )


def _rules() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return (
        ("tripadvisor-link", _LINK, _("Tripadvisor refuses links that have nothing to do with the review.")),
        ("tripadvisor-personal", _MAIL, _("Tripadvisor refuses personal data: addresses of e-mail too.")),
        ("tripadvisor-personal", _PHONE, _("Tripadvisor refuses personal data: phone numbers too.")),
        ("tripadvisor-list", _LIST, _("Tripadvisor refuses lists and bullets: write it as a sentence.")),
        (
            "tripadvisor-fake",
            _FAKE,
            _("Tripadvisor refuses answers that call a review false: report it instead."),
        ),
    )


def _warn(code: str, reason: str, start: int, end: int) -> Finding:
    return Finding(level=Level.WARN, code=code, reason=reason, start=start, end=end, source=RESPONSES)
