"""The first checks of a reply: empty, too long, a blank left unfilled."""

import re
from collections.abc import Iterator

from reviewdesk.api import Draft, Finding, Ground, LengthUnit, Level, Plugin, _, hookimpl

_BLANK = re.compile(
    r"\{[^{}\n]{0,40}\}|\[(?=[^\[\]\n]*[^\W\d_])[^\[\]\n]{1,40}\]|<[^\W\d_][\w '’.-]{0,38}>|_{3,}"
)
"""The ways in which people leave a blank in a text they mean to fill later."""


@hookimpl
def reviewdesk_plugin() -> Plugin:
    """The checks that come with the desk."""
    return Plugin(name="checks", title=_("Checks"), needs=(1, 0))


@hookimpl
def reviewdesk_check_reply(draft: Draft, ground: Ground) -> list[Finding]:
    """Empty, too long in the platform's unit, or with an unfilled blank."""
    if not draft.text.strip():
        return [Finding(level=Level.BLOCK, code="empty", reason=_("The answer is empty."))]
    return [*_too_long(draft.text, ground), *_blanks(draft.text)]


def _too_long(text: str, ground: Ground) -> Iterator[Finding]:
    used, limit = ground.rules.unit.length(text), ground.rules.limit
    if used <= limit:
        return
    units = {
        LengthUnit.CHARACTERS: _("characters"),
        LengthUnit.BYTES: _("characters (letters with accents and other scripts count two to four)"),
        LengthUnit.UTF16: _("characters (emoji count two)"),
    }
    reason = _("{platform} takes at most {limit} {unit}; this answer has {used}.").format(
        platform=ground.platform, limit=limit, unit=units[ground.rules.unit], used=used
    )
    start = len(ground.rules.unit.fitting(text, limit))
    yield Finding(
        level=Level.BLOCK,
        code="too-long",
        reason=reason,
        start=start,
        end=len(text),
        source=ground.rules.source,
    )


def _blanks(text: str) -> Iterator[Finding]:
    for match in _BLANK.finditer(text):
        yield Finding(
            level=Level.BLOCK,
            code="blank",
            reason=_("A blank is not filled in: {blank}").format(blank=match.group()),
            start=match.start(),
            end=match.end(),
        )
