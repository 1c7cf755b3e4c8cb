import pytest


def _row(author="Ola", text="Good soup", day="2024-05-17", **more):
    return {"author": author, "rating": 4, "text": text, "date": day, **more}


def ids(found):
    return [review.external_id for review in found.reviews]


def test_an_exact_repeat_is_known(take):
    found = take([_row(), _row()])
    assert len(found.reviews) == 1
    assert [row.known for row in found.skipped] == [True]


def test_a_row_has_the_same_key_in_every_later_file(take):
    first = ids(take([_row()]))
    later = take([_row("Bo", day="2024-06-01"), {**_row(), "rating": 5}])
    assert first[0] in ids(later)


def test_an_answer_changes_no_key(take):
    assert ids(take([_row(reply="")])) == ids(take([_row(reply="Thank you!")]))


def test_two_reviews_of_one_guest_and_day_are_two(take):
    assert len(set(ids(take([_row(), _row(text="And bad bread")])))) == 2


def test_nameless_guests_are_told_apart_by_their_words(take):
    assert len(set(ids(take([_row("", "Soup"), _row("", "Bread")])))) == 2


def test_a_date_counted_from_today_is_no_part_of_a_key(take):
    assert ids(take([_row(day="2 months ago")])) == ids(take([_row(day="3 months ago")]))


def test_the_newest_copy_of_a_review_is_taken(take):
    rows = [
        {**_row(text="Old words"), "review_id": "r-0000001", "updated_at": "2024-05-17T10:00:00Z"},
        {**_row(text="New words"), "review_id": "r-0000001", "updated_at": "2024-05-19T10:00:00Z"},
        {**_row(text="Other words"), "review_id": "r-0000002", "updated_at": "2024-05-17T10:00:00Z"},
    ]
    found = take(rows)
    assert [review.text for review in found.reviews] == ["New words", "Other words"]
    assert [row.known for row in found.skipped] == [True]


def test_numbers_that_only_count_rows_are_no_ids(take):
    found = take([{"id": n, **_row(f"Guest {n}")} for n in range(1, 31)])
    assert "id" not in found.export.mapping
    assert all(name.startswith("row:") for name in ids(found))


def test_ids_of_two_tools_never_share_a_space(take):
    one = take([{"review_id": "abc-1234", **_row()}]).only
    other = take([{"review_id": "abc-1234", "likes": 3, **_row()}]).only
    assert one.id_space.startswith("tables:")
    assert one.id_space != other.id_space


@pytest.mark.parametrize(
    "name", ["Ci9DQUlRQUNvZENodHljRjlvT20wTURBd01EQXdNRBAB", "ChdDSUhNMG9nS0VJQ0FnSURBMDAwMDAwMRAB"]
)
def test_ids_of_google_maps_share_one_space_whatever_the_tool(bare, name):
    found = bare([{"reviewKey": name, "review id": name, **_row()}], as_listing="Harbour")
    assert (found.export.platform, found.only.id_space) == ("google", "maps")


def test_what_the_file_says_was_removed_is_set_aside(take):
    found = take([_row(isDeleted=True), _row("Bo", isDeleted=False)])
    assert [review.author for review in found.reviews] == ["Bo"]
    assert "removed" in found.skipped[0].reason


def test_a_row_without_stars_and_words_is_set_aside(take):
    found = take([_row(), {**_row("Bo", ""), "rating": None}])
    assert "neither stars nor words" in found.skipped[0].reason


def test_a_row_that_cannot_be_read_says_where_it_stands(take):
    found = take([_row(), _row("Bo", day="soon"), {**_row("Cy"), "rating": "9/5"}, _row("Di")])
    assert [row.place for row in found.skipped] == ["reviews.json, entry 2", "reviews.json, entry 3"]
    assert len(found.reviews) == 2
