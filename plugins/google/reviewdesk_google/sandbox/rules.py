"""What this Google's moderators refuse, as its policy pages describe it.

See support.google.com/contributionpolicy/answer/7400114 (prohibited and restricted content).
"""

import re

__all__ = ["judge"]

_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b")
_SOLICITING = (
    re.compile(
        r"https?://|\bwww\.|\b[\w-]+\.(?:com|net|org|info|biz|shop|eu|it|de|fr|es|co\.uk)\b", re.IGNORECASE
    ),
    re.compile(r"\b[\w.+-]+@[\w-]+\.\w+"),
    re.compile(r"(?<!\w)\+?\d(?:[\s./()-]{0,2}\d){6,}"),
    re.compile(r"\bfree (?:pizza|meal|drink|dinner|dessert|coffee|night|stay)s?\b", re.IGNORECASE),
    re.compile(
        r"\b(?:vouchers?|coupons?|gift ?cards?|gutscheine?|buon[oi] sconto|codice sconto)\b", re.IGNORECASE
    ),
    re.compile(r"\b(?:discount|promo|promotion|rabatt) ?codes?\b", re.IGNORECASE),
)
_INSULTING = re.compile(r"\b(?:idiots?|morons?|liars?|imbecil\w*|idiota|bugiard[oa])\b", re.IGNORECASE)
_SENSELESS = re.compile(r"(\S)\1{14,}|\b(\w+)(?:\s+\2\b){5,}", re.IGNORECASE)


def judge(text: str) -> str | None:
    """The `policyViolation` of a reply, None for one that may stand."""
    dateless = _DATE.sub(" ", text)
    if any(rule.search(dateless) for rule in _SOLICITING):
        return "ADVERTISING_AND_SOLICITATION"
    if _INSULTING.search(text):
        return "HARASSMENT"
    if _SENSELESS.search(text):
        return "GIBBERISH_AND_REPETITIVE"
    return None
