"""What a look at an account says, as it is kept."""

from datetime import datetime
from typing import Any

from reviewdesk.api import AccountStatus, Plugin, Retention
from reviewdesk.store.keeping import seconds


def columns(status: AccountStatus, card: Plugin, now: datetime) -> dict[str, Any]:
    """Who it is, what it may do, and how long it may keep guests' words."""
    platform = card.platform.retention if card.platform else Retention()
    return {
        "identity": status.identity,
        "may": " ".join(sorted(status.may)),
        "keep_seconds": seconds((status.retention or platform).words),
        "problem": status.note or None,
        "problem_kind": "note" if status.note else None,
        "checked_at": now,
    }
