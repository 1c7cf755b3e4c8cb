"""A review as JSON: a public contract. Keys are added, never renamed."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from reviewdesk.api import Rating, Standing
from reviewdesk.store.lines import ON_ITS_WAY, State
from reviewdesk.store.values import DiaryEntry, DraftInfo, Known, NoteInfo, VersionInfo

if TYPE_CHECKING:
    from reviewdesk.engine.inbox import Past

__all__ = ["diary_json", "draft_json", "moment_json", "rating_json", "review_json", "shown_json"]

_ENDED = frozenset({State.REFUSED, State.GONE, State.WITHDRAWN})
_STANDING = {Standing.PENDING: State.SENT, Standing.REJECTED: State.REFUSED}


def moment_json(moment: datetime | date | None) -> str | None:
    """UTC with ``Z`` and whole seconds; a bare day stays that day."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat() + "Z"
    return moment.isoformat() if moment else None


def rating_json(rating: Rating | None) -> dict[str, Any] | None:
    if rating is None:
        return None
    value = rating.value
    return {"value": int(value) if value == int(value) else value, "scale": rating.scale}


def review_json(known: Known) -> dict[str, Any]:
    """What `inbox` prints of each review."""
    review = known.review
    parts = review.parts
    return {
        "id": known.pub,
        "kind": review.kind.value,
        "platform": known.platform,
        "account": known.account,
        "listing": known.listing,
        "location": known.location,
        "external_id": review.external_id,
        "stars": known.half_stars / 2 if known.half_stars else None,
        "rating": rating_json(review.rating),
        "author": review.author,
        "language": known.language,
        "title": review.title,
        "text": review.text,
        "parts": {"positive": parts.positive, "negative": parts.negative} if parts else None,
        "translation": review.translation,
        "words_kept": known.words_kept,
        "created_at": moment_json(review.created_at),
        "updated_at": moment_json(review.updated_at),
        "last_word_at": moment_json(known.last_word_at),
        "day": known.day.isoformat(),
        "precision": review.precision.value,
        "state": known.state.value,
        "answerable": review.answerable,
        "reply_known": review.reply_known,
        "url": review.url,
        "reply": _reply(known),
        "draft": draft_json(known.draft),
    }


def shown_json(known: Known, past: "Past") -> dict[str, Any]:
    """What `show` prints: the review with all that came before."""
    return review_json(known) | {
        "history": [_version(version) for version in past.versions],
        "drafts": [draft_json(draft) for draft in past.drafts],
        "notes": [_note(note) for note in past.notes],
        "diary": [diary_json(entry) for entry in past.diary],
    }


def draft_json(draft: DraftInfo | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    return {"text": draft.text, "saved_at": moment_json(draft.saved_at), "by": draft.by or None}


def diary_json(entry: DiaryEntry) -> dict[str, Any]:
    return {
        "at": moment_json(entry.at),
        "what": entry.what,
        "by": entry.by or None,
        "account": entry.account,
        "review": entry.review,
        "details": dict(entry.details),
    }


def _reply(known: Known) -> dict[str, Any] | None:
    """The answer on its way, else what stands on the site, else the one that came to nothing."""
    answer, standing = known.reply, known.review.reply
    if answer is not None and (answer.state in ON_ITS_WAY or known.state in _ENDED):
        return {
            "text": answer.text,
            "state": known.state.value if known.state in _ENDED else answer.state,
            "at": moment_json(answer.sent_at or answer.made_at),
            "by": answer.by or None,
            "origin": "here",
            "reason": answer.reason or (known.outcome_reason if known.state in _ENDED else None),
        }
    if standing is None:
        return None
    here = known.standing_origin == "here"
    at = standing.at or (answer.sent_at if here and answer is not None else None)
    return {
        "text": standing.text,
        "state": _STANDING.get(standing.standing, State.PUBLISHED).value,
        "at": moment_json(at),
        "by": known.standing_by or None,
        "origin": "here" if here else "platform",
        "reason": standing.reason,
    }


def _version(version: VersionInfo) -> dict[str, Any]:
    return {
        "until": moment_json(version.until),
        "stars": version.half_stars / 2 if version.half_stars else None,
        "title": version.title,
        "text": version.text,
    }


def _note(note: NoteInfo) -> dict[str, Any]:
    return {"at": moment_json(note.at), "by": note.by or None, "text": note.text, "changed": note.changed}
