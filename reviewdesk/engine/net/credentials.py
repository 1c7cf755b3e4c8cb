"""Turning a credential of the card into the one header it stands for."""

import base64
from collections.abc import Callable, Mapping

from reviewdesk.api.errors import AuthError
from reviewdesk.api.plugin import Basic, Static, Token
from reviewdesk.api.words import _
from reviewdesk.engine.net import redact
from reviewdesk.engine.net.hosts import Credential

__all__ = ["Credentials"]


class Credentials:
    """What one account signs its requests with.

    `token` gives the access token of a `Token`; its second argument is one that the platform refused.
    `read_anew` is called when a credential was refused for good: its source may have changed meanwhile.
    """

    def __init__(
        self,
        settings: Mapping[str, str],
        secret: Callable[[str], str],
        token: Callable[[Token, str | None], str],
        read_anew: Callable[[], None],
    ) -> None:
        self._settings = settings
        self._secret = secret
        self._token = token
        self.read_anew = read_anew

    def header(self, credential: Credential, refused: str | None = None) -> tuple[str, str]:
        """Name and value of the header. `refused` is the value that the platform did not accept."""
        if isinstance(credential, Static):
            return credential.header, credential.prefix + self._one_line(self._secret(credential.secret))
        if isinstance(credential, Basic):
            return "Authorization", self._basic(credential)
        old = refused.removeprefix(credential.prefix) if refused is not None else None
        return credential.header, credential.prefix + self._one_line(self._token(credential, old))

    def _basic(self, credential: Basic) -> str:
        user = self._settings.get(credential.username, "")
        pair = f"{user}:{self._secret(credential.password)}".encode()
        value = base64.b64encode(pair).decode("ascii")
        redact.remember(value)
        return f"Basic {value}"

    @staticmethod
    def _one_line(value: str) -> str:
        """A header can't hold more; without this the error would quote the secret."""
        if value.isascii() and value.isprintable():
            return value
        raise AuthError(
            _("A secret of this account has signs in it that no key or token has (a line break, an accent)."),
            _("Store it again, copied without anything before or after it."),
        )
