"""Reviews, scores and conversations as Booking.com's JSON tells them."""

from datetime import UTC, datetime
from typing import Any

from reviewdesk_booking.sandbox.things import GuestReview, Message
from reviewdesk_booking.sandbox.world import World

__all__ = ["conversation_id", "conversation_json", "review_json", "scores_json"]

_DOCUMENTED = ("clean", "facilities", "location", "services", "staff", "value")
_SEEN = ("clean", "facilities", "location", "staff", "value", "comfort")


def review_json(review: GuestReview, world: World) -> dict[str, Any]:
    told: dict[str, Any] = {
        "review_id": review.id,
        "created_timestamp": _stamp(review.created_at),
        "last_change_timestamp": _stamp(review.changed_at),
        "content": _content(review),
        "reservation_id": review.reservation,
        "scoring": _scoring(review, documented=world.switches.services),
        "reviewer": _reviewer(review),
    }
    reply = world.shown(review)
    if reply:
        told["reply"] = {"text": reply.text, "last_change_timestamp": _stamp(reply.at)}
    return told


def scores_json(reviews: list[GuestReview]) -> dict[str, Any]:
    """Means with many digits, as the documentation shows them; what nobody scored is left out."""
    columns: dict[str, list[float]] = {}
    for review in reviews:
        for name, score in {"review_score": review.score, **review.scores}.items():
            if score is not None:
                columns.setdefault(name, []).append(score)
    return {
        name: {"score": round(sum(scores) / len(scores), 6), "review_count": len(scores)}
        for name, scores in columns.items()
    }


def conversation_json(review: GuestReview, world: World) -> dict[str, Any]:
    return {
        "conversation_id": conversation_id(review),
        "conversation_type": "reservation",
        "conversation_reference": str(review.reservation),
        "access": "read_write" if world.line_is_open(review) else "read",
        "participants": [
            {"participant_id": "guest", "metadata": {"type": "guest", "name": review.author or ""}},
            {"participant_id": "property", "metadata": {"type": "property", "id": review.place}},
        ],
        "messages": [_message(message) for message in review.messages],
    }


def conversation_id(review: GuestReview) -> str:
    return f"c{review.reservation}-{review.place}"


def _message(message: Message) -> dict[str, Any]:
    at = message.at.astimezone(UTC)
    return {
        "message_id": message.id,
        "sender_id": "guest" if message.by_guest else "property",
        "content": message.text,
        "timestamp": f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z",
    }


def _content(review: GuestReview) -> dict[str, Any] | None:
    if not review.has_words:
        return None
    return {
        "language_code": review.language,
        "headline": review.headline,
        "positive": review.positive,
        "negative": review.negative,
    }


def _scoring(review: GuestReview, *, documented: bool) -> dict[str, Any]:
    names = _DOCUMENTED if documented else _SEEN
    return {"review_score": _plain(review.score)} | {
        name: _plain(review.scores.get("facilities" if name == "services" else name)) for name in names
    }


def _plain(score: float | None) -> float | int | None:
    return int(score) if score is not None and score.is_integer() else score


def _reviewer(review: GuestReview) -> dict[str, Any] | None:
    if review.author is None:
        return None
    return {"name": review.author, "country_code": review.country, "is_genius": review.genius}


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"
