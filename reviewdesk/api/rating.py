"""A guest's rating as it crosses the border."""

from dataclasses import dataclass

__all__ = ["Rating"]


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating in the platform's own value and scale, e.g. 2 of 5 or 7.5 of 10."""

    value: float
    scale: int

    @property
    def half_stars(self) -> int:
        """The rating as an integer 1..10 (half stars): value/scale*10 rounded half up, at least 1."""
        return max(1, min(10, int(self.value / self.scale * 10 + 0.5)))
