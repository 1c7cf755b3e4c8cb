"""The review manager on the web, where an owner answers by hand."""

from html import escape
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk.sandbox import Ruling
from reviewdesk_google.sandbox.answers import NOT_HERE, ApiError
from reviewdesk_google.sandbox.paper import paper
from reviewdesk_google.sandbox.reviews import LONGEST
from reviewdesk_google.sandbox.shapes import comment_of
from reviewdesk_google.sandbox.shelf import Order, key_of
from reviewdesk_google.sandbox.things import GuestReview, OwnerReply, Place
from reviewdesk_google.sandbox.tickets import read_ticket, write_ticket
from reviewdesk_google.sandbox.world import World

__all__ = ["ReviewPages"]

_STATES = {Ruling.PENDING: "In review", Ruling.APPROVED: "Published", Ruling.REJECTED: "Not published"}
_ROWS = 50
_PHOTO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="90"><rect width="120" height="90" '
    'fill="#e8eaed"/><circle cx="60" cy="45" r="25" fill="#e37400"/></svg>'
)


class ReviewPages:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        one = "/n/{location}/reviews/{review}"
        return [
            Route("/", self._home, methods=["GET"]),
            Route("/reviews", self._home, methods=["GET"]),
            Route("/n/{location}/reviews", self._list, methods=["GET"]),
            Route(one, self._one, methods=["GET"]),
            Route(one, self._change, methods=["POST"]),
            Route("/photo/{review}/{photo}", self._photo, methods=["GET"]),
        ]

    async def _home(self, _request: Request) -> Response:
        rows = []
        for place in self._world.places.values():
            if place.access:
                count, mean = self._world.totals(place.id)
                rows.append(
                    f'<li><a href="/n/{quote(place.id)}/reviews">{escape(place.title)}</a> '
                    f'<span class="quiet">{count} reviews, {mean:.1f}</span></li>'
                )
        return paper("Reviews", f"<ul>{''.join(rows)}</ul>")

    async def _list(self, request: Request) -> Response:
        place = self._place(request)
        if place is None:
            return NOT_HERE
        try:
            number, key = read_ticket(request.query_params.get("page", ""), ["web", place.id])
        except ApiError:
            return NOT_HERE
        with self._world.open():
            rows, more = self._world.page([place.id], Order.UPDATED, key, _ROWS)
            cards = "".join(self._card(review, link=True) for review in rows)
        if more:
            older = write_ticket(["web", place.id], number + 1, key_of(rows[-1], Order.UPDATED))
            cards += f'<p><a href="?page={older}">Older reviews</a></p>'
        return paper(
            place.title, f'<p><a href="/reviews">All locations</a></p>{cards or "<p>No reviews.</p>"}'
        )

    async def _one(self, request: Request) -> Response:
        place = self._place(request)
        review = place and self._world.get(place.id, request.path_params["review"])
        return self._page(place, review) if place and review else NOT_HERE

    async def _change(self, request: Request) -> Response:
        place = self._place(request)
        review = place and self._world.get(place.id, request.path_params["review"])
        if not place or not review:
            return NOT_HERE
        form = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        if form.get("act") == ["delete"]:
            self._world.withdraw(place.id, review.id)
            return RedirectResponse(f"/n/{place.id}/reviews/{review.id}", status_code=303)
        text = form.get("comment", [""])[0].replace("\r\n", "\n").strip()
        if not text:
            return self._page(place, review, problem="Write a reply first.", status=400)
        if len(text.encode()) > LONGEST:
            return self._page(place, review, text, problem="This reply is too long.", status=400)
        self._world.answer(place.id, review.id, text)
        return RedirectResponse(f"/n/{place.id}/reviews/{review.id}", status_code=303)

    async def _photo(self, _request: Request) -> Response:
        return Response(_PHOTO, media_type="image/svg+xml")

    def _place(self, request: Request) -> Place | None:
        place = self._world.places.get(request.path_params["location"])
        return place if place and place.access else None

    def _page(
        self,
        place: Place,
        review: GuestReview,
        typed: str | None = None,
        *,
        problem: str = "",
        status: int = 200,
    ) -> Response:
        text = typed if typed is not None else (review.reply.text if review.reply else "")
        told = f'<p role="alert"><b>{escape(problem)}</b></p>' if problem else ""
        delete = '<button name="act" value="delete" id="delete">Delete reply</button>' if review.reply else ""
        return paper(
            place.title,
            f'<p><a href="/n/{quote(place.id)}/reviews">All reviews</a></p>{self._card(review)}{told}'
            '<form method="post"><label for="reply">Your public reply</label>'
            f'<textarea id="reply" name="comment">\n{escape(text)}</textarea>'
            f'<button name="act" value="publish" id="publish">Publish</button> {delete}</form>',
            status=status,
        )

    def _card(self, review: GuestReview, *, link: bool = False) -> str:
        name = escape(review.author or "A Google User")
        comment = comment_of(review, self._world.switches)
        words = f'<p class="words">{escape(comment)}</p>' if comment else '<p class="quiet">Stars only.</p>'
        reply = self._reply(review.reply) if review.reply else ""
        way = f"/n/{quote(review.location)}/reviews/{quote(review.id)}"
        action = "Edit reply" if review.reply else "Reply"
        door = f'<p><a href="{way}">{action}</a></p>' if link else ""
        stars = "★" * review.stars + "☆" * (5 - review.stars)
        return (
            f'<article id="{escape(review.id)}"><b>{name}</b> <span class="stars">{stars}</span> '
            f'<span class="quiet">{review.updated_at:%Y-%m-%d %H:%M} UTC</span>{words}{reply}{door}</article>'
        )

    def _reply(self, reply: OwnerReply) -> str:
        verdict = self._world.moderation.standing(reply.round)
        why = f": {verdict.reason}" if verdict.reason else ""
        return (
            f'<blockquote><b>Owner’s reply</b> <span class="quiet">'
            f"{_STATES[verdict.ruling]}{escape(why)}</span>"
            f'<p class="words">{escape(reply.text)}</p></blockquote>'
        )
