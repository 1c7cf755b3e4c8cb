"""Signing in: the consent page, and the endpoints for tokens."""

from html import escape
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk_yelp.sandbox.answers import as_json
from reviewdesk_yelp.sandbox.grants import CLIENT_ID, SCOPES, Consent, Grants, OAuthError
from reviewdesk_yelp.sandbox.paper import paper
from reviewdesk_yelp.sandbox.world import World

__all__ = ["SignInPages"]

AUTHORIZE = "/oauth2/authorize"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_KNOWN = frozenset({*SCOPES, "leads"})


class SignInPages:
    def __init__(self, grants: Grants, world: World) -> None:
        self._grants = grants
        self._world = world

    def routes(self) -> list[BaseRoute]:
        return [
            Route(AUTHORIZE, self._ask, methods=["GET"]),
            Route(AUTHORIZE, self._decide, methods=["POST"]),
            Route("/oauth2/token", self._token, methods=["POST"]),
            Route("/oauth2/token/v3", self._token, methods=["POST"]),
            Route("/oauth2/revoke", self._revoke, methods=["POST"]),
        ]

    async def _ask(self, request: Request) -> Response:
        try:
            consent = _read_consent(dict(request.query_params))
        except OAuthError as error:
            return _blocked(error)
        number = escape(self._grants.ask(consent))
        scopes = "".join(f"<li>{escape(scope)}</li>" for scope in consent.scope.split())
        page = paper(
            "Yelp for Business (sandbox)",
            f"<p>{escape(self._world.owner.signature)}, an application asks to act for your business:</p>"
            f'<ul>{scopes}</ul><form method="post" action="{AUTHORIZE}">'
            f'<input type="hidden" name="consent" value="{number}">'
            '<button name="decision" value="allow" id="allow">Allow</button> '
            '<button name="decision" value="deny" id="deny">Deny</button></form>',
        )
        page.headers["X-Frame-Options"] = "SAMEORIGIN"
        return page

    async def _decide(self, request: Request) -> Response:
        form = _form(await request.body())
        try:
            back = self._grants.decide(form.get("consent", ""), allow=form.get("decision") == "allow")
        except KeyError:
            return _blocked(OAuthError("INVALID REQUEST", "This page was answered before. Start again."))
        return RedirectResponse(back, status_code=302)

    async def _token(self, request: Request) -> Response:
        try:
            told = self._grants.token(_form(await request.body()), rotate=request.url.path.endswith("/v3"))
        except OAuthError as error:
            body = {"error": {"code": error.code, "description": error.description}}
            return as_json(body, status=error.status, headers={"Cache-Control": "no-store"})
        return as_json(told, headers={"Cache-Control": "no-store"})

    async def _revoke(self, request: Request) -> Response:
        if not _form(await request.body()).get("token"):
            return as_json(
                {"error": {"code": "INVALID REQUEST", "description": "token is missing."}}, status=400
            )
        self._grants.revoke()
        return as_json({})


def _read_consent(query: dict[str, str]) -> Consent:
    if query.get("client_id") != CLIENT_ID:
        raise OAuthError("BAD CLIENT ID OR SECRET", "The client is not known.")
    redirect = query.get("redirect_uri", "")
    if urlsplit(redirect).hostname not in _LOOPBACK:
        raise OAuthError("INVALID REQUEST", "This redirect_uri is not on the list kept for your client.")
    if query.get("response_type") != "code":
        raise OAuthError("INVALID REQUEST", "response_type has to be code.")
    scope = query.get("scope", "")
    if not scope.split() or set(scope.split()) - _KNOWN:
        raise OAuthError("INVALID REQUEST", "scope is missing, or names what there is not.")
    return Consent(redirect, scope, query.get("state", ""))


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _blocked(error: OAuthError) -> Response:
    return paper("Something is wrong with this request", f"<p>{escape(error.description)}</p>", status=400)
