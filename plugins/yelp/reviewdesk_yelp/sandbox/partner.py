"""Respond to Reviews: the pages of a sign-in, who signed in, and his answers."""

import json
from collections.abc import Awaitable, Callable
from difflib import SequenceMatcher
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewdesk_yelp.sandbox.answers import PartnerError, as_json
from reviewdesk_yelp.sandbox.grants import Grants
from reviewdesk_yelp.sandbox.things import Business, GuestReview
from reviewdesk_yelp.sandbox.world import World
from reviewdesk_yelp.signs import first_emoji

__all__ = ["Partner"]

_LONGEST = 5000
_TOO_LIKE = 0.9
_FOUL = ("bastard", "bullshit", "scheisse", "kurwa")


class Partner:
    def __init__(self, world: World, grants: Grants) -> None:
        self._world = world
        self._grants = grants

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/token/v1/businesses", self._door(self._businesses), methods=["GET"]),
            Route("/v1/business_owner/me/profile", self._door(self._profile), methods=["GET"]),
            Route("/reviews/v1/{review}", self._door(self._respond), methods=["POST"]),
        ]

    def _door(
        self, handler: Callable[[Request, bytes, frozenset[str]], Any]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            body = await request.body()
            kind, _space, token = request.headers.get("authorization", "").partition(" ")
            scopes = self._grants.scope_of(token.strip()) if kind.lower() == "bearer" else None
            try:
                if scopes is None:
                    raise _over()
                return as_json(handler(request, body, scopes))
            except PartnerError as error:
                return error.response()

        return answer

    def _businesses(self, _request: Request, _body: bytes, scopes: frozenset[str]) -> dict[str, Any]:
        _expect(scopes, "r2r_get_businesses")
        mine = [one.id for one in self._world.businesses.values() if one.claimed]
        return {"business_ids": mine}

    def _profile(self, _request: Request, _body: bytes, scopes: frozenset[str]) -> dict[str, Any]:
        _expect(scopes, "r2r_business_owner")
        owner = self._world.owner
        return {
            "first_name": owner.first_name,
            "last_name": owner.last_name,
            "email": owner.email,
            "position": owner.position,
            "id": owner.id,
            "photo_url": f"https://s3-media0.fl.yelpcdn.com/buphoto/{owner.id}/ms.jpg",
        }

    def _respond(self, request: Request, body: bytes, scopes: frozenset[str]) -> dict[str, Any]:
        told = _object(body)
        with self._world.open():
            review = self._world.get(request.path_params["review"])
            if review is None or not review.recommended:
                raise PartnerError(400, "R2R_REVIEW_DOES_NOT_EXIST", "The review does not exist.")
            business = self._world.businesses[review.business]
            self._check_rights(business)
            self._check_review(review)
            _expect(scopes, "r2r")
            self._check_words(told)
            self._world.answer(review, str(told["response_text"]).strip())
            self._world.count_answer(business.id)
        return {}

    def _check_rights(self, business: Business) -> None:
        switches = self._world.switches
        refusals = (
            (business.subscribed, "R2R_COMMENTS_NOT_ALLOWED", "The business is not allowed to comment."),
            (business.claimed, "R2R_BUSINESS_NOT_CLAIMED", "The business is not claimed by this user."),
            (business.permitted, "R2R_PERMISSION_DENIED", "The user may not comment for this business."),
            (business.comments, "R2R_PUBLIC_COMMENTS_DISABLED", "Public comments are disabled."),
            (switches.name_ok, "R2R_UNACCEPTABLE_BIZ_USER_NAME", "The user's name is not acceptable."),
            (switches.photo_ok, "R2R_PROBLEM_WITH_USER_PHOTO", "The user's photo is not approved."),
        )
        for fine, code, words in refusals:
            if not fine:
                raise PartnerError(400, code, words)

    def _check_review(self, review: GuestReview) -> None:
        if review.response is not None:
            words = (
                "Similar response already exists."
                if review.response.mine
                else "Review already has a comment by a different business user."
            )
            raise PartnerError(400, "R2R_INVALID_RESPONSE_TEXT" if review.response.mine else "", words)
        if not self._world.may_answer_today(review.business):
            words = "You are not allowed to comment at this time."
            raise PartnerError(400, "R2R_COMMENT_QUOTA_EXCEEDED", words)

    def _check_words(self, told: dict[str, Any]) -> None:
        if told.get("response_type") != "public_comment":
            raise PartnerError(400, "R2R_INVALID_RESPONSE_TYPE", "response_type has to be public_comment.")
        text = told.get("response_text")
        if not isinstance(text, str) or not text.strip():
            raise PartnerError(400, "R2R_INVALID_RESPONSE_TEXT", "The response text is empty.")
        if first_emoji(text):
            raise PartnerError(self._world.switches.internal_error_status, "", "Internal Error")
        if len(text) > _LONGEST:
            raise PartnerError(400, "R2R_INVALID_RESPONSE_TEXT", "The response text is too long.")
        if any(word in text.casefold() for word in _FOUL):
            raise PartnerError(400, "R2R_INVALID_RESPONSE_TEXT", "The response text holds foul language.")
        if any(_alike(text, earlier) for earlier in self._world.responses()):
            words = "The response text is too similar to an earlier response."
            raise PartnerError(400, "R2R_INVALID_RESPONSE_TEXT", words)


def _expect(scopes: frozenset[str], scope: str) -> None:
    if not scopes:
        raise _over()
    if scope not in scopes:
        raise PartnerError(400, "INSUFFICIENT_SCOPE", f"The token lacks the scope {scope}.")


def _over() -> PartnerError:
    return PartnerError(401, "INVALID_TOKEN", "The token is expired or revoked.")


def _object(body: bytes) -> dict[str, Any]:
    try:
        told = json.loads(body)
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise PartnerError(400, "INVALID_REQUEST", "The body is no JSON object.")
    return told


def _alike(one: str, other: str) -> bool:
    first, second = (" ".join(text.casefold().split()) for text in (one, other))
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _TOO_LIKE
