"""Google's own words around reviews, in the languages in which owners read its pages: parts of expressions.

They stand so on Google Maps, in Search and on the reviews page of a Business Profile, as seen in practice.
"""

REVIEWS = (
    r"reviews?",
    r"rezension(?:en)?",
    r"bewertung(?:en)?",
    r"avis",
    r"recension[ei]",
    r"reseñas?",
    r"opini(?:ones|ón|i|e|a)",
    r"recenz(?:ja|je|ji)",
    r"reviews?",
    r"recensies?",
    r"avaliaç(?:ão|ões)",
    r"críticas?",
)
OWNER = (
    r"response from the owner",
    r"(?:your )?(?:reply|response)",
    r"antwort (?:des|vom) inhabers?",
    r"(?:ihre )?antwort",
    r"réponse (?:du|de la) propriétaire",
    r"votre réponse",
    r"risposta del proprietario",
    r"la tua risposta",
    r"respuesta del propietario",
    r"(?:tu|su) respuesta",
    r"odpowiedź właściciela",
    r"(?:twoja )?odpowiedź",
    r"reactie van de eigenaar",
    r"(?:uw|je) reactie",
    r"resposta do propriet[aá]rio",
    r"(?:a )?sua resposta",
)
OWNER_MARK = (
    r"owner",
    r"inhaber",
    r"propriétaire",
    r"proprietario",
    r"propietario",
    r"właściciel",
    r"eigenaar",
    r"propriet[aá]rio",
)
EDITED = (
    r"edited",
    r"bearbeitet",
    r"modifié(?: il y a)?",
    r"(?:ultima )?modifica(?:ta|to)?",
    r"editad[oa]",
    r"última edición",
    r"edytowano",
    r"(?:ostatnia edycja|data edycji)",
    r"bewerkt",
    r"editado",
)
MORE = (
    r"more", r"mehr", r"plus", r"altro", r"más", r"więcej", r"meer", r"mais", r"read more", r"weiterlesen",
    r"voir plus", r"lire la suite", r"leer más", r"czytaj dalej", r"meer lezen", r"ler mais",
)  # fmt: skip
CLOSING = (
    r"like", r"share", r"helpful\??", r"reply", r"edit", r"delete",
    r"gefällt mir", r"teilen", r"hilfreich", r"antworten", r"bearbeiten", r"löschen",
    r"j['’]aime", r"partager", r"utile", r"répondre", r"modifier", r"supprimer",
    r"mi piace", r"condividi", r"rispondi", r"modifica", r"elimina",
    r"me gusta", r"compartir", r"útil", r"responder", r"editar", r"eliminar",
    r"lubię to", r"udostępnij", r"przydatne", r"odpowiedz", r"edytuj", r"usuń",
    r"leuk", r"interessant", r"delen", r"nuttig", r"reageren", r"beantwoorden", r"bewerken", r"verwijderen",
    r"gosto", r"gostei", r"partilhar", r"compartilhar", r"excluir",
)  # fmt: skip
"""Buttons under a review: nothing of it follows them."""
FURNITURE = (
    r"new", r"neu", r"nouveau", r"nuov[oa]", r"nuevo", r"nowa?e?", r"nieuw", r"novo",
    r"see translation.*", r"see original.*", r"translated by google.*", r"\(translated by google\)",
    r"übersetzung anzeigen.*", r"original anzeigen.*", r"von google übersetzt.*",
    r"voir la traduction.*", r"traduit par google.*", r"mostra (?:traduzione|originale).*",
    r"ver (?:traducción|original).*", r"traducido por google.*", r"zobacz tłumaczenie.*",
    r"przetłumaczone przez google.*", r"pokaż oryginał.*", r"vertaling (?:weergeven|bekijken).*",
    r"ver tradução.*", r"photos?(?: \d+)?.*of.*review.*", r"\+\d+", r"[0-9]{1,4}",
)  # fmt: skip
ASPECTS = (
    r"food|service|atmosphere|rooms|location|price per person|meal type|noise level|wait time|group size",
    r"essen|service|ambiente|atmosphäre|zimmer|lage|preis pro person|art der mahlzeit",
    r"geräuschpegel|wartezeit",
    r"cuisine|nourriture|ambiance|chambres|prix par personne|type de repas",
    r"cibo|servizio|ambiente|atmosfera|camere|posizione|prezzo per persona|tipo di pasto",
    r"comida|servicio|ambiente|habitaciones|ubicación|precio por persona|tipo de comida",
    r"jedzenie|usługa|obsługa|klimat|atmosfera|pokoje|lokalizacja|cena (?:za|na) osobę|rodzaj posiłku",
    r"eten|bediening|sfeer|kamers|locatie|prijs per persoon|soort maaltijd",
    r"serviço|quartos|localização|preço por pessoa|tipo de refeição",
)
