"""The counter's addresses. Strangers get the PIN's page whatever they ask for; nothing is looked up."""

import logging
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from importlib import resources
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from reviewdesk.api import Clock, DeskError, _
from reviewdesk.counter import pages
from reviewdesk.counter.guard import FORM, Guard
from reviewdesk.counter.sessions import COOKIE, Session, Sessions
from reviewdesk.counter.setup import Seat, Setup
from reviewdesk.counter.throttle import Pace, Throttle
from reviewdesk.counter.till import Answer, Till, Verdict
from reviewdesk.counter.words import wait_words

__all__ = ["Site"]

log = logging.getLogger("reviewdesk.counter")

_PINS = (Pace(5, 60), Pace(20, 180))
"""One address: five wrong ones, then one a minute; all together: twenty, then twenty an hour."""
_CODES = (Pace(10, 6), Pace(30, 2))
"""One address: ten wrong ones, then ten a minute; all together: thirty."""
_ODD_FORM = 64


@dataclass(frozen=True, slots=True)
class Visit:
    request: Request
    session: Session
    seat: Seat

    @property
    def page(self) -> pages.Page:
        return pages.Page(self.seat, self.session.word)

    def field(self, name: str) -> str:
        return _form(self.request).get(name, "")


Handler = Callable[[Visit], Response]


class Site:
    def __init__(self, till: Till, setup: Setup, clock: Clock, told: Callable[[str], None]) -> None:
        """`told` hears what the owner should know of."""
        self._till = till
        self._setup = setup
        self._told = told
        self._sessions = Sessions(clock, setup)
        self._pins = Throttle(clock, *_PINS)
        self._codes = Throttle(clock, *_CODES)

    def app(self, origins: Collection[str]) -> Guard:
        routes = [
            Route(pages.STYLE, _style),
            self._route("/", self._code),
            self._route("/look", _by_form(self._look_for)),
            self._route("/v/{typed:path}", self._look),
            self._route("/redeem", _by_form(self._redeem)),
            self._route("/done/{form}", self._done),
            self._route("/today", self._today),
            self._route("/undo/{pub}", self._undo),
            self._route("/leave", _by_form(self._leave)),
            self._route("/{rest:path}", _to_the_start),
        ]
        return Guard(Starlette(routes=routes), origins)

    def _route(self, path: str, answer: Handler) -> Route:
        # The PIN's page is shown, and answered, wherever one is.
        return Route(path, self._seated(answer), methods=["GET", "POST"])

    def _seated(self, answer: Handler) -> Callable[[Request], Response]:
        def endpoint(request: Request) -> Response:
            try:
                return self._answered(request, answer)
            except DeskError as error:
                words = " ".join(filter(None, (error.what, error.do)))
                return HTMLResponse(pages.message_page(_("It did not work"), words), 409)
            except Exception:
                log.exception("the counter failed")
                words = _("Give it, keep the card, write day and initials. Tell the owner.")
                return HTMLResponse(pages.message_page(_("It did not work"), words), 500)

        return endpoint

    def _answered(self, request: Request, answer: Handler) -> Response:
        form = _form(request)
        found = self._sessions.of(request.cookies.get(COOKIE, ""))
        if "pin" in form and (found is None or "word" not in form):
            return self._enter(request, form["pin"])
        if found is None:
            # A code's page alone is opened by cameras.
            camera = request.url.path.startswith("/v/") and request.method == "GET"
            return HTMLResponse(pages.pin_page(once_more=camera and "here" not in request.query_params))
        session, seat = found
        if request.method == "POST" and not session.knows(form.get("word", "")):
            raise DeskError(_("This form is of another day."), _("Begin again."))
        return answer(Visit(request, session, seat))

    def _enter(self, request: Request, pin: str) -> Response:
        caller = _caller(request)
        wait = self._pins.take(caller)
        if wait:
            page = pages.pin_page(wait=wait)
            return HTMLResponse(page, 429, headers={"Retry-After": str(int(wait) + 1)})
        seat = self._setup.opened_by(pin)
        if seat is None:
            self._told(_("A wrong PIN from {address}.").format(address=caller))
            return HTMLResponse(pages.pin_page(wrong=True), 403)
        self._pins.give_back(caller)
        secret, seconds = self._sessions.open(seat)
        path = request.url.path
        answer = _onward(path if request.method == "POST" and path.startswith("/v/") else "/")
        # The guard let no other origin through than ours.
        secure = request.headers.get("origin", "").startswith("https:")
        answer.set_cookie(
            COOKIE, secret, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict"
        )
        return answer

    def _code(self, visit: Visit) -> Response:
        return HTMLResponse(pages.code_page(visit.page))

    def _look_for(self, visit: Visit) -> Response:
        # A scanner types the whole address that is in the card's square.
        typed = unquote(visit.field("code").rpartition("/v/")[2]).strip()[:_ODD_FORM]
        return _onward(f"/v/{quote(typed, safe='')}" if typed else "/")

    def _look(self, visit: Visit) -> Response:
        typed = visit.request.path_params["typed"]
        answer = self._judged(visit, lambda: self._till.look(typed, visit.seat))
        if isinstance(answer, Response):
            return answer
        form = secrets.token_urlsafe(12)
        return HTMLResponse(pages.look_page(visit.page, answer, form))

    def _judged(self, visit: Visit, judge: Callable[[], Answer]) -> Answer | Response:
        caller = _caller(visit.request)
        wait = self._codes.take(caller)
        if wait:
            page = pages.code_page(visit.page, wait_words(wait))
            return HTMLResponse(page, 429, headers={"Retry-After": str(int(wait) + 1)})
        answer = judge()
        if not answer.verdict.guess:
            self._codes.give_back(caller)
        return answer

    def _redeem(self, visit: Visit) -> Response:
        form, code = visit.field("form")[:_ODD_FORM], visit.field("code")
        if not form:
            raise DeskError(_("This form is of another day."), _("Begin again."))
        with visit.session.lock:
            # A button tapped twice must not turn "give it" into "already used".
            if visit.session.answer(form) is None:
                answer = self._judged(visit, lambda: self._till.redeem(code, visit.seat))
                if isinstance(answer, Response):
                    return answer
                visit.session.remember(form, answer)
        return _onward(f"/done/{quote(form, safe='')}")

    def _done(self, visit: Visit) -> Response:
        answer = visit.session.answer(visit.request.path_params["form"])
        return HTMLResponse(pages.look_page(visit.page, answer)) if answer else _onward("/")

    def _today(self, visit: Visit) -> Response:
        return HTMLResponse(pages.today_page(visit.page, self._till.used_today(visit.seat)))

    def _undo(self, visit: Visit) -> Response:
        one = self._till.used_here(visit.request.path_params["pub"], visit.seat)
        reason = " ".join(visit.field("reason").split())
        reason = "".join(each for each in reason if each.isprintable())
        if visit.request.method != "POST" or not reason:
            told = _("Give a reason.") if visit.request.method == "POST" else ""
            return HTMLResponse(pages.undo_page(visit.page, one, told))
        answer = self._till.undo(one.pub, reason[:200], visit.seat)
        assert answer.verdict is Verdict.BACK
        form = secrets.token_urlsafe(12)
        visit.session.remember(form, answer)
        return _onward(f"/done/{form}")

    def _leave(self, visit: Visit) -> Response:
        self._sessions.close(visit.request.cookies.get(COOKIE, ""))
        answer = _onward("/")
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer


def _by_form(answer: Handler) -> Handler:
    """What changes something is done by a form alone, never by an address."""
    return lambda visit: answer(visit) if visit.request.method == "POST" else _onward("/")


def _style(_request: Request) -> Response:
    text = (resources.files("reviewdesk.counter") / "counter.css").read_text("utf-8")
    return Response(text, media_type="text/css")


def _to_the_start(_visit: Visit) -> Response:
    return _onward("/")


def _onward(path: str) -> RedirectResponse:
    return RedirectResponse(path, 303)


def _form(request: Request) -> dict[str, str]:
    found: dict[str, str] = request.scope.get(FORM, {})
    return found


def _caller(request: Request) -> str:
    return request.client.host if request.client else ""
