"""How this Booking.com behaves; every switch can be set while it runs."""

from dataclasses import dataclass

from reviewdesk.sandbox import Switches

__all__ = ["BookingSwitches"]


@dataclass(slots=True)
class BookingSwitches(Switches):
    tokens_per_hour: int = 30
    token_seconds: int = 3600
    basic: bool = False
    """True: as before 2026, when a machine account could still sign with its name and password."""
    permission: bool = True
    """False: the machine account lacks the right to the Guest Review API."""
    requests_per_minute: int | None = None
    """None means no limit; Booking.com documents none for this API."""
    single: str = "review"
    """The form of one review's answer: under ``review``, as ``object``, or in a list of ``reviews``."""
    next_host: str = "own"
    """Whom the next page is named at: ``own``, ``booking`` (as the real one does) or ``foreign``."""
    circle: bool = False
    """True: from the second page on, the next page is the first one again."""
    stale_cursors: bool = False
    """True: a cursor is refused."""
    show_pending: bool = False
    """True: a reply is told at once, not only when the moderators are done."""
    bump_on_publication: bool = True
    """Whether the publication of a reply counts as a change of its review."""
    second_reply: str = "refuse"
    """What becomes of a second reply: ``refuse``, or ``ignore`` with an answer as if it were taken."""
    services: bool = False
    """True: sub-scores as the documentation shows them, with ``services`` and without ``comfort``."""
