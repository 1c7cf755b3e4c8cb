"""The Messaging API: the conversation of a reservation."""

import json

from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from reviewdesk_booking.sandbox.answers import ApiError, envelope
from reviewdesk_booking.sandbox.gate import Call, Gate
from reviewdesk_booking.sandbox.shapes import conversation_id, conversation_json
from reviewdesk_booking.sandbox.things import GuestReview
from reviewdesk_booking.sandbox.world import World

__all__ = ["Messages"]


class Messages:
    def __init__(self, world: World, gate: Gate) -> None:
        self._world = world
        self._gate = gate

    def routes(self) -> list[BaseRoute]:
        door = self._gate.endpoint
        root = "/messaging/properties/{property}/conversations"
        return [
            Route(f"{root}/type/reservation", door(self._conversation), methods=["GET"]),
            Route(f"{root}/{{conversation}}", door(self._send), methods=["POST"]),
        ]

    def _conversation(self, call: Call) -> Response:
        reference = call.query.get("conversation_reference", "")
        review = self._world.of_reservation(call.property.id, reference)
        if review is None:
            raise ApiError(404, "NOT_FOUND", "Conversation not found")
        return envelope({"conversation": conversation_json(review, self._world)})

    def _send(self, call: Call) -> Response:
        review = self._found(call)
        if not self._world.line_is_open(review):
            raise ApiError(403, "READ_ONLY", "Conversation is read only")
        try:
            content = json.loads(call.body)["message"]["content"]
        except (ValueError, KeyError, TypeError):
            content = None
        if not isinstance(content, str) or not content.strip():
            raise ApiError(400, "EMPTY_MESSAGE", "Message has no content")
        message = self._world.write(review, content, by_guest=False)
        return envelope({"message_id": message.id, "ok": True, "guest_has_account": True})

    def _found(self, call: Call) -> GuestReview:
        for review in self._world.reviews(call.property.id):
            if conversation_id(review) == call.path["conversation"]:
                return review
        raise ApiError(404, "NOT_FOUND", "Conversation not found")
