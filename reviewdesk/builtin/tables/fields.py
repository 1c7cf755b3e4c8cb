"""What a column can be: the names that a mapping uses, for the owner and for what is remembered."""

from dataclasses import dataclass

ID = "external_id"
AUTHOR = "author"
RATING = "rating"
TEXT = "text"
TITLE = "title"
CREATED = "created_at"
UPDATED = "updated_at"
LANGUAGE = "language"
TRANSLATION = "translation"
URL = "url"
POSITIVE = "positive"
NEGATIVE = "negative"
REPLY = "reply"
REPLY_AT = "reply_at"
LISTING = "listing"
LISTING_TITLE = "listing_title"
ADDRESS = "address"
PLATFORM = "platform"
READ_AT = "read_at"
"""When the tool looked: relative dates count from it."""
REMOVED = "removed"
DETAIL = "detail"
IGNORED = ""

ALL = frozenset(
    {ID, AUTHOR, RATING, TEXT, TITLE, CREATED, UPDATED, LANGUAGE, TRANSLATION, URL, POSITIVE, NEGATIVE}
    | {REPLY, REPLY_AT, LISTING, LISTING_TITLE, ADDRESS, PLATFORM, READ_AT, REMOVED, DETAIL, IGNORED}
)
TIMES = frozenset({CREATED, UPDATED, REPLY_AT, READ_AT})
WORDS = frozenset({TEXT, TITLE, POSITIVE, NEGATIVE, REPLY, TRANSLATION})
OF_PARENT = frozenset({LISTING, LISTING_TITLE, ADDRESS, PLATFORM, READ_AT})
"""What may be said once for many rows, above them."""
DATE_ORDER = "date_order"
"""What is asked where nobody can tell 3/4 from 4/3; the answer is `created_at:dmy` or `created_at:mdy`."""
CONSTANT = "="
"""A mapping may hold `=VALUE` instead of a column: then it holds for all rows."""


@dataclass(frozen=True, slots=True)
class Spec:
    """A field with its flags: `dmy`, `mdy`, `utc`, `pacific` for times, a scale for ratings."""

    field: str
    flags: frozenset[str] = frozenset()

    @classmethod
    def of(cls, written: str) -> "Spec":
        """Raises ValueError for a field that does not exist."""
        name, *flags = (part.strip() for part in written.split(":"))
        if name not in ALL:
            raise ValueError(name)
        return cls(name, frozenset(flags))

    def __str__(self) -> str:
        return ":".join((self.field, *sorted(self.flags)))
