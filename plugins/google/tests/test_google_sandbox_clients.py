"""Google's own Python client, pointed at the sandbox, finds nothing strange in it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from reviewdesk_google.sandbox import GoogleSandbox
from reviewdesk_google.sandbox.running import RunningGoogle

discovery = pytest.importorskip(
    "googleapiclient.discovery", reason="google-api-python-client is not installed"
)
errors = pytest.importorskip("googleapiclient.errors")
credentials = pytest.importorskip("google.oauth2.credentials")
transport = pytest.importorskip("google_auth_httplib2")

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[3].parent / "shared")
DOCUMENT = SHARED / "samples" / "google" / "reptilianbrain_mybusiness_v4_discovery.json"


@pytest.fixture(scope="module")
def google() -> Iterator[RunningGoogle]:
    running = GoogleSandbox().start()
    yield running
    running.stop()


@pytest.fixture
def signed_in(google: RunningGoogle) -> Any:
    return credentials.Credentials(
        None,
        refresh_token=google.secrets["refresh_token"],
        client_id=google.settings["client_id"],
        client_secret=google.secrets["client_secret"],
        token_uri=f"{google.url}/token",
    )


def v1(google: RunningGoogle, signed_in: Any, name: str) -> Any:
    options = {"api_endpoint": google.url}
    return discovery.build(name, "v1", credentials=signed_in, client_options=options, static_discovery=True)


def test_accounts_and_locations_are_read_by_googles_client(google: RunningGoogle, signed_in: Any) -> None:
    with v1(google, signed_in, "mybusinessaccountmanagement") as service:
        [account] = service.accounts().list(pageSize=20).execute()["accounts"]
    assert account["accountName"] == "Trattoria del Molo"
    with v1(google, signed_in, "mybusinessbusinessinformation") as service:
        calls = service.accounts().locations()
        request = calls.list(parent=account["name"], readMask="name,title,metadata", pageSize=1)
        titles = []
        while request is not None:
            answer = request.execute()
            titles += [location["title"] for location in answer["locations"]]
            request = calls.list_next(request, answer)
        assert titles == ["Trattoria del Molo", "Forno del Molo"]
        with pytest.raises(errors.HttpError) as told:
            calls.list(parent=account["name"], readMask="nothing").execute()
    assert told.value.status_code == 400
    assert told.value.error_details[0]["fieldViolations"][0]["field"] == "read_mask"


def test_reviews_are_read_and_answered_by_googles_client(google: RunningGoogle, signed_in: Any) -> None:
    if not DOCUMENT.exists():
        pytest.skip("the discovery document of the v4 API is not here")
    document = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    options = {"api_endpoint": google.url}
    parent = "accounts/106000000000000000002/locations/7500000000000000001"
    with discovery.build_from_document(document, credentials=signed_in, client_options=options) as service:
        calls = service.accounts().locations().reviews()
        request, names = calls.list(parent=parent, pageSize=10, orderBy="updateTime desc"), []
        while request is not None:
            answer = request.execute()
            names += [review["name"] for review in answer["reviews"]]
            request = calls.list_next(request, answer)
        assert len(names) == len(set(names)) == answer["totalReviewCount"]
        name = names[0]
        assert calls.updateReply(name=name, body={"comment": "Grazie ✨"}).execute()["comment"] == "Grazie ✨"
        assert calls.get(name=name).execute()["reviewReply"]["comment"] == "Grazie ✨"
        assert calls.deleteReply(name=name).execute() == {}
        assert "reviewReply" not in calls.get(name=name).execute()
        batch = {"locationNames": [parent]}
        rows = (
            service.accounts()
            .locations()
            .batchGetReviews(name=parent.partition("/loc")[0], body=batch)
            .execute()
        )
        assert rows["locationReviews"][0]["name"] == parent
        with pytest.raises(errors.HttpError) as told:
            calls.updateReply(name=f"{parent}/reviews/none", body={"comment": "x"}).execute()
    assert told.value.status_code == 404
