"""What a check says of a text, the lists beside this file, and real owners' answers if they are at hand."""

import csv
import json
import os
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reviewdesk.api import Draft, DraftKind, Finding, Ground, ReplyRules, Review
from reviewdesk.builtin.goodwill_checks import reviewdesk_check_reply

HERE = Path(__file__).parent


def checked(
    text: str, *, private: bool = False, platform: str = "Google", **more: tuple[str, ...]
) -> list[Finding]:
    ground = Ground(
        review=Review(external_id="1", listing="2", created_at=datetime(2026, 1, 2, tzinfo=UTC)),
        rules=ReplyRules(limit=4096),
        platform=platform,
        writing_as="The shop",
        **more,
    )
    kind = DraftKind.PRIVATE if private else DraftKind.REPLY
    return reviewdesk_check_reply(draft=Draft(text=text, kind=kind), ground=ground)


@pytest.fixture(scope="session")
def check() -> Callable[..., list[Finding]]:
    return checked


def listed(*names: str) -> list[tuple[str, str]]:
    """(language, text) of all lists of these names."""
    files = [tomllib.loads((HERE / f"{name}.toml").read_text("utf-8")) for name in names]
    return [(language, text) for file in files for language, texts in file.items() for text in texts]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "hint" in metafunc.fixturenames:
        metafunc.parametrize("hint", [text for _tongue, text in listed("hints", "hints_oblique")])
    if "innocent" in metafunc.fixturenames:
        metafunc.parametrize("innocent", [text for _tongue, text in listed("innocents")])


@pytest.fixture(scope="session")
def lists() -> Callable[..., list[tuple[str, str]]]:
    return listed


@pytest.fixture(scope="session")
def real_replies() -> list[str]:
    """Every different answer of a real owner that is at hand; they stay out of the project."""
    shared = Path(os.environ.get("REVIEWDESK_SHARED") or HERE.parents[2] / "shared") / "data"
    if not shared.is_dir():
        pytest.skip("real answers are not on this machine (REVIEWDESK_SHARED)")
    return list(dict.fromkeys(text.strip() for text in _replies(shared) if text and text.strip()))


def _replies(data: Path) -> Iterator[str | None]:
    lines = (data / "tripadvisor/content_api_barcelona/reviews.jsonl").read_text("utf-8").splitlines()
    yield from ((json.loads(line).get("owner_response") or {}).get("text") for line in lines)
    yield from _column(
        data / "google/takeout_sv_banquet_csv/sv_banquet_reviews_complete.csv", "reply_comment"
    )
    yield from _column(data / "google/apify_solo_safari/dataset_solo_safari.csv", "responseFromOwnerText")
    yield from _field(data / "google/taiwan_restaurants_zh/comments.json", "replyContent")
    yield from _field(data / "google/outscraper_pipangaille/reviews.json", "owner_answer")


def _column(path: Path, name: str) -> Iterator[str | None]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from [row[name] for row in csv.DictReader(file)]


def _field(path: Path, name: str) -> Iterator[str | None]:
    rows = json.loads(path.read_text("utf-8-sig"))
    rows = rows if isinstance(rows, list) else next(iter(rows.values()))
    yield from (row.get(name) for row in rows)
