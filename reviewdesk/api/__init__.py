"""The border: all that a plugin may import.

Standard library and pluggy only. Everything here is public: names are added, never renamed.
"""

from reviewdesk.api.account import Account, AccountStatus, May, Tokens
from reviewdesk.api.clock import Clock, SystemClock
from reviewdesk.api.draft import Draft, DraftKind, Finding, Ground, Level
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
from reviewdesk.api.event import Event
from reviewdesk.api.export import Export, ExportOptions
from reviewdesk.api.hooks import hookimpl
from reviewdesk.api.plugin import (
    API_VERSION,
    Basic,
    LengthUnit,
    Platform,
    Plugin,
    ReplyRules,
    Retention,
    SecretSpec,
    Setting,
    SignIn,
    Static,
    Token,
    WriteKind,
)
from reviewdesk.api.review import (
    Kind,
    Listing,
    Parts,
    Precision,
    Rating,
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

__all__ = [
    "API_VERSION",
    "Account",
    "AccountStatus",
    "AuthError",
    "BadData",
    "Basic",
    "Clock",
    "DeskError",
    "Draft",
    "DraftKind",
    "Event",
    "Export",
    "ExportOptions",
    "Finding",
    "Ground",
    "Held",
    "Kind",
    "LengthUnit",
    "Level",
    "Listing",
    "May",
    "NotApproved",
    "NotSupported",
    "OutcomeUnknown",
    "Parts",
    "Platform",
    "PlatformError",
    "Plugin",
    "Precision",
    "RateLimited",
    "Rating",
    "Reading",
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
    "WriteKind",
    "hookimpl",
    "read_rows",
]
