"""The extranet's pages, where an owner answers by hand, writes to a guest, and downloads his reviews."""

import csv
import io
from html import escape
from urllib.parse import parse_qs, urlencode
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk.sandbox import Ruling
from reviewdesk_booking.extranet.headers import ENGLISH
from reviewdesk_booking.sandbox.paper import paper
from reviewdesk_booking.sandbox.reviews import LONGEST
from reviewdesk_booking.sandbox.scenario import SCORES
from reviewdesk_booking.sandbox.things import GuestReview, OwnerReply, Property
from reviewdesk_booking.sandbox.world import AlreadyAnswered, NotAnswerable, World

__all__ = ["NOT_HERE", "Extranet"]

_MANAGE = "/hotel/hoteladmin/extranet_ng/manage"
_STATES = {Ruling.PENDING: "Being checked", Ruling.APPROVED: "Published"}

NOT_HERE = HTMLResponse(
    "<!DOCTYPE html><html lang=en><title>Booking.com: page not found</title><h1>Page not found</h1>",
    status_code=404,
)


class Extranet:
    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/", self._home, methods=["GET"]),
            Route(f"{_MANAGE}/reviews.html", self._list, methods=["GET"]),
            Route(f"{_MANAGE}/reviews.html", self._answer, methods=["POST"]),
            Route(f"{_MANAGE}/reviews.csv", self._download, methods=["GET"]),
            Route(f"{_MANAGE}/booking.html", self._reservation, methods=["GET"]),
            Route(f"{_MANAGE}/booking.html", self._write, methods=["POST"]),
        ]

    async def _home(self, _request: Request) -> Response:
        rows = [
            f'<li><a href="{_way("reviews.html", hotel_id=place.id)}">{escape(place.title)}</a> '
            f'<span class="quiet">{escape(place.id)}</span></li>'
            for place in self._world.properties.values()
        ]
        return paper("Extranet", f"<ul>{''.join(rows)}</ul>")

    async def _list(self, request: Request) -> Response:
        place = self._place(request)
        return self._page(place) if place else NOT_HERE

    async def _answer(self, request: Request) -> Response:
        place = self._place(request)
        form = await _form(request)
        review = place and self._world.get(place.id, form.get("review", ""))
        if not place or not review:
            return NOT_HERE
        text = form.get("reply", "").replace("\r\n", "\n").strip()
        if not text or len(text) > LONGEST:
            problem = "Write a reply first." if not text else "This reply is too long."
            return self._page(place, problem=problem, status=400)
        try:
            self._world.answer(review, text)
        except (AlreadyAnswered, NotAnswerable) as error:
            return self._page(place, problem=str(error), status=400)
        return RedirectResponse(f"{_MANAGE}/reviews.html?hotel_id={place.id}#{review.id}", status_code=303)

    async def _download(self, request: Request) -> Response:
        place = self._place(request)
        if place is None:
            return NOT_HERE
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(ENGLISH)
        for review in self._world.reviews(place.id):
            writer.writerow(self._row(review, ZoneInfo(place.zone)))
        return Response(
            "\ufeff" + out.getvalue(),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="guest_reviews.csv"'},
        )

    def _row(self, review: GuestReview, zone: ZoneInfo) -> list[object]:
        reply = self._world.shown(review)
        return [
            review.created_at.astimezone(zone).date().isoformat(),
            review.author or "",
            review.reservation,
            review.headline or "",
            review.positive or "",
            review.negative or "",
            _told(review.score),
            *(_told(review.scores.get(name)) for name in SCORES),
            reply.text if reply else "",
        ]

    async def _reservation(self, request: Request) -> Response:
        review = self._reserved(request)
        if review is None:
            return NOT_HERE
        lines = "".join(
            f'<p class="words"><b>{"Guest" if one.by_guest else "You"}</b>: {escape(one.text)}</p>'
            for one in review.messages
        )
        box = (
            '<form method="post"><label for="message">Message to the guest</label>'
            '<textarea id="message" name="message"></textarea><button id="send">Send</button></form>'
            if self._world.line_is_open(review)
            else '<p class="quiet">This conversation is closed.</p>'
        )
        return paper(f"Reservation {review.reservation}", f"<p>{escape(review.author or '')}</p>{lines}{box}")

    async def _write(self, request: Request) -> Response:
        review = self._reserved(request)
        text = (await _form(request)).get("message", "").strip()
        if review is None or not self._world.line_is_open(review):
            return NOT_HERE
        if text:
            self._world.write(review, text, by_guest=False)
        return RedirectResponse(str(request.url), status_code=303)

    def _place(self, request: Request) -> Property | None:
        return self._world.properties.get(request.query_params.get("hotel_id", ""))

    def _reserved(self, request: Request) -> GuestReview | None:
        place = self._place(request)
        number = request.query_params.get("res_id", "")
        return self._world.of_reservation(place.id, number) if place else None

    def _page(self, place: Property, *, problem: str = "", status: int = 200) -> Response:
        told = f'<p role="alert"><b>{escape(problem)}</b></p>' if problem else ""
        file = _way("reviews.csv", hotel_id=place.id)
        cards = "".join(self._card(review) for review in self._world.reviews(place.id))
        return paper(
            place.title,
            f'<p><a href="/">All properties</a> · <a id="download" href="{file}">Download reviews</a></p>'
            f"{told}{cards or '<p>No reviews.</p>'}",
            status=status,
        )

    def _card(self, review: GuestReview) -> str:
        door = _way("booking.html", res_id=review.reservation, hotel_id=review.place)
        words = "".join(
            f'<p class="words"><span class="quiet">{label}</span> {escape(text)}</p>'
            for label, text in (("Liked ·", review.positive), ("Disliked ·", review.negative))
            if text
        )
        title = f"<h3>{escape(review.headline)}</h3>" if review.headline else ""
        number = review.reservation
        return (
            f'<article id="{escape(review.id)}"><b>{escape(review.author or "Anonymous")}</b> '
            f'<span class="score">{_told(review.score)}</span> '
            f'<span class="quiet">{review.created_at:%Y-%m-%d}</span> '
            f'<a href="{door}">Reservation {number}</a>{title}{words}{self._under(review)}</article>'
        )

    def _under(self, review: GuestReview) -> str:
        if not review.has_words:
            return '<p class="quiet">No comments: this score can not be answered.</p>'
        if review.reply and self._world.ruling(review.reply) is not Ruling.REJECTED:
            return self._reply(review.reply)
        return (
            f'<form method="post"><input type="hidden" name="review" value="{escape(review.id)}">'
            f'<label>Your public reply<textarea name="reply"></textarea></label>'
            f'<button id="reply-{escape(review.id)}">Reply</button></form>'
        )

    def _reply(self, reply: OwnerReply) -> str:
        state = _STATES[self._world.ruling(reply)]
        return (
            f'<blockquote><b>Your reply</b> <span class="quiet">{state}</span>'
            f'<p class="words">{escape(reply.text)}</p></blockquote>'
        )


def _way(page: str, **query: object) -> str:
    return escape(f"{_MANAGE}/{page}?{urlencode(query)}")


def _told(score: float | None) -> str:
    return "" if score is None else f"{score:g}"


async def _form(request: Request) -> dict[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    return {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
