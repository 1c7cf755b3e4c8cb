"""What the owner set for this account."""

import re

from reviewdesk.api import Account, _

_YES = {"yes", "true", "1", "on"}
_NO = {"", "no", "false", "0", "off"}


def keeps_words(account: Account) -> bool:
    """Whether the owner has it in his contract that words may be kept. Anything unclear means no."""
    return _plain(account, "keep_words") in _YES


def location_ids(account: Account) -> tuple[str, ...]:
    """The numbers of the owner's pages, each once; whole addresses are understood too."""
    found: dict[str, None] = {}
    for word in re.split(r"[\s,;]+", account.settings.get("locations", "")):
        match = re.fullmatch(r"d?([0-9]{1,12})", word) or re.search(r"-d([0-9]{1,12})(?=-|$|\.)", word)
        if match:
            found[str(int(match[1]))] = None
    return tuple(found)


def misread(account: Account) -> str:
    """One sentence about a setting that says neither yes nor no, or no number."""
    if _plain(account, "keep_words") not in _YES | _NO:
        return _("The setting {name} is neither yes nor no: it counts as no.").format(name="keep_words")
    words = [word for word in re.split(r"[\s,;]+", account.settings.get("locations", "")) if word]
    odd = [word for word in words if not re.search(r"(?:^|-)d?[0-9]{1,12}(?=-|$|\.)", word)]
    if odd:
        return _("The setting locations holds what is no page's number: {words}").format(words=", ".join(odd))
    return ""


def _plain(account: Account, name: str) -> str:
    return account.settings.get(name, "").strip().casefold()
