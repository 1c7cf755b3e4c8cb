import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from reviewdesk_google import reviewdesk_plugin, reviewdesk_reply_page

from reviewdesk.api import LengthUnit, Rating, Review, SignIn, Token, WriteKind

HEAVY = {"httpx", "zipfile", "starlette", "uvicorn", "reviewdesk_google.sandbox", "reviewdesk_google.takeout"}


def review(**more):
    moment = datetime(2026, 3, 4, 10, tzinfo=UTC)
    return Review(external_id="AbFvOq1", listing="72", created_at=moment, **more)


def test_loading_the_plugin_and_asking_its_card_brings_in_nothing_heavy():
    code = (
        "import sys, reviewdesk_google as google\n"
        "assert google.reviewdesk_plugin().name == 'google'\n"
        f"print(sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_credentials_go_to_the_three_apis_and_nowhere_else():
    card = reviewdesk_plugin()
    assert set(card.auth) == {
        "mybusiness.googleapis.com",
        "mybusinessaccountmanagement.googleapis.com",
        "mybusinessbusinessinformation.googleapis.com",
    }
    assert all(isinstance(credential, Token) for credential in card.auth.values())
    assert set(card.auth) < set(card.hosts)


def test_the_sign_in_asks_for_a_lasting_token_with_proof_of_the_code():
    sign_in = reviewdesk_plugin().sign_in
    assert isinstance(sign_in, SignIn)
    assert sign_in.pkce
    assert dict(sign_in.extra) == {"access_type": "offline", "prompt": "consent"}
    assert sign_in.scopes == ("https://www.googleapis.com/auth/business.manage",)


def test_the_rules_of_the_platform_name_their_pages():
    platform = reviewdesk_plugin().platform
    rules = platform.replies
    assert (rules.limit, rules.unit, rules.write) == (4096, LengthUnit.BYTES, WriteKind.REPLACE)
    assert rules.moderated
    assert rules.visible_within == platform.retention.words == timedelta(days=30)
    for source in (
        rules.source,
        platform.retention.source,
        *(one.source for one in reviewdesk_plugin().limits),
    ):
        assert source.startswith("https://developers.google.com/my-business/")
    assert "Google Business Profile" in platform.export_hint
    assert "Basic API Access" in platform.approval_hint


def test_the_page_of_the_review_is_exact_where_google_names_it(google_account):
    account = google_account("http://127.0.0.1:1", settings={"base_url": ""})
    url = "https://business.google.com/n/72/reviews/1"
    page = reviewdesk_reply_page(account=account, review=review(url=url))
    assert (page.url, page.exact, page.hint) == (url, True, "")


@pytest.mark.parametrize(
    "url",
    [
        None,
        "https://evil.example/reviews/1",
        "https://business.google.com.evil.example/",
        "http://business.google.com/n/72/reviews/1",
        "https://evil.example\\@business.google.com/",
        "https://[",
    ],
)
def test_without_a_page_of_googles_own_the_places_page_is_the_nearest(google_account, url):
    account = google_account("http://127.0.0.1:1", settings={"base_url": ""})
    page = reviewdesk_reply_page(
        account=account, review=review(url=url, author="Livia T.", rating=Rating(1, 5))
    )
    assert (page.url, page.exact) == ("https://business.google.com/n/72/reviews", False)
    assert "Livia T." in page.hint
    assert "1 star," in page.hint


def test_a_door_without_a_number_is_not_the_page_of_the_review(google_account):
    account = google_account("http://127.0.0.1:1", settings={"base_url": ""})
    page = reviewdesk_reply_page(
        account=account, review=review(url="https://business.google.com/reviews/reply")
    )
    assert not page.exact
    assert "a guest without a name" in page.hint


def test_pages_are_moved_under_the_server_in_googles_place(google_account):
    account = google_account("http://127.0.0.1:9")
    assert reviewdesk_reply_page(account=account, review=review()).url == "http://127.0.0.1:9/n/72/reviews"
    own = reviewdesk_reply_page(account=account, review=review(url="http://127.0.0.1:9/n/72/reviews/5"))
    assert own.exact
