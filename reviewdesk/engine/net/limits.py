"""The rate limits of a platform, shared by all processes of one desk."""

from typing import Protocol

from reviewdesk.api.plugin import RateLimit

__all__ = ["Bucket", "NoBucket"]


class Bucket(Protocol):
    """Where it is counted how many requests went out."""

    def take(self, key: str, limit: RateLimit) -> float:
        """Take one: 0 when taken, else the seconds after which asking again makes sense."""


class NoBucket:
    """No limit beyond the platform's own answers."""

    def take(self, key: str, limit: RateLimit) -> float:  # noqa: ARG002 - the names of `Bucket`
        return 0.0
