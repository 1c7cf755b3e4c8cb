"""Notifications of Yelp's ring a bell; all its other mails do not. Names and shops are made up."""

from datetime import UTC, datetime

import pytest
from reviewdesk_yelp import reviewdesk_read_mail

from reviewdesk.api import Mail

AT = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
REVIEW = "https://www.yelp.com/biz/taqueria-ejemplo-oakland?hrid=AbCdEfGhIjKlMnOpQrStUv&utm_source=mail"
OWNERS = "https://biz.yelp.com/r2r/Tq0Sandbox-Example-001"


def ring(subject, text="", links=(), sender="no-reply@notify.yelp.com"):
    return reviewdesk_read_mail(
        message=Mail(sender=sender, subject=subject, at=AT, text=text, links=tuple(links))
    )


@pytest.mark.parametrize(
    ("subject", "author", "shop"),
    [
        ("Dana P. wrote a review for Taquería Ejemplo", "Dana P.", "Taquería Ejemplo"),
        ("Dana P. just left you a new 2-star review", "Dana P.", None),
        ("Dana P. just reviewed Taquería Ejemplo!", "Dana P.", "Taquería Ejemplo"),
        ("New review from Dana P. for Taquería Ejemplo", "Dana P.", "Taquería Ejemplo"),
        ("Taquería Ejemplo has a new review", None, "Taquería Ejemplo"),
        ("Jürgen H. hat einen Beitrag über Marios Pizza geschrieben", "Jürgen H.", "Marios Pizza"),
        ("Camille R. a écrit un avis sur Chez Mario", "Camille R.", "Chez Mario"),
        ("Inés R. ha escrito una reseña sobre Casa Mario", "Inés R.", "Casa Mario"),
        ("Piera L. ha scritto una recensione su Da Mario", "Piera L.", "Da Mario"),
        ("Ewa K. napisała recenzję o Pizzeria Mario", "Ewa K.", "Pizzeria Mario"),
        ("Nowa recenzja od Ewa K. dla Pizzeria Mario", "Ewa K.", "Pizzeria Mario"),
        ("Neuer Beitrag von Jürgen H. über Marios Pizza", "Jürgen H.", "Marios Pizza"),
        ("Nouvel avis de Camille R. sur Chez Mario", "Camille R.", "Chez Mario"),
        ("Nueva reseña de Inés R. sobre Casa Mario", "Inés R.", "Casa Mario"),
        ("Nuova recensione di Piera L. su Da Mario", "Piera L.", "Da Mario"),
        ("Joost V. heeft een recensie over Da Mario geschreven", "Joost V.", "Da Mario"),
        ("Lia S. escreveu uma avaliação sobre Da Mario", "Lia S.", "Da Mario"),
        ("Nils A. har skrivit en recension om Da Mario", "Nils A.", "Da Mario"),
        ("You have a new review!", None, None),
        ("Sie haben einen neuen Beitrag auf Yelp", None, None),
        ("Vous avez reçu un nouvel avis", None, None),
        ("Tienes una nueva reseña en Yelp", None, None),
        ("Hai ricevuto una nuova recensione", None, None),
        ("Masz nową recenzję", None, None),
    ],
)
def test_a_notification_rings_with_what_it_tells(subject, author, shop):
    bell = ring(subject)
    assert (bell.platform, bell.listing, bell.at) == ("yelp", shop, AT)
    assert bell.told.get("author") == author


def test_stars_words_and_the_link_of_the_review_are_told():
    text = "Dana P. wrote a review for Taquería Ejemplo.\n2 stars\n“Two tacos came cold and the third...”\n"
    bell = ring("You have a new review", text, [OWNERS, REVIEW])
    assert bell.told == {
        "author": "Dana P.",
        "stars": "2",
        "words": "Two tacos came cold and the third...",
        "url": REVIEW,
    }
    drawn = ring("You have a new review", "★★☆☆☆", [OWNERS])
    assert drawn.told == {"stars": "2", "url": OWNERS}


@pytest.mark.parametrize(
    ("subject", "sender", "links"),
    [
        ("Dana P. sent you a message", "reply+1@messaging.yelp.com", [REVIEW]),
        ("Your weekly report", "no-reply@yelp.com", ["https://biz.yelp.com/home"]),
        ("Get more customers with Yelp Ads", "no-reply@yelp.com", ["https://biz.yelp.com/ads"]),
        ("We looked into the review you reported", "no-reply@yelp.com", []),
        ("We looked into the review you reported", "no-reply@yelp.com", [REVIEW]),
        ("The review of Dana P. has been removed", "no-reply@yelp.com", [OWNERS]),
        ("Your response to the new review from Dana P. is up", "no-reply@yelp.com", [REVIEW]),
        ("Der Beitrag, den Sie gemeldet haben: neuer Beitrag von Jürgen H. über X", "no-reply@yelp.com", []),
        ("A wording that nobody knows yet", "no-reply@yelp.com", [REVIEW, OWNERS]),
        ("Yelpの新しいお知らせ", "no-reply@yelp.com", [OWNERS]),
        ("Dana P. wrote a review for Taquería Ejemplo", "no-reply@yelp.com.evil.example", [REVIEW]),
        ("Dana P. wrote a review for Taquería Ejemplo", "someone@notyelp.com", [REVIEW]),
        ("A new picture", "no-reply@yelp.com", ["https://evil.example/r2r/x?hrid=AbCdEfGhIjKlMnOpQrStUv"]),
    ],
)
def test_other_mails_stay_silent(subject, sender, links):
    assert ring(subject, sender=sender, links=links) is None
