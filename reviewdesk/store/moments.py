"""Times as text in the database: fixed width, so that text order is time order."""

from datetime import UTC, date, datetime


def utc_text(moment: datetime) -> str:
    if moment.tzinfo is None:
        raise ValueError("a time without zone must not reach the database")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"


def utc_time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def moment_text(moment: datetime | date) -> str:
    """A moment, or a bare day where no more is known: a day never becomes a midnight somewhere."""
    return utc_text(moment) if isinstance(moment, datetime) else moment.isoformat()


def moment_of(text: str | None) -> datetime | date | None:
    if text is None:
        return None
    return utc_time(text) if "T" in text else date.fromisoformat(text)
