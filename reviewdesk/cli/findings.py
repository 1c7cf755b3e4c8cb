"""What the checks say, as lines and as JSON."""

from collections.abc import Iterable
from typing import Any

from reviewdesk.api import Finding, Level, _
from reviewdesk.cli.printing import say
from reviewdesk.cli.shown import one_line

__all__ = ["findings_json", "say_findings", "stopping"]

_WORDS = {Level.BLOCK: _("block"), Level.WARN: _("warning"), Level.HINT: _("hint")}
_QUOTED = 60


def stopping(findings: Iterable[Finding], accepted: Iterable[str] = ()) -> list[Finding]:
    """Those that keep a reply from going out: blocks, and warnings that were not accepted."""
    taken = set(accepted)
    return [
        each
        for each in findings
        if each.level is Level.BLOCK or (each.level is Level.WARN and each.code not in taken)
    ]


def say_findings(findings: Iterable[Finding], text: str) -> None:
    for each in findings:
        place = one_line(text[each.start : each.end])[:_QUOTED]
        quoted = f' "{place}"' if place else ""
        source = f" ({one_line(each.source)})" if each.source else ""
        say(f"{_(_WORDS[each.level])} {each.code}: {one_line(each.reason)}{quoted}{source}")


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "level": each.level.value,
            "code": each.code,
            "reason": each.reason,
            "start": each.start,
            "end": each.end,
            "source": each.source or None,
        }
        for each in findings
    ]
