"""Tripadvisor's own words, in the languages in which owners read its pages: parts of regular expressions."""

CONTRIBUTIONS = (
    r"contributions?",
    r"beitr(?:ag|äge)",
    r"contribut[oi]",
    r"contribuci[oó]n(?:es)?",
    r"aportaci[oó]n(?:es)?",
    r"bijdragen?",
    r"wpis(?:y|[óo]w)?",
    r"contribui[cç](?:[aã]o|[oõ]es)",
)
WROTE = (
    r"wrote a review",
    r"hat eine bewertung geschrieben",
    r"a écrit un avis",
    r"ha scritto una recensione",
    r"escribió una (?:opinión|reseña)",
    r"heeft een beoordeling geschreven",
    r"napisała?(?:\(a\))? (?:opinię|recenzję)",
    r"escreveu uma avaliação",
)
WRITTEN = (
    r"written(?: on)?",
    r"verfasst(?: am)?",
    r"(?:écrit|rédigé) le",
    r"scritta?(?: in data| il)?",
    r"escrit[ao](?: el| em)?",
    r"geschreven(?: op)?",
    r"napisan[aeo](?: dnia)?",
    r"feita em",
)
REVIEWED = (
    r"reviewed(?: on)?",
    r"bewertet(?: am)?",
    r"avis publié(?: le)?",
    r"recensit[oa](?: il)?",
    r"opinión escrita(?: el)?",
    r"beoordeeld(?: op)?",
    r"data zamieszczenia",
    r"zrecenzowano",
    r"avaliou em",
    r"avaliado em",
)
ANSWER = (
    r"response from",
    r"antwort von",
    r"réponse de",
    r"risposta (?:da|di)",
    r"respuesta de",
    r"reactie van",
    r"odpowiedź (?:od|z)",
    r"odpowiedź:",
    r"resposta de",
)
ANSWERED = (
    r"responded(?: on)?",
    r"(?:be|ge)antwortet(?: am)?",
    r"répondu(?: le)?",
    r"ha risposto(?: il)?",
    r"risposta inviata(?: il)?",
    r"ha respondido(?: el)?",
    r"respondi(?:ó|d[ao])(?: el| em)?",
    r"gereageerd(?: op)?",
    r"beantwoord(?: op)?",
    r"odpowiedziano",
    r"udzielono odpowiedzi",
    r"respondeu em",
)
VISIT = (
    r"date of (?:visit|stay|experience)",
    r"besuchsdatum",
    r"reisezeit",
    r"aufenthaltsdatum",
    r"erlebnisdatum",
    r"date de (?:la visite|visite|séjour|l['’]expérience)",
    r"data (?:della visita|del soggiorno|dell['’]esperienza)",
    r"fecha de (?:la visita|visita|la estancia|la estadía|la experiencia)",
    r"datum van (?:bezoek|verblijf|ervaring)",
    r"data (?:wizyty|pobytu|wrażeń)",
    r"data da (?:visita|estadia|experiência)",
)
ANSWERS_PRINT = (
    r"this response is the subjective",
    r"diese antwort ist die",
    r"cette réponse (?:est|représente)",
    r"questa risposta (?:è|rappresenta)",
    r"esta respuesta es",
    r"deze reactie is",
    r"ta odpowiedź (?:jest|stanowi)",
    r"esta resposta",
)
REVIEWS_PRINT = (
    r"this (?:review )?is the subjective",
    r"dies ist die (?:subjektive )?meinung",
    r"diese bewertung ist die",
    r"cet avis (?:est|représente)",
    r"questa recensione (?:è|rappresenta)",
    r"esta (?:opinión|reseña) es",
    r"deze beoordeling is de",
    r"niniejsza (?:recenzja|opinia)",
    r"ta (?:recenzja|opinia) (?:jest|stanowi)",
    r"esta avaliação",
)
RATING = (
    r"rating",
    r"rated",
    r"bewertung",
    r"note",
    r"punteggio",
    r"puntuación",
    r"beoordeling",
    r"ocena",
    r"avaliação",
    r"classificação",
)
BUBBLES = (
    r"bubbles?",
    r"stars?",
    r"punkten?",
    r"kreisen?",
    r"bulles?",
    r"cercles?",
    r"pallini",
    r"bolle",
    r"burbujas?",
    r"bollen",
    r"bubbels",
    r"kółek",
    r"bąbelków",
    r"bolhas",
)
MORE = (
    r"(?:read |show )?(?:more|less)",
    r"(?:mehr|weniger)(?: lesen| anzeigen)?",
    r"lire la suite",
    r"plus|afficher (?:plus|moins)",
    r"leggi (?:di più|tutto|meno)",
    r"scopri di più|più|altro",
    r"leer más|más|mostrar (?:más|menos)",
    r"(?:meer|minder)(?: lezen| weergeven)?",
    r"czytaj więcej|więcej|mniej|pokaż (?:więcej|mniej)",
    r"mais|ler mais|leia mais|mostrar mais",
)
RESPOND = (r"respond|reply", r"antworten|répondre|rispondi|responder|reageren|odpowiedz")
BUTTONS = (
    *RESPOND,
    r"helpful\??|helpful votes?|share|save|flag",
    r"report(?: (?:this )?(?:review|response|a problem)(?: as inappropriate)?)?",
    r"translate review|show original|google translation",
    r"teilen|melden|hilfreich|bewertung übersetzen|original anzeigen",
    r"partager|signaler|utile|traduire l['’]avis",
    r"condividi|segnala|traduci recensione",
    r"compartir|denunciar|útil",
    r"delen|rapporteren|nuttig",
    r"udostępnij|zgłoś|pomocne",
    r"compartilhar",
    r"(?:photos?|fotos?|foto|zdjęcia)\s*\(?[0-9]*\)?",
)
LABELS = frozenset(
    label
    for line in (
        "value|service|food|atmosphere|rooms|location|cleanliness|sleep quality|ambience",
        "preis-leistung|preis-leistungs-verhältnis|essen|ambiente|atmosphäre|zimmer|lage|sauberkeit",
        "rapport qualité-prix|rapport qualité / prix|cuisine|ambiance|chambres|propreté|nourriture",
        "qualità/prezzo|rapporto qualità-prezzo|qualità-prezzo|servizio|cibo|cucina|atmosfera|camere|pulizia",
        "calidad/precio|relación calidad-precio|servicio|comida|atmósfera|habitaciones|ubicación|limpieza",
        "prijs/kwaliteit|prijs-kwaliteitverhouding|bediening|eten|sfeer|kamers|ligging|hygiëne",
        "jakość/cena|cena|stosunek jakości do ceny|obsługa|jedzenie|klimat|pokoje|lokalizacja|czystość",
        "preço|custo-benefício|serviço|quartos|localização|limpeza",
    )
    for label in line.split("|")
)
