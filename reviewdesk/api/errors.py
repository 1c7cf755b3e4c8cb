"""What can go wrong, sorted by what to do next.

A plugin raises the `PlatformError` that names the recovery, never the cause: the engine decides by type
alone whether to ask the owner to sign in, to wait, or to bring a reply back into the editor.

For a *write* (a reply posted or withdrawn) the typed refusals `AuthError`, `NotApproved`, `RateLimited`,
`Rejected`, `Held`, `NotSupported`, and an `Unavailable` raised before a byte left, mean **not applied**.
Anything else, whoever raised it, is `OutcomeUnknown`: the engine reads back before it ever sends again.
"""

__all__ = [
    "AuthError",
    "BadData",
    "DeskError",
    "Held",
    "NotApproved",
    "NotSupported",
    "OutcomeUnknown",
    "PlatformError",
    "RateLimited",
    "Rejected",
    "Unavailable",
]


class DeskError(Exception):
    """Something the owner is told in one plain sentence, with what to do about it.

    `what` and `do` are finished sentences in the owner's language, each with its full stop.
    """

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(f"{what} {do}".strip())
        self.what = what
        self.do = do


class PlatformError(Exception):
    """A platform, or the way to it, did not do what was asked.

    `reason` is one plain sentence for the owner; `advice` says what to do, and may be empty.
    """

    def __init__(self, reason: str, advice: str = "") -> None:
        super().__init__(f"{reason} {advice}".strip())
        self.reason = reason
        self.advice = advice


class AuthError(PlatformError):
    """The credentials are wrong, expired or revoked: the owner has to sign in again."""


class NotApproved(PlatformError):
    """This account was never granted the right: retrying is of no use, `advice` says how to get it."""


class RateLimited(PlatformError):
    """Too many requests. `retry_after` is in seconds, None where the platform does not say."""

    def __init__(self, reason: str, advice: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(reason, advice)
        self.retry_after = retry_after


class Unavailable(PlatformError):
    """The platform can't be reached or is out of order. For a write: raised only before a byte left."""


class Rejected(PlatformError):
    """The platform refused the text itself. `code` is the platform's own word for why, if it gave one."""

    def __init__(self, reason: str, advice: str = "", *, code: str | None = None) -> None:
        super().__init__(reason, advice)
        self.code = code


class Held(PlatformError):
    """A wrapper of another plugin stopped a write before it was sent."""


class NotSupported(PlatformError):
    """The platform, or this level of access, knows no such thing."""


class OutcomeUnknown(PlatformError):
    """The request left and no readable answer came: it may or may not have been applied."""


class BadData(PlatformError):
    """What came can't be read at all (a single bad row is a `Skipped`, not this)."""
