"""The second way through a file: each row given, or accounted for."""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime

from reviewdesk.api import Parts, Review, Skipped, StandingReply, _
from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables import origin
from reviewdesk.builtin.tables.date_column import Moment
from reviewdesk.builtin.tables.details import answered, details
from reviewdesk.builtin.tables.letters import mend
from reviewdesk.builtin.tables.shape import Told
from reviewdesk.builtin.tables.source import Record, Source
from reviewdesk.builtin.tables.survey import Survey, listing_of

_CODE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_TRUE = {"true", "1", "yes"}
_CORE = {f.TEXT, f.RATING, f.CREATED, f.POSITIVE, f.NEGATIVE}


def rows(source: Source, seen: Survey) -> Iterator[Review | Skipped]:
    asks = seen.asks
    for number, record in enumerate(source.rows()):
        if record.problem is not None:
            yield Skipped(reason=record.problem, raw=record.raw, place=record.place, known=record.known)
        elif asks:
            yield _aside(record, _still_to_say(asks[0]))
        else:
            yield _row(number, record, seen)


def _still_to_say(asked: str) -> str:
    told = {
        f.PLATFORM: _("It is not known yet from which platform the reviews come."),
        f.CREATED: _("It is not known yet when the reviews were written: no column tells it."),
        f.DATE_ORDER: _("It is not known yet whether its dates begin with the day or with the month."),
    }
    return told.get(asked, _("It is not known yet of which place these reviews are."))


def _row(number: int, record: Record, seen: Survey) -> Review | Skipped:
    told = seen.plan.tell(record)
    try:
        reason = _unfit(record, told, seen)
        if reason:
            return _aside(record, reason, told.get(f.ID))
        page = listing_of(told, seen.plan.platform) or seen.default
        if page is None:
            return _aside(record, _("The row names no page, and nobody said which is meant."), told.get(f.ID))
        key = seen.keys.give(number, page.external_id, told)
        if key is None:
            return _aside(
                record, _("This review stands in the file more than once."), told.get(f.ID), known=True
            )
        return _review(record, told, seen, page.external_id, _identity(seen, key.name, own=key.own))
    except (ValueError, OverflowError) as error:
        return _aside(record, str(error), told.get(f.ID))


def _unfit(record: Record, told: Told, seen: Survey) -> str | None:
    """Why a row can't be a review of the owner's."""
    missing = {column for column in record.absent if column in seen.plan.specs}
    if any(seen.plan.specs[column].field in _CORE for column in missing):
        return _("The row has fewer columns than the header: something of it is lost.")
    if told.get(f.REMOVED, "").strip().casefold() in _TRUE:
        return _("The file says that this review was removed from the platform.")
    other = origin.named_platform(told.get(f.PLATFORM, ""))
    if other and other != seen.plan.platform:
        return _("This review stands on {platform}, not here.").format(platform=other.capitalize())
    if f.CREATED not in told:
        return _("The row does not say when the review was written.")
    if not any(told.get(name, "").strip() for name in (f.RATING, *f.WORDS - {f.REPLY, f.TRANSLATION})):
        return _("The row holds neither stars nor words.")
    return None


def _identity(seen: Survey, name: str, *, own: bool) -> dict[str, str]:
    """Space and id of the review, and the ids by which others surely know it."""
    plan = seen.plan
    if not own:
        alias = {f"alias {plan.id_alias}": name} if plan.id_alias else {}
        return {"space": plan.id_space, "id": name, **alias}
    space = plan.id_space if plan.id_space.startswith("tables:") else f"tables:{plan.format}"
    return {"space": space, "id": f"row:{name}"}


_SILENT_UNANSWERED = {"booking"}
"""Where a score without words can't be answered:
https://developers.booking.com/connectivity/docs/review-api/reply-to-review"""


def _review(record: Record, told: Told, seen: Survey, listing: str, identity: dict[str, str]) -> Review:
    created = _moment(f.CREATED, record, told, seen)
    assert created is not None
    marks: dict[str, str] = {}
    words = {name: _words(told[name], seen, marks) for name in f.WORDS & told.keys()}
    author = _words(told.get(f.AUTHOR, ""), seen, marks)
    parts = Parts(words.get(f.POSITIVE), words.get(f.NEGATIVE))
    text = words.get(f.TEXT) or _joined(parts)
    rating = seen.ratings.read(told[f.RATING]) if f.RATING in told else None
    if rating is None and not text and not words.get(f.TITLE):
        raise ValueError(_("The row holds neither stars nor words."))
    reply, replied = words.get(f.REPLY), _moment(f.REPLY_AT, record, told, seen)
    return Review(
        external_id=identity["id"],
        listing=listing,
        created_at=created.at,
        updated_at=_updated(record, told, seen, created),
        precision=created.precision,
        rating=rating,
        text=text,
        title=words.get(f.TITLE),
        parts=parts if parts.positive or parts.negative else None,
        translation=words.get(f.TRANSLATION) if words.get(f.TRANSLATION) != text else None,
        language=_language(told),
        author=author,
        id_space=identity["space"],
        aliases={name[6:]: value for name, value in identity.items() if name.startswith("alias ")},
        url=_url(told),
        reply=StandingReply(text=reply, at=_instant(replied)) if reply else None,
        reply_known=seen.plan.has(f.REPLY),
        answerable=bool(text or words.get(f.TITLE)) or seen.plan.platform not in _SILENT_UNANSWERED,
        details={
            **details(record, told, seen.plan, created, text),
            **answered(created, replied, reply),
            **marks,
        },
    )


def _moment(name: str, record: Record, told: Told, seen: Survey) -> Moment | None:
    if name not in told:
        return None
    column = seen.plan.column(name, record)
    try:
        return seen.date_column(column).read(told[name], _reference(record, told, seen))
    except ValueError:
        if name == f.CREATED:
            raise
        return None


def _reference(record: Record, told: Told, seen: Survey) -> date:
    """The day on which the tool looked, as the row says it, else the day of the file."""
    if f.READ_AT in told:
        column = seen.date_column(seen.plan.column(f.READ_AT, record))
        try:
            at = column.read(told[f.READ_AT], seen.today).at
        except ValueError:
            return seen.today
        return at.date() if isinstance(at, datetime) else at
    return seen.today


def _language(told: Told) -> str | None:
    """Only a code: tools also write names of languages."""
    code = told.get(f.LANGUAGE, "").strip().replace("_", "-")
    return code if _CODE.fullmatch(code) else None


def _instant(moment: Moment | None) -> datetime | None:
    return moment.at if moment is not None and isinstance(moment.at, datetime) else None


def _updated(record: Record, told: Told, seen: Survey, created: Moment) -> datetime | date | None:
    """Only in the form of the creation, and only where it is later."""
    updated = _moment(f.UPDATED, record, told, seen)
    if updated is None or isinstance(updated.at, datetime) != isinstance(created.at, datetime):
        return None
    return updated.at if updated.at.isoformat() > created.at.isoformat() else None


def _words(text: str, seen: Survey, marks: dict[str, str]) -> str | None:
    """The guest's words as he wrote them; what had to be done to them is told."""
    read = mend(seen.entities.read(text))
    if read.garbled:
        marks[_("Letters")] = _("garbled in the file")
    elif read.mended:
        marks[_("Letters")] = _("garbled in the file, and mended")
    elif seen.entities.doubtful(text):
        marks[_("Letters")] = _("may hold signs of HTML")
    plain = read.text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.strip() or None


def _joined(parts: Parts) -> str | None:
    """Both fields as one text, what was liked first."""
    return "\n\n".join(part for part in (parts.positive, parts.negative) if part) or None


def _url(told: Told) -> str | None:
    link = told.get(f.URL, "").strip()
    return link if link.startswith(("https://", "http://")) else None


def _aside(record: Record, reason: str, external_id: str | None = None, *, known: bool = False) -> Skipped:
    filled = {name: value for name, value in record.cells.items() if value}
    raw = json.dumps(filled, ensure_ascii=True)[:4000]
    return Skipped(reason=reason, external_id=external_id, raw=raw, place=record.place, known=known)
