"""Column types that keep what SQLite and SQLModel would quietly lose."""

import json
from datetime import date, datetime
from typing import Any

from sqlalchemy import Dialect, String, Text
from sqlalchemy.types import TypeDecorator

from reviewdesk.store.moments import moment_of, moment_text, utc_text, utc_time

_WIDTH = 27


class Utc(TypeDecorator[datetime]):
    """An aware moment. SQLAlchemy's DateTime drops the zone without converting."""

    impl = String(_WIDTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else utc_time(value)


class Moment(TypeDecorator[datetime | date]):
    """A moment, or a bare day where no more is known: a day never becomes a midnight somewhere."""

    impl = String(_WIDTH)
    cache_ok = True

    def process_bind_param(self, value: datetime | date | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else moment_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | date | None:  # noqa: ARG002
        return moment_of(value)


class JsonText(TypeDecorator[dict[str, Any]]):
    """A small mapping kept as sorted JSON, so that equal mappings are equal text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ARG002
        return None if value is None else dict(json.loads(value))
