"""A mail server with TLS that can refuse at each step, or fall silent."""

import ssl
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Post:
    """Keeps what it is sent. `refuses` names a step, `after` what it does once it has the whole text."""

    def __init__(self) -> None:
        self.mails: list[Any] = []
        self.refuses = ""
        self.after = ""
        self.port = 0

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.after == "refuses":
            return "554 no thanks, secret words"
        if self.after == "hangs up":
            server.transport.abort()
        self.mails.append(envelope)
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
        told = (data.login, data.password) if isinstance(data, LoginPassword) else None
        return AuthResult(success=told == (b"mario", b"app-passw0rd"), handled=False)


class Moody(SMTP):
    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        await (self._no() if self._refuses("MAIL") else super().smtp_MAIL(arg))

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        await (self._no() if self._refuses("RCPT") else super().smtp_RCPT(arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        await (self._no() if self._refuses("DATA") else super().smtp_DATA(arg))

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        await (self._no() if self._refuses("QUIT") else super().smtp_QUIT(arg))

    def _refuses(self, step: str) -> bool:
        return self.event_handler.refuses == step

    async def _no(self) -> None:
        await self.push("550 no, secret words")


class Server(Controller):
    """On any free port."""

    def factory(self) -> SMTP:
        return Moody(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


def start(context: ssl.SSLContext | None) -> tuple[Post, Server]:
    post = Post()
    secured = {
        "tls_context": context,
        "require_starttls": True,
        "authenticator": post.authenticate,
        "auth_required": False,
    }
    server = Server(
        post, hostname="127.0.0.1", port=0, server_hostname="localhost", **(secured if context else {})
    )
    server.start()
    post.port = server.port
    return post, server
