"""Booking.com's mails to a property: one that tells of a review rings a bell, all others are nothing here."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from reviewdesk.api import Bell, Mail, Rating
from reviewdesk_booking.card import EXTRANET_HOST

_SENDER = re.compile(r"[^@\s]+@(?:[a-z0-9-]+\.)*booking\.com")
# Guests write through these: what comes from there is a message, whatever its subject says.
_GUESTS = re.compile(r"@(?:[a-z0-9-]+\.)*(?:guest|mchat|property)\.booking\.com$")
_REVIEW = re.compile(
    r"\b(?:reviews?|reviewed|guest feedback)\b|bewertung|commentaire|évaluation|avis client|comentario"
    r"|opini[óo]n|reseña|recension[ei]|giudizio|opini[aęi]\b|recenzj|beoordeling|avaliaç|hodnocení|recenz"
    r"|рецензиј|відгук|отзыв|κριτική|αξιολόγηση|yorum|değerlendirme|omdöme|recension",
    re.IGNORECASE,
)
# That one came: what only has the word in it may be a score, an award, or advice.
_CAME = re.compile(
    r"\bnew\b|\breviewed\b|\breview (?:from|by)\b|\b(?:received|got|left|wrote|has given)\b"
    r"|\bneue?[rsn]?\b|erhalten|hinterlassen|abgegeben|nouve[al]|nouveaux|reçu|laissé|\bnuev|recibido|dejado"
    r"|\bnuov|ricevuto|lasciato|\bnow[aąey]|otrzym|wystawił|zostawił|\bnieuwe?\b|ontvangen|achtergelaten"
    r"|\bnov[aáéeuoý]|recebeu|deixou|obdržel|napsal|primili|dobili|ostavi|\bнов|добили|остави|получ|оставил"
    r"|отрим|залиши|\bνέ[αο]|λάβατε|άφησε|\byeni\b|aldınız|bıraktı|\bny(?:tt|a)?\b|fått",
    re.IGNORECASE,
)
# Sent to travellers, or about the score, an award, or the owner's own answer.
_NOT_NEW = re.compile(
    r"how was your stay|review your stay|rate your stay|write a review|your review (?:of|for|is)"
    r"|leave a review|bewerten sie (?:ihren|ihre)|wie war ihr|donnez votre avis|valora tu|com'è andat|oceń sw"
    r"|\bscore\b|\bawards?\b|more (?:guest )?reviews|\btips\b|\bhow to\b|\bpolicy\b|\bguidelines\b"
    r"|bewertungsnote|punktzahl|\breply\b|\bresponse\b|antwort|réponse|respuesta|risposta|odpowied|antwoord"
    r"|resposta|odpověď|odgovor|одговор|ответ|відповід|απάντηση|yanıt|cevab|\bsvar\b",
    re.IGNORECASE,
)
_OF_TEN = r"(?:/|out of|of|von|sur|de|su|na|z|van|из|із|üzerinden)"
_SCORE = re.compile(rf"(?<![\d.,])(10(?:[.,]0)?|[0-9](?:[.,][0-9])?)\s*{_OF_TEN}\s*10(?!\d)")
_NAME = r"([^\W\d_][\w'’.-]{0,30}(?: [^\W\d_][\w'’.-]{0,30})?)"
_FROM = re.compile(
    rf"(?i)\b(?:review (?:from|by)|reviewed by)\s+{_NAME}\s*(?:$|[,.:;(!]|\bfor\b|\bat\b|\bon\b)"
)
_FOR = re.compile(r"(?i)\breview\b.{0,60}?\b(?:for|at|of)\s+(.{2,80}?)\s*(?:$|[(|!])")


def _line(labels: str, longest: int) -> re.Pattern[str]:
    """A line of its own with a label before its value."""
    return re.compile(rf"(?im)^[ \t]*(?:{labels})[ \t]*[:·][ \t]*(\S.{{0,{longest}}}?)[ \t]*$")


_PROPERTY = _line("property|hotel|unterkunft|établissement|alojamiento|struttura|obiekt", 80)
_GUEST = _line("guest(?: name)?|name|gast|client|huésped|ospite|gość|imię gościa", 60)
_LIKED = _line("liked|positive(?: review)?|gefallen|a aimé|gustó|piaciuto|podobało się", 5000)
_DISLIKED = _line(
    "disliked|negative(?: review)?|nicht gefallen|n'a pas aimé|no gustó|non piaciuto|nie podobało się", 5000
)
_SESSION = {"ses", "token", "auth", "t", "sid"}
_LONGEST = 100_000


def read_mail(message: Mail) -> Bell | None:
    sender = message.sender.strip().casefold()
    if not _SENDER.fullmatch(sender) or _GUESTS.search(sender):
        return None
    subject = message.subject
    if not (_REVIEW.search(subject) and _CAME.search(subject)) or _NOT_NEW.search(subject):
        return None
    text = message.text[:_LONGEST].replace("\r\n", "\n")
    told = {
        "author": _first(_FROM, message.subject) or _first(_GUEST, text),
        **_score(f"{message.subject}\n{text}"),
        "words": _words(text),
        "url": _door(message.links),
    }
    return Bell(
        platform="booking",
        listing=_first(_PROPERTY, text) or _first(_FOR, message.subject) or None,
        at=message.at,
        told={name: value for name, value in told.items() if value},
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return " ".join(match[1].split()) if match else ""


def _score(text: str) -> dict[str, str]:
    """Only where the mail names one score: two of them may be a review's and the property's."""
    found = {match.replace(",", ".") for match in _SCORE.findall(text)}
    values = {float(one) for one in found}
    if len(values) != 1:
        return {}
    value = values.pop()
    return {"score": f"{value:g}/10", "stars": f"{Rating(value, 10).half_stars / 2:g}"}


def _words(text: str) -> str:
    return "\n\n".join(words for pattern in (_LIKED, _DISLIKED) if (words := _first(pattern, text)))


def _door(links: tuple[str, ...]) -> str:
    """The extranet's page of reviews, without the key to somebody's session."""
    for link in links:
        try:
            parts = urlsplit(link)
        except ValueError:
            continue
        if parts.scheme == "https" and parts.netloc == EXTRANET_HOST and "review" in parts.path:
            query = [(name, value) for name, value in parse_qsl(parts.query) if name not in _SESSION]
            return urlunsplit(("https", EXTRANET_HOST, parts.path, urlencode(query), ""))
    return ""
