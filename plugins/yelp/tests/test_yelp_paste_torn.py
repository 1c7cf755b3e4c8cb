"""Pages copied by halves and in disorder: stars and day are right, or asked about; never silently wrong."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_yelp import reviewdesk_read_paste

from reviewdesk.api import Listing, PasteHint, Review

PASTES = Path(__file__).parent / "pastes"
HINT = PasteHint(today=date(2026, 11, 20), platform="yelp", listing=Listing(external_id="x", title="Mario"))

# What stands on each page, by the guest's name: stars (None where they were pictures) and day.
TRUE = {
    "en_public": {"Dana P.": (5, date(2026, 11, 3)), "Walter N.": (2, date(2026, 10, 28))},
    "en_older": {"Marla K.": (4, date(2019, 3, 14))},
    "en_owner": {"Bruna K.": (1, date(2026, 11, 19)), "June A.": (5, date(2026, 11, 2))},
    "en_updated": {"Rasmus E.": (4, date(2026, 11, 12))},
    "en_no_stars": {"Gail T.": (None, date(2026, 11, 9)), "Hugo B.": (None, date(2026, 11, 5))},
    "de_public": {"Jürgen H.": (4, date(2026, 10, 7))},
    "de_owner": {"Ute F.": (2, date(2026, 11, 17)), "Holger T.": (5, date(2026, 11, 3))},
    "fr_public": {"Camille R.": (5, date(2026, 9, 12)), "Zoé L.": (2, date(2026, 8, 1))},
    "fr_owner": {"Agnès B.": (1, date(2026, 11, 18)), "Loïc M.": (4, date(2026, 11, 2))},
    "es_public": {"Inés R.": (1, date(2026, 5, 3))},
    "es_owner": {"Nuria V.": (2, date(2026, 11, 15)), "Tomás A.": (5, date(2026, 11, 1))},
    "it_public": {"Piera L.": (3, date(2026, 6, 21))},
    "it_owner": {"Dario C.": (3, date(2026, 11, 16)), "Elsa N.": (5, date(2026, 10, 30))},
    "pl_public": {"Ewa K.": (1, date(2025, 11, 20))},
    "pl_owner": {"Bogna W.": (1, date(2026, 11, 14)), "Olgierd S.": (5, date(2026, 11, 1))},
    "nl_public": {"Joost V.": (4, date(2026, 11, 12)), "Femke D.": (2, date(2026, 10, 3))},
    "ja_public": {"Yui K.": (4, date(2026, 10, 5))},
}
LINES = {name: (PASTES / f"{name}.txt").read_text("utf-8").splitlines() for name in TRUE}
# The stars of an update and of the words before it can change places, and nobody could tell.
ALONE = [name for name, guests in TRUE.items() if len(guests) == 1 and name != "en_updated"]


def silent_lies(name, lines):
    """Rows whose stars or day are another's, and nobody is asked."""
    pasted = reviewdesk_read_paste(text="\n".join(lines), hint=HINT)
    if pasted is None:
        return []
    lies = []
    for row, missing in zip(pasted.rows, pasted.missing, strict=True):
        if not isinstance(row, Review) or {"rating", "created_at"} <= set(missing):
            continue
        told = int(row.rating.value) if row.rating else None
        guests = TRUE[name]
        # A page with one review has but one pair that is right, whoever's name came to stand above it.
        free = "author" in missing or len(guests) == 1
        known = list(guests.values()) if free else [guests.get(row.author, (None, None))]
        right = any(
            ("rating" in missing or told == stars) and ("created_at" in missing or row.created_at == day)
            for stars, day in known
        )
        if not right:
            lies.append((row.author, told, row.created_at, missing))
    return lies


def test_every_page_of_the_folder_is_known_here():
    assert {path.stem for path in PASTES.glob("*.txt")} == set(TRUE)


@pytest.mark.parametrize("name", TRUE)
def test_a_whole_page_gives_every_guest_with_stars_and_day(name):
    pasted = reviewdesk_read_paste(text="\n".join(LINES[name]), hint=HINT)
    seen = {
        row.author: (int(row.rating.value) if row.rating else None, row.created_at) for row in pasted.rows
    }
    assert seen == TRUE[name]
    assert [("rating" in each) for each in pasted.missing] == [s is None for s, _d in TRUE[name].values()]
    assert not any("created_at" in each for each in pasted.missing)


@pytest.mark.parametrize("name", TRUE)
def test_a_page_cut_off_at_either_end(name):
    lines = LINES[name]
    for cut in range(len(lines)):
        assert silent_lies(name, lines[:cut]) == []
        assert silent_lies(name, lines[cut:]) == []


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
