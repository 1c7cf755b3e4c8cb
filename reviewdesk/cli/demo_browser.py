"""A page with a reply box, filled in as a person's browser would: for the demo's round by hand."""

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser

from reviewdesk.api import DeskError, _

__all__ = ["answer_by_hand"]

_PATIENCE = 10


@dataclass(slots=True)
class _Form:
    """One form: where it goes, its box to write in, and what its first button sends along."""

    action: str
    box: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    pressed: bool = False

    def names(self, review: str) -> bool:
        return review in self.action or review in self.fields.values()


class _Page(HTMLParser):
    """The forms and the links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[_Form] = []
        self.links: list[str] = []
        self._open: _Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "a" and facts.get("href"):
            self.links.append(facts["href"])
        elif tag == "form":
            self._open = _Form(facts.get("action", ""))
            self.forms.append(self._open)
        elif self._open is not None and facts.get("name"):
            _fill(self._open, tag, facts)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None


def _fill(form: _Form, tag: str, facts: dict[str, str]) -> None:
    name = facts["name"]
    if tag == "textarea":
        form.box = form.box or name
    elif tag == "input" and facts.get("type", "text") == "hidden":
        form.fields[name] = facts.get("value", "")
    elif tag == "button" and facts.get("type", "submit") == "submit" and not form.pressed:
        form.fields[name] = facts.get("value", "")
        form.pressed = True


def answer_by_hand(url: str, text: str, review: str) -> None:
    """Open the page, go to the review if it is not the page's only one, write, and press the first button.

    `review` is the platform's id. Loopback only.
    """
    if urllib.parse.urlsplit(url).hostname != "127.0.0.1":
        raise DeskError(_("{url} is no page of a sandbox.").format(url=url), _("Nothing was written there."))
    try:
        here, form = _find(url, review)
        data = urllib.parse.urlencode({**form.fields, form.box: text}).encode()
        with urllib.request.urlopen(urllib.parse.urljoin(here, form.action), data, timeout=_PATIENCE):  # noqa: S310
            pass
    except (urllib.error.URLError, TimeoutError, UnicodeDecodeError) as error:
        raise DeskError(
            _("The page {url} did not take the answer: {why}.").format(url=url, why=error)
        ) from error


def _find(url: str, review: str) -> tuple[str, _Form]:
    here, page = _open(url)
    boxes = [each for each in page.forms if each.box]
    form = next((each for each in boxes if each.names(review)), None)
    link = next((each for each in page.links if review in each), None)
    if form is None and link is not None and review not in here:
        here, page = _open(urllib.parse.urljoin(here, link))
        boxes = [each for each in page.forms if each.box]
    if form is None and len(boxes) == 1:
        form = boxes[0]
    if form is None:
        raise DeskError(_("There is no box to write in on {url}.").format(url=url))
    return here, form


def _open(url: str) -> tuple[str, _Page]:
    with urllib.request.urlopen(url, timeout=_PATIENCE) as answer:  # noqa: S310 - loopback, checked above
        page = _Page()
        page.feed(answer.read().decode("utf-8"))
        return answer.url, page
