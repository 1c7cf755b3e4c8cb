"""What the pasting room tells."""

from dataclasses import dataclass

from reviewdesk.api import Listing, Review, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedRow:
    """One review as far as it was understood."""

    review: Review
    missing: tuple[str, ...] = ()
    """Names of fields that have to be asked for."""
    known: str | None = None
    """The id of the review that the desk knows already, where this surely is the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteLook:
    """What a pasted text is, before anything is taken."""

    platform: str
    """Empty where several platforms could be meant."""
    title: str
    sure: float
    listing: Listing | None
    """The page it belongs to; None: to be asked for."""
    listings: tuple[Listing, ...] = ()
    """The pages of that platform that the desk knows."""
    rows: tuple[PastedRow, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    tie: tuple[str, ...] = ()
    """Platforms that are equally likely: the owner has to say which."""

    @property
    def open(self) -> bool:
        """Whether something has to be asked for before it can be taken."""
        return bool(self.tie) or self.listing is None or any(row.missing for row in self.rows)
