"""Columns of a table and what they are, in words."""

from __future__ import annotations

from collections.abc import Sequence

from reviewdesk.api import _
from reviewdesk.tui.dialogs.pick import Choice
from reviewdesk.tui.format import cut, fit, one_line
from reviewdesk.tui.widgets.cards import Card
from reviewdesk.tui.widgets.leaf import Piece

UNUSED = ""
_COLUMN = 20
_FIELD = 30
_EXAMPLE = 60
_MANY = frozenset({"detail", UNUSED})
"""What several columns may be."""


def field_choices() -> list[Choice]:
    """All that a column can be, the usual ones first."""
    return [Choice(name, words) for name, words in _fields().items()]


def _fields() -> dict[str, str]:
    return {
        UNUSED: _("not used"),
        "author": _("name of the guest"),
        "rating": _("stars, as the file shows"),
        "rating:5": _("stars of 5"),
        "rating:10": _("points of 10"),
        "rating:100": _("points of 100"),
        "text": _("words of the guest"),
        "title": _("title of the review"),
        "created_at": _("day of the review"),
        "created_at:dmy": _("day of the review, day first"),
        "created_at:mdy": _("day of the review, month first"),
        "reply": _("your answer"),
        "reply_at": _("day of your answer"),
        "listing_title": _("name of the shop"),
        "positive": _("what was liked"),
        "negative": _("what was not liked"),
        "url": _("address of the review"),
        "external_id": _("number of the review"),
        "listing": _("number of the shop's page"),
        "address": _("address of the shop"),
        "platform": _("platform"),
        "language": _("language"),
        "translation": _("translation"),
        "updated_at": _("day of the last change"),
        "read_at": _("day on which the tool looked"),
        "removed": _("whether it was removed"),
        "detail": _("a further fact, shown beside it"),
    }


def said_field(spec: str) -> str:
    """A field with its flags in words; a flag without a word of its own stays as it is."""
    fields = _fields()
    name, *flags = spec.split(":")
    for flag in flags:
        if f"{name}:{flag}" in fields:
            rest = [each for each in flags if each != flag]
            return " ".join([fields[f"{name}:{flag}"], *rest])
    return " ".join([fields.get(name, name), *flags])


def column_card(column: str, spec: str, cells: Sequence[str]) -> Card:
    """Column, field, and what stands in it."""
    used = spec != UNUSED
    named = Piece(fit(one_line(column) or "-", _COLUMN), "strong" if used else "dim")
    pieces = [named, Piece(" → ", "dim"), Piece(fit(said_field(spec), _FIELD), "state" if used else "dim")]
    shown = " · ".join(cut(one_line(cell), _EXAMPLE) for cell in cells)
    return Card(pieces, _("e.g. {cells}").format(cells=shown) if shown else "", ("column", column))


def question_card(name: str, words: str, said: str) -> Card:
    """What the file does not tell, and what was said of it."""
    answer = Piece(one_line(said), "state") if said else Piece(_("? Enter says it"), "warn")
    return Card([Piece(f"{words}: ", "strong"), answer], "", ("asked", name))


def put(mapping: dict[str, str], column: str, spec: str) -> dict[str, str]:
    """The mapping with this column so; another one that was the same is not used any more."""
    name = spec.partition(":")[0]
    new = {
        other: UNUSED if name not in _MANY and old.split(":")[0] == name else old
        for other, old in mapping.items()
    }
    return {each: field for each, field in new.items() if field or not each.startswith("=")} | {column: spec}


def in_order(mapping: dict[str, str], order: str) -> dict[str, str]:
    """The mapping with the order of day and month said for the day of the review."""
    return {
        column: ":".join([each for each in spec.split(":") if each not in ("dmy", "mdy")] + [order])
        if spec.split(":")[0] == "created_at"
        else spec
        for column, spec in mapping.items()
    }
