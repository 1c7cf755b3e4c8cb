"""The owner's page with its boxes for answers, and the page that guests see."""

from html import escape
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk_yelp.moments import PACIFIC
from reviewdesk_yelp.sandbox.answers import NOT_HERE
from reviewdesk_yelp.sandbox.paper import paper
from reviewdesk_yelp.sandbox.things import Business, GuestReview
from reviewdesk_yelp.sandbox.world import World

__all__ = ["OwnerPages"]

_LONGEST = 5000


class OwnerPages:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._home, methods=["GET"]),
            Route("/r2r/{business}", self._list, methods=["GET"]),
            Route("/r2r/{business}/{review}", self._change, methods=["POST"]),
            Route("/biz/{business}", self._public, methods=["GET"]),
        ]

    async def _home(self, _request: Request) -> Response:
        rows = [
            f'<li><a href="/r2r/{quote(one.id)}">{escape(one.name)}</a></li>'
            for one in self._world.businesses.values()
            if one.claimed
        ]
        return paper("Yelp for Business", f"<ul>{''.join(rows)}</ul>")

    async def _list(self, request: Request) -> Response:
        business = self._business(request)
        return self._page(business) if business and business.claimed else NOT_HERE

    async def _change(self, request: Request) -> Response:
        business = self._business(request)
        review = self._world.get(request.path_params["review"])
        if not business or not business.claimed or not review or review.business != business.id:
            return NOT_HERE
        form = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        if form.get("act") == ["delete"]:
            self._world.withdraw(review)
            return RedirectResponse(f"/r2r/{business.id}", status_code=303)
        text = form.get("comment", [""])[0].replace("\r\n", "\n").strip()
        if not text or len(text) > _LONGEST:
            return self._page(business, problem="Write at least one letter and at most 5000.", status=400)
        self._world.answer(review, text)
        return RedirectResponse(f"/r2r/{business.id}#{review.id}", status_code=303)

    async def _public(self, request: Request) -> Response:
        business = self._business(request)
        if business is None or business.hidden:
            return NOT_HERE
        cards = [self._card(one, business, form="") for one in self._world.reviews(business.id)]
        return paper(business.name, "".join(cards) or "<p>No reviews yet.</p>")

    def _business(self, request: Request) -> Business | None:
        return self._world.business(request.path_params["business"])

    def _page(self, business: Business, *, problem: str = "", status: int = 200) -> Response:
        told = f'<p role="alert"><b>{escape(problem)}</b></p>' if problem else ""
        rows = self._world.reviews(business.id, recommended=False)
        cards = [self._card(one, business, form=_form(one)) for one in rows]
        home = '<p><a href="/">All businesses</a></p>'
        return paper(business.name, home + told + ("".join(cards) or "<p>No reviews yet.</p>"), status=status)

    def _card(self, review: GuestReview, business: Business, *, form: str) -> str:
        stars = f"{review.stars} star rating"
        hidden = "" if review.recommended else '<div class="quiet">Not recommended</div>'
        at = review.at.astimezone(PACIFIC)
        reply = ""
        if review.response:
            when = review.response.at.astimezone(PACIFIC)
            reply = (
                f'<blockquote><div class="quiet">Comment from {escape(review.response.by)} of '
                f"{escape(business.name)}</div><div>Business {review.response.role.title()}</div>"
                f"<div>{when.month}/{when.day}/{when.year}</div>"
                f'<div class="words">{escape(review.response.text)}</div></blockquote>'
            )
        return (
            f'<article id="{escape(review.id)}"><div><b>{escape(review.by)}</b></div>'
            f'<div class="stars">{stars}</div><div class="quiet">{at.month}/{at.day}/{at.year}</div>'
            f'{hidden}<div class="words">{escape(review.text)}</div>{reply}{form}</article>'
        )


def _form(review: GuestReview) -> str:
    text = review.response.text if review.response else ""
    delete = '<button name="act" value="delete">Delete comment</button>' if review.response else ""
    way = f"/r2r/{quote(review.business)}/{quote(review.id)}"
    return (
        f'<form method="post" action="{way}"><label for="to-{escape(review.id)}">Add public comment</label>'
        f'<textarea id="to-{escape(review.id)}" name="comment">\n{escape(text)}</textarea>'
        f'<button name="act" value="post">Post comment</button> {delete}</form>'
    )
