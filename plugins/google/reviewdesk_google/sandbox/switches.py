"""How this Google behaves; every switch can be set while it runs."""

from dataclasses import dataclass, field

from reviewdesk.sandbox import Switches

__all__ = ["SERVICES", "GoogleSwitches"]

ACCOUNTS = "mybusinessaccountmanagement.googleapis.com"
LOCATIONS = "mybusinessbusinessinformation.googleapis.com"
REVIEWS = "mybusiness.googleapis.com"
SERVICES = (ACCOUNTS, LOCATIONS, REVIEWS)


@dataclass(slots=True)
class GoogleSwitches(Switches):
    approved: bool = True
    """False: the project was never granted access; every call meets a quota of 0."""
    quota_per_minute: int | None = 300
    """For each API; None means no limit."""
    testing_consent: bool = False
    """True: the consent screen is in testing, refresh tokens die after seven days of the waiting clock."""
    access_token_seconds: int = 3599
    reply_state: bool = True
    """False: replies as before April 2026, without `reviewReplyState` and `policyViolation`."""
    reverse_translation: bool = False
    """True: the original first and the translation after it."""
    short_pages: bool = True
    """Every third page holds fewer rows than asked for."""
    explicit_zeros: bool = False
    """True: an empty location tells its zeros instead of leaving them out."""
    read_lag_seconds: int = 0
    """For so long after a write, readers see the reply as it was."""
    disabled_services: list[str] = field(default_factory=list)
    """APIs that are not enabled in the project."""
