"""All commands with the room each lives in, so that help costs no import."""

from dataclasses import dataclass

from reviewdesk.api import _

__all__ = ["CATALOGUE", "Entry"]


@dataclass(frozen=True, slots=True)
class Entry:
    module: str
    attribute: str
    """A function for one command, a typer app for a group."""
    short: str


def _entry(room: str, attribute: str, short: str) -> Entry:
    return Entry(f"reviewdesk.cli.{room}", attribute, short)


CATALOGUE: dict[str, Entry] = {
    "demo": _entry("demo", "demo", _("The desk on a made-up shop, with nothing real in it.")),
    "sandbox": _entry("sandbox", "sandbox", _("A platform's local stand-in, to try things on.")),
    "account": _entry("accounts", "app", _("Accounts at platforms: add, list, check, remove.")),
    "listing": _entry("listings", "app", _("Pages of your shops: list, adopt, ignore.")),
    "location": _entry("locations", "app", _("Your shops: list, add, set.")),
    "fetch": _entry("fetching", "fetch", _("Get new and changed reviews.")),
    "import": _entry("importing", "import_", _("Take in a file you exported from a platform.")),
    "paste": _entry("pasting", "paste", _("Take in words copied off a platform's page.")),
    "inbox": _entry("inbox", "inbox", _("The reviews that wait for you, in order.")),
    "bells": _entry("bells", "bells", _("What the platforms' mails told of and is not here yet.")),
    "show": _entry("show", "show", _("One review, whole.")),
    "draft": _entry("writing", "draft", _("Save an answer without sending it.")),
    "note": _entry("writing", "note", _("Keep a note for yourself beside a review.")),
    "contact": _entry("contact", "contact", _("“Please get in touch”, as the platform lets it stand.")),
    "check": _entry("writing", "check", _("What speaks against the draft.")),
    "reply": _entry("replying", "reply", _("Answer a review.")),
    "undo": _entry("deciding", "undo", _("Call an answer back before it leaves.")),
    "back": _entry("shelving", "back", _("Bring a review back into the inbox.")),
    "send": _entry("sending", "send", _("Deliver what is due, and look after what is on its way.")),
    "outbox": _entry("sending", "outbox", _("Answers on their way.")),
    "confirm": _entry("deciding", "confirm", _("Say that your answer stands on the site.")),
    "decide": _entry("deciding", "decide", _("Settle an answer that waits for your decision.")),
    "withdraw": _entry("deciding", "withdraw", _("Take a published answer down.")),
    "skip": _entry("shelving", "skip", _("This review needs no answer.")),
    "snooze": _entry("shelving", "snooze", _("Bring this review back later.")),
    "history": _entry("shelving", "history", _("From which day on you answer.")),
    "offer": _entry("offers", "app", _("What you give when you make something right.")),
    "case": _entry("cases", "app", _("Complaints by phone or at the table: add, list.")),
    "voucher": _entry("voucher", "app", _("Goodwill, given privately: prepare, issue, use.")),
    "counter": _entry("counter", "app", _("The page on which vouchers are used, for a phone or tablet.")),
    "away": _entry("away", "away", _("Holidays: nothing turns late, and on return you see what came in.")),
    "forget": _entry("forget", "forget", _("Take a person's name, words and contacts out for good.")),
    "diary": _entry("diary", "diary", _("All that happened, the newest first.")),
    "worker": _entry("worker", "app", _("Fetch and send while the desk is closed.")),
    "alerts": _entry("alerts", "app", _("Being told of bad reviews and trouble: test, list.")),
    "digest": _entry("alerts", "digest", _("The summary: what came in, what waits, what is to decide.")),
    "web": _entry("web", "web", _("The desk in a browser.")),
    "plugins": _entry("plugins", "plugins", _("What is installed, and how it fares.")),
    "config": _entry("config", "app", _("The settings: check, show, set, unset.")),
    "doctor": _entry("doctor", "doctor", _("Look for trouble, and say what to do.")),
}
"""In the order in which an owner meets them."""
