"""Alerts in words: one, or many in one message."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewdesk.api import _, ngettext
from reviewdesk.engine.alerting.words import cut, harmless, stars

__all__ = ["Item", "Message", "bundled", "for_test"]

_FIRST_WORDS = 160
_SHORT = 60
_NAMED = 6
"""So many of a bundle are named; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be told, as far as words go."""

    kind: str
    """review, late, answer or account."""
    what: str
    """In our own words: a new review, Google said no ..."""
    where: str = ""
    """Platform and shop."""
    half_stars: int | None = None
    author: str | None = None
    words: str = ""
    """What the guest wrote; empty where it may not travel."""
    private: bool = False
    """Its words may be seen here, but lie nowhere."""
    url: str = ""
    """The platform's own page."""

    @property
    def headline(self) -> str:
        parts = [stars(self.half_stars), self.what]
        return harmless(" ".join(part for part in parts if part)) + (
            f" · {harmless(self.where)}" if self.where else ""
        )

    def said(self, most: int) -> str:
        """Who wrote it, and the first words."""
        who = harmless(self.author or "")
        text = cut(harmless(self.words), most)
        return f"{who}: {text}" if who and text else who or text


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    title: str
    body: str
    url: str = ""
    """The page of the one thing that it tells; several pages stand in the body."""
    private: bool = False
    """It must not be kept where it is shown."""

    @property
    def whole(self) -> str:
        """The body with the page under it."""
        return "\n".join(part for part in (self.body, self.url) if part)


def bundled(items: Sequence[Item]) -> Message:
    """One message for all of them."""
    if len(items) == 1:
        (item,) = items
        return Message(title=item.headline, body=item.said(_FIRST_WORDS), url=item.url, private=item.private)
    lines = []
    for item in items[:_NAMED]:
        lines += [part for part in (item.headline, item.said(_SHORT), item.url) if part]
    left = len(items) - _NAMED
    if left > 0:
        lines.append(ngettext("and {n} more", "and {n} more", left).format(n=left))
    return Message(
        title=_title(items), body="\n".join(lines), private=any(item.private for item in items[:_NAMED])
    )


def _title(items: Sequence[Item]) -> str:
    counts = {
        kind: sum(item.kind == kind for item in items) for kind in ("review", "late", "answer", "account")
    }
    said = {
        "review": ngettext("{n} new review", "{n} new reviews", counts["review"]),
        "late": ngettext("{n} soon late", "{n} soon late", counts["late"]),
        "answer": ngettext("{n} answer needs you", "{n} answers need you", counts["answer"]),
        "account": ngettext("{n} account is signed out", "{n} accounts are signed out", counts["account"]),
    }
    return ", ".join(said[kind].format(n=n) for kind, n in counts.items() if n)


def for_test() -> Message:
    return Message(
        title=_("reviewdesk: a test"),
        body=_("This is how a new review will be told. Nothing happened."),
    )
