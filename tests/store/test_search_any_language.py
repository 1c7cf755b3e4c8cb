"""Words of any language are found, before the index is filled as after; no sign of a query can break it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reviewdesk.store import inbox, reviews, search
from reviewdesk.store.lines import Query

TEXTS = {
    "polish": "Zimna zupa, ale pyszne pierogi i świetna kawa",
    "french": "La crème brûlée était parfaite",
    "apart": "Cafe\u0301 tre\u0300s bon",
    "greek": "Πολύ καλό φαγητό",
    "russian": "Очень вкусная пицца",
    "arabic": "البيتزا باردة جدا",
    "hindi": "नमस्ते, खाना ठंडा था",
    "chinese": "这里的披萨太冷了",
    "japanese": "ピザが冷たかったです",
    "korean": "피자가 차가웠어요",
    "thai": "พิซซ่าเย็นมาก",
    "german": "Die Straße war laut, großartig trotzdem",
    "emoji": "Great 👍🍕",
    "numbers": "Waited 45 minutes at table 12",
}


@pytest.fixture(params=["before the index is filled", "after it"])
def library(request, shelf, guest):
    shelf.fetch(*(guest(name, author=f"Guest {name}", text=text) for name, text in TEXTS.items()))
    if request.param == "after it":
        with shelf.db.write() as tx:
            assert search.fill(tx) == len(TEXTS)
            assert search.fill(tx) == 0
    return shelf


def found(shelf, words):
    with shelf.db.read() as tx:
        numbers = inbox.page(tx, Query(all=True, search=words), 100)
        return {each.review.external_id for each in reviews.get_many(tx, numbers)}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("pierogi", {"polish"}),
        ("ZUPA zimna", {"polish"}),
        ("Świetna", {"polish"}),
        ("swietna", {"polish"}),
        ("creme brulee", {"french"}),
        ("CRÈME", {"french"}),
        ("café", {"apart"}),
        ("cafe tres", {"apart"}),
        ("ΦΑΓΗΤΌ", {"greek"}),
        ("ВКУСНАЯ", {"russian"}),
        ("пицц", {"russian"}),
        ("باردة", {"arabic"}),
        ("ठंडा", {"hindi"}),
        ("नमस्ते", {"hindi"}),
        ("披萨", {"chinese"}),
        ("冷たかった", {"japanese"}),
        ("차가", {"korean"}),
        ("เย็น", {"thai"}),
        ("GROßARTIG", {"german"}),
        ("👍", {"emoji"}),
        ("45 table", {"numbers"}),
        ("guest pierogi", {"polish"}),
        ("Guest polish", {"polish"}),
        ("pierogi brulee", set()),
        ("...", set()),
        ("  ", set()),
    ],
)
def test_a_word_of_any_language_is_found(library, words, names):
    assert found(library, words) == names


def test_an_answer_is_searched_too_and_changed_words_are_forgotten(shelf, guest, answer, now):
    shelf.fetch(guest(reply=answer("We bought a new oven.")))
    with shelf.db.write() as tx:
        search.fill(tx)
    assert found(shelf, "oven") == {"r1"}
    shelf.fetch(guest(text="Nothing to add.", updated_at=now, reply=answer("We bought a new oven.")))
    assert found(shelf, "soup") == set()
    assert found(shelf, "nothing oven") == {"r1"}


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "'",
        "a AND",
        "NEAR(",
        "* OR *",
        "author:x",
        "-x",
        "^x",
        "{x}",
        "%",
        "_",
        "\\",
        "x'); DROP TABLE",
        "\0",
        "²",
    ],
)
def test_signs_of_a_query_language_are_only_signs(library, words):
    found(library, words)
    assert len(found(library, "Guest")) == len(TEXTS)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(words=st.text(max_size=30))
def test_no_query_breaks_the_search(library, words):
    found(library, words.encode("utf-8", "replace").decode())


def test_all_that_begins_with_the_words_typed_is_found_whatever_follows(shelf, guest):
    spelled = (
        "pizza",
        "pizza0",
        "pizzaa",
        "pizzas",
        "pizzeria",
        "pizzazz",
        "pizzaé",
        "pizzaж",
        "pizz",
        "apizza",
    )
    shelf.fetch(*(guest(each, text=f"A {each} it was") for each in spelled))
    with shelf.db.write() as tx:
        search.fill(tx)
    for typed in ("pizz", "pizza", "pizzaz"):
        assert found(shelf, typed) == {each for each in spelled if each.startswith(typed)}
