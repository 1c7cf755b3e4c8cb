"""Further facts of a row, for the eye."""

from datetime import datetime

from reviewdesk.api import Precision, _
from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables.date_column import Moment
from reviewdesk.builtin.tables.letters import may_be_cut
from reviewdesk.builtin.tables.names import name_of
from reviewdesk.builtin.tables.plan import Plan
from reviewdesk.builtin.tables.shape import NOTE, Told
from reviewdesk.builtin.tables.source import Record

_LONGEST = 200


def details(record: Record, told: Told, plan: Plan, created: Moment, text: str | None) -> dict[str, str]:
    found = {
        _label(column): value.strip()[:_LONGEST]
        for column, spec in plan.specs.items()
        if spec.field == f.DETAIL and (value := record.cells.get(column)) and value.strip()
    }
    return {**found, **_of_date(record, told, plan, created), **_of_words(told, plan, text)}


def answered(created: Moment, replied: Moment | None, reply: str | None) -> dict[str, str]:
    """What a bare day, or an answer older than what it answers, has to say."""
    if replied is None or not reply:
        return {}
    if not isinstance(replied.at, datetime):
        told = replied.at.isoformat() if replied.precision is Precision.DAY else f"{replied.at:%Y-%m}"
        return {_("Answered"): told}
    if isinstance(created.at, datetime) and replied.at < created.at:
        return {_("Date"): _("of the guest's last edit: the answer is older")}
    return {}


def _label(column: str) -> str:
    return " ".join(column.rpartition("/")[2].replace("_", " ").split())


def _of_date(record: Record, told: Told, plan: Plan, created: Moment) -> dict[str, str]:
    words = " ".join(told[f.CREATED].split())[:80]
    if not created.firm:
        return {_("Date"): _("counted from “{words}”").format(words=words)}
    named = name_of(plan.column(f.CREATED, record))
    if created.stay or any(word in named for word in ("stay", "visit", "travel")):
        return {_("Date"): _("of the stay; the file tells no other")}
    return {}


def _of_words(told: Told, plan: Plan, text: str | None) -> dict[str, str]:
    if told.get(NOTE):
        return {_("Words"): told[NOTE]}
    if text and may_be_cut(text):
        note = (
            _("an excerpt: the platform's API cuts texts") if plan.cut else _("end in dots: may be cut off")
        )
        return {_("Words"): note}
    return {}
