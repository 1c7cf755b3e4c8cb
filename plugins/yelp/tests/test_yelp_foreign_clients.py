"""Clients that others wrote for Yelp find nothing strange in the sandbox."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from reviewdesk_yelp.sandbox.meter import API_KEY

SHOP = "Tq0Sandbox-Example-001"


def test_yelpapi_reads_a_page_and_its_excerpts(yelp, monkeypatch):
    module = pytest.importorskip("yelpapi.yelpapi", reason="yelpapi is not installed (pip install yelpapi)")
    requests = pytest.importorskip("requests")
    for name in ("BUSINESS_API_URL", "REVIEWS_API_URL"):
        monkeypatch.setattr(module, name, getattr(module, name).replace("https://api.yelp.com", yelp.url))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with module.YelpAPI(API_KEY) as client:
        page = client.business_query(id="taqueria-ejemplo-oakland")
        assert page["id"] == SHOP
        told = client.reviews_query(id=SHOP, locale="es_ES", limit=2)
        assert len(told["reviews"]) == 2
        assert all(len(row["text"]) <= 160 for row in told["reviews"])
        with pytest.raises(requests.HTTPError) as told:
            client.business_query(id="nobody")
        assert told.value.response.json()["error"]["code"] == "BUSINESS_NOT_FOUND"
    with module.YelpAPI("wrong") as client, pytest.raises(requests.HTTPError) as told:
        client.business_query(id=SHOP)
    assert told.value.response.status_code == 401


READ = """
import json, sys
from yelpfusion3.client import Client
page = Client.business_details(business_id=sys.argv[1]).get()
told = Client.reviews(business_id=sys.argv[1]).get()
print(json.dumps({
    "name": page.name,
    "claimed": page.is_claimed,
    "total": told.total,
    "reviews": [[row.id, row.rating, row.time_created.isoformat(), row.user.name] for row in told.reviews],
}))
"""


def test_yelpfusion3_reads_its_strict_models(yelp):
    """It needs pydantic 1, so it lives in an environment of its own: YELPFUSION3_PYTHON names its python."""
    python = os.environ.get("YELPFUSION3_PYTHON") or shutil.which("yelpfusion3-python")
    if not python or not Path(python).exists():
        pytest.skip(
            "yelpfusion3 needs pydantic<2: set YELPFUSION3_PYTHON to the python of its own environment"
        )
    done = subprocess.run(
        [python, "-c", READ, SHOP],
        env={"BASE_URL": f"{yelp.url}/v3", "YELP_API_KEY": API_KEY, "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["name"], told["claimed"], told["total"]) == ("Taquería Ejemplo", True, 17)
    assert len(told["reviews"]) == 3
