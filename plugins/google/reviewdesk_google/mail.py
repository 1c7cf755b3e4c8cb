"""Google's notifications of new reviews: one review, or a digest of several. They only ring a bell."""

import re
from urllib.parse import urlsplit

from reviewdesk.api import Bell, Mail

__all__ = ["read_mail"]

# This address and no other of Google's: anybody can send from groups, forms and calendars there.
_SENDER = "businessprofile-noreply@google.com"
_WHO = r"(?P<author>\S.{0,80}?)"
_WHERE = r"(?P<listing>\S.{0,118}?)"
_GERMAN = r" (?:geschrieben|hinterlassen|abgegeben|aktualisiert)"
_GOT = r"(?: erhalten)?"
_MANY = r"(?P<count>[0-9]{1,4}|%s)"
_END = r"[.!]?"


def _any(shapes: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(shape + _END, re.IGNORECASE) for shape in shapes)


# Whole subjects, each as one language has it: a wording that is none of them rings no bell.
_ONE = _any((
    rf"{_WHO} (?:just )?(?:left|updated) (?:a|an|their) (?:\S+ )?review (?:for|of|on) {_WHERE}",
    rf"{_WHO} hat (?:eine|seine|ihre) (?:neue )?(?:rezension|bewertung) (?:für|zu|über) {_WHERE}{_GERMAN}",
    rf"{_WHO} a (?:laissé|publié|modifié) (?:un|son) (?:nouvel )?avis (?:sur|pour) {_WHERE}",
    rf"{_WHO} ha (?:lasciato|scritto|aggiornato) (?:una|la sua) (?:nuova )?recensione (?:su|per|di) {_WHERE}",
    rf"{_WHO} ha (?:dejado|escrito|publicado) (?:una|su) (?:nueva )?reseña (?:sobre|de|para|en) {_WHERE}",
    rf"{_WHO} (?:zostawił|wystawił|dodał)(?:\(a\)|a)? (?:nową )?opinię (?:o|na temat|dla) {_WHERE}",
    rf"{_WHO} (?:je )?(?:ostavio|ostavila|ostavio/la) (?:novu )?recenziju (?:za|o) {_WHERE}",
    rf"{_WHO} (?:је )?(?:оставио|оставила|оставио/ла) (?:нову )?рецензију (?:за|о) {_WHERE}",
    rf"{_WHO} (?:оставил|оставила|оставил\(а\)) (?:новый )?отзыв (?:о|об|на) {_WHERE}",
    rf"(?:(?:ο|η|ο/η) )?{_WHO} άφησε (?:μια|μία) (?:νέα )?κριτική (?:για|σχετικά με) {_WHERE}",
    rf"{_WHO}, {_WHERE} (?:için|hakkında) (?:bir |yeni bir )?yorum (?:yaptı|yazdı|bıraktı)",
))  # fmt: skip
_SOME = _any((
    rf"{_WHERE}, you(?:'ve|’ve)? got {_MANY % 'a|an|one'} new reviews?",
    rf"{_WHERE}, (?:sie haben|du hast) {_MANY % 'eine'} neue (?:rezension|bewertung)(?:en)?{_GOT}",
    rf"{_WHERE}, vous avez (?:reçu )?{_MANY % 'un'} (?:nouvel|nouveaux) avis",
    rf"{_WHERE}, hai (?:ricevuto )?{_MANY % 'una'} nuov[ae] recension[ei]",
    rf"{_WHERE}, (?:tienes|has recibido|tiene|ha recibido) {_MANY % 'una'} nuevas? reseñas?",
    rf"{_WHERE}, (?:masz|otrzymałeś|otrzymano) {_MANY % 'jedną'} now(?:ą|e|ych) opini[ęei]",
    rf"{_WHERE}, (?:imate|dobili ste|primili ste) {_MANY % 'jednu'} nov(?:u|e|ih) recenzij[aeu]",
    rf"{_WHERE}, (?:имате|добили сте) {_MANY % 'једну'} нов(?:у|е|их) рецензиј[аеу]",
    rf"{_WHERE}, (?:у вас|вы получили) {_MANY % 'один'} нов(?:ый|ых) отзыв(?:а|ов)?",
    rf"{_WHERE}, (?:έχετε|λάβατε) {_MANY % 'μία|μια'} νέ(?:α|ες) κριτικ(?:ή|ές)",
    rf"{_WHERE}, {_MANY % 'bir'} yeni yorum(?:unuz var| aldınız)",
))  # fmt: skip
_STARS = re.compile(
    r"(?<![\d.,])([1-5])(?:[.,]0)?"
    r"(?: out of 5|/5| von 5| sur 5| su 5| de 5| z 5| od 5| од 5| из 5| από 5)?[- ]"
    r"(?:stars?|sternen?|étoiles?|stell[ae]|estrellas?|gwiazd(?:ka|ki|ek)|zvj?ezdic[ae]|звездиц[ае]"
    r"|зв[её]зд[аы]?|αστέρια?|yıldız(?:lı)?)\b",
    re.IGNORECASE,
)
_DRAWN = re.compile(r"(?<!★)(★{1,5})(?!★)")
_QUOTED = re.compile(r"[“„«\"]([^“”„«»\"]{3,4000})[”“»\"]")
_LONGEST = 20_000
_LONGEST_SUBJECT = 300
_HOSTS = ("business.google.com", "www.google.com", "search.google.com", "maps.google.com", "g.page")
_ABOUT = re.compile(r"review", re.IGNORECASE)


def read_mail(message: Mail) -> Bell | None:
    if message.sender.strip().casefold() != _SENDER:
        return None
    subject = " ".join(message.subject.split())
    # A shop may be called "Anna left a review for Mario's": the digest's end is the surer sign.
    some = _first(_SOME, subject)
    if some is not None:
        count = some["count"] if some["count"].isascii() and some["count"].isdigit() else "1"
        return _bell(message, some["listing"], {"count": count})
    one = _first(_ONE, subject)
    if one is None:
        # Performance reports, verification and advertisements come from the same address.
        return None
    return _bell(message, one["listing"], {"author": one["author"], **_said(message.text[:_LONGEST])})


def _first(shapes: tuple[re.Pattern[str], ...], subject: str) -> re.Match[str] | None:
    if len(subject) > _LONGEST_SUBJECT:
        return None
    return next((match for shape in shapes if (match := shape.fullmatch(subject))), None)


def _bell(message: Mail, listing: str, told: dict[str, str]) -> Bell:
    link = _link(message.links)
    return Bell(
        platform="google",
        listing=listing,
        at=message.at,
        told=told | ({"url": link} if link else {}),
    )


def _said(text: str) -> dict[str, str]:
    """What the mail shows of the review; stars only where it names one number."""
    said: dict[str, str] = {}
    named = set(_STARS.findall(text)) | {str(len(drawn)) for drawn in _DRAWN.findall(text)}
    if len(named) == 1:
        said["stars"] = named.pop()
    quoted = _QUOTED.search(text)
    if quoted:
        said["words"] = " ".join(quoted[1].split())
    return said


def _link(links: tuple[str, ...]) -> str | None:
    """Google's own page of the review, else of the profile."""
    ours = [link for link in links if _is_googles(link)]
    exact = next((link for link in ours if _ABOUT.search(urlsplit(link).path)), None)
    profile = next((link for link in ours if urlsplit(link).hostname == "business.google.com"), None)
    return exact or profile


def _is_googles(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    # google.com/url leads wherever it is told to.
    return parts.scheme == "https" and parts.netloc in _HOSTS and parts.path.rstrip("/") != "/url"
