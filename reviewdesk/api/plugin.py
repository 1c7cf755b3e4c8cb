"""What a plugin says of itself, once, without any I/O."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from reviewdesk.api.review import Precision

__all__ = [
    "Basic",
    "LengthUnit",
    "Platform",
    "Plugin",
    "RateLimit",
    "ReplyRules",
    "Retention",
    "SecretSpec",
    "Setting",
    "SignIn",
    "Static",
    "Token",
    "WriteKind",
]

API_VERSION = (1, 0)
"""The version of this border, (major, minor). A new hook or an optional field raises minor."""


class LengthUnit(StrEnum):
    """In what a platform counts the length of a reply."""

    CHARACTERS = "characters"
    """Unicode code points."""
    BYTES = "bytes"
    """Bytes of UTF-8."""
    UTF16 = "utf16"
    """UTF-16 code units, as JavaScript counts."""

    def length(self, text: str) -> int:
        """How long a text is in this unit."""
        if self is LengthUnit.BYTES:
            return len(text.encode("utf-8", "surrogatepass"))
        if self is LengthUnit.UTF16:
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        return len(text)

    def fitting(self, text: str, limit: int) -> str:
        """The longest beginning of a text that is at most `limit` long in this unit."""
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.length(text[:middle]) <= limit else (low, middle - 1)
        return text[:low]


class WriteKind(StrEnum):
    """What posting a reply does where one stands already."""

    REPLACE = "replace"
    """The same text twice is one reply, and a new text takes the old one's place."""
    ONCE = "once"
    """A reply can be posted one time; it is never sent a second time by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Static:
    """A credential that is one lasting secret in one header."""

    secret: str
    """Name of the secret (see `Plugin.secrets`)."""
    header: str = "Authorization"
    prefix: str = ""
    """Put before the secret, e.g. ``"Bearer "``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basic:
    """HTTP Basic: a setting as the user name and a secret as the password."""

    username: str
    """Name of the setting that holds the user name."""
    password: str
    """Name of the secret that holds the password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A short-lived access token, renewed by `reviewdesk_renew_token`."""

    name: str
    """Tells several tokens of one account apart."""
    header: str = "Authorization"
    prefix: str = "Bearer "
    renew_before: timedelta = timedelta(minutes=2)
    """How long before its end a token counts as used up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Signing in through the browser: OAuth 2.0 authorization code for installed apps (RFC 8252).

    The core opens a loopback redirect, checks `state`, uses PKCE S256 (RFC 7636), exchanges the code and
    keeps the refresh token under the secret name `keeps`.
    """

    authorize_url: str
    token_url: str
    scopes: tuple[str, ...]
    client_id: str = "client_id"
    """Name of the setting with the client's id."""
    client_secret: str = "client_secret"  # noqa: S105 - the name of a secret, not one
    """Name of the secret with the client's secret."""
    keeps: str = "refresh_token"
    """Name of the secret under which the refresh token is kept."""
    pkce: bool = True
    extra: Mapping[str, str] = field(default_factory=dict)
    """Further query parameters of the authorize page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting of an account, given with ``--set name=value``. Values are text.

    The core itself understands three, where a plugin declares them: ``base_url`` (the server that stands for
    the platform), ``apart`` (``yes``: the account's reviews stand in a list of their own, never among others)
    and ``fetch_minutes`` (how often an open desk looks by itself, in place of `Platform.fetch_every`).
    """

    name: str
    title: str
    required: bool = False
    """Whether signing in needs it (an account by hand needs none)."""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretSpec:
    """One secret of an account, given as a source.

    Sources: ``env:VAR``, ``command:...``, ``keyring``, ``file:PATH``.
    """

    name: str
    title: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """How many requests a platform lets one account make. The bucket is shared by all processes."""

    requests: int
    seconds: float
    writes_only: bool = False
    """Counts only PUT, POST, PATCH and DELETE that are not marked as reads."""
    source: str = ""
    """The platform's own page with this limit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long words of guests may be kept. None means without end."""

    words: timedelta | None = None
    """Text, title and name of a guest."""
    source: str = ""
    """Where the platform says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRules:
    """What a platform takes as a reply."""

    limit: int
    """Longest text, counted in `unit`."""
    unit: LengthUnit = LengthUnit.CHARACTERS
    emoji: bool = True
    write: WriteKind = WriteKind.REPLACE
    moderated: bool = False
    """Whether a person or machine of the platform looks before the reply is shown."""
    visible_within: timedelta = timedelta(days=3)
    """After which an absent reply is told to the owner."""
    lag: timedelta = timedelta(seconds=5)
    """How long a reply that was taken may stay unseen by a read."""
    source: str = ""
    """The platform's own page with these rules."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """The review platform a plugin stands for."""

    scale: int
    """The highest rating it gives (5 stars, 10 points)."""
    replies: ReplyRules
    precision: Precision = Precision.SECOND
    """How exactly it tells when a review was written."""
    retention: Retention = Retention()
    short: str = ""
    """A short name for narrow columns, at most 8 cells."""
    fetch_every: timedelta | None = None
    """How long an open desk waits by itself between two looks at an account, where each one costs money.
    None: as often as the owner set for all. A fetch by hand always goes."""
    export_hint: str = ""
    """How an owner without API gets a file to import: plain sentences."""
    approval_hint: str = ""
    """How an owner applies for the API: plain sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """A plugin's card: the answer to `reviewdesk_plugin`."""

    name: str
    """The entry point's name; also the platform's name on the command line."""
    title: str
    """The name as people write it."""
    needs: tuple[int, int]
    """The `API_VERSION` it was written for."""
    hosts: tuple[str, ...] = ()
    """Host names it may talk to. Credentials go nowhere else."""
    auth: Mapping[str, Static | Basic | Token] = field(default_factory=dict)
    """Which credential goes to which host of `hosts`; hosts not named here get none."""
    sign_in: SignIn | None = None
    settings: tuple[Setting, ...] = ()
    secrets: tuple[SecretSpec, ...] = ()
    limits: tuple[RateLimit, ...] = ()
    platform: Platform | None = None
    """Set for a review platform, None for checks, issuers, translators."""
