"""The reviews of one location, in the orders in which Google lists them."""

import heapq
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from reviewdesk_google.sandbox.made import Made
from reviewdesk_google.sandbox.things import GuestReview

__all__ = ["Key", "Order", "Shelf", "key_of"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Key = tuple[int, int, str]


class Order(StrEnum):
    UPDATED = "updateTime desc"
    LOWEST = "rating"
    HIGHEST = "rating desc"


def key_of(review: GuestReview, order: Order) -> Key:
    """Ascending keys give the order; within a rating the last changed comes first."""
    stars = {Order.UPDATED: 0, Order.LOWEST: review.stars, Order.HIGHEST: -review.stars}[order]
    return (stars, -((review.updated_at - _EPOCH) // timedelta(microseconds=1)), review.id)


class Shelf:
    """Kept reviews before machine-made ones; a made one that was changed is kept, its place left empty."""

    def __init__(self, made: Made) -> None:
        self._made = made
        self._kept: dict[str, GuestReview] = {}
        self._empty: set[int] = set()
        self._sorted: dict[Order, list[Key]] = {}
        self.count = made.count
        self.stars = sum(made.stars(i) for i in range(made.count))
        self.rated = made.count

    def get(self, given: str) -> GuestReview | None:
        kept = self._kept.get(given)
        if kept is not None:
            return kept
        index = self._made.index(given)
        return None if index is None or index in self._empty else self._made.at(index)

    def by_handle(self, handle: str) -> GuestReview | None:
        for review in self._kept.values():
            if review.handle == handle:
                return review
        if handle.startswith("made-") and handle[5:].isdecimal():
            index = int(handle[5:])
            if index < self._made.count and index not in self._empty:
                return self._made.at(index)
        return None

    def put(self, review: GuestReview) -> None:
        self.remove(review.id)
        self._kept[review.id] = review
        self._count(review, 1)
        self._sorted.clear()

    def remove(self, given: str) -> None:
        review = self.get(given)
        if review is None:
            return
        index = self._made.index(given)
        if self._kept.pop(given, None) is None and index is not None:
            self._empty.add(index)
        self._count(review, -1)
        self._sorted.clear()

    def after(self, order: Order, key: Key | None) -> Iterator[GuestReview]:
        """All reviews behind a place in the order, from the first one on without a place."""
        kept = self._keys(order)
        begin = bisect_right(kept, key) if key else 0
        mine = (self._found(k[2]) for k in kept[begin:])
        if order is not Order.UPDATED or not self._made.count:
            return mine
        return heapq.merge(mine, self._made_after(key), key=lambda review: key_of(review, order))

    def _made_after(self, key: Key | None) -> Iterator[GuestReview]:
        numbers = range(self._made.count)
        begin = 0
        if key:
            begin = bisect_right(numbers, key, key=lambda i: key_of(self._made.at(i), Order.UPDATED))
        return (self._made.at(i) for i in numbers[begin:] if i not in self._empty)

    def _keys(self, order: Order) -> list[Key]:
        if order not in self._sorted:
            reviews = list(self._kept.values())
            if order is not Order.UPDATED:
                reviews += [self._made.at(i) for i in range(self._made.count) if i not in self._empty]
            self._sorted[order] = sorted(key_of(review, order) for review in reviews)
        return self._sorted[order]

    def _found(self, given: str) -> GuestReview:
        review = self.get(given)
        assert review is not None
        return review

    def _count(self, review: GuestReview, by: int) -> None:
        self.count += by
        self.stars += by * review.stars
        self.rated += by if review.stars else 0
