"""The desk in a real browser: opened, read, an answer typed and sent; a stranger's browser gets nothing."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from reviewdesk.store.lines import Query, State

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SEEN = """
  const Real = window.WebSocket;
  window.seen = "";
  window.WebSocket = class extends Real {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", (event) => {
        if (typeof event.data !== "string") window.seen += new TextDecoder().decode(event.data);
      });
    }
  };
"""
"""The terminal draws on a canvas: what it was sent is kept beside it, to be read here."""


@pytest.fixture
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--disable-sync"])
        yield chromium
        chromium.close()


def _shows(page: Any, *words: str) -> None:
    """Until all of it was sent since the last look; what came meanwhile is forgotten."""
    for _each in range(300):
        if page.evaluate("words => words.every(each => window.seen.includes(each))", list(words)):
            page.evaluate("window.seen = ''")
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate("window.seen"))


@pytest.mark.timeout(180)
def test_an_answer_is_typed_and_sent_from_a_browser_and_a_stranger_gets_nothing(
    browser, served, connected_desk, google
):
    first = connected_desk.inbox.page(Query(), limit=1)[0]
    page = browser.new_context().new_page()
    page.add_init_script(SEEN)
    page.goto(served.address)
    _shows(page, first.review.author or "", "Google read")
    page.keyboard.press("r")
    _shows(page, "your answer")
    page.keyboard.type("Thank you, see you soon.")
    _shows(page, "saved")
    page.keyboard.press("F2")
    _shows(page, "You write as")
    for _each in range(30):
        page.wait_for_timeout(600)  # the dialog counts a y only after it stood for a moment
        if connected_desk.inbox.known(first.id).state not in (State.UNANSWERED, State.DRAFTED):
            break
        page.keyboard.press("y")
    google.journal.wait_for(1, "PUT", "/reply", timeout=30)
    assert "Thank you, see you soon." in google.journal.entries("PUT", "/reply")[0].body

    stranger = browser.new_context().new_page()
    assert stranger.goto(served.address).status == 403
    assert stranger.goto(served.url).status == 403
    assert "reviewdesk web" in stranger.content()
    assert (first.review.author or "") not in stranger.content()
