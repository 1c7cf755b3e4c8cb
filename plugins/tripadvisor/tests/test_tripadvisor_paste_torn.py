"""Pages copied by halves and in disorder: bubbles and day are right, or asked about; never silently wrong."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_tripadvisor import reviewdesk_read_paste

from reviewdesk.api import Listing, PasteHint, Review

PASTES = Path(__file__).parent / "pastes"
TODAY = date(2026, 3, 10)
PLACE = Listing(external_id="9100001", title="Trattoria della Gru")
HINT = PasteHint(today=TODAY, platform="tripadvisor", listing=PLACE)

# What stands on each page, by the title of the review: bubbles (None where they were pictures) and day.
TRUE = {
    "de_restaurant": {"Nett, aber laut": (2, date(2026, 3, 3))},
    "de_management_center": {"Zu salzig": (2, date(2026, 3, 4)), "Wieder hin": (5, date(2026, 2, 27))},
    "en_cut_short": {"Never again": (None, date(2026, 3, 7))},
    "en_hotel_classic": {"Thin walls": (None, date(2026, 1, 1)), "Molto gentili": (None, date(2025, 12, 1))},
    "en_management_center": {
        "Cold soup, twice": (1, date(2026, 3, 3)),
        "Nice terrace": (4, date(2026, 2, 28)),
    },
    "en_one_answered": {"Good, then loud": (3, date(2026, 1, 19))},
    "en_one_without_name": {"Good fish, bad chairs": (None, date(2025, 10, 29))},
    "en_restaurant_page": {
        "Cold soup, twice": (1, date(2026, 3, 3)),
        "Again and again": (5, date(2026, 2, 17)),
    },
    "es_management_center": {"Ni fu ni fa": (3, date(2026, 3, 6)), "De diez": (5, date(2026, 2, 14))},
    "es_restaurant": {"Cerrado": (1, date(2025, 5, 3))},
    "fr_management_center": {"Jamais servi": (1, date(2026, 3, 5)), "Bon accueil": (4, date(2026, 2, 20))},
    "fr_restaurant": {"Une bonne surprise": (4, date(2025, 12, 8))},
    "it_management_center": {"Freddo": (2, date(2026, 3, 2)), "Da tornare": (5, date(2026, 2, 11))},
    "it_restaurant": {"Onesta": (None, date(2026, 3, 3))},
    "nl_restaurant": {"Prima": (4, date(2025, 5, 3))},
    "pl_restaurant": {"Mewa zjadła, co zostało": (2, date(2026, 3, 3))},
    "pt_restaurant": {"Voltaremos": (5, date(2026, 2, 3))},
}
LINES = {name: (PASTES / f"{name}.txt").read_text("utf-8").splitlines() for name in TRUE}
ALONE = [name for name, reviews in TRUE.items() if len(reviews) == 1]


def silent_lies(name, lines):
    """Rows whose bubbles or day are another's, and nobody is asked.

    A title can be lost or take another line's place; then any pair of the page's may be the one.
    """
    pasted = reviewdesk_read_paste(text="\n".join(lines), hint=HINT)
    if pasted is None:
        return []
    lies = []
    for row, missing in zip(pasted.rows, pasted.missing, strict=True):
        if not isinstance(row, Review):
            continue
        told = row.rating.value if row.rating else None
        known = [TRUE[name][row.title]] if row.title in TRUE[name] else list(TRUE[name].values())
        right = any(
            ("rating" in missing or told == stars) and ("created_at" in missing or row.created_at == day)
            for stars, day in known
        )
        if not right:
            lies.append((row.title, told, row.created_at, missing))
    return lies


def test_every_page_of_the_folder_is_known_here():
    assert {path.stem for path in PASTES.glob("*.txt")} == set(TRUE)


@pytest.mark.parametrize("name", TRUE)
def test_a_whole_page_gives_every_review_with_bubbles_and_day(name):
    pasted = reviewdesk_read_paste(text="\n".join(LINES[name]), hint=HINT)
    seen = {row.title: (row.rating.value if row.rating else None, row.created_at) for row in pasted.rows}
    assert seen == TRUE[name]
    assert [("rating" in each) for each in pasted.missing] == [s is None for s, _d in TRUE[name].values()]
    assert not any("created_at" in each for each in pasted.missing)


@pytest.mark.parametrize("name", TRUE)
def test_a_page_cut_off_at_either_end(name):
    lines = LINES[name]
    for cut in range(len(lines)):
        assert silent_lies(name, lines[:cut]) == [], cut
        assert silent_lies(name, lines[cut:]) == [], cut


@given(st.data())
def test_any_piece_of_a_page(data):
    name = data.draw(st.sampled_from(sorted(TRUE)))
    first = data.draw(st.integers(0, len(LINES[name])))
    last = data.draw(st.integers(first, len(LINES[name])))
    assert silent_lies(name, LINES[name][first:last]) == []


@pytest.mark.parametrize("name", TRUE)
def test_a_page_that_lost_a_line_or_has_two_in_the_wrong_order(name):
    lines = LINES[name]
    for number in range(len(lines)):
        assert silent_lies(name, lines[:number] + lines[number + 1 :]) == [], lines[number]
        swapped = [*lines[:number], *reversed(lines[number : number + 2]), *lines[number + 2 :]]
        assert silent_lies(name, swapped) == [], lines[number]


@given(st.data())
def test_the_shuffled_lines_of_one_review(data):
    name = data.draw(st.sampled_from(ALONE))
    lines = data.draw(st.permutations(LINES[name]))
    assert silent_lies(name, lines) == []
