"""The tables. `table=True` does not validate: everything comes through the border first."""

from reviewdesk.store.goodwill import tables as _goodwill
from reviewdesk.store.tables.answers import LIVE, draft, draft_version, note, reply
from reviewdesk.store.tables.happenings import alert, aside, away, bell, diary
from reviewdesk.store.tables.house import account, bucket, fact, joined_page, listing, location
from reviewdesk.store.tables.reviews import alias, review, version

__all__ = [
    "LIVE",
    "account",
    "alert",
    "alias",
    "aside",
    "away",
    "bell",
    "bucket",
    "diary",
    "draft",
    "draft_version",
    "fact",
    "joined_page",
    "listing",
    "location",
    "note",
    "reply",
    "review",
    "version",
]

assert _goodwill.voucher.metadata is review.metadata
