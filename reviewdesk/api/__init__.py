"""The border: all that a plugin may import.

Standard library and pluggy only. Everything here is public: names are added, never renamed.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from reviewdesk.api.clock import Clock, SystemClock
from reviewdesk.api.errors import (
    AuthError,
    BadData,
    DeskError,
    Held,
    NotApproved,
    NotSupported,
    OutcomeUnknown,
    PlatformError,
    RateLimited,
    Rejected,
    Unavailable,
)
from reviewdesk.api.rating import Rating
from reviewdesk.api.words import _, ngettext, speak, spoken

if TYPE_CHECKING:
    from reviewdesk.api.account import Account, AccountStatus, May, Tokens
    from reviewdesk.api.draft import Draft, DraftKind, Finding, Ground, Level
    from reviewdesk.api.event import Event
    from reviewdesk.api.export import Export, ExportOptions
    from reviewdesk.api.hooks import hookimpl
    from reviewdesk.api.plugin import (
        API_VERSION,
        Basic,
        LengthUnit,
        Platform,
        Plugin,
        RateLimit,
        ReplyRules,
        Retention,
        SecretSpec,
        Setting,
        SignIn,
        Static,
        Token,
        WriteKind,
    )
    from reviewdesk.api.post import Bell, Mail, Pasted, PasteHint
    from reviewdesk.api.review import (
        Kind,
        Listing,
        Parts,
        Precision,
        Reading,
        ReplyPage,
        ReplyReceipt,
        Review,
        ReviewPage,
        Skipped,
        Standing,
        StandingReply,
    )
    from reviewdesk.api.rows import read_rows
    from reviewdesk.api.sandbox import RunningSandbox, Sandbox
    from reviewdesk.api.voucher import (
        Case,
        CaseReason,
        Channel,
        Delivery,
        IssuedVoucher,
        Money,
        Offer,
        OfferKind,
        PrivateMessage,
        Redemption,
        Voucher,
        VoucherOrder,
    )

_LATER = {
    "account": (
        "Account",
        "AccountStatus",
        "May",
        "Tokens",
    ),
    "draft": (
        "Draft",
        "DraftKind",
        "Finding",
        "Ground",
        "Level",
    ),
    "event": ("Event",),
    "export": (
        "Export",
        "ExportOptions",
    ),
    "hooks": ("hookimpl",),
    "plugin": (
        "API_VERSION",
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
    ),
    "post": (
        "Bell",
        "Mail",
        "Pasted",
        "PasteHint",
    ),
    "review": (
        "Kind",
        "Listing",
        "Parts",
        "Precision",
        "Reading",
        "ReplyPage",
        "ReplyReceipt",
        "Review",
        "ReviewPage",
        "Skipped",
        "Standing",
        "StandingReply",
    ),
    "rows": ("read_rows",),
    "sandbox": (
        "RunningSandbox",
        "Sandbox",
    ),
    "voucher": (
        "Case",
        "CaseReason",
        "Channel",
        "Delivery",
        "IssuedVoucher",
        "Money",
        "Offer",
        "OfferKind",
        "PrivateMessage",
        "Redemption",
        "Voucher",
        "VoucherOrder",
    ),
}
"""What most of a program's life goes without: read when it is first asked for (PEP 562)."""
_WHERE = {name: module for module, names in _LATER.items() for name in names}

__all__ = [
    "API_VERSION",
    "Account",
    "AccountStatus",
    "AuthError",
    "BadData",
    "Basic",
    "Bell",
    "Case",
    "CaseReason",
    "Channel",
    "Clock",
    "Delivery",
    "DeskError",
    "Draft",
    "DraftKind",
    "Event",
    "Export",
    "ExportOptions",
    "Finding",
    "Ground",
    "Held",
    "IssuedVoucher",
    "Kind",
    "LengthUnit",
    "Level",
    "Listing",
    "Mail",
    "May",
    "Money",
    "NotApproved",
    "NotSupported",
    "Offer",
    "OfferKind",
    "OutcomeUnknown",
    "Parts",
    "PasteHint",
    "Pasted",
    "Platform",
    "PlatformError",
    "Plugin",
    "Precision",
    "PrivateMessage",
    "RateLimit",
    "RateLimited",
    "Rating",
    "Reading",
    "Redemption",
    "Rejected",
    "ReplyPage",
    "ReplyReceipt",
    "ReplyRules",
    "Retention",
    "Review",
    "ReviewPage",
    "RunningSandbox",
    "Sandbox",
    "SecretSpec",
    "Setting",
    "SignIn",
    "Skipped",
    "Standing",
    "StandingReply",
    "Static",
    "SystemClock",
    "Token",
    "Tokens",
    "Unavailable",
    "Voucher",
    "VoucherOrder",
    "WriteKind",
    "_",
    "hookimpl",
    "ngettext",
    "read_rows",
    "speak",
    "spoken",
]


def __getattr__(name: str) -> object:
    module = _WHERE.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{module}"), name)
    return found


def __dir__() -> list[str]:
    return sorted(__all__)
