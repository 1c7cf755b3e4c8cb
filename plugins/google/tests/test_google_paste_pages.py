"""Whole copied pages in many languages, and what becomes of them when the copying went wrong."""

import tomllib
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_google.paste import read_paste

from reviewdesk.api import Listing, PasteHint, Precision, Rating, Review, Skipped

TODAY = date(2026, 11, 20)
MARIO = Listing(external_id="42", title="Mario")
PAGES = tomllib.loads((Path(__file__).parent / "pasted_pages.toml").read_text("utf-8"))["page"]


@dataclass(frozen=True)
class Page:
    name: str
    lines: tuple[str, ...]
    rows: tuple[dict, ...]
    starts: tuple[int, ...]
    """The line of each review's name."""


def page(told):
    lines = tuple(told["text"].strip("\n").split("\n"))
    starts = tuple(lines.index(row["author"]) for row in told["rows"])
    return Page(f"{told['kind']}-{told['language']}", lines, tuple(told["rows"]), starts)


ALL = [page(told) for told in PAGES]
NAMES = [each.name for each in ALL]


def paste(lines, platform=None):
    return read_paste("\n".join(lines), PasteHint(today=TODAY, platform=platform, listing=MARIO))


def day_of(row):
    return (row["month"], Precision.MONTH) if "month" in row else (row["day"], Precision.DAY)


@pytest.mark.parametrize("page", ALL, ids=NAMES)
def test_a_page_is_understood_whole_or_asked_about(page):
    pasted = paste(page.lines)
    assert pasted.sure >= 0.75
    assert [row.author for row in pasted.rows] == [row["author"] for row in page.rows]
    for review, missing, row in zip(pasted.rows, pasted.missing, page.rows, strict=True):
        assert (review.created_at, review.precision) == day_of(row)
        assert review.rating == (Rating(row["stars"], 5) if "stars" in row else None)
        assert review.text == row.get("text")
        assert (review.reply.text if review.reply else None) == row.get("reply")
        assert review.reply_known
        assert sorted(missing) == sorted(row.get("asked", []))


def test_there_are_ten_pages_of_each_kind():
    for kind in ("maps", "profile"):
        assert sum(name.startswith(kind) for name in NAMES) >= 10


def never_silently_wrong(page, pasted):
    """Whatever is not asked for, of a review whose guest is one of the page's, is what the page said."""
    known = {row["author"]: row for row in page.rows}
    for review, missing in zip(pasted.rows, pasted.missing, strict=True) if pasted else ():
        if isinstance(review, Skipped):
            assert review.reason.endswith(".")
            continue
        row = known.get(review.author)
        if row is None or "author" in missing:
            continue
        if "rating" not in missing:
            assert review.rating == Rating(row["stars"], 5)
        if "created_at" not in missing:
            assert (review.created_at, review.precision) == day_of(row)


@given(st.data())
def test_a_page_that_is_cut_off_at_both_ends_gives_no_wrong_stars_or_day(data):
    page = data.draw(st.sampled_from(ALL))
    first = data.draw(st.integers(0, len(page.lines)))
    last = data.draw(st.integers(first, len(page.lines)))
    never_silently_wrong(page, paste(page.lines[first:last], "google"))


@given(st.data())
def test_a_line_lost_or_two_lines_swapped_give_no_wrong_stars_or_day(data):
    page = data.draw(st.sampled_from(ALL))
    lines = list(page.lines)
    place = data.draw(st.integers(0, len(lines) - 2))
    if data.draw(st.booleans()):
        del lines[place]
    else:
        lines[place], lines[place + 1] = lines[place + 1], lines[place]
    never_silently_wrong(page, paste(lines, "google"))


@given(st.data())
def test_the_lines_below_a_name_in_any_order_give_no_wrong_stars_or_day(data):
    page = data.draw(st.sampled_from(ALL))
    spans = list(pairwise((*page.starts, len(page.lines))))
    start, end = data.draw(st.sampled_from(spans))
    start += 1  # What stands above the name is the end of another review, and may well be that.
    mixed = data.draw(st.permutations(page.lines[start:end]))
    never_silently_wrong(page, paste([*page.lines[:start], *mixed, *page.lines[end:]], "google"))


@given(st.data())
def test_whatever_is_pasted_each_row_says_what_is_missing(data):
    lines = data.draw(st.lists(st.sampled_from([line for each in ALL for line in each.lines]), max_size=25))
    for platform in (None, "google"):
        pasted = paste(lines, platform)
        for review, missing in zip(pasted.rows, pasted.missing, strict=True) if pasted else ():
            assert isinstance(review, Review | Skipped)
            assert isinstance(review, Skipped) or review.rating or "rating" in missing


@pytest.mark.parametrize(
    ("told", "day", "asked"),
    [
        ("3788 days ago", date(2016, 7, 7), False),
        ("3,788 days ago", date(2016, 7, 7), False),
        ("vor 3788 Tagen", date(2016, 7, 7), False),
        ("0 days ago", TODAY, False),
        ("1 day ago", date(2026, 11, 19), False),
        ("100 hours ago", date(2026, 11, 16), False),
        ("540 weeks ago", date(2016, 7, 1), False),
        ("119 months ago", date(2016, 12, 1), False),
        ("10 years ago", date(2016, 11, 1), True),
        ("9000 days ago", TODAY, True),
        ("99999999 days ago", TODAY, True),
        ("4000 months ago", TODAY, True),
        ("3000 years ago", TODAY, True),
        ("2027-01-01", date(2027, 1, 1), True),
    ],
)
def test_any_age_is_a_day_or_asked_for(told, day, asked):
    pasted = paste(["Kim Roe", "1 review", "5/5", told, "Good.", "Like"])
    (row,), (missing,) = pasted.rows, pasted.missing
    assert row.created_at == day
    assert ("created_at" in missing) is asked


def test_a_review_without_its_name_is_told():
    pasted = paste(["5 reviews", "4/5", "3 days ago", "Good.", "Like", *ALL[0].lines[5:]])
    assert isinstance(pasted.rows[0], Skipped)
    assert "copy it from its name on" in pasted.rows[0].reason
    assert pasted.rows[1].author == "Jonas Brandt"


def test_a_review_whose_day_is_not_understood_is_a_review_and_asked_about():
    pasted = paste([*ALL[0].lines, "Ada Lind", "3 reviews", "4/5", "20 Nov '26", "Fine.", "Like"])
    assert [row.author for row in pasted.rows] == ["Jonas Brandt", "Wilma Stone", "Ada Lind"]
    assert pasted.rows[1].reply.text == "Wilma, that was our oven, and our fault."
    assert (pasted.rows[2].rating, pasted.missing[2]) == (Rating(4, 5), ("created_at", "text"))


def test_a_review_of_which_only_the_head_was_copied_is_told():
    pasted = paste([*ALL[0].lines, "Ada Lind", "3 reviews"])
    assert isinstance(pasted.rows[-1], Skipped)
    assert "Ada Lind" in pasted.rows[-1].reason


def test_an_answer_whose_mark_was_not_copied_is_asked_about():
    pasted = paste(
        ["Kim Roe", "1 review", "5/5", "3 days ago", "Good.", "Like", "a day ago", "Thank you, Kim."]
    )
    assert pasted.rows[0].text == "Good."
    assert {"created_at", "reply"} <= set(pasted.missing[0])


def test_an_answer_older_than_its_review_makes_the_day_doubtful():
    lines = [
        "Kim Roe",
        "1 review",
        "5/5",
        "a day ago",
        "Good.",
        "Like",
        "Response from the owner",
        "3 days ago",
        "Ta.",
    ]
    assert "created_at" in paste(lines).missing[0]


def test_a_button_is_no_answer():
    pasted = paste(
        ["Kim Roe", "1 review", "5/5", "a day ago", "Good.", "Reply", "Something else on the page"]
    )
    assert (pasted.rows[0].text, pasted.rows[0].reply) == ("Good.", None)
