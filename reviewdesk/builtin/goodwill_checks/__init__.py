"""Goodwill stays clean: no offer in public, no condition anywhere.

A public answer that names an offer, a voucher, a code or a value is stopped, and so is one that asks for
another review. A private text is stopped where it ties the gift to the review. Nothing here can be accepted.
"""

import re
from collections.abc import Iterator

from reviewdesk.api import Draft, DraftKind, Finding, Ground, Level, Plugin, _, hookimpl

__all__ = ["reviewdesk_check_reply", "reviewdesk_plugin"]


@hookimpl
def reviewdesk_plugin() -> Plugin:
    """The checks of what is offered, and to whom."""
    return Plugin(name="goodwill_checks", title=_("Goodwill checks"), needs=(1, 0))


@hookimpl
def reviewdesk_check_reply(draft: Draft, ground: Ground) -> list[Finding]:
    """Offers and conditions in public, conditions in private."""
    if draft.kind is DraftKind.PRIVATE:
        return list(_private(draft.text))
    return _apart([*_codes(draft.text, ground), *_offers(draft.text, ground), *_public(draft.text, ground)])


def _codes(text: str, ground: Ground) -> Iterator[Finding]:
    from reviewdesk.builtin.goodwill_checks.codes import looks_like_a_code, own_codes

    reason = _("A voucher's code stands in this public answer. Give it to the guest in private.")
    for start, end in (*own_codes(text, ground.codes), *looks_like_a_code(text)):
        yield _block("goodwill-code", reason, start, end, _source(ground.platform, "offer"))


def _offers(text: str, ground: Ground) -> Iterator[Finding]:
    """The titles of this desk's own offers, word for word; what the guest names himself may be named back."""
    from reviewdesk.builtin.goodwill_checks.titles import own_titles

    reason = _("“{words}” is one of your offers. Name it in private, not in a public answer.")
    said = " ".join(filter(None, (ground.review.title, ground.review.text)))
    for start, end in own_titles(text, ground.offers, said):
        yield _block(
            "goodwill-offer",
            reason.format(words=text[start:end]),
            start,
            end,
            _source(ground.platform, "offer"),
        )


def _public(text: str, ground: Ground) -> Iterator[Finding]:
    from reviewdesk.builtin.goodwill_checks.tables import look

    offer = _(
        "This names something you give: “{words}”. In public say only that you want to put it right and "
        "how to reach you; make the offer in private."
    )
    review = _("This asks for another review: “{words}”. An answer must not ask for that, nor reward it.")
    seen = look(text, "offers", "conditions")
    for each in seen["offers"]:
        words = text[each.start : each.end]
        reason = offer.format(words=words)
        yield _block("goodwill-offer", reason, each.start, each.end, _source(ground.platform, "offer"))
    for each in seen["conditions"]:
        reason = review.format(words=text[each.start : each.end])
        yield _block("goodwill-review", reason, each.start, each.end, _source(ground.platform, "review"))


def _private(text: str) -> Iterator[Finding]:
    from reviewdesk.builtin.goodwill_checks.tables import look

    reason = _(
        "This ties the gift to a review: “{words}”. Leave reviews and stars out; a gift has no condition."
    )
    seen = look(text, "conditions", "private", "nothing", excuse="nothing")
    tied = [
        _block(
            "goodwill-condition",
            reason.format(words=text[each.start : each.end]),
            each.start,
            each.end,
            _source("", "review"),
        )
        for each in (*seen["conditions"], *seen["private"])
    ]
    yield from _apart(tied)
    if text.strip() and not seen["nothing"]:
        yield Finding(
            level=Level.HINT,
            code="goodwill-nothing-expected",
            reason=_("It does not say that nothing is expected in return. One sentence keeps it clean."),
            source=_source("", "review"),
        )


def _block(code: str, reason: str, start: int, end: int, source: str) -> Finding:
    return Finding(level=Level.BLOCK, code=code, reason=reason, start=start, end=end, source=source)


def _apart(findings: list[Finding]) -> list[Finding]:
    """One finding for one place: where two of a kind meet, the first speaks."""
    kept: list[Finding] = []
    for each in sorted(findings, key=lambda finding: (finding.start, -finding.end)):
        if not any(other.code == each.code and each.start < other.end for other in kept):
            kept.append(each)
    return kept


def _source(platform: str, rule: str) -> str:
    from reviewdesk.builtin.goodwill_checks.contact import rules

    known = rules()
    name = re.sub(r"\.com$|[^a-z]", "", platform.casefold())
    return str(known.get(name, known["other"])[rule])
