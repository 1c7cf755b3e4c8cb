"""Tripadvisor's notifications ring a bell with what they tell; all other mails stay silent."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_tripadvisor import reviewdesk_read_mail

from reviewdesk.api import Mail

AT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
LINK = "https://www.tripadvisor.com/ShowUserReviews-g1-d9100001-r800000001-Trattoria_della_Gru-Genoa.html?m=1"
CENTER = "https://www.tripadvisor.com/ManagementCenter?src=mail"


def mail(subject, text="", sender="noreply@e.tripadvisor.com", links=()):
    return Mail(sender=sender, subject=subject, at=AT, text=text, links=tuple(links))


def ring(*args, **kwargs):
    return reviewdesk_read_mail(message=mail(*args, **kwargs))


def test_a_notification_tells_shop_guest_bubbles_words_and_page():
    text = "Hello Nico,\n\nmarta_v wrote:\n“Cold soup, twice. Nobody\nsaid sorry.”\n1 of 5 bubbles\n\nRespond"
    bell = ring(
        "New review of Trattoria della Gru on Tripadvisor", text, links=["https://x.example/", CENTER, LINK]
    )
    assert (bell.platform, bell.listing, bell.at) == ("tripadvisor", "Trattoria della Gru", AT)
    assert bell.told == {
        "url": LINK,
        "author": "marta_v",
        "stars": "1",
        "words": "Cold soup, twice. Nobody said sorry.",
    }


@pytest.mark.parametrize(
    ("subject", "listing"),
    [
        ("You have a new review!", None),
        ("New review for Trattoria della Gru", "Trattoria della Gru"),
        ("A guest just reviewed you", None),
        ("Neue Bewertung für Trattoria della Gru", "Trattoria della Gru"),
        ("Nouvel avis sur Trattoria della Gru sur Tripadvisor", "Trattoria della Gru"),
        ("Nuova recensione di Trattoria della Gru", "Trattoria della Gru"),
        ("Nueva opinión sobre Trattoria della Gru", "Trattoria della Gru"),
        ("Nieuwe beoordeling van Trattoria della Gru", "Trattoria della Gru"),
        ("Nowa recenzja obiektu Trattoria della Gru", "Trattoria della Gru"),
        ("Nova avaliação de Trattoria della Gru no Tripadvisor", "Trattoria della Gru"),
    ],
)
def test_a_new_review_rings_in_the_owners_language(subject, listing):
    bell = ring(subject)
    assert bell is not None
    assert bell.listing == listing
    assert bell.told == {}


def test_the_shop_is_named_by_the_link_where_the_subject_is_silent():
    assert ring("You have a new review", links=[LINK]).listing == "Trattoria della Gru"
    assert ring("You have a new review", links=[CENTER]).told == {"url": CENTER}


@pytest.mark.parametrize(
    ("subject", "sender"),
    [
        ("New review of Gru", "noreply@tripadvisor.com.evil.example"),
        ("New review of Gru", "tripadvisor.com@evil.example"),
        ("New review of Gru", "noreply@nottripadvisor.com"),
        ("Thanks for your review", "noreply@e.tripadvisor.com"),
        ("Write a review of your stay: new review badges", "noreply@e.tripadvisor.com"),
        ("Your management response to a new review has been published", "noreply@e.tripadvisor.com"),
        ("A new review has been removed", "noreply@e.tripadvisor.com"),
        ("10 beaches for the summer", "noreply@e.tripadvisor.com"),
        ("", "noreply@e.tripadvisor.com"),
    ],
)
def test_other_mails_do_not_ring(subject, sender):
    assert ring(subject, sender=sender) is None


@pytest.mark.parametrize("sender", ["a@tripadvisor.com", "b@mail.tripadvisor.co.uk", "c@e.tripadvisor.de"])
def test_all_of_tripadvisors_own_domains_count(sender):
    assert ring("New review", sender=sender) is not None


def test_foreign_links_are_not_handed_on():
    evil = "https://www.tripadvisor.com.evil.example/ManagementCenter"
    assert ring("New review", links=[evil, "http://www.tripadvisor.com/ManagementCenter"]).told == {}


@given(st.text(max_size=300), st.text(max_size=100), st.lists(st.text(max_size=60), max_size=3))
def test_no_mail_at_all_makes_it_fall(text, subject, links):
    bell = ring(f"New review {subject}", text, links=links)
    assert bell is None or all(isinstance(value, str) for value in bell.told.values())
