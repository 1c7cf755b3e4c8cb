"""Which vouchers are shown: those that are still open, or only some."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from reviewdesk.api import _
from reviewdesk.engine.goodwill.values import VoucherState
from reviewdesk.tui.goodwill.found import GIVEN, OPEN, PREPARED


@dataclass(frozen=True, slots=True)
class Which:
    states: frozenset[VoucherState] | None
    """None: all."""
    words: str


def all_ways() -> list[Which]:
    """From the usual one to all there are."""
    return [
        Which(OPEN, _("prepared, and given but not used")),
        Which(PREPARED, _("only prepared")),
        Which(GIVEN, _("only given, not used yet")),
        Which(frozenset({VoucherState.REDEEMED}), _("only used")),
        Which(frozenset({VoucherState.EXPIRED}), _("only ended")),
        Which(frozenset({VoucherState.VOIDED}), _("only cancelled")),
        Which(None, _("all")),
    ]


def groups() -> list[tuple[str, Collection[VoucherState]]]:
    """The list's headings, from top to bottom, and what stands under each."""
    return [
        (_("Prepared: issued when the guest calls"), PREPARED),
        (_("Given, not used yet"), GIVEN),
        (_("Used"), {VoucherState.REDEEMED}),
        (_("Ended"), {VoucherState.EXPIRED}),
        (_("Cancelled"), {VoucherState.VOIDED}),
    ]
