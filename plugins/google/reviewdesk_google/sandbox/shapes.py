"""Accounts, locations and reviews as Google's JSON tells them."""

from datetime import UTC, datetime
from typing import Any

from reviewdesk.sandbox import Moderation, Ruling
from reviewdesk_google.sandbox.answers import with_fields
from reviewdesk_google.sandbox.switches import GoogleSwitches
from reviewdesk_google.sandbox.things import Account, GuestReview, OwnerReply, Place
from reviewdesk_google.sandbox.world import World

__all__ = ["account_json", "comment_of", "location_json", "reply_json", "review_json", "review_name"]

_STARS = ("STAR_RATING_UNSPECIFIED", "ONE", "TWO", "THREE", "FOUR", "FIVE")
_STATES = {Ruling.PENDING: "PENDING", Ruling.APPROVED: "APPROVED", Ruling.REJECTED: "REJECTED"}


def account_json(account: Account) -> dict[str, Any]:
    return with_fields(
        name=f"accounts/{account.id}",
        accountName=account.name,
        type=account.type,
        role=account.role,
        verificationState="VERIFIED" if account.type == "LOCATION_GROUP" else "UNVERIFIED",
        vettedState="NOT_VETTED",
        permissionLevel="OWNER_LEVEL" if account.type == "ORGANIZATION" else None,
    )


def location_json(place: Place, url: str) -> dict[str, Any]:
    page = f"{url}/n/{place.id}/reviews"
    return with_fields(
        name=f"locations/{place.id}",
        languageCode=place.language,
        storeCode=place.store_code,
        title=place.title,
        phoneNumbers=with_fields(primaryPhone=place.phone),
        storefrontAddress=dict(place.address),
        websiteUri=place.website,
        openInfo={"status": "OPEN"},
        metadata=with_fields(
            hasVoiceOfMerchant=place.verified,
            canDelete=True,
            placeId=f"ChIJsandbox{place.id}",
            mapsUri=page,
            newReviewUri=page,
        ),
    )


def review_name(review: GuestReview, place: Place) -> str:
    return f"accounts/{place.account}/locations/{place.id}/reviews/{review.id}"


def review_json(review: GuestReview, place: Place, world: World, url: str) -> dict[str, Any]:
    reply = world.seen(review)
    return with_fields(
        name=review_name(review, place),
        reviewId=review.id,
        starRating=_STARS[review.stars],
        comment=comment_of(review, world.switches),
        createTime=_stamp(review.created_at, review.nanos),
        updateTime=_stamp(review.updated_at, review.nanos),
        reviewReply=reply_json(reply, world.moderation, world.switches) if reply else None,
        reviewMediaItems=[_photo(review, url, number) for number in range(review.media)],
        reviewReplyUrl=f"{url}/n/{place.id}/reviews/{review.id}",
    ) | {"reviewer": _reviewer(review)}


def reply_json(reply: OwnerReply, moderation: Moderation, switches: GoogleSwitches) -> dict[str, Any]:
    verdict = moderation.standing(reply.round)
    told = switches.reply_state
    return with_fields(
        comment=reply.text,
        updateTime=_stamp(reply.updated_at),
        reviewReplyState=_STATES[verdict.ruling] if told else None,
        policyViolation=verdict.reason if told else None,
    )


def comment_of(review: GuestReview, switches: GoogleSwitches) -> str | None:
    """The guest's words, in Google's wrapper where it translated them."""
    if not review.translation or review.text is None:
        return review.text
    if switches.reverse_translation:
        return f"{review.text}\n\n(Translated by Google)\n{review.translation}"
    return f"(Translated by Google) {review.translation}\n\n(Original)\n{review.text}"


def _reviewer(review: GuestReview) -> dict[str, Any]:
    if review.anonymous:
        return with_fields(displayName=review.author or "A Google User", isAnonymous=True)
    if review.author is None:
        return {}
    photo = f"https://lh3.googleusercontent.com/a/{review.id[6:46]}=s120-c-rp-mo-br100"
    return {"displayName": review.author, "profilePhotoUrl": photo}


def _photo(review: GuestReview, url: str, number: int) -> dict[str, Any]:
    thumbnail = f"{url}/photo/{review.id}/{number}.svg"
    return {"thumbnailUrl": thumbnail, "thumbnailLabel": f"Photo {number + 1}"}


def _stamp(at: datetime, nanos: str = "") -> str:
    """RFC 3339 with 0, 3, 6 or 9 digits, as few as the value needs."""
    whole = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    if nanos:
        return f"{whole}.{at.microsecond:06d}{nanos}Z"
    if not at.microsecond:
        return f"{whole}Z"
    thousandths, rest = divmod(at.microsecond, 1000)
    return f"{whole}.{thousandths:03d}Z" if not rest else f"{whole}.{at.microsecond:06d}Z"
