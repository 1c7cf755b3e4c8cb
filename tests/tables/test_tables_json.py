import json
from datetime import date

import pytest

_ROW = {"author": "Ola", "rating": 4, "text": "Good soup", "date": "2024-05-17"}


@pytest.mark.parametrize(
    "body",
    [
        [_ROW],
        {"reviews": [_ROW]},
        {"status": "ok", "data": {"items": [_ROW], "next": None}},
        {"place-one": [_ROW], "place-two": []},
        _ROW,
    ],
    ids=["a list", "an object with a list", "deeper", "an object of lists", "one alone"],
)
def test_reviews_are_found_wherever_they_stand(take, body):
    review = take(body).only
    assert (review.author, review.text, review.created_at) == ("Ola", "Good soup", date(2024, 5, 17))


def test_what_is_said_above_the_rows_holds_for_each(bare):
    body = {
        "name": "Harbour",
        "address": "Quay 1",
        "website": "x",
        "reviews": [_ROW, {**_ROW, "author": "Bo"}],
    }
    found = bare(body, platform="google")
    assert [(page.title, page.address) for page in found.export.listings] == [("Harbour", "Quay 1")]
    assert len(found.reviews) == 2


def test_an_object_of_lists_names_the_page_of_each(bare):
    body = {"harbour-1": [_ROW], "downtown-2": [{**_ROW, "author": "Bo"}]}
    found = bare(body, platform="google")
    assert {review.author: review.listing for review in found.reviews} == {
        "Ola": "harbour-1",
        "Bo": "downtown-2",
    }


def test_places_with_reviews_inside_give_the_reviews(bare):
    body = [
        {"name": "Harbour", "score": 4.5, "reviews": [_ROW]},
        {"name": "Downtown", "score": 4, "reviews": [_ROW]},
    ]
    found = bare(body, platform="google")
    assert [page.title for page in found.export.listings] == ["Harbour", "Downtown"]
    assert len(found.reviews) == 2


def test_a_column_may_first_show_far_down(take):
    rows = [{**_ROW, "author": f"Guest {n}"} for n in range(900)] + [
        {**_ROW, "owner_answer": "Thank you, Ola!"}
    ]
    found = take(rows)
    assert found.reviews[-1].reply.text == "Thank you, Ola!"
    assert found.reviews[0].reply_known


def test_json_lines_end_at_the_newline_alone(take):
    lines = [
        json.dumps({**_ROW, "author": f"G{n}", "text": "one\u2028two\x85three\rfour"}, ensure_ascii=False)
        for n in range(3)
    ]
    found = take("\n".join(lines).encode(), "reviews.jsonl")
    assert len(found.reviews) == 3
    assert found.reviews[0].text == "one\u2028two\x85three\nfour"


def test_a_line_cut_in_half_costs_itself_alone(take):
    found = take((json.dumps(_ROW) + "\n" + json.dumps(_ROW)[:30]).encode(), "reviews.jsonl")
    assert len(found.reviews) == 1
    assert found.skipped[0].place == "reviews.jsonl, line 2"


def test_a_list_that_breaks_off_gives_what_stands_before(take):
    text = json.dumps([{**_ROW, "author": f"G{n}"} for n in range(4)])[:-40]
    found = take(text.encode(), "reviews.json")
    assert len(found.reviews) == 3
    assert "breaks off" in found.skipped[-1].reason


def test_broken_json_is_refused_with_the_place(opened):
    assert "broken" in (opened('{"reviews": [{"text": "so', "reviews.json").refused or "")


def test_entries_that_are_no_objects_are_accounted_for(take):
    found = take([_ROW, None, 5, "x"])
    assert len(found.reviews) == 1
    assert len(found.skipped) == 3


def test_pythons_nan_is_nothing(take):
    text = '[{"author": "Ola", "rating": NaN, "text": "Good soup", "date": "2024-05-17"}]'
    assert take(text, "reviews.json").only.rating is None


@pytest.mark.parametrize("body", [[], {}, [1, 2], {"a": 1}, [[]], {"reviews": []}])
def test_json_without_reviews_is_left_to_others(opened, body):
    assert opened(body) is None


def test_googles_guard_before_its_answers_is_taken_off(take):
    assert take(")]}'\n" + json.dumps([_ROW]), "reviews.json").only.author == "Ola"


def test_nested_answers_are_found(take):
    row = {
        "author": {"name": "Ola"},
        "review": {"body": "Good soup", "rating": 4},
        "createdAt": "2024-05-17T10:00:00Z",
        "response": {"body": "Thanks!"},
    }
    review = take([row, row | {"createdAt": "2024-05-18T10:00:00Z"}]).reviews[0]
    assert (review.author, review.text, review.rating.value) == ("Ola", "Good soup", 4)
    assert review.reply.text == "Thanks!"


def test_the_first_line_may_be_the_broken_one(take):
    found = take(("{broken\n" + json.dumps(_ROW)).encode(), "reviews.jsonl")
    assert len(found.reviews) == 1
    assert found.skipped[0].place == "reviews.jsonl, line 1"


def test_one_object_over_many_lines_is_no_json_lines(take):
    assert take(json.dumps({"reviews": [_ROW]}, indent=1).encode(), "reviews.jsonl").only.author == "Ola"
