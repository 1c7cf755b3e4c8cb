"""What columns of reviews are called, in the languages and tools met in practice; the surest names first."""

from collections.abc import Iterable

from reviewdesk.builtin.tables import fields as f
from reviewdesk.builtin.tables.names import name_of

_KNOWN: dict[str, str] = {
    f.ID: """
        review id|reviewid|id review|comment id|commentid|review uid|review key|site review id|
        id de l avis|id opinii|bewertungs id|id de la opinion|doc id|source id|external id|uuid|uid|id
    """,
    f.AUTHOR: """
        name of guest|name of the guest|reviewed by|posted by|client name|full name|imie goscia|imie klienta|
        nazwa uzytkownika|autor recenzji|name des gastes|name des kunden|kundenname|verfasst von|
        name des verfassers|nom d utilisateur|nom de l utilisateur|auteur de l avis|redige par|
        nome del cliente|nome cliente|nome ospite|nome autore|autore recensione|scritto da|
        nombre del cliente|nombre cliente|nombre del usuario|nombre del huesped|autor de la resena|
        autor de la opinion|escrito por|имя автора|имя пользователя|имя гостя|имя клиента|автор отзыва|
        фио|ime i prezime|ime gosta|korisnicko ime|autor recenzije|име и презиме|име госта|
        корисничко име|аутор рецензије|
        reviewer name|author name|author title|reviewer display name|autor name|reviewer|author|
        user name|username|user display name|user profile display name|nickname|guest name|
        customer name|display name|site author name|name of reviewer|review author|created by|
        written by|pseudo|pseudonyme|utilisateur|auteur|nom de l auteur|nom du client|autor|
        nombre de usuario|usuario|cliente|autore|nome utente|recensore|utente|verfasser|rezensent|
        nutzername|benutzername|nutzer|kunde|gast|gastname|autor opinii|uzytkownik|imie|imie i nazwisko|
        klient|gosc|recenzent|auteur recensie|gebruiker|naam|usuario nome|avaliador|kullanici|
        kullanici adi|yazar|автор|имя|пользователь|користувач|作者|用户名|ユーザー名|用戶名|暱稱|昵称|評論者|
        评论者|投稿者|닉네임|작성자|사용자|اسم المستخدم|الكاتب|user|guest|first name|member|name|nom|
        nombre|nome|nazwa|nazwisko|isim|
        customer|client|vorname|autorin|bewerter|prenom|ospite|huesped|nick|гость|клиент|ник|ime|korisnik|
        gost|kupac|аутор|име|корисник|гост|купац
    """,
    f.RATING: """
        ocena ogolna|ocena goscia|anzahl sterne|gesamtbewertung|gesamtnote|note globale|note generale|
        note sur 5|numero di stelle|voto complessivo|numero de estrellas|puntuacion general|
        количество звезд|общая оценка|broj zvjezdica|broj zvezdica|број звездица|
        review rating|star rating numeric|star rating|rating score|review score|reviewer score|
        review stars|guest rating|user rating|stars|rating|score|overall rating|overall score|
        rating value|review rating value|nb etoiles|nombre d etoiles|nombre etoiles|etoiles|
        note de l avis|puntuacion|calificacion|valoracion|estrellas|punteggio|stelle|voto|valutazione|
        sterne|sternebewertung|bewertung sterne|punkte|note|gwiazdki|liczba gwiazdek|ocena|sterren|
        score beoordeling|beoordeling|avaliacao|nota|estrelas|puan|yildiz|hodnoceni|hviezdicky|оценка|
        рейтинг|звезды|оцінка|评分|評分|星级|星級|評価|星|별점|평점|التقييم|تقييم|النجوم|rate|star|grade|
        punkty|wynik|punktzahl|notation|evaluation|puntaje|балл|баллы|ocjena|zvjezdice|zvezdice|bodovi|
        оцена|звездице|бодови|поени
    """,
    f.TEXT: """
        guest comment|customer comment|user comment|user review|customer review|comment body|
        tresc recenzji|tekst opinii|tekst recenzji|opinia goscia|opinia klienta|rezensionstext|
        kommentartext|texte du commentaire|texte avis|contenu de l avis|testo recensione|
        testo della recensione|texto de la resena|texto de la opinion|texto resena|
        содержание отзыва|текст комментария|отзыв гостя|отзыв клиента|tekst recenzije|
        sadrzaj recenzije|tekst komentara|текст рецензије|садржај рецензије|текст коментара|
        review text|review body|review content|review comment|comment native|comment text|text original|
        reviewtext|full review|snippet|comment|comments|text|review|content|body|message|feedback|
        description|avis|texte de l avis|texte|commentaire|contenu|texto|comentario|comentarios|resena|
        opinion|recensione|testo|commento|bewertungstext|rezension|bewertung|kommentar|
        text der bewertung|inhalt|tresc opinii|tresc|opinia|recenzja|komentarz|recensie|reactie|tekst|
        comentario da avaliacao|yorum|yorum metni|recenze|recenzia|komentar|recenzija|отзыв|текст|
        текст отзыва|комментарий|відгук|评论|評論|评论内容|內容|内容|点评|點評|レビュー|口コミ|리뷰|
        내용|후기|댓글|التعليق|نص|مراجعة|النص|
        words|remark|remarks|notes|testimonial|uwagi|wypowiedz|slowa|meinung|worte|bemerkung|bemerkungen|
        kommentare|commentaires|temoignage|remarques|mots|commenti|opinione|parere|messaggio|contenuto|
        parole|opiniones|mensaje|contenido|palabras|comentario del cliente|отзывы|комментарии|содержание|
        сообщение|мнение|рецензия|слова|sadrzaj|misljenje|komentari|osvrt|utisak|utisci|dojam|dojmovi|
        poruka|rijeci|reci|рецензија|коментар|коментари|садржај|мишљење|утисак|утисци|порука|речи
    """,
    f.TITLE: """
        tytul recenzji|titel der rezension|titolo della recensione|titulo de la resena|
        заголовок отзыва|naslov recenzije|наслов рецензије|
        review title|titre review|review headline|headline|title|subject|titre|titre de l avis|titulo|
        titulo de la opinion|titolo|titolo recensione|titel|titel der bewertung|uberschrift|tytul|
        tytul opinii|onderwerp|baslik|заголовок|标题|標題|タイトル|제목|العنوان|
        naglowek|betreff|objet|oggetto|asunto|naslov|наслов
    """,
    f.CREATED: """
        date of the review|posted on|written on|submitted on|review day|data recenzji|
        data wystawienia opinii|data komentarza|data utworzenia|rezensionsdatum|datum der rezension|
        verfasst am|geschrieben am|erstellungsdatum|date avis|publie le|date de creation|
        data della recensione|data di pubblicazione|pubblicato il|data creazione|fecha de la resena|
        fecha resena|fecha de creacion|publicado el|дата публикации|дата создания|дата комментария|
        datum recenzije|datum objave|datum komentara|датум рецензије|датум објаве|
        review datetime utc|review timestamp|published at date|review created at|review published date|
        iso date|created timestamp|create time|created at|created date|creation time|published at|
        published date|publish date|date published|publication date|posted at|posted date|date posted|
        post date|review post date|review date|date of review|reviewed date|reviewed at|review time|
        submitted at|submission date|date created|time created|date|date publication|
        date de publication|date de l avis|date du commentaire|fecha|fecha de publicacion|
        fecha de la opinion|data pubblicazione|data recensione|datum|bewertungsdatum|erstellt am|
        datum der bewertung|veroffentlicht|data opinii|data dodania|data wystawienia|data publikacji|
        data|datum recensie|data da avaliacao|tarih|yorum tarihi|datum hodnoceni|дата|дата отзыва|
        дата відгуку|日期|时间|時間|评论时间|发布时间|投稿日|날짜|작성일|등록일|التاريخ|تاريخ|time|when|
        raw date|relative date|relative time description|publish at|stay date|date of stay|
        date of visit|visit date|travel date|month|created|datetime|timestamp|
        day|dzien|tag|jour|giorno|dia|день|время|dan|vrijeme|vreme|objavljeno|датум|дан|време|објављено
    """,
    f.UPDATED: """
        updated at|update time|update date|updated date|last change timestamp|iso date of last edit|
        last edited at|edited at|modified at|last modified|date modified|updated
    """,
    f.LANGUAGE: """
        original language|original lang|review language|language code|language|lang|locale|langue|
        sprache|jezyk|idioma|lingua|taal|язык|语言|언어|
        язык|мова|jezik|језик
    """,
    f.TRANSLATION: """
        text translated|comment en|translated text|translation|review text translated|text en|
        en full review|review translated
    """,
    f.URL: """
        link do opinii|link zur bewertung|ссылка на отзыв|
        review link|review url|link to review|permalink|url|link|review page|adres opinii|
        odnosnik|lien|enlace|ссылка|poveznica|линк
    """,
    f.POSITIVE: """
        positive review|pos text|positive text|review text liked|liked|positive|pros|positive comments|
        points positifs|comentario positivo|positive bewertung|commentaire positif|commento positivo|
        pozytywna opinia|zalety|плюсы|достоинства|优点|
        plusy|pozytywne|positiv|positives|vorteile|points forts|avantages|positif|pregi|positivo|
        ventajas|lo mejor|понравилось|положительное|pozitivno|prednosti|позитивно|предности
    """,
    f.NEGATIVE: """
        negative review|neg text|negative text|review text disliked|disliked|negative|cons|
        negative comments|points negatifs|comentario negativo|negative bewertung|commentaire negatif|
        commento negativo|negatywna opinia|wady|минусы|недостатки|缺点|
        minusy|negatywne|negativ|negatives|nachteile|points faibles|inconvenients|negatif|difetti|
        negativo|desventajas|lo peor|не понравилось|отрицательное|negativno|nedostaci|mane|негативно|
        недостаци|мане
    """,
    f.REPLY: """
        our answer|our reply|our response|owner comment|manager response|management reply|
        reply from owner|answer text|reply body|nasza odpowiedz|odpowiedz firmy|tresc odpowiedzi|
        unsere antwort|antworttext|antwort vom inhaber|notre reponse|reponse de la direction|
        reponse de l etablissement|nostra risposta|la nostra risposta|risposta della direzione|
        testo risposta|nuestra respuesta|respuesta de la direccion|respuesta del negocio|наш ответ|
        ответ компании|ответ заведения|ответ на отзыв|текст ответа|nas odgovor|odgovor vlasnika|
        tekst odgovora|наш одговор|одговор власника|текст одговора|
        owner answer|owner response text|owner response|owner reply|owner resp text|
        response from owner text|reply comment|reply content|reply text|response text|business reply|
        business response|management response|mgmt response text|owner response body|property reply|
        hotel response|hotelier response|host response|response snippet|response body|response content|
        public response|
        answer|reply|response|reponse|reponse du proprietaire|respuesta|respuesta del propietario|
        risposta|risposta del proprietario|antwort|antwort des inhabers|odpowiedz|odpowiedz wlasciciela|
        antwoord|reactie eigenaar|resposta|resposta do proprietario|yanit|odpoved|odgovor|ответ|
        ответ владельца|відповідь|回复|商家回复|回覆|返信|답글|사장님 댓글|الرد|
        одговор
    """,
    f.REPLY_AT: """
        answered at|answer date|date of reply|date of response|reply timestamp|дата ответа|
        время ответа|datum odgovora|датум одговора|
        owner answer timestamp|owner answer timestamp datetime utc|owner response at|
        owner response date|hotelier response date|response from owner date|reply time|reply date|
        reply at|response date|
        response time|response at|response iso date|replied at|date de la reponse|fecha de respuesta|
        data risposta|antwortdatum|data odpowiedzi
    """,
    f.LISTING: """
        place id|business id|location id|gmap id|google place id|listing id|hotel id|restaurant id|
        property id|locationid|data id|google id|place key|cid|key
    """,
    f.LISTING_TITLE: """
        nazwa firmy|nazwa restauracji|name des betriebs|restaurantname|nom du restaurant|
        nom du lieu|nome del locale|nome del ristorante|nombre del negocio|nombre del restaurante|
        название заведения|название ресторана|naziv objekta|назив објекта|
        place name|business name|location name|listing name|hotel name|restaurant name|property name|
        venue name|shop name|store name|outlet|rental name|hotel|restaurant|venue|place title|place|
        store|branch|shop|property|location title|table name|etablissement|nom de l etablissement|
        nombre del lugar|establecimiento|nome luogo|ristorante|lokal|filiale|standort|nazwa lokalu|
        nazwa miejsca|obiekt|заведение|门店|店名|매장|지점|المطعم|business|company|restaurant link|
        place info title|
        restauracja|firma|oddzial|betrieb|unternehmen|geschaft|lieu|magasin|sede|negozio|
        restaurante|negocio|sucursal|tienda|ресторан|филиал|компания|restoran|poslovnica|objekt|objekat|
        ресторан|објекат|пословница
    """,
    f.ADDRESS: """
        address|full address|hotel address|adresse|direccion|indirizzo|adres|endereco|адрес|地址|주소|
        place info address|
        adresa|адреса
    """,
    f.PLATFORM: """
        platform origin|review origin|publish platform|platform|review source|source name|site name|
        publisher|source|site|provider|channel|plattform|zrodlo|serwis|источник|来源|
        portal|plateforme|plataforma|fuente|piattaforma|fonte|площадка|платформа|platforma|izvor|извор
    """,
    f.READ_AT: """
        scraped at|scraped date|scrape date|crawled at|extracted at|fetched at|collected at|
        retrieved at|scrape time|date scraped|data pobrania
    """,
    f.REMOVED: """
        is deleted|deleted|is removed|removed
    """,
    f.DETAIL: """
        trip type|traveler type|traveller type|guest type|room type|room|user country|reviewer country|
        reviewer nationality|country|stay type|stay duration|num nights|nights|tags|experience|
        visited in|visit type|situations|review type|travel date|stay date|zip code|note service|
        note cuisine|staff|cleanliness|facilities|comfort|value for money|service|room view
    """,
}
RANKS: dict[str, dict[str, int]] = {
    field: {name: rank for rank, name in enumerate(dict.fromkeys(name_of(name) for name in names.split("|")))}
    for field, names in _KNOWN.items()
}
_ANSWERS = {"reply", "response", "answer"}
_CORE = (f.ID, f.AUTHOR, f.RATING, f.TEXT, f.CREATED, f.REPLY, f.TITLE, f.POSITIVE)


def rank(column: str, field: str) -> int | None:
    """How surely a column of this name is that field: 0 is surest; None when it does not sound like it."""
    ranks = RANKS[field]
    if column.startswith("../"):
        if field not in f.OF_PARENT:
            return None
        column = column[3:]
    name = name_of(column)
    if name in ranks:
        return ranks[name]
    # Nested ones: "author/name" is known whole, "review/body" by its last part.
    last = name_of(column.rpartition("/")[2])
    return ranks[last] + 100 if "/" in column and last in ranks else None


def of_an_answer(column: str) -> bool:
    """Whether it lies within the owner's answer: its author and day are not the guest's."""
    above = column.split("/")[:-1]
    return any(name_of(part) in RANKS[f.REPLY] or _ANSWERS & set(name_of(part).split()) for part in above)


def hits(columns: Iterable[str]) -> set[str]:
    """Which of the fields that make a review these columns sound like."""
    columns = [column for column in columns if len(column) <= 100]
    return {field for field in _CORE if any(rank(column, field) is not None for column in columns)}
