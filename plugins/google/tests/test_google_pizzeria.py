"""The made-up world of the demo keeps what it promises."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from reviewdesk.sandbox import Reader, load_scenario, read_moment

ZONE = "Europe/Warsaw"
STARTS = [
    datetime(2026, 11, 22, 18, 31, tzinfo=UTC),
    datetime(2026, 11, 21, 23, 4, tzinfo=UTC),  # four past midnight in the shops
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),  # the night the clocks go forward
    datetime(2027, 10, 31, 1, 30, tzinfo=UTC),  # and back
    datetime(2028, 2, 29, 9, 0, tzinfo=UTC),
]
ANSWERED_WITHIN = timedelta(days=7)
HISTORY_FROM = timedelta(days=30)
SIGNED = ("Mario", "Ania", "Маріо", "Марио", "Аня", "Μάριο", "アニア", "マリオ", "마리오", "아니아")
SIGNED_RTL = ("ماريو", "ماریو", "آنيا", "מריו")
SIGNED_HI = ("मारियो", "आनिया")
OFFERS = re.compile(
    r"voucher|gutschein|rabat|discount|coupon|refund|free (pizza|dessert|meal)|gratis|za darmo|kupon|gratuit"
    r"|sconto|купон|знижк|скидк|безкоштовн|бесплатн|% off|https?://|www\.|@",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    shop: str
    stars: int
    by: str | None
    anonymous: bool
    text: str | None
    translation: str | None
    media: int
    at: str
    edited: str | None
    reply: Reader | None

    @property
    def language(self) -> str:
        return self.id.split("-")[0]

    def written(self, start: datetime) -> datetime:
        return read_moment(self.at, start, ZONE)

    def last_word(self, start: datetime) -> datetime:
        return read_moment(self.edited or self.at, start, ZONE)

    def answered(self, start: datetime) -> datetime | None:
        return read_moment(self.reply.text("at"), start, ZONE) if self.reply else None

    def unanswered(self, start: datetime) -> bool:
        at = self.answered(start)
        return at is None or at < self.last_word(start)


@cache
def world() -> Reader:
    return load_scenario(files("reviewdesk_google") / "sandbox", "pizzeria", ("pizzeria",))


def shops() -> list[Reader]:
    return [shop for account in world().each("accounts") for shop in account.each("locations")]


def part(of: Reader, key: str) -> Reader:
    found = of.one(key)
    assert found is not None
    return found


def _row(shop: str, review: Reader) -> Row:
    return Row(
        id=review.text("id"),
        shop=shop,
        stars=review.number("stars"),
        by=review.maybe("by"),
        anonymous=review.yes("anonymous", default=False),
        text=review.maybe("text"),
        translation=review.maybe("translation"),
        media=review.number("media"),
        at=review.text("at"),
        edited=review.maybe("edited"),
        reply=review.one("reply"),
    )


@cache
def rows() -> tuple[Row, ...]:
    return tuple(_row(shop.text("title"), review) for shop in shops() for review in shop.each("reviews"))


def waiting(start: datetime = STARTS[0]) -> list[Row]:
    """In the desk's order: newest day first, in it the lowest stars, then the newest."""
    found = [r for r in rows() if r.unanswered(start) and start - r.last_word(start) < HISTORY_FROM]

    def key(row: Row) -> tuple[int, int, datetime]:
        local = row.last_word(start).astimezone(ZoneInfo(ZONE))
        return local.date().toordinal(), -row.stars, local

    return sorted(found, key=key, reverse=True)


def others() -> list[Row]:
    held = {r.id for r in waiting()}
    return [r for r in rows() if r.id not in held]


def texts() -> list[str]:
    return [r.text for r in others() if r.text]


def replies() -> list[str]:
    return [r.reply.text("text") for r in rows() if r.reply]


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_twelve_wait_at_any_hour_of_opening_and_ewas_cold_pizza_is_the_first(start: datetime) -> None:
    found = waiting(start)
    assert len(found) == 12
    assert all(start - r.last_word(start) < ANSWERED_WITHIN for r in found)
    assert (found[0].by, found[0].stars, found[0].language) == ("Ewa K.", 1, "pl")
    assert "90 minut" in (found[0].text or "")
    assert [r.by for r in found].count("Ewa K.") == 1


@pytest.mark.parametrize("start", STARTS, ids=str)
def test_times_stand_in_order_and_nothing_lies_in_the_future(start: datetime) -> None:
    for row in rows():
        assert row.written(start) < start, row.id
        assert row.written(start) <= row.last_word(start) < start, row.id
        at = row.answered(start)
        assert at is None or row.written(start) < at < start, row.id
    oldest = min(r.written(start) for r in rows())
    assert timedelta(days=1000) < start - oldest < timedelta(days=1096)


def test_what_is_unanswered_is_either_fresh_or_long_history() -> None:
    start = STARTS[0]
    old = [r for r in rows() if r.unanswered(start) and r not in waiting()]
    assert len(old) > 20
    assert all(start - r.last_word(start) > HISTORY_FROM + timedelta(days=7) for r in old)


def test_the_twelve_are_as_mixed_as_a_real_week() -> None:
    found = waiting()
    assert {r.stars for r in found} == {1, 2, 3, 4, 5}
    assert len({r.shop for r in found}) == 3
    assert {"pl", "it", "de", "sr", "en", "pt", "ar", "uk", "cs", "zxx"} == {r.language for r in found}
    assert [r.text for r in found if r.stars == 5 and r.language == "pl"] == ["Super!"]
    assert sum(r.text is None for r in found) == 1
    assert sum(r.anonymous for r in found) == 1
    assert sum(r.translation is not None for r in found) == 1
    assert sum(r.reply is not None and r.edited is not None for r in found) == 1
    assert max(len(r.text or "") for r in found) > 3500
    assert any("voucher" in (r.text or "") for r in found)
    assert any("👩‍🍳" in (r.text or "") for r in found)


def test_more_than_a_hundred_others_in_a_dozen_languages_and_more() -> None:
    assert len(others()) > 100
    assert sum(r.reply is not None for r in others()) > 80
    told = Counter(r.language for r in rows() if r.text)
    assert len(told) >= 25
    assert {"pl", "en", "de", "it", "fr", "es", "uk", "ru", "sr", "hr", "cs", "zh", "ja", "ko"} <= set(told)
    assert {"ar", "he", "fa", "hi", "tr", "pt"} <= set(told)
    assert any(r.id.startswith("sr-cyrl-") for r in rows())
    assert any(r.id.startswith("sr-latn-") for r in rows())


def test_every_id_is_used_once_and_tells_stars_without_words() -> None:
    ids = [r.id for r in rows()]
    ids += [part(e, "review").text("id") for e in world().each("events") if e.text("do") == "review"]
    assert len(ids) == len(set(ids))
    assert all((r.language == "zxx") == (r.text is None) for r in rows())


@pytest.mark.parametrize(
    "piece",
    [
        "\x00",
        "\x1b[31m",
        "\u202e",
        "\u2067",
        "\u0301",
        "👩‍👩‍👧‍👦",
        "[bold]",
        "<b>hi</b>",
        "=1+1",
        "https://",
        "\n\n\n\n",
        "ramen",
        "Old Town place",
        "AVOID",
        "alergika",
        "zatrucie",
        "Kasia",
    ],
)
def test_an_odd_text_is_there(piece: str) -> None:
    assert any(piece in text for text in texts())


def test_odd_forms_are_there() -> None:
    them = others()
    assert any(r.text is None and r.reply for r in them)
    assert any(r.text is None and not r.reply for r in them)
    assert any(r.by is None and not r.anonymous for r in them)
    assert any(r.by is None and r.anonymous for r in them)
    assert any(r.text and " " not in r.text and len(r.text) < 8 for r in them)
    assert any(r.media for r in them)
    assert sum(r.translation is not None for r in them) >= 2
    assert any(r.edited and r.reply for r in them)
    assert sorted(r.stars for r in them if r.by == "Ewa K.") == [4, 5]
    alike = [t for t in texts() if t.lower().startswith("best pizza in town")]
    assert len(alike) == len(set(alike)) == 3


def test_one_reply_is_looked_at_and_one_was_refused_with_a_reason() -> None:
    states = Counter(r.reply.get("state") for r in others() if r.reply)
    assert (states["PENDING"], states["REJECTED"]) == (1, 1)
    refused = next(r.reply for r in others() if r.reply and r.reply.get("state") == "REJECTED")
    assert refused.text("violation") == "PERSONAL_INFO"


def test_owners_answer_personally_and_promise_nothing_for_stars() -> None:
    found = replies()
    assert len(found) == len(set(found))
    for text in found:
        assert len(text.encode()) < 4000
        assert not OFFERS.search(text), text
        assert text.rsplit("\n\n", 1)[1].startswith((*SIGNED, *SIGNED_RTL, *SIGNED_HI)), text


def test_life_goes_on_while_the_demo_is_open() -> None:
    events = {e.text("name"): e for e in world().each("events")}
    live = {e.number("after"): e for e in events.values() if "after" in e}
    assert sorted(live) == [60, 120, 180]
    assert (live[60].text("do"), part(live[60], "review").number("stars")) == ("review", 1)
    assert (live[120].text("do"), part(live[120], "review").number("stars")) == ("review", 5)
    assert live[180].text("do") == "edit"
    titles = {shop.text("id") for shop in shops()}
    assert {live[60].text("location"), live[120].text("location")} <= titles
    known = {r.id: r for r in rows()}
    aimed = [e.text("review") for e in events.values() if e.text("do") != "review"]
    assert set(aimed) <= set(known)
    assert known[live[180].text("review")].reply is not None


def test_the_three_shops_are_told_apart_by_name_and_address() -> None:
    names = [shop.text("title") for shop in shops()]
    assert names == [f"Mario's Pizzeria {place}" for place in ("Downtown", "Harbour", "Old Town")]
    assert len({part(shop, "address").get("addressLines")[0] for shop in shops()}) == 3
    assert all(shop.text("zone") == ZONE for shop in shops())
    assert len({shop.text("id") for shop in shops()}) == 3
