"""What a source tells of a review, as columns."""

from typing import Any

from reviewdesk.api import Review, StandingReply
from reviewdesk.store.identity import born, digest, words_of


def platform_columns(item: Review) -> dict[str, Any]:
    parts = item.parts
    columns = {
        "kind": item.kind.value,
        "external_id": item.external_id,
        "id_space": item.id_space,
        "ref": item.ref,
        "url": item.url,
        "half_stars": item.rating.half_stars if item.rating else None,
        "rating_value": item.rating.value if item.rating else None,
        "rating_scale": item.rating.scale if item.rating else None,
        "author": item.author,
        "title": item.title,
        "text": item.text,
        "positive": parts.positive if parts else None,
        "negative": parts.negative if parts else None,
        "translation": item.translation,
        "language": item.language,
        "details": dict(item.details) or None,
        "precision": item.precision.value,
        "created_at": item.created_at,
        "updated_at": item.updated_at,
        "answerable": item.answerable,
        "reply_known": item.reply_known,
        "born": born(item.created_at, item.author),
        "words": words_of(item),
    }
    return columns | {"content": digest(*columns.values(), item.reply)}


def standing_columns(standing: StandingReply | None, origin: str) -> dict[str, Any]:
    if standing is None:
        names = ("text", "at", "origin", "by", "reason")
        return {"standing": None} | {f"standing_{name}": None for name in names}
    return {
        "standing": standing.standing.value,
        "standing_text": standing.text,
        "standing_at": standing.at,
        "standing_origin": origin,
        "standing_reason": standing.reason,
    }
