"""A line of the evening: the code that was typed, and what became of it, told in a few words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviewdesk.api import _, ngettext
from reviewdesk.engine.goodwill.values import Outcome, Used
from reviewdesk.tui.format import count, day_words, one_line
from reviewdesk.tui.goodwill.using import ALL_THE_SAME
from reviewdesk.tui.goodwill.words import guest_of
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    number: int
    code: str
    used: Used | None = None
    trouble: str = ""
    back: bool = False
    """Taken back."""

    @property
    def done(self) -> bool:
        return self.used is not None and self.used.done and not self.back

    @property
    def arguable(self) -> bool:
        """Refused, but the guest may have had it nevertheless."""
        return self.used is not None and self.used.outcome in ALL_THE_SAME

    @property
    def wrong(self) -> bool:
        return bool(self.trouble) or (self.used is not None and not self.used.done)

    @property
    def waits(self) -> bool:
        return self.used is None and not self.trouble


def tally(rows: Sequence[Typed]) -> list[str]:
    """How many were used, are to be looked at, or are not told yet."""
    done = sum(row.done for row in rows)
    other = sum(row.wrong for row in rows)
    waits = sum(row.waits for row in rows)
    parts = [ngettext("{n} used", "{n} used", done).format(n=count(done))] if rows else []
    if other:
        parts.append(ngettext("{n} to look at", "{n} to look at", other).format(n=count(other)))
    if waits:
        parts.append(_("{n} being noted").format(n=count(waits)))
    return parts


def card_of(row: Typed, today: date) -> Card:
    number = Piece(f"{row.number:>3} ", "dim")
    code = one_line(row.code)
    if row.trouble:
        return Card([number, Piece(f"✗ {code}", "warn")], row.trouble, row.number, "warn")
    used = row.used
    if used is None:
        return Card([number, Piece(f"… {code}")], "", row.number)
    one = used.voucher
    who = f"{guest_of(one)} · {one_line(one.offer.offer.title)}" if one is not None else code
    if row.back:
        return Card([number, Piece(f"← {who}", "dim"), Piece(_("  taken back"), "dim")], "", row.number)
    if used.done:
        good = Piece("✓ " + _("used now"), "good")
        return Card([number, good, Piece(f"  {who}")], "", row.number)
    sign = Piece(f"✗ {_short(used, today)}", "warn")
    return Card([number, sign, Piece(f"  {who}")], one_line(used.words), row.number)


def _short(used: Used, today: date) -> str:
    one = used.voucher
    day = one.redeemed_on if one is not None else None
    return {
        Outcome.AGAIN: _("already used, {day}").format(day=day_words(day, today) if day else "-"),
        Outcome.ENDED: _("ended"),
        Outcome.ELSEWHERE: _("for another shop"),
        Outcome.VOIDED: _("cancelled"),
        Outcome.NOT_YET: _("not given out by then"),
        Outcome.MISTYPED: _("mistyped"),
        Outcome.NOT_OURS: _("not ours"),
        Outcome.SEVERAL: _("type all of it"),
    }.get(used.outcome, used.words)
