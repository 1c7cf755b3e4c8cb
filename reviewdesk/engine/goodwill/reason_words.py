"""What went wrong, in words."""

from reviewdesk.api import CaseReason, _

__all__ = ["reasons"]


def reasons() -> dict[CaseReason, str]:
    """What went wrong: a failure of the house, never the stars."""
    return {
        CaseReason.LATE: _("too late"),
        CaseReason.COLD: _("cold"),
        CaseReason.WRONG: _("wrong thing"),
        CaseReason.STAFF: _("staff"),
        CaseReason.BILLING: _("the bill"),
        CaseReason.OTHER: _("something else"),
    }
