"""A page with a reply box, filled in as a person's browser would: for the demo's round by hand."""

import urllib.error
import urllib.parse
import urllib.request
from html.parser import HTMLParser

from reviewdesk.api import DeskError, _

__all__ = ["answer_by_hand"]

_PATIENCE = 10


class _Form(HTMLParser):
    """The first form that has a box to write in."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.box = ""
        self.fields: dict[str, str] = {}
        self._open = False
        self._found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.box:
            self._open, self.action, self.fields = True, facts.get("action", ""), {}
        elif self._open and tag == "textarea":
            self.box = facts.get("name", "")
        elif self._open and facts.get("name"):
            self._button_or_field(tag, facts)

    def _button_or_field(self, tag: str, facts: dict[str, str]) -> None:
        name = facts["name"]
        submits = tag == "button" and facts.get("type", "submit") == "submit"
        hidden = tag == "input" and facts.get("type", "text") == "hidden"
        if hidden or (submits and not self._found):
            self.fields[name] = facts.get("value", "")
            self._found = self._found or submits

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = False


def answer_by_hand(url: str, text: str) -> None:
    """Open the page, write `text` into its box and press its first button. Loopback only."""
    if urllib.parse.urlsplit(url).hostname != "127.0.0.1":
        raise DeskError(_("{url} is no page of a sandbox.").format(url=url), _("Nothing was written there."))
    try:
        with urllib.request.urlopen(url, timeout=_PATIENCE) as page:  # noqa: S310 - loopback, checked above
            form = _Form()
            form.feed(page.read().decode("utf-8"))
            here = page.url
        if not form.box:
            raise DeskError(_("There is no box to write in on {url}.").format(url=url))
        data = urllib.parse.urlencode({**form.fields, form.box: text}).encode()
        with urllib.request.urlopen(urllib.parse.urljoin(here, form.action), data, timeout=_PATIENCE):  # noqa: S310
            pass
    except (urllib.error.URLError, TimeoutError, UnicodeDecodeError) as error:
        raise DeskError(
            _("The page {url} did not take the answer: {why}.").format(url=url, why=error)
        ) from error
