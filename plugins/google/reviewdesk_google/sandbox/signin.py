"""Signing in: the consent page, and the endpoints for tokens."""

import base64
import binascii
from html import escape
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from reviewdesk_google.sandbox.answers import as_json
from reviewdesk_google.sandbox.grants import CLIENT_ID, Consent, Grants, OAuthError
from reviewdesk_google.sandbox.paper import paper
from reviewdesk_google.sandbox.world import World

__all__ = ["SignInPages"]

AUTHORIZE = "/o/oauth2/v2/auth"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class SignInPages:
    def __init__(self, grants: Grants, world: World) -> None:
        self._grants = grants
        self._world = world

    def routes(self) -> list[BaseRoute]:
        return [
            Route(AUTHORIZE, self._ask, methods=["GET"]),
            Route(AUTHORIZE, self._decide, methods=["POST"]),
            Route("/token", self._token, methods=["POST"]),
            Route("/revoke", self._revoke, methods=["POST"]),
        ]

    async def _ask(self, request: Request) -> Response:
        try:
            consent = _read_consent(dict(request.query_params))
        except OAuthError as error:
            return _blocked(error)
        number = escape(self._grants.ask(consent))
        who = escape(next((a.name for a in self._world.accounts.values()), "Sandbox account"))
        scopes = "".join(f"<li>{escape(scope)}</li>" for scope in consent.scope.split())
        return paper(
            "Sign in with Google (sandbox)",
            f"<p>An application on this computer wants to access the account <b>{who}</b>.</p>"
            f"<p>It will be able to:</p><ul>{scopes}</ul>"
            f'<form method="post" action="{AUTHORIZE}">'
            f'<input type="hidden" name="consent" value="{number}">'
            '<button name="decision" value="allow" id="allow">Allow</button> '
            '<button name="decision" value="deny" id="deny">Deny</button></form>',
        )

    async def _decide(self, request: Request) -> Response:
        form = _form(await request.body())
        try:
            back = self._grants.decide(form.get("consent", ""), allow=form.get("decision") == "allow")
        except KeyError:
            return _blocked(OAuthError("invalid_request", "This page was answered before. Start again."))
        return RedirectResponse(back, status_code=302)

    async def _token(self, request: Request) -> Response:
        try:
            return as_json(
                self._grants.token(_with_basic(request, _form(await request.body()))),
                headers={"Cache-Control": "no-store"},
            )
        except OAuthError as error:
            return _told(error)

    async def _revoke(self, request: Request) -> Response:
        form = {**request.query_params, **_form(await request.body())}
        try:
            self._grants.revoke(form.get("token", ""))
        except OAuthError as error:
            return _told(error)
        return as_json({})


def _read_consent(query: dict[str, str]) -> Consent:
    if query.get("client_id") != CLIENT_ID:
        raise OAuthError("invalid_client", "The OAuth client was not found.", 401)
    redirect = urlsplit(query.get("redirect_uri", ""))
    if redirect.scheme != "http" or redirect.hostname not in _LOOPBACK:
        raise OAuthError("redirect_uri_mismatch", "An installed app is called back on a loopback address.")
    for needed in ("response_type", "scope"):
        if not query.get(needed):
            raise OAuthError("invalid_request", f"Required parameter is missing: {needed}")
    if query["response_type"] != "code":
        raise OAuthError("unsupported_response_type", f"Invalid response_type: {query['response_type']}")
    method = query.get("code_challenge_method", "plain")
    if method not in {"plain", "S256"}:
        raise OAuthError("invalid_request", f"Invalid code_challenge_method: {method}")
    return Consent(
        redirect_uri=query["redirect_uri"],
        scope=query["scope"],
        state=query.get("state", ""),
        challenge=query.get("code_challenge", ""),
        method=method,
        offline=query.get("access_type") == "offline",
        ask_again="consent" in query.get("prompt", "").split(),
    )


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _with_basic(request: Request, form: dict[str, str]) -> dict[str, str]:
    kind, _space, told = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return form
    try:
        client, _colon, secret = base64.b64decode(told).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return form
    return {**form, "client_id": client, "client_secret": secret}


def _told(error: OAuthError) -> Response:
    return as_json(
        {"error": error.code, "error_description": error.description},
        status=error.status,
        headers={"Cache-Control": "no-store"},
    )


def _blocked(error: OAuthError) -> HTMLResponse:
    return paper(
        "Access blocked: Authorization Error",
        f"<p>Error {error.status}: {escape(error.code)}</p><p>{escape(error.description)}</p>",
        status=error.status,
    )
