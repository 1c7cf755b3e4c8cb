"""The words that stand around reviews on Yelp's pages, in the languages Yelp speaks most."""

import re

__all__ = [
    "BUTTON",
    "CUT",
    "EARLIER",
    "FOOTER",
    "OWNER",
    "PHOTO_OF",
    "REACTION",
    "ROLE",
    "TITLE_LINE",
    "UPDATED",
    "YELPS",
    "rating_of",
]


def _one_of(*lines: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(lines)})", re.IGNORECASE)


PHOTO_OF = _one_of(
    r"(?:Photo of|Foto von|Photo de|Foto de|Foto di|Foto van|Zdjęcie(?: użytkownika)?)\s+(?P<name>.{1,60})"
)
"""What a browser copies in the place of a picture."""

UPDATED = _one_of(
    r"Updated(?: review)?:?",
    r"Aktualisiert(?:er Beitrag)?(?: am)?:?",
    r"(?:Avis )?mis à jour(?: le)?:?",
    r"(?:Reseña )?actualizada?(?: el)?:?",
    r"(?:Recensione )?aggiornata(?: il)?:?",
    r"(?:Recenzja )?zaktualizowana:?",
    r"Bijgewerkt(?:e recensie)?(?: op)?:?",
)

EARLIER = _one_of(
    r"Previous reviews?",
    r"(?:Vorheriger|Früherer) Beitrag",
    r"Avis précédents?",
    r"Reseñas? anterior(?:es)?",
    r"Recension[ei] precedent[ei]",
    r"Poprzednia recenzja",
)
"""Above the words an update took the place of."""

OWNER = _one_of(
    r"Business owner information",
    r"Comment from (?P<who>.{1,60}?) of .{1,120}",
    r"Informationen (?:zum|des) Geschäftsinhabers?",
    r"Kommentar von (?P<who_de>.{1,60}?) von .{1,120}",
    r"Informations? sur le propriétaire(?: de l[’']établissement)?",
    r"Commentaire de (?P<who_fr>.{1,60}?) de .{1,120}",
    r"Información del (?:propietario|dueño)(?: del negocio)?",
    r"Comentario de (?P<who_es>.{1,60}?) de .{1,120}",
    r"Informazioni sul (?:titolare|proprietario)(?: dell[’']attività)?",
    r"Commento di (?P<who_it>.{1,60}?) (?:di|da) .{1,120}",
    r"Informacje o właścicielu(?: firmy)?",
    r"Komentarz od (?P<who_pl>.{1,60}?) z .{1,120}",
)
"""Above the owner's answer."""

ROLE = _one_of(
    r"(?:Business|Store|General) (?:Owner|Manager|Customer Service|Employee)",
    r"Geschäfts(?:inhaber|führer)(?:in)?",
    r"Inhaber(?:in)?",
    r"Propriétaire(?: de l[’']établissement)?",
    r"Gérante?",
    r"(?:Propietari[oa]|Dueñ[oa]|Gerente)(?: del negocio)?",
    r"(?:Titolare|Proprietari[oa])(?: dell[’']attività)?",
    r"Właściciel(?:ka)?(?: firmy)?",
    r"(?:Menedżer|Kierownik)(?: firmy)?",
)

_REACTIONS = (
    r"Helpful|Thanks|Love this|Oh no|Useful|Funny|Cool",
    r"Hilfreich|Danke|Nützlich|Lustig|Liebe ich|Oh nein",
    r"Utile|Merci|J[’']adore|Oh non|Drôle",
    r"Útil|Gracias|Me encanta|Divertid[oa]|Guay",
    r"Grazie|Lo adoro|Divertente|Forte",
    r"Przydatne|Pomocne|Dziękuję|Dzięki|Zabawne|Fajne|Super|O nie",
    r"Nuttig|Bedankt|Grappig",
)
REACTION = re.compile(rf"(?:(?:{'|'.join(_REACTIONS)})\s*\d*[\s·]*)+", re.IGNORECASE)
"""The buttons under a review, one a line or all in one, with or without their counts."""

BUTTON = _one_of(
    r"(?:Add|Write|Post|Edit|Delete|View) (?:a |your )?(?:public )?(?:comment|response|reply)",
    r"Public comment|Direct message|Send (?:a |direct )?message|(?:Respond|Reply)(?: publicly)?|Answer",
    r"Report(?: review)?|Share(?: review)?|Embed review|Compliment|Follow .{1,40}|Message|More",
    r"Öffentlich(?:er Kommentar| antworten)|Direktnachricht|Nachricht senden|Antworten",
    r"Beitrag (?:melden|teilen)",
    r"Commentaire public|Message (?:direct|privé)|Répondre(?: publiquement)?|Partager",
    r"Signaler(?: l[’']avis)?",
    r"Comentario público|Mensaje directo|Responder(?: públicamente)?|Compartir",
    r"Denunciar(?: reseña)?",
    r"Commento pubblico|Messaggio (?:diretto|privato)|Rispondi(?: pubblicamente)?|Condividi",
    r"Segnala(?: recensione)?",
    r"Komentarz publiczny|Wiadomość (?:prywatna|bezpośrednia)|Odpowiedz(?: publicznie)?",
    r"Zgłoś(?: recenzję)?",
)

CUT = _one_of(
    r"Read more",
    r"(?:Mehr lesen|Weiterlesen)",
    r"Lire (?:la suite|plus)",
    r"Leer más",
    r"(?:Leggi di più|Continua a leggere)",
    r"Czytaj (?:więcej|dalej)",
    r"Meer lezen",
    r"もっと読む",
)
"""Under words of which only the beginning shows."""

FOOTER = _one_of(
    r"(?:Page )?\d+ of \d+|Seite \d+ von \d+|Page \d+ sur \d+|Página \d+ de \d+|Pagina \d+ di \d+",
    r"Strona \d+ z \d+",
    r"\d+ other reviews that are not currently recommended",
    r"You Might Also Consider|People Also (?:Viewed|Searched For)|Browse Nearby|Best of .{1,60}",
    r"About(?: Yelp)?|Über Yelp|À propos(?: de Yelp)?|Acerca de(?: Yelp)?|Informazioni su Yelp|O Yelp",
    r"Copyright © .{1,80}",
)
"""Where a page's list of reviews is over."""

TITLE_LINE = re.compile(
    r"Elite(?: [’']?\d{2,4})?(?: Squad)?"
    r"|[\d.,]+(?: (?:friends?|reviews?|photos?|check-ins?|tips?|votes?))?"
    r"|[\d.,]+ (?:Freunde?|Beiträge?|Fotos?|amis?|avis|photos?|amigos?|reseñas?|amic[io]|recension[ei]"
    r"|znajom\w+|recenzj\w+|recenzji|zdję\w+|vrienden|recensies|check-in)"
    r"|First to Review|ROTD .{6,12}|\d+ check-ins?(?: here)?|Listed in .{1,80}|Not recommended|[•·]",
    re.IGNORECASE,
)
"""What stands between a guest's name and the date."""

YELPS = re.compile(r"yelp|star rating|Elite [’']?2\d|Love this|Business owner information", re.IGNORECASE)
"""Words that hardly stand on another platform's page."""

_RATINGS = (
    re.compile(r"(?:Rated )?([1-5])(?:[.,]0)?(?:-| )star rating", re.IGNORECASE),
    re.compile(r"Rated ([1-5])(?:[.,]0)? (?:out )?of 5(?: stars)?", re.IGNORECASE),
    re.compile(r"([1-5])(?:[.,]0)? (?:out )?of 5 stars", re.IGNORECASE),
    re.compile(
        r"(?:(?:Bewertung|Note|Ocena|Puntuación|Valutazione):? )?([1-5])(?:[.,]0)?[ -]"
        r"(?:stars?|Sterne?(?:-Bewertung)?|étoiles?|estrellas?|stell[ae]|gwiazd\w*|sterren|ster|estrelas?)"
        r"(?: (?:sur 5|von 5|de 5|su 5|na 5))?",
        re.IGNORECASE,
    ),
    re.compile(r"([1-5])つ?星(?:評価)?|星([1-5])つ?"),
)
_DRAWN = re.compile(r"(★{1,5})☆{0,4}")


def rating_of(line: str) -> tuple[int, str] | None:
    """The stars with which a line begins, and what follows them."""
    for pattern in _RATINGS:
        if found := pattern.match(line):
            return int(found[found.lastindex or 1]), line[found.end() :].strip(" ·•|,-")
    drawn = _DRAWN.match(line)
    return (len(drawn[1]), line[drawn.end() :].strip(" ·•|,-")) if drawn else None
