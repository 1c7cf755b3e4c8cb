"""Tripadvisor's notifications of a new review."""

import re

from reviewdesk.api import Bell, Mail
from reviewdesk_tripadvisor.card import NAME
from reviewdesk_tripadvisor.links import DOMAIN, is_tripadvisors, read_link
from reviewdesk_tripadvisor.paste.marks import read_rating

_SENDER = re.compile(rf"[^@\s]+@{DOMAIN}")
_NEW = (
    r"new (?:traveler |traveller |guest )?reviews?|just reviewed",
    r"(?:left|wrote|posted|published) (?:you )?a review",
    r"neue bewertung|hat (?:sie|ihr\w*) .*bewertet",
    r"nouvel avis|nouveaux avis",
    r"nuova recensione|nuove recensioni",
    r"nueva opini[oó]n|nueva rese[nñ]a|nuevas opiniones",
    r"nieuwe beoordeling",
    r"now[aey] (?:recenzj|opini)\w*",
    r"nova avalia[cç][aã]o|novas avalia[cç][oõ]es",
)
_IS_NEW = re.compile("|".join(_NEW), re.IGNORECASE)
# Mails to a guest, about one's own answer, or about a review that went away tell of nothing new.
_OTHER = re.compile(
    r"\b(?:your review|write a review|review (?:a|your) (?:place|stay|trip)|thanks for your review"
    r"|your (?:management )?response|has been removed|ihre antwort|votre r[ée]ponse|tu respuesta"
    r"|la tua risposta|twoja odpowied[zź])\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?:reviews? (?:of|for|on|at)|bewertung(?:en)? (?:f[üu]r|von|zu)|avis (?:sur|pour|concernant)"
    r"|recension[ei] (?:di|su|per|della|del)|(?:opini[oó]n(?:es)?|rese[nñ]as?) (?:de|sobre|para)"
    r"|beoordeling(?:en)? (?:van|voor|over)|(?:recenzj\w+|opini\w+) (?:o|na temat|dla|obiektu)"
    r"|avalia[cç](?:[aã]o|[oõ]es) (?:de|sobre|para))[ :]+(?P<name>.+?)\s*"
    r"(?:(?:on|auf|sur|su|en|op|w serwisie|no) tripadvisor)?[.!]?$",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:by|from|reviewed by|von|par|di|da|por|de|door|autor|od)[: ]+(?P<name>\S.{0,59})$"
    r"|^(?P<wrote>\S.{0,59}?)"
    r" (?:wrote|schrieb|a écrit|ha scritto|escribió|schreef|napisa[łl]\w*|escreveu)\b.*$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“„«\"]\s*(?P<words>[^“”„«»\"]{3,2000}?)\s*[”“»\"]")


def read_mail(message: Mail) -> Bell | None:
    """Only what comes from Tripadvisor and speaks of a new review rings; what can't be told is left out."""
    if not _SENDER.fullmatch(message.sender) or _OTHER.search(message.subject):
        return None
    if not _IS_NEW.search(message.subject):
        return None
    told: dict[str, str] = {}
    link = _link(message)
    if link:
        told["url"] = link
    lines = [line.strip() for line in message.text.splitlines() if line.strip()]
    told |= _told(lines)
    place = _OF.search(message.subject)
    listing = place["name"].strip(" \"“”'!.") if place else None
    return Bell(platform=NAME, listing=listing or _named_by(link), at=message.at, told=told)


def _link(message: Mail) -> str | None:
    own = [link for link in message.links if is_tripadvisors(link)]
    exact = [link for link in own if read_link(link).review]
    center = [link for link in own if "ManagementCenter" in link or "/Owners" in link]
    return next(iter([*exact, *center]), None)


def _named_by(link: str | None) -> str | None:
    return read_link(link).title if link else None


def _told(lines: list[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for line in lines:
        stars = read_rating(line)
        if stars is not None:
            told.setdefault("stars", f"{stars:g}")
        by = _BY.match(line)
        if by and "tripadvisor" not in line.casefold():
            told.setdefault("author", (by["name"] or by["wrote"]).strip(" ,.:"))
    quoted = _QUOTED.search("\n".join(lines))
    if quoted:
        told["words"] = " ".join(quoted["words"].split())
    return told
