"""How the guest reaches the house, in the form that the platform lets stand in a public answer."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["CONTACT_LANGUAGES", "asks_for_contact", "contact_sentence", "rules"]

CONTACT_LANGUAGES = ("en", "de", "pl", "sr", "sr-Latn", "hr", "ru", "es", "fr", "it", "id", "zh", "ar")
_NEAR = {"arz": "ar", "ary": "ar", "bs": "hr", "sh": "sr-Latn", "cnr": "sr-Latn", "ms": "id"}
_HERE = "reviewdesk.builtin.goodwill_checks"
_MAIL_OR_PAGE = re.compile(r"@|https?:|www\.|\w\.[a-z]{2,}\b", re.IGNORECASE)
_PHONE = re.compile(r"(?:\d\D{0,3}){6}")


def contact_sentence(platform: str, language: str | None, name: str = "", how: str = "") -> str:
    """One sentence for a public answer: whom to ask for, and how.

    `platform` is the platform's short name (google, yelp, tripadvisor, booking), `language` the guest's
    (BCP 47; English where we have no words), `name` whom to ask for, `how` a phone number, an e-mail address
    or words. A name or a way that the platform does not let stand, or masks, is left out.
    """
    allowed = rules().get(platform, rules()["other"])
    words = _read("contact")[_tongue(language)]
    who = words["named"].format(name=name.strip()) if name.strip() and allowed["name"] else words["unnamed"]
    way = how.strip().rstrip(".")
    if way and _may(way, allowed):
        return str(words["way"].format(who=who, way=way))
    return str(words[allowed["page"]].format(who=who))


def asks_for_contact(text: str) -> bool:
    """Whether an answer, in any of these languages, asks the guest to get in touch, in whatever words."""
    said = " ".join(text.casefold().split())
    return any(each.casefold() in said for words in _read("contact").values() for each in words["asks"])


def _may(way: str, allowed: dict[str, Any]) -> bool:
    if _MAIL_OR_PAGE.search(way):
        return bool(allowed["email"])
    return bool(allowed["phone"]) or not _PHONE.search(way)


def _tongue(language: str | None) -> str:
    name, *more = (language or "en").replace("_", "-").split("-")
    found = _NEAR.get(name.lower(), name.lower())
    if found == "sr" and "latn" in [each.lower() for each in more]:
        found = "sr-Latn"
    return found if found in CONTACT_LANGUAGES else "en"


def rules() -> dict[str, dict[str, Any]]:
    """What each platform lets stand, and where it says so."""
    return _read("platforms")


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files(_HERE) / f"{name}.toml").read_text("utf-8"))
