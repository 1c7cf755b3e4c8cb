"""A reply being written, and what a check says of it."""

from dataclasses import dataclass
from enum import StrEnum

from reviewdesk.api.plugin import ReplyRules
from reviewdesk.api.review import Review

__all__ = ["Draft", "DraftKind", "Finding", "Ground", "Level"]


class DraftKind(StrEnum):
    """To whom a text goes."""

    REPLY = "reply"
    """In public, under the review."""
    PRIVATE = "private"
    """To one guest alone."""


class Level(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    """The reply can't go out like this."""
    WARN = "warn"
    """It goes out only if the owner accepts this finding by its code."""
    HINT = "hint"
    """Good to know; stops nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text as it stands in the editor."""

    text: str
    kind: DraftKind = DraftKind.REPLY
    by: str = ""
    """Who writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """All that a check may look at; it does no I/O of its own."""

    review: Review
    rules: ReplyRules
    platform: str
    """The platform's title, for sentences."""
    writing_as: str
    """The name under which the reply will stand."""
    codes: tuple[str, ...] = ()
    """The living vouchers' codes of this desk: none of them belongs in public."""
    offers: tuple[str, ...] = ()
    """The titles of this desk's offers, as they stand on cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check says of a draft."""

    level: Level
    code: str
    """A stable word, used by ``--accept``."""
    reason: str
    """One plain sentence."""
    start: int = 0
    """Place in the text, code points, half open; equal numbers mean the whole text."""
    end: int = 0
    source: str = ""
    """The rule this comes from: a page or a law."""
