"""The Management Center, where an owner answers by hand, and the public pages with their reviews."""

import re
from datetime import datetime
from html import escape
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk.sandbox import Ruling
from reviewdesk_tripadvisor.sandbox.paper import NOT_HERE, paper
from reviewdesk_tripadvisor.sandbox.shapes import main_url
from reviewdesk_tripadvisor.sandbox.things import GuestReview, Place
from reviewdesk_tripadvisor.sandbox.world import World

__all__ = ["Pages"]

_STATES = {Ruling.PENDING: "Pending approval", Ruling.APPROVED: "Published", Ruling.REJECTED: "Not published"}
_CENTER = "/ManagementCenter"
_SMALL_PRINT = "is the subjective opinion of {whose} and not of Tripadvisor LLC."
_REVIEWERS = _SMALL_PRINT.format(whose="a Tripadvisor member")
_OWNERS = _SMALL_PRINT.format(whose="the management representative")


class Pages:
    def __init__(self, world: World, url: str) -> None:
        self._world = world
        self._url = url

    def routes(self) -> list[BaseRoute]:
        one = f"{_CENTER}/reviews/{{review:int}}"
        return [
            Route("/", self._home, methods=["GET"]),
            Route("/Owners", self._home, methods=["GET"]),
            Route(_CENTER, self._center, methods=["GET"]),
            Route(one, self._one, methods=["GET"]),
            Route(one, self._respond, methods=["POST"]),
            Route("/{page}.html", self._public, methods=["GET"]),
        ]

    async def _home(self, _request: Request) -> Response:
        rows = "".join(
            f'<li><a href="{escape(main_url(place, self._url))}">{escape(place.title)}</a></li>'
            for place in self._world.places.values()
        )
        return paper("Tripadvisor", f'<p><a href="{_CENTER}">Management Center</a></p><ul>{rows}</ul>')

    async def _center(self, _request: Request) -> Response:
        parts = []
        for place in self._world.places.values():
            cards = "".join(self._managed(review, link=True) for review in self._world.reviews(place.id))
            parts.append(f"<h2>{escape(place.title)}</h2>{cards or '<p>No reviews yet.</p>'}")
        return paper("Management Center: Reviews", "".join(parts))

    async def _one(self, request: Request) -> Response:
        review = self._world.get(request.path_params["review"])
        return self._form(review) if review else NOT_HERE

    async def _respond(self, request: Request) -> Response:
        review = self._world.get(request.path_params["review"])
        if review is None:
            return NOT_HERE
        form = parse_qs((await request.body()).decode("utf-8", "replace"), keep_blank_values=True)
        back = RedirectResponse(f"{_CENTER}/reviews/{review.id}", status_code=303)
        if form.get("act") == ["delete"]:
            self._world.withdraw(review.id)
            return back
        text = form.get("response", [""])[0].replace("\r\n", "\n").strip()
        if not text:
            return self._form(review, problem="Write a response first.", status=400)
        if self._world.respond(review.id, text) is None:
            problem = "We allow one response per review, and it can't be changed."
            return self._form(review, problem=problem, status=409)
        return back

    def _form(self, review: GuestReview, *, problem: str = "", status: int = 200) -> Response:
        told = f'<p role="alert"><b>{escape(problem)}</b></p>' if problem else ""
        form = ""
        if self._world.may_respond(review):
            form = (
                '<form method="post"><label for="response">Your response</label>'
                '<textarea id="response" name="response"></textarea>'
                '<button name="act" value="submit" id="submit">Submit response</button></form>'
            )
        elif review.response:
            form = (
                '<form method="post">'
                '<button name="act" value="delete" id="delete">Delete response</button></form>'
            )
        back = f'<p><a href="{_CENTER}">All reviews</a></p>'
        return paper(
            self._world.places[review.location].title,
            f"{back}{self._managed(review)}{told}{form}",
            status=status,
        )

    def _managed(self, review: GuestReview, *, link: bool = False) -> str:
        response = ""
        if review.response:
            verdict = self._world.moderation.standing(review.response.round)
            why = f": {verdict.reason}" if verdict.reason else ""
            response = (
                f'<blockquote><b>Your response</b> <span class="quiet">{_STATES[verdict.ruling]}{escape(why)}'
                f'</span><p class="words">{escape(review.response.text)}</p></blockquote>'
            )
        door = f'<p><a href="{_CENTER}/reviews/{review.id}">Respond</a></p>' if link else ""
        return (
            f'<article id="review{review.id}"><p><b>{_name(review)}</b></p>'
            f'<p class="bubbles">{review.stars} of 5 bubbles</p><p><b>{escape(review.title)}</b></p>'
            f'<p class="words">{escape(review.text)}</p><p class="quiet">'
            f"Written {_day(review.published_at)}</p>{response}{door}</article>"
        )

    async def _public(self, request: Request) -> Response:
        """A place's page, or that of one review, as a guest sees it and an owner copies it."""
        page = request.path_params["page"]
        told = re.match(r"(?:ShowUserReviews|\w+_Review)-g[0-9]+-d([0-9]{1,9})(?:-r([0-9]{1,12}))?-", page)
        place = self._world.places.get(int(told[1])) if told else None
        if place is None or told is None:
            return NOT_HERE
        reviews = self._world.reviews(place.id)
        if told[2]:
            reviews = [review for review in reviews if review.id == int(told[2])]
            if not reviews:
                return NOT_HERE
        cards = "".join(self._shown(review, place) for review in reviews)
        return paper(place.title, f"<p>All reviews ({len(reviews)})</p>{cards}")

    def _shown(self, review: GuestReview, place: Place) -> str:
        trip = f" • {review.trip.capitalize()}" if review.trip != "NONE" else ""
        response = self._world.shown(review)
        answer = ""
        if response:
            answer = (
                f"<blockquote><p>Response from {escape(response.by)}, "
                f"{escape(response.connection.capitalize())} at {escape(place.title)}</p>"
                f'<p>Responded {_day(response.at)}</p><p class="words">{escape(response.text)}</p>'
                f'<p class="quiet">This response {_OWNERS}</p></blockquote>'
            )
        home = f"<p>{escape(review.home)}</p>" if review.home else ""
        return (
            f'<article id="review{review.id}"><p>{_name(review)}</p>{home}'
            f"<p>3 contributions</p><p>{review.stars} of 5 bubbles</p><p><b>{escape(review.title)}</b></p>"
            f"<p>{review.published_at:%b %Y}{trip}</p>"
            f'<p class="words">{escape(review.text)}</p><p>Written {_day(review.published_at)}</p>'
            f'<p class="quiet">This review {_REVIEWERS}</p>{answer}</article>'
        )


def _name(review: GuestReview) -> str:
    return escape(review.author or "A Tripadvisor Member")


def _day(at: datetime) -> str:
    return f"{at:%B} {at.day}, {at:%Y}"
