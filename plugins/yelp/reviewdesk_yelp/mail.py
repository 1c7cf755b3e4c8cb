"""Yelp's notifications: short, cut, and not sent for every review. They only ring a bell."""

import re
from urllib.parse import urlsplit

from reviewdesk.api import Bell, Mail
from reviewdesk_yelp.review import is_yelps, linked_id

__all__ = ["read_mail"]

# Enquiries of guests come from here, and are no reviews.
_MESSAGES = "messaging.yelp.com"
_NAME = r"(?P<author>[^\W\d_][\w'’ -]{0,40}? [^\W\d_]\.)"
_SHOP = r"(?P<listing>[^\n!?]{2,80}?)"
_END = r"(?:[.!]|$)"
_WROTE = r"(?:wrote|left|posted|added|submitted)(?: you)?"
_HAVE = re.compile(
    r"(?:you have|you[’']ve got|you (?:just )?(?:got|received)) a new (?:\w+[- ]star )?review(?: on Yelp)?"
    r"|Sie haben einen neuen Beitrag(?: auf Yelp)?|vous avez (?:reçu )?un nouvel avis(?: sur Yelp)?"
    r"|(?:tienes|has recibido) una nueva reseña(?: en Yelp)?"
    r"|hai (?:ricevuto )?una nuova recensione(?: su Yelp)?"
    r"|masz nową recenzję(?: w Yelp)?|je hebt een nieuwe recensie(?: op Yelp)?"
    r"|você recebeu uma nova avaliação(?: no Yelp)?|du har fått en ny recension(?: på Yelp)?",
    re.IGNORECASE,
)
_TOLD = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # The author's name comes first, in whatever language; the shop's behind its last word.
        rf"{_NAME} (?:just )?{_WROTE} a (?:new )?(?:\w+[- ]star )?review(?: (?:for|of|on) {_SHOP})?{_END}",
        rf"{_NAME} (?:just )?reviewed {_SHOP}{_END}",
        rf"(?:new|updated) review (?:from|by) {_NAME}(?: (?:for|of|on) {_SHOP})?{_END}",
        rf"{_SHOP} (?:has|received|got) a new review(?: (?:from|by) {_NAME})?{_END}",
        rf"new review (?:for|of|on) {_SHOP}{_END}",
        rf"{_NAME} hat (?:gerade )?einen Beitrag (?:über|zu|für) {_SHOP} (?:geschrieben|verfasst)",
        rf"neuer Beitrag (?:von {_NAME} )?(?:über|zu|für) {_SHOP}{_END}",
        rf"{_NAME} a (?:écrit|laissé|publié) un (?:nouvel )?avis (?:sur|pour) {_SHOP}{_END}",
        rf"nouvel avis (?:de {_NAME} )?(?:sur|pour) {_SHOP}{_END}",
        rf"{_NAME} ha (?:escrito|publicado|dejado) una (?:nueva )?reseña (?:sobre|de|para) {_SHOP}{_END}",
        rf"nueva reseña (?:de {_NAME} )?(?:sobre|para) {_SHOP}{_END}",
        rf"{_NAME} ha (?:scritto|lasciato|pubblicato) una (?:nuova )?recensione (?:su|per) {_SHOP}{_END}",
        rf"nuova recensione (?:di {_NAME} )?(?:su|per) {_SHOP}{_END}",
        rf"{_NAME} (?:napisała?|dodała?) (?:nową )?recenzję (?:o|dla|firmy|lokalu) {_SHOP}{_END}",
        rf"nowa recenzja (?:od {_NAME} )?(?:o|dla|firmy|lokalu) {_SHOP}{_END}",
        rf"{_NAME} heeft een (?:nieuwe )?recensie (?:over|van|voor) {_SHOP} (?:geschreven|geplaatst)",
        rf"nieuwe recensie (?:van {_NAME} )?(?:over|voor) {_SHOP}{_END}",
        rf"{_NAME} escreveu uma (?:nova )?avaliação (?:sobre|para|de) {_SHOP}{_END}",
        rf"nova avaliação (?:de {_NAME} )?(?:sobre|para) {_SHOP}{_END}",
        rf"{_NAME} har skrivit en (?:ny )?recension (?:om|av) {_SHOP}{_END}",
    )
)
# About a review that is known already, or about the owner's own words: they tell of nothing new.
_OTHER = re.compile(
    r"\b(?:removed|reported|flagged|not recommended|your (?:response|comment|reply|review)|responded"
    r"|entfernt|gemeldet|Ihre Antwort|supprimé|signalé|votre réponse|eliminad[ao]|denunciad[ao]"
    r"|tu respuesta|rimoss[ao]|segnalat[ao]|la tua risposta|usunięt[ao]|zgłoszon[ao]|Twoja odpowiedź"
    r"|verwijderd|gemeld|je reactie|removida|sua resposta|borttagen|ditt svar)\b",
    re.IGNORECASE,
)
_STARS = re.compile(
    r"\b([1-5])(?:[.,]0)?[- ](?:stars?\b|Sterne?\b|étoiles?\b|estrellas?\b|stell[ae]\b|gwiazd\w+)",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(★{1,5})☆{0,4}")
_QUOTED = re.compile(r"[“”„\"«»]([^“”„\"«»]{8,})[“”\"«»]")


def read_mail(message: Mail) -> Bell | None:
    domain = message.sender.rpartition("@")[2].casefold()
    if not is_yelps(domain) or domain == _MESSAGES:
        return None
    found = None if _OTHER.search(message.subject) else _told(message)
    if found is None:
        # Yelp sends advertisements, news and rulings from the same address: a link alone tells nothing.
        return None
    link = _link(message.links)
    words = {name: value for name, value in found.groupdict().items() if value}
    told: dict[str, str] = {}
    if "author" in words:
        told["author"] = " ".join(words["author"].split())
    told |= _said(f"{message.subject}\n{message.text}")
    if link:
        told["url"] = link
    listing = words.get("listing")
    title = listing.strip(" .:,-–—") if listing else None
    return Bell(platform="yelp", listing=title or None, at=message.at, told=told)


def _told(message: Mail) -> re.Match[str] | None:
    """The sentence that tells of a review: in the subject, or in one of the first lines."""
    candidates = [message.subject, *message.text.splitlines()[:40]]
    for line in candidates:
        for pattern in _TOLD:
            found = pattern.search(" ".join(line.split()))
            if found:
                return found
    return _HAVE.fullmatch(" ".join(message.subject.split()).rstrip(".!"))


def _said(text: str) -> dict[str, str]:
    said: dict[str, str] = {}
    stars, drawn = _STARS.search(text), _DRAWN.search(text)
    if stars or drawn:
        said["stars"] = stars[1] if stars else str(len(drawn[1])) if drawn else ""
    quoted = _QUOTED.search(text)
    if quoted:
        said["words"] = " ".join(quoted[1].split())
    return said


def _link(links: tuple[str, ...]) -> str | None:
    """A link to one review, else to the owner's list of them."""
    ours = [link for link in links if _is_ours(link)]
    exact = next((link for link in ours if linked_id(link)), None)
    return exact or next((link for link in ours if urlsplit(link).path.startswith("/r2r/")), None)


def _is_ours(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and is_yelps(parts.netloc)
