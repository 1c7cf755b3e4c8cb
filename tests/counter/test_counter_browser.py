"""The whole story in a real browser of a small phone: the card's square, PIN, one Enter, used already."""

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
import zxingcpp

from reviewdesk.builtin.card.making import make_card
from reviewdesk.counter.setup import on_cards

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden])")]
  .filter(each => each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""
WIDE = "() => document.documentElement.scrollWidth > window.innerWidth"
UNNAMED = """() => [...document.querySelectorAll("input:not([type=hidden])")]
  .filter(each => each.labels.length !== 1).map(each => each.outerHTML)"""
CONTRAST = """() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(each => each / 255)
      .map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (each) => {
    while (each && getComputedStyle(each).backgroundColor === "rgba(0, 0, 0, 0)") each = each.parentElement;
    return each ? getComputedStyle(each).backgroundColor : "rgb(255, 255, 255)";
  };
  return [...document.querySelectorAll("body *")].filter(each => each.innerText && !each.children.length)
    .map(each => {
      const pair = [light(getComputedStyle(each).color), light(behind(each))].sort((a, b) => b - a);
      return [(pair[0] + 0.05) / (pair[1] + 0.05), each.outerHTML];
    }).filter(each => each[0] < 4.5);
}"""

TROUBLE = ("error", "warning")


@pytest.fixture
def phone() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, "--disable-sync"])
        context = chromium.new_context(
            viewport={"width": 360, "height": 640}, java_script_enabled=True, has_touch=True, is_mobile=True
        )
        yield context.new_page()
        chromium.close()


def _fits(page: Any) -> None:
    for colours in ("dark", "light"):
        page.emulate_media(color_scheme=colours)
        assert page.evaluate(CONTRAST) == []
    assert not page.evaluate(WIDE)
    assert page.evaluate(SMALL) == []
    assert page.evaluate(UNNAMED) == []


@pytest.mark.timeout(180)
def test_the_card_is_seen_by_the_camera_and_used_by_one_enter(counter, phone):
    counter.setup.keep_address(counter.url)
    one = counter.given()
    cards = on_cards([counter.desk.delivering.voucher(one.pub)], counter.desk.home.db_url)
    paper = pypdfium2.PdfDocument(make_card(cards).data)
    (seen,) = zxingcpp.read_barcodes(paper[0].render(scale=200 / 72).to_pil())
    paper.close()

    strange: list[str] = []
    phone.on("request", lambda asked: strange.append(asked.url))
    # What Chromium merely notes, as that the field has the focus already, is no trouble.
    phone.on("console", lambda said: said.type in TROUBLE and strange.append(said.text))
    phone.goto(seen.text)
    phone.wait_for_url("**/v/*?here")
    _fits(phone)
    assert one.code not in phone.content()
    phone.wait_for_selector("input:focus")
    phone.keyboard.type(counter.pins["Mario Downtown"])
    phone.keyboard.press("Enter")
    phone.wait_for_selector("button.give")
    assert phone.evaluate("document.activeElement.className") == "give"
    _fits(phone)
    phone.keyboard.press("Enter")
    phone.wait_for_selector(".verdict.good")
    assert phone.inner_text("h1") == "Give it"
    _fits(phone)
    assert not counter.desk.vouchers.show(one.pub).living

    phone.goto(seen.text)
    assert phone.inner_text("h1") == "Already used"
    _fits(phone)
    phone.keyboard.press("Enter")
    phone.wait_for_selector("#code:focus")
    phone.keyboard.type(counter.given().code.replace("-", "")[-4:].lower())
    phone.keyboard.press("Enter")
    phone.wait_for_selector("button.give")
    phone.get_by_role("link", name="Used today").click()
    phone.get_by_role("link", name=re.compile("Take back")).click()
    phone.get_by_label("Why?").fill("the wrong card")
    _fits(phone)
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/done/*")
    assert phone.inner_text("h1") == "Taken back"
    assert counter.desk.vouchers.show(one.pub).living
    assert [each for each in strange if not each.startswith((counter.url, "data:,"))] == []
