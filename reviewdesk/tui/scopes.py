"""Where a key works, and what it does there: the form of a line in the table of actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


def marked(sentence: str) -> str:
    """A sentence of a table made before the language is known: translated where it is shown."""
    return sentence


class Scope(StrEnum):
    """Where a key works."""

    EVERYWHERE = "everywhere"
    INBOX = "inbox"
    MOVE = "move"
    WRITING = "writing"
    LOOK = "look"
    HAND = "hand"
    OUTBOX = "outbox"
    VOUCHERS = "vouchers"
    VOUCHER = "voucher"
    EVENING = "evening"
    OFFERS = "offers"
    BOOK = "book"
    ACCOUNTS = "accounts"
    DIARY = "diary"
    AWAY = "away"
    FIRST = "first"
    SETTINGS = "settings"


SCOPE_TITLES: Mapping[Scope, str] = {
    Scope.INBOX: marked("In the inbox"),
    Scope.MOVE: marked("Moving in every list"),
    Scope.WRITING: marked("While writing"),
    Scope.LOOK: marked("In the last look"),
    Scope.HAND: marked("Answering by hand"),
    Scope.OUTBOX: marked("In the outbox"),
    Scope.VOUCHERS: marked("Among the vouchers"),
    Scope.VOUCHER: marked("On one voucher"),
    Scope.EVENING: marked("With the cards of the evening"),
    Scope.OFFERS: marked("Among the offers"),
    Scope.BOOK: marked("What became of goodwill"),
    Scope.ACCOUNTS: marked("In accounts and plugins"),
    Scope.DIARY: marked("In the diary"),
    Scope.AWAY: marked("On the page of holidays"),
    Scope.FIRST: marked("On an empty desk"),
    Scope.SETTINGS: marked("In the settings"),
    Scope.EVERYWHERE: marked("Everywhere"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do: `id` is also the method (`action_<id>`) and the name in the settings' `[keys]`."""

    id: str
    scope: Scope
    keys: str
    title: str
    """A word or two, for the footer."""
    help: str = ""
    priority: bool = False
