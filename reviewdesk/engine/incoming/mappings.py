"""Which column of a table is which field: said once, for all files with these columns."""

import hashlib
import json
from collections.abc import Mapping, Sequence

from reviewdesk.api import DeskError, Export, _
from reviewdesk.engine.bench import Bench
from reviewdesk.store import facts

_CONSTANT = "="
"""`=VALUE` instead of a column holds for all rows."""


def remembered(bench: Bench, columns: Sequence[str]) -> dict[str, str] | None:
    """What was said about a file with exactly these columns."""
    return _kept(bench, "mapping", columns)


def remember(bench: Bench, columns: Sequence[str], mapping: Mapping[str, str]) -> None:
    # A day given for all rows of one file is no fact of the next.
    lasting = {
        column: field
        for column, field in mapping.items()
        if not (column.startswith(_CONSTANT) and field.startswith("created_at"))
    }
    _keep(bench, "mapping", columns, lasting)


def said(bench: Bench, columns: Sequence[str]) -> dict[str, str]:
    """Platform and page of the last file with these columns: to be offered, never taken for granted."""
    return _kept(bench, "said", columns) or {}


def remember_said(bench: Bench, columns: Sequence[str], platform: str | None, page: str | None) -> None:
    told = {name: value for name, value in (("platform", platform), ("as_listing", page)) if value}
    if told:
        _keep(bench, "said", columns, {**said(bench, columns), **told})


def _kept(bench: Bench, kind: str, columns: Sequence[str]) -> dict[str, str] | None:
    if not columns:
        return None
    with bench.db.read() as tx:
        text = facts.get(tx, _name(kind, columns))
    return dict(json.loads(text)) if text else None


def _keep(bench: Bench, kind: str, columns: Sequence[str], told: Mapping[str, str]) -> None:
    if columns and told:
        with bench.db.write() as tx:
            facts.put(tx, _name(kind, columns), json.dumps(dict(told), ensure_ascii=False, sort_keys=True))


def _name(kind: str, columns: Sequence[str]) -> str:
    return f"{kind}:" + hashlib.sha256("\0".join(columns).encode("utf-8", "replace")).hexdigest()[:24]


def refuse_open_questions(export: Export) -> None:
    """Raises DeskError with all that has to be said before rows of this file can be taken."""
    if not export.asks:
        return
    answers = {
        "platform": _("which platform it comes from (--platform google)"),
        "as_listing": _('which page it is about (--as-listing "Mario Downtown")'),
        "created_at": _(
            "which column tells the day (--map COLUMN=created_at), or --map =2026-05-17=created_at"
        ),
        "date_order": _("whether days come first (--map COLUMN=created_at:dmy) or months (created_at:mdy)"),
    }
    told = "; ".join(answers.get(each, each) for each in export.asks)
    guessed = ", ".join(f"{column} = {field}" for column, field in (export.mapping or {}).items() if field)
    what = _("{title} does not tell everything.").format(title=export.title)
    if guessed:
        what += " " + _("Its columns were read as: {guessed}.").format(guessed=guessed)
    raise DeskError(what, _("Say {told}.").format(told=told))
