"""A form that asks when the guest was here."""

from __future__ import annotations

from datetime import date
from typing import Generic, TypeVar

from reviewdesk.api import _
from reviewdesk.tui.goodwill.day_form import DayForm
from reviewdesk.tui.goodwill.field_row import Field
from reviewdesk.tui.goodwill.words import dated

T = TypeVar("T")


def visit_field(value: str = "") -> Field:
    example = _("e.g. friday, 2026-11-20 or 3 days ago")
    return Field(name="day", label=_("was here"), value=value, placeholder=example)


class VisitForm(DayForm[T], Generic[T]):
    """The guest may not remember: an empty field is no day."""

    empty_means = ""

    def said_of(self, day: date) -> str:
        return f"{_('was here')}: {dated(day)}"
