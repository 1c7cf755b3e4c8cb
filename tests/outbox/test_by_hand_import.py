"""An owner without API: what was answered by hand is seen in the next Takeout."""

import json
from pathlib import Path
from typing import Any

import pytest

from reviewdesk.engine.desk import Desk
from reviewdesk.store.lines import Query

PAGE = "Takeout/Google Business Profile/account-104/location-7201/reviews.json"


class Owner:
    def __init__(self, desk: Desk, folder: Path) -> None:
        self.desk = desk
        self._folder = folder
        self._number = 0

    def takes_out(self, reply: str | None = None, at: str = "2026-03-03T09:00:00Z") -> None:
        self._number += 1
        review: dict[str, Any] = {
            "reviewer": {"displayName": "Guest One"},
            "starRating": "TWO",
            "comment": "The stairs are steep.",
            "createTime": "2026-03-02T10:00:00.123Z",
            "updateTime": "2026-03-02T10:00:00.123Z",
            "name": "accounts/104/locations/7201/reviews/ChdDemo1RAB",
        }
        if reply:
            review["reviewReply"] = {"comment": reply, "updateTime": at}
        root = self._folder / str(self._number)
        path = root / PAGE
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps({"reviews": [review]}))
        self.desk.imports.take(root / "Takeout")

    @property
    def known(self) -> Any:
        return self.desk.inbox.page(Query(all=True), limit=1)[0]


@pytest.fixture
def owner(desk: Desk, tmp_path: Path, _no_clipboard: None) -> Owner:
    owner = Owner(desk, tmp_path / "downloads")
    owner.takes_out()
    desk.inbox.begin(None, wordless_above=None)
    desk.replies.hand_off(owner.known.pub, "We mind the step now.")
    return owner


def test_the_next_takeout_confirms_it(owner: Owner) -> None:
    assert owner.known.state == "handed_off"
    owner.takes_out(reply="We mind the step now.")
    assert owner.known.state == "published"
    owner.takes_out(reply="We mind the step now.")
    assert owner.known.state == "published"


def test_an_older_takeout_without_it_proves_nothing(owner: Owner) -> None:
    owner.takes_out()
    assert owner.known.state == "handed_off"
    owner.desk.replies.confirm(owner.known.pub)
    owner.takes_out()
    assert owner.known.state == "published"


def test_a_word_changed_while_pasting_is_still_the_owners(owner: Owner) -> None:
    owner.takes_out(reply="We mind the step now!!", at="2030-01-01T09:00:00Z")
    assert owner.known.state == "published"
    assert owner.known.review.reply.text == "We mind the step now!!"


def test_by_hand_delivery_asks_nobody(owner: Owner) -> None:
    done = owner.desk.replies.deliver(wait=0)
    assert [line.reply.state for line in done.still] == ["handed_off"]
