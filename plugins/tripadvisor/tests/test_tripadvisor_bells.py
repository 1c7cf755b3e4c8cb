"""A bell of Tripadvisor's on a whole desk: it rings, and keeps nothing that Tripadvisor lets no one keep."""

from datetime import UTC, datetime, timedelta

import pytest

from reviewdesk.api import Bell
from reviewdesk.engine.desk import Desk
from reviewdesk.engine.home import Home
from reviewdesk.engine.incoming import rung

GUEST = "Quillon Marchbanks"
WORDS = "Cold soup twice, and the waiter laughed."
PAGE = "https://www.tripadvisor.com/ShowUserReviews-g1-d9100001-r800000001-Trattoria_della_Gru-Genoa.html"
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)


def letter(sent):
    lines = [
        "From: Tripadvisor <noreply@e.tripadvisor.com>",
        "Subject: New review of Trattoria della Gru",
        f"Date: {sent:%a, %d %b %Y %H:%M:%S} +0000",
        "Message-ID: <one@mail.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        f"{GUEST} wrote:",
        f"“{WORDS}”",
        "1 of 5 bubbles",
        PAGE,
        "",
    ]
    return "\r\n".join(lines).encode()


@pytest.fixture
def home(tmp_path):
    mails = tmp_path / "mails"
    mails.mkdir()
    (mails / "one.eml").write_bytes(letter(datetime.now(UTC) - timedelta(hours=1)))
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "config.toml").write_text(f"[mail]\nfolder = {str(mails)!r}\n", "utf-8")
    return folder


def test_a_bell_keeps_when_page_and_stars_and_no_word_of_the_guest(home):
    desk = Desk.open(Home.choose(str(home)))
    try:
        desk.fetching.fetch()
        (bell,) = desk.bells()
        assert (bell.platform, bell.listing) == ("tripadvisor", "Trattoria della Gru")
        assert bell.told == {"url": PAGE, "stars": "1"}
    finally:
        desk.close()
    for path in home.rglob("*"):
        kept = path.read_bytes() if path.is_file() else b""
        assert GUEST.encode() not in kept
        assert b"the waiter laughed" not in kept


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"stars": "4.5", "count": "12"}, {"stars": "4.5", "count": "12"}),
        ({"stars": "one star, said Quillon", "author": GUEST, "title": "Cold", "words": WORDS}, {}),
        ({"remark": WORDS, "url": PAGE}, {"url": PAGE}),
        ({"url": "javascript:alert(1)"}, {}),
    ],
)
def test_where_no_word_may_be_kept_only_figures_and_the_page_are(told, kept):
    bell = Bell(platform="strict", listing="Gru", at=AT, told=told)
    assert rung.fit(bell, "strict", AT, keep=timedelta(0)).told == kept


@pytest.mark.parametrize("keep", [None, timedelta(hours=24)])
def test_where_words_may_be_kept_they_are(keep):
    told = {"author": GUEST, "words": WORDS, "stars": "1"}
    bell = Bell(platform="open", listing="Gru", at=AT, told=told)
    assert rung.fit(bell, "open", AT, keep=keep).told == told
