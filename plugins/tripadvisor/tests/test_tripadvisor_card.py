"""What the plugin says of itself, where one answers by hand, and what the guidelines refuse."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reviewdesk_tripadvisor import reviewdesk_check_reply, reviewdesk_plugin, reviewdesk_reply_page
from reviewdesk_tripadvisor.cursor import Cursor
from reviewdesk_tripadvisor.links import is_tripadvisors, read_link
from reviewdesk_tripadvisor.moments import read_moment
from reviewdesk_tripadvisor.settings import location_ids, misread

from reviewdesk.api import Draft, DraftKind, Ground, Level, Rating, Review, WriteKind


def review(**more):
    known = {"external_id": "5", "listing": "9100001", "created_at": datetime(2026, 3, 3, tzinfo=UTC)}
    return Review(**{**known, **more})


def test_the_card_tells_what_tripadvisor_really_allows():
    card = reviewdesk_plugin()
    assert (card.name, card.title, card.platform.scale) == ("tripadvisor", "Tripadvisor", 5)
    assert card.hosts == ("terra.tripadvisor.com", "www.tripadvisor.com")
    assert set(card.auth) == {"terra.tripadvisor.com"}
    assert card.auth["terra.tripadvisor.com"].header == "X-API-Key"
    assert card.platform.retention.words == timedelta(0)
    assert card.platform.retention.source.startswith("https://")
    assert card.platform.replies.write is WriteKind.ONCE
    assert card.platform.replies.moderated
    assert card.platform.replies.visible_within == timedelta(hours=72)
    assert len(card.platform.short) <= 8
    for words in (
        "nothing but the page's number may be stored",
        "older ones can't be read",
        "No key can answer",
    ):
        assert words in card.platform.approval_hint
    assert "no file to download" in card.platform.export_hint


def test_describing_itself_costs_no_client():
    code = (
        "import sys, reviewdesk_tripadvisor as p; p.reviewdesk_plugin();"
        "sys.exit(any(m.split('.')[0] in {'httpx', 'starlette', 'dateutil'} for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_nearest_page_is_the_management_center_with_a_hint(terra_account):
    account = terra_account("https://terra.example")
    page = reviewdesk_reply_page(account=account, review=review(author="marta_v", rating=Rating(1, 5)))
    assert (page.url, page.exact) == ("https://terra.example/ManagementCenter", False)
    assert page.hint == "Choose Reviews, look for the one by marta_v with 1 bubble, and choose Respond."
    nameless = reviewdesk_reply_page(account=account, review=review())
    assert nameless.hint == "Choose Reviews, look for this one, and choose Respond."


def findings(text, kind=DraftKind.REPLY, platform="Tripadvisor"):
    rules = reviewdesk_plugin().platform.replies
    ground = Ground(review=review(), rules=rules, platform=platform, writing_as="Gru")
    return list(reviewdesk_check_reply(draft=Draft(text=text, kind=kind), ground=ground))


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("See www.gru.example for more.", "tripadvisor-link", "www.gru.example"),
        ("Write to nico@gru.example please.", "tripadvisor-personal", "nico@gru.example"),
        ("Call +39 010 555 0111.", "tripadvisor-personal", "+39 010 555 0111"),
        ("We changed:\n- the soup\n- the chairs", "tripadvisor-list", "- the soup\n- the chairs"),
        ("This is a fake review.", "tripadvisor-fake", "fake review"),
        ("Questa è una recensione falsa.", "tripadvisor-fake", "recensione falsa"),
    ],
)
def test_what_the_guidelines_refuse_is_a_warning_with_its_place_and_source(text, code, part):
    found = [finding for finding in findings(text) if finding.code == code]
    assert [text[finding.start : finding.end] for finding in found] == [part]
    assert found[0].level is Level.WARN
    assert found[0].source.startswith("https://www.tripadvisorsupport.com/")


def test_an_honest_answer_meets_no_warning():
    text = "I am sorry about 03/03/2026, and table 12.\n\nWe open at 18:30 now - please come again.\nNico"
    assert findings(text) == []
    assert findings("www.gru.example", kind=DraftKind.PRIVATE) == []
    assert findings("www.gru.example", platform="Google") == []
    assert [finding.code for finding in findings("Thank you. " * 200)] == ["tripadvisor-long"]


def test_pages_are_named_by_number_or_address(terra_account):
    address = "https://www.tripadvisor.com/Restaurant_Review-g1-d0042-Reviews-Gru.html"
    account = terra_account("http://127.0.0.1:1", locations=f"9100001, d77;{address} 77")
    assert location_ids(account) == ("9100001", "77", "42")
    assert misread(account) == ""
    assert "Gru" in misread(terra_account("http://127.0.0.1:1", locations="Gru"))
    assert "keep_words" in misread(terra_account("http://127.0.0.1:1", keep_words="maybe"))


@pytest.mark.parametrize(
    ("url", "told"),
    [
        (
            "https://www.tripadvisor.com/ShowUserReviews-g1-d2-r3-Reviews-The_Gru-Genoa.html?m=6#review3",
            ("2", "3", "The Gru"),
        ),
        (
            "https://www.tripadvisor.it/Restaurant_Review-g1-d2-Reviews-or15-The_Gru-Genoa.html",
            ("2", None, "The Gru"),
        ),
        ("https://www.tripadvisor.com/ShowUserReviews-g1-d2-r3-Caf%C3%A9-Paris.html", ("2", "3", "Café")),
        ("https://www.tripadvisor.in/ShowUserReviews-g1-d2-r1002.html", ("2", "1002", None)),
        ("https://www.tripadvisor.com/ManagementCenter", (None, None, None)),
    ],
)
def test_an_address_tells_place_review_and_name(url, told):
    assert tuple(read_link(url)) == told
    assert is_tripadvisors(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://www.tripadvisor.com/",
        "https://tripadvisor.com.evil.example/",
        "https://eviltripadvisor.com/",
        "https://evil.example\\@www.tripadvisor.com/",
        "https://[",
    ],
)
def test_foreign_addresses_are_not_tripadvisors(url):
    assert not is_tripadvisors(url)


@given(st.integers(1, 10**5), st.none() | st.integers(1, 10**12), st.none() | st.integers(1, 10**12))
def test_a_bookmark_outlives_a_crash(page, after, top):
    cursor = Cursor(page=page, after=after and str(after), top=top and str(top))
    assert Cursor.read(cursor.text()) == cursor
    assert len(cursor.text()) < 4096


@given(st.text() | st.none())
def test_a_bookmark_that_can_not_be_read_means_a_full_walk(text):
    assert Cursor.read(text) == Cursor()


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ("2026-02-18T07:44:56Z", datetime(2026, 2, 18, 7, 44, 56, tzinfo=UTC)),
        ("2015-02-22T13:34:21-0500", datetime(2015, 2, 22, 18, 34, 21, tzinfo=UTC)),
        ("2026-02-18T07:44:56.123456789+01:00", datetime(2026, 2, 18, 6, 44, 56, 123456, tzinfo=UTC)),
    ],
)
def test_moments_become_utc(told, moment):
    assert read_moment(told) == moment


@pytest.mark.parametrize(
    "told", ["2026-02-18", "2026-02-30T00:00:00Z", "", None, 5, "0001-01-01T00:00:00+14:00"]
)
def test_what_is_no_moment_is_told(told):
    with pytest.raises(ValueError, match=r"not a moment|day is out"):
        read_moment(told)
