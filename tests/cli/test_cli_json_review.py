"""The JSON of a review is a public contract."""

import json
import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewdesk.api import Kind, Parts, Precision, Rating, Review, Standing, StandingReply
from reviewdesk.cli.json_review import moment_json, review_json
from reviewdesk.store.lines import State
from reviewdesk.store.values import DraftInfo, Known, ReplyInfo

KEYS = [
    "id", "kind", "platform", "account", "listing", "location", "external_id", "stars", "rating", "author",
    "language", "title", "text", "parts", "translation", "words_kept", "created_at", "updated_at",
    "last_word_at", "day", "precision", "state", "answerable", "reply_known", "url", "reply", "draft",
]  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DAY = re.compile(r"\d{4}-\d\d-\d\d")

moments = st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year > 999)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
texts = st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
ratings = (
    st.none()
    | st.builds(Rating, st.integers(1, 5).map(float), st.just(5))
    | st.builds(Rating, st.integers(10, 100).map(lambda n: n / 10), st.just(10))
)


@st.composite
def reviews(draw):
    precision = draw(st.sampled_from(Precision))
    when = days if precision in (Precision.DAY, Precision.MONTH) else moments
    standing = st.builds(
        StandingReply,
        text=st.text(),
        at=st.none() | moments,
        standing=st.sampled_from(Standing),
        reason=texts,
    )
    return Review(
        external_id="AbFvOq",
        listing="1",
        created_at=draw(when),
        updated_at=draw(st.none() | when),
        precision=precision,
        rating=draw(ratings),
        text=draw(texts),
        title=draw(texts),
        parts=draw(st.none() | st.builds(Parts, texts, texts)),
        author=draw(texts),
        kind=draw(st.sampled_from(Kind)),
        reply=draw(st.none() | standing),
        reply_known=draw(st.booleans()),
        answerable=draw(st.booleans()),
    )


@st.composite
def answers(draw):
    moment = draw(moments)
    return ReplyInfo(
        id=1, review_id=1, review="g7k3f9", account_id=1, platform="google", author=None, action="post",
        text=draw(st.text()), key="k", state=draw(st.sampled_from(State)).value, by=draw(st.text(max_size=3)),
        over=None, seen="", replace=False, token=None, holder=None, lease_until=None, due_at=None, attempts=0,
        reason=draw(texts), code=None, found=None, settle_until=None, tried_at=None, looked_at=None,
        made_at=moment, sent_at=draw(st.none() | moments), ended_at=None, confirmed_by=None,
    )  # fmt: skip


@st.composite
def known(draw):
    review = draw(reviews())
    return Known(
        id=1, pub="g7k3f9", platform="google", account="main", account_id=1, listing_id=1, listing="Mario",
        location_id=1, location="Mario", zone=None, review=review, fetched=True, guessed_language=draw(texts),
        last_word_at=review.created_at, day=draw(days), state=draw(st.sampled_from(State)),
        standing_origin=draw(st.sampled_from(["here", "platform"])), standing_by=draw(texts),
        outcome_reason=draw(texts), reply=draw(st.none() | answers()),
        draft=draw(st.none() | st.builds(DraftInfo, text=st.text(), saved_at=moments, by=st.just("Mo"))),
        snoozed_until=None, snooze_why=None, skipped=None, same_as=None, removed_at=None, missing_at=None,
        words="", damaged=False, words_kept=draw(st.booleans()), waiting=False,
    )  # fmt: skip


@settings(deadline=None)
@given(known())
def test_every_review_is_json_with_all_keys_in_their_forms(one):
    told = review_json(one)
    assert list(told) == KEYS
    assert json.loads(json.dumps(told)) == told
    bare = told["precision"] in ("day", "month")
    for key in ("created_at", "last_word_at"):
        assert (DAY if bare else MOMENT).fullmatch(told[key])
    assert DAY.fullmatch(told["day"])
    assert told["stars"] is None or (told["stars"] * 2) in range(1, 11)
    assert (told["stars"] is None) == (told["rating"] is None)
    if told["reply"] is not None:
        assert list(told["reply"]) == ["text", "state", "at", "by", "origin", "reason"]
        assert told["reply"]["origin"] in ("here", "platform")
        assert told["reply"]["state"] in {state.value for state in State}
    if told["draft"] is not None:
        assert list(told["draft"]) == ["text", "saved_at", "by"]
        assert MOMENT.fullmatch(told["draft"]["saved_at"])


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (datetime(2026, 11, 20, 18, 31, 7, 999999, UTC), "2026-11-20T18:31:07Z"),
        (datetime(2026, 11, 20, tzinfo=UTC), "2026-11-20T00:00:00Z"),
        (date(2026, 11, 20), "2026-11-20"),
        (None, None),
    ],
)
def test_times_are_utc_with_whole_seconds_and_bare_days_stay_bare(moment, told):
    assert moment_json(moment) == told


def test_a_whole_rating_is_a_whole_number():
    assert json.dumps(review_json(_with(Rating(2.0, 5)))["rating"]) == '{"value": 2, "scale": 5}'
    assert json.dumps(review_json(_with(Rating(7.5, 10)))["rating"]) == '{"value": 7.5, "scale": 10}'
    assert review_json(_with(Rating(7.5, 10)))["stars"] == 4.0


def _with(rating: Rating) -> Known:
    review = Review(
        external_id="1", listing="1", created_at=datetime(2026, 11, 20, 18, 31, 7, tzinfo=UTC), rating=rating
    )
    return Known(
        id=1, pub="g7k3f9", platform="google", account="main", account_id=1, listing_id=1, listing="Mario",
        location_id=1, location="Mario", zone=None, review=review, fetched=True, guessed_language=None,
        last_word_at=review.created_at, day=date(2026, 11, 20), state=State.UNANSWERED, standing_origin=None,
        standing_by=None, outcome_reason=None, reply=None, draft=None, snoozed_until=None, snooze_why=None,
        skipped=None, same_as=None, removed_at=None, missing_at=None, words="", damaged=False,
        words_kept=True, waiting=True,
    )  # fmt: skip
