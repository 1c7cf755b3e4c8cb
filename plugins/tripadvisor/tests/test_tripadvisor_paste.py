"""What a person copies off Tripadvisor's pages is understood right, or asked about; never silently wrong."""

import json
import os
import re
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_tripadvisor import reviewdesk_read_paste
from reviewdesk_tripadvisor.paste.days import read_day

from reviewdesk.api import Listing, PasteHint, Precision, Review

TODAY = date(2026, 3, 10)
SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[4] / "shared")
PASTES = Path(__file__).parent / "pastes"
PLACE = Listing(external_id="9100001", title="Trattoria della Gru")
HINT = PasteHint(today=TODAY, listing=PLACE)


def paste(name, hint=HINT):
    return reviewdesk_read_paste(text=(PASTES / f"{name}.txt").read_text("utf-8"), hint=hint)


def told(review):
    stars = review.rating.value if review.rating else None
    return review.author, stars, review.title, review.created_at, review.text


ONES = {
    "de_restaurant": (
        ("Brandt H", 2, "Nett, aber laut", date(2026, 3, 3)),
        "Die Musik war zu laut zum Reden. Das Essen war gut.",
        "Das tut uns leid. Die Musik ist seit gestern leiser.",
        (),
    ),
    "fr_restaurant": (
        ("les_valises_bleues", 4, "Une bonne surprise", date(2025, 12, 8)),
        "On cherchait un musée fermé, on a trouvé un four ouvert.",
        "Le musée rouvre mardi, le four tous les jours.",
        (),
    ),
    "it_restaurant": (
        ("gennaro_viaggia", None, "Onesta", date(2026, 3, 3)),
        "Da napoletano non posso dire che sia la pizza di casa.",
        None,
        ("rating",),
    ),
    "es_restaurant": (
        ("viaje_con_mochila", 1, "Cerrado", date(2025, 5, 3)),
        "Llegamos a las nueve y media y ya no había masa.\n\n¡Una pizzería sin masa!",
        "Tienen toda la razón.",
        (),
    ),
    "nl_restaurant": (
        ("fietsers_uit_Zwolle", 4, "Prima", date(2025, 5, 3)),
        "Prima pizza, prima prijs, prima ober.",
        None,
        (),
    ),
    "pl_restaurant": (
        ("zofia_nad_morzem", 2, "Mewa zjadła, co zostało", date(2026, 3, 3)),
        "Na tarasie mewa zabrała mi pół pizzy.",
        "Mewie już powiedzieliśmy.",
        (),
    ),
    "pt_restaurant": (
        ("malas_leves", 5, "Voltaremos", date(2026, 2, 3)),
        "Fomos duas vezes em três dias.",
        None,
        (),
    ),
    "en_one_without_name": (
        (None, None, "Good fish, bad chairs", date(2025, 10, 29)),
        "Good fish. The chairs remind you not to stay too long.",
        None,
        ("author", "rating"),
    ),
}


@pytest.mark.parametrize("name", ONES)
def test_one_review_is_understood_in_the_language_of_its_page(name):
    head, text, answer, missing = ONES[name]
    pasted = paste(name)
    assert pasted.sure > 0.9
    (review,) = pasted.rows
    assert told(review) == (*head, text)
    assert (review.reply.text if review.reply else None) == answer
    assert review.reply_known == (answer is not None)
    assert pasted.missing == ((*missing, *(() if answer else ("reply",))),)
    assert (review.id_space, review.listing, review.precision) == ("paste", "9100001", Precision.DAY)


def test_a_whole_page_with_its_furniture_becomes_its_reviews():
    pasted = paste("en_restaurant_page")
    cold, kai = pasted.rows
    assert told(cold)[:4] == ("marta_v", 1, "Cold soup, twice", date(2026, 3, 3))
    assert cold.text == (
        "The soup came cold, twice. Nobody said sorry.\n\n"
        "Value\nService\nWe asked for the manager and got a shrug."
    )
    assert cold.reply.text == "I am sorry about the soup, and sorrier about the shrug.\n\nNico"
    assert cold.details == {"Trip": "couple", "Visit": "Mar 2026"}
    assert told(kai) == ("Kai W", 5, "Again and again", date(2026, 2, 17), "🍝🍷 again and again")
    assert pasted.missing == ((), ("reply",)), "what stood below the last one may not have been copied"


def test_the_older_layout_of_hotels_tells_only_the_month():
    pasted = paste("en_hotel_classic")
    ines, zeno = pasted.rows
    assert told(ines)[:4] == ("Ines W", None, "Thin walls", date(2026, 1, 1))
    assert ines.precision is Precision.MONTH
    assert ines.text == "Clean, kind, and I know everything about the neighbours now."
    assert ines.reply.text == "Dear guest,\nthe neighbours send their regards."
    assert (zeno.author, zeno.title, zeno.reply) == ("Zeno", "Molto gentili", None)
    assert pasted.missing == (("rating",), ("rating", "reply"))


def test_the_management_center_is_cut_at_its_dates_and_names_are_asked_for():
    pasted = paste("en_management_center")
    assert [told(review) for review in pasted.rows] == [
        ("marta_v", 1, "Cold soup, twice", date(2026, 3, 3), "The soup came cold, twice. Nobody said sorry."),
        ("dee77", 4, "Nice terrace", date(2026, 2, 28), "Nice terrace, slow Wi-Fi."),
    ]
    assert pasted.missing == (("author",), ("author",))


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "it"])
def test_where_the_management_center_offers_to_respond_no_answer_stands_and_the_review_waits(language):
    rows = paste(f"{language}_management_center").rows
    assert [(row.reply, row.reply_known) for row in rows] == [(None, True)] * 2


def test_a_review_with_the_next_one_right_below_its_small_print_has_no_answer():
    whole = (PASTES / "en_restaurant_page.txt").read_text("utf-8")
    answered, open_ = whole[whole.index("marta_v") : whole.index("Kai W")], whole[whole.index("Kai W") :]
    kai, marta = reviewdesk_read_paste(text=open_.split("\n1\n")[0] + "\n" + answered, hint=HINT).rows
    assert (kai.author, kai.reply, kai.reply_known) == ("Kai W", None, True)
    assert (marta.author, marta.reply is None) == ("marta_v", False)


def test_words_below_the_small_print_may_be_an_answer_whose_mark_got_lost():
    whole = (PASTES / "en_restaurant_page.txt").read_text("utf-8")
    pasted = reviewdesk_read_paste(text=whole.replace("Response from Nico P, Owner at", "At"), hint=HINT)
    marta = pasted.rows[0]
    assert not marta.reply_known
    assert "reply" in pasted.missing[0]


def test_bubbles_that_a_guest_wrote_himself_begin_no_review():
    text = (
        "marta_v\n1 of 5 bubbles\nCold\nThe soup was cold.\n2/5\nThe wine was not.\nWritten March 3, 2026\n"
    )
    (review,) = reviewdesk_read_paste(text=text, hint=HINT).rows
    assert review.text == "The soup was cold.\n2/5\nThe wine was not."


def test_a_text_the_page_cut_short_is_asked_for_and_a_link_names_the_review():
    (review,) = paste("en_cut_short", PasteHint(today=TODAY)).rows
    assert (review.external_id, review.id_space, review.listing) == ("987654321", "api", "9100001")
    assert review.created_at == date(2026, 3, 7)
    assert review.text.endswith("because we did and the…")
    assert paste("en_cut_short").missing == (("rating", "text", "reply"),)


def test_pasting_twice_or_later_gives_the_same_key():
    first, later = paste("en_restaurant_page"), paste("en_restaurant_page", PasteHint(today=date(2027, 1, 1)))
    assert [row.external_id for row in first.rows] == [row.external_id for row in later.rows]
    assert len({row.external_id for row in first.rows}) == 2
    twice = (PASTES / "de_restaurant.txt").read_text("utf-8") * 2
    _review, again = reviewdesk_read_paste(text=twice, hint=HINT).rows
    assert again.known


def test_an_unknown_place_is_asked_for():
    pasted = paste("de_restaurant", PasteHint(today=TODAY))
    assert pasted.missing == (("listing",),)


def test_a_day_that_could_be_two_is_asked_for():
    text = "Brandt H\n17 contributions\n2 of 5 bubbles\nLoud\nToo loud.\nWritten 03/04/2026\n"
    pasted = reviewdesk_read_paste(text=text, hint=HINT)
    assert pasted.missing == (("created_at", "reply"),)


def test_a_line_between_name_and_counter_that_may_be_either_is_asked_about():
    text = "Ron S\nPrague\n20 contributions\n4 of 5 bubbles\nCheap\nGood and cheap.\nWritten April 3, 2025\n"
    pasted = reviewdesk_read_paste(text=text, hint=HINT)
    assert pasted.missing == (("author", "reply"),)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello there",
        "Livia T.\nLocal Guide · 12 reviews · 3 photos\n★★☆☆☆ 3 weeks ago\nCold focaccia.\nLike\nShare",
        "Bruna K.\nMilan, Italy\n0\n12\n3\n5/4/2024\nAn hour for one cake.\nHelpful 1",
        "Guest review: 7.5\nLiked: the view\nDisliked: the bed\nReviewed: 4 May 2024",
        "I wrote a letter to Tripadvisor.\nIt never answered.",
    ],
)
def test_what_others_pages_say_is_left_to_them(text):
    pasted = reviewdesk_read_paste(text=text, hint=HINT)
    assert pasted is None or pasted.sure < 0.6
    other = PasteHint(today=TODAY, platform="google")
    assert reviewdesk_read_paste(text=text, hint=other) is None


def test_the_local_tripadvisors_own_page_is_understood_whole(play):
    sandbox = play("pizzeria")
    for number in sandbox.world.places:
        url = f"{sandbox.url}/Restaurant_Review-g1-d{number}-Reviews-x.html"
        html = httpx.get(url, verify=False).text
        visible = unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|h1)>", "\n", html.split("<body>")[1])))
        pasted = reviewdesk_read_paste(text=visible, hint=HINT)
        real = sandbox.world.reviews(number)
        assert len(pasted.rows) == len(real)
        for row, review, missing in zip(pasted.rows, real, pasted.missing, strict=True):
            assert (row.title, row.rating.value) == (review.title, review.stars)
            assert row.text == review.text
            assert row.created_at == review.published_at.date()
            shown = sandbox.world.shown(review)
            assert (row.reply.text if row.reply else None) == (shown.text if shown else None)
            assert row.author == review.author or "author" in missing


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("March 3, 2024", date(2024, 3, 3), Precision.DAY),
        ("3 March 2024", date(2024, 3, 3), Precision.DAY),
        ("3. März 2024", date(2024, 3, 3), Precision.DAY),
        ("1er août 2024", date(2024, 8, 1), Precision.DAY),
        ("8 décembre 2024", date(2024, 12, 8), Precision.DAY),
        ("3 de octubre de 2024", date(2024, 10, 3), Precision.DAY),
        ("3 października 2024 r.", date(2024, 10, 3), Precision.DAY),
        ("2024-03-03", date(2024, 3, 3), Precision.DAY),
        ("2024年3月3日", date(2024, 3, 3), Precision.DAY),
        ("Jan 2026", date(2026, 1, 1), Precision.MONTH),
        ("mayo de 2025", date(2025, 5, 1), Precision.MONTH),
        ("Mar 9", date(2026, 3, 9), Precision.DAY),
        ("Mar 11", date(2025, 3, 11), Precision.DAY),
        ("yesterday", date(2026, 3, 9), Precision.DAY),
        ("vor 3 Tagen", date(2026, 3, 7), Precision.DAY),
        ("a week ago", date(2026, 3, 3), Precision.DAY),
        ("il y a 2 semaines", date(2026, 2, 24), Precision.DAY),
        ("2 months ago", date(2026, 1, 1), Precision.MONTH),
    ],
)
def test_days_are_read_as_pages_write_them(text, day, precision):
    seen = read_day(text, TODAY)
    assert (seen.day, seen.precision) == (day, precision)


@pytest.mark.parametrize("text", ["03/04/2024", "soon", "February 30, 2024", "3 rainy 2024", "", "Feb 29"])
def test_days_that_can_not_be_told_are_not_guessed(text):
    assert read_day(text, TODAY) is None


@given(st.dates(date(2000, 1, 1), TODAY - timedelta(days=1)))
def test_any_day_survives_its_way_over_the_page(day):
    assert read_day(f"{day:%B} {day.day}, {day.year}", TODAY).day == day


@given(st.text(max_size=400))
def test_no_text_at_all_makes_it_fall(text):
    lines = f"{text}\n12 contributions\n{text}\nWritten {text}\nResponse from {text}\n{text}"
    for each in (text, lines):
        pasted = reviewdesk_read_paste(text=each, hint=HINT)
        assert pasted is None or all(isinstance(row, Review) or row.reason for row in pasted.rows)
        assert pasted is None or len(pasted.rows) == len(pasted.missing)


PAGE = """{name}
12 contributions
{stars} of 5 bubbles
{title}
Mar 2024 • Couples
{text}
Read more
Value
Service
Food
Written March 23, 2024
This review is the subjective opinion of a Tripadvisor member and not of Tripadvisor LLC.
"""
ANSWERED = """Response from Somebody, Owner at Somewhere
Responded March 25, 2024
{text}
Read more
This response is the subjective opinion of the management representative and not of Tripadvisor LLC.
"""


def squeezed(text):
    return " ".join((text or "").split())


def test_real_words_on_a_page_are_understood_or_asked_about():
    """As many as there are of real guests' and owners' words, each laid out as the page shows it."""
    files = sorted((SHARED / "data" / "tripadvisor").glob("content_api_*/*.jsonl"))
    if not files:
        pytest.skip("there are no real reviews beside the repository: set REVIEWDESK_SHARED")
    rows = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]
    pages = []
    for row in rows:
        page = PAGE.format(
            name=row["user"]["username"], stars=row["rating"], title=squeezed(row["title"]), text=row["text"]
        )
        answer = row.get("owner_response")
        pages.append(page + (ANSWERED.format(text=answer["text"]) if answer else ""))
    for row, page in zip(rows, pages, strict=True):
        pasted = reviewdesk_read_paste(text=page, hint=HINT)
        assert len(pasted.rows) == 1, page
        (review,), (missing,) = pasted.rows, pasted.missing
        assert review.author == row["user"]["username"].strip() or "author" in missing, page
        assert review.rating.value == row["rating"], page
        assert "text" in missing or squeezed(review.text) == squeezed(row["text"]), page
        assert squeezed(review.title) == squeezed(row["title"]).strip('“”„"« »'), page
        words = (row.get("owner_response") or {}).get("text")
        assert "reply" in missing or squeezed(review.reply and review.reply.text) == squeezed(words), page
    whole = reviewdesk_read_paste(text="\n".join(pages[:50]), hint=HINT)
    assert len(whole.rows) == 50
