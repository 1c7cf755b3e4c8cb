"""What this Tripadvisor's moderators refuse, as its response guidelines describe it.

See tripadvisorsupport.com/hc/en-us/articles/115016125728.
"""

import re

__all__ = ["judge"]

_RULES = (
    (
        "COMMERCIAL",
        re.compile(
            r"\bfree (?:pizza|meal|drink|dinner|dessert|coffee|night|stay)s?\b"
            r"|\b(?:vouchers?|coupons?|gift ?cards?|gutscheine?|buon[oi] sconto|discounts?|refund)\b",
            re.IGNORECASE,
        ),
    ),
    ("LINK", re.compile(r"https?://|\bwww\.", re.IGNORECASE)),
    (
        "PERSONAL_INFORMATION",
        re.compile(r"\b[\w.+-]+@[\w-]+\.\w+|(?<![\w.-])\+?\d(?:[\s./()-]{0,2}\d){7,}"),
    ),
    ("ACCUSATION", re.compile(r"\b(?:fake|fraudulent|bogus) reviews?\b", re.IGNORECASE)),
    ("NOT_FAMILY_FRIENDLY", re.compile(r"\b(?:idiots?|morons?|liars?)\b", re.IGNORECASE)),
    ("FORMATTING", re.compile(r"^[ \t]*[-*•] .+\n[ \t]*[-*•] ", re.MULTILINE)),
)


def judge(text: str) -> str | None:
    """Why a response is refused, None for one that may stand."""
    return next((name for name, rule in _RULES if rule.search(text)), None)
