from datetime import date

import pytest

_ROWS = [
    {"Gast": "Ola", "Sterne": 4, "Bewertungstext": "Gute Suppe", "Datum": "3/4/2024"},
    {"Gast": "Bo", "Sterne": 5, "Bewertungstext": "Beste Pizza", "Datum": "5/4/2024"},
]


def test_the_mapping_that_was_guessed_is_given_back(take):
    found = take([{**row, "Datum": "2024-04-03"} for row in _ROWS])
    assert found.export.mapping == {
        "Gast": "author",
        "Sterne": "rating",
        "Bewertungstext": "text",
        "Datum": "created_at",
    }
    assert found.export.columns == ("Gast", "Sterne", "Bewertungstext", "Datum")
    assert found.export.asks == ()


@pytest.mark.parametrize(
    "header",
    [
        ("reviewer", "stars", "review", "date"),
        ("author_name", "rating", "review_text", "published_at"),
        ("Autor", ["Punktacja", "rating"][1], "Treść opinii", "Data dodania"),
        ("Autor opinii", "Ocena", "Opinia", "Data"),
        ("Auteur", "Note", "Commentaire", "Date de publication"),
        ("Usuario", "Puntuación", "Reseña", "Fecha"),
        ("Autore", "Punteggio", "Recensione", "Data"),
        ("Автор", "Оценка", "Отзыв", "Дата"),
        ("Guest", "Stars", "Words", "Day"),
        ("Imię gościa", "Liczba gwiazdek", "Treść recenzji", "Dzień"),
        ("Name des Gastes", "Gesamtbewertung", "Bemerkungen", "Rezensionsdatum"),
        ("Nom d'utilisateur", "Note globale", "Texte de l'avis", "Publié le"),
        ("Nome del cliente", "Numero di stelle", "Testo della recensione", "Pubblicato il"),
        ("Nombre del cliente", "Estrellas", "Texto de la reseña", "Día"),
        ("Имя гостя", "Количество звёзд", "Комментарий", "Дата публикации"),
        ("Ime gosta", "Broj zvjezdica", "Sadržaj recenzije", "Datum objave"),
        ("Корисник", "Оцена", "Коментар", "Датум"),
        ("ユーザー名", "評価", "レビュー", "投稿日"),
        ("用户名", "评分", "评论内容", "发布时间"),
        ("작성자", "별점", "내용", "작성일"),
        ("Kullanıcı Adı", "Puan", "Yorum", "Tarih"),
        ("userName", "starRating", "comment", "createTime"),
        ("nickname", "score", "content", "time"),
    ],
)
def test_names_of_many_tools_and_languages_are_understood(take, header):
    rows = [
        dict(zip(header, ("Ola", 4, f"Good soup, {n} times", f"2024-05-{n:02}"), strict=True))
        for n in (1, 2, 3)
    ]
    found = take(rows)
    assert sorted(found.export.mapping.values()) == ["author", "created_at", "rating", "text"]
    assert len(found.reviews) == 3


def test_a_column_without_a_telling_name_is_found_by_what_stands_in_it(take):
    rows = [
        {"a": "5 star rating", "b": f"A long text of a guest about the {n} pizza", "c": f"{n} May 2024"}
        for n in (1, 2)
    ]
    assert take(rows).export.mapping == {"a": "rating", "b": "text", "c": "created_at"}


def test_a_name_that_repeats_is_the_shops_and_one_that_does_not_the_guests(bare):
    rows = [
        {"name": f"Harbour {n % 2}", "rating": 4, "text": f"Good soup {n}", "date": f"2024-05-{n:02}"}
        for n in range(1, 29)
    ]
    assert bare(rows).export.mapping["name"] == "listing_title"
    rows = [{**row, "name": f"Guest {n}"} for n, row in enumerate(rows)]
    assert bare(rows).export.mapping["name"] == "author"


def test_the_more_exact_of_two_agreeing_times_is_taken(take):
    rows = [
        {"text": f"Soup {n}", "rating": 4, "review_date": "17/05/2024", "review_time": 1715933350 + n}
        for n in range(3)
    ]
    found = take(rows)
    assert found.export.mapping["review_time"] == "created_at"
    assert "review_date" not in found.export.mapping


def test_a_time_of_the_tools_own_is_not_taken_for_the_reviews(take):
    rows = [
        {"text": f"Soup {n}", "rating": 4, "date": f"2024-05-{n:02}", "timestamp": 1790000000 + n}
        for n in (1, 2, 3)
    ]
    assert take(rows).export.mapping["date"] == "created_at"


def test_author_and_day_of_the_answer_are_not_taken_for_the_guests(take):
    answer = {"text": "Sorry!", "author": "Team", "published_date": "2026-02-08"}
    rows = [{"text": f"Cold soup, table {n}.", "rating": n, "owner_response": answer} for n in (1, 2)]
    found = take(rows)
    assert found.export.mapping == {"text": "text", "rating": "rating", "owner_response/text": "reply"}
    assert "created_at" in found.export.asks


def test_the_rating_of_the_place_is_not_that_of_the_review(take):
    rows = [
        {"rating": 4.6, "review_rating": n, "review_text": f"Soup {n}", "date": f"2024-05-0{n}"}
        for n in (1, 2, 5)
    ]
    assert [review.rating.value for review in take(rows).reviews] == [1, 2, 5]


def test_what_is_missing_is_asked_and_no_row_is_taken(bare):
    found = bare([{"rating": 4, "text": "Good soup"}])
    assert found.export.asks == ("platform", "as_listing", "created_at")
    assert not found.reviews
    assert "which platform" in found.skipped[0].reason


def test_the_platform_is_read_off_the_links(bare):
    row = {
        "text": "Soup",
        "rating": 4,
        "date": "2024-05-17",
        "url": "https://www.yelp.com/biz/harbour-gdansk?hrid=x",
    }
    found = bare([row])
    assert (found.export.platform, found.export.asks) == ("yelp", ())


def test_the_address_of_a_review_tells_its_number_and_its_place(bare):
    url = "https://www.tripadvisor.com/ShowUserReviews-g1-d2345-r678901-Harbour_Soup-Gdansk.html"
    rows = [{"Author": "Ola", "Content": "Soup", "Rating": 4, "Date": "2024-05-17", "URL": url}] * 2
    found = bare(rows)
    assert (found.only.external_id, found.only.aliases, found.only.listing) == (
        "678901",
        {"api": "678901"},
        "2345",
    )
    assert found.export.listings[0].title == "Harbour Soup"
    assert [row.known for row in found.skipped] == [True]


def test_the_owner_overrides_a_guess(take):
    rows = [{"author": "Ola", "rating": 4, "text": "(none)", "remarks": "Good soup", "date": "2024-05-17"}]
    found = take(rows, mapping={"remarks": "text"})
    assert found.only.text == "Good soup"
    assert "text" not in found.export.mapping


def test_a_mapping_remembered_for_other_columns_does_no_harm(take):
    found = take(
        [{"author": "Ola", "rating": 4, "text": "Soup", "date": "2024-05-17"}], mapping={"Gast": "author"}
    )
    assert found.only.author == "Ola"


def test_the_owner_says_the_order_of_the_days(take):
    assert take(_ROWS).export.asks == ("date_order",)
    assert take(_ROWS, mapping={"Datum": "created_at:dmy"}).reviews[0].created_at == date(2024, 4, 3)
    assert take(_ROWS, mapping={"Datum": "created_at:mdy"}).reviews[0].created_at == date(2024, 3, 4)


def test_the_owner_says_the_scale(take):
    rows = [{**row, "Datum": "2024-04-03"} for row in _ROWS]
    assert take(rows, mapping={"Sterne": "rating:10"}).reviews[0].rating.scale == 10


def test_the_owner_says_a_day_for_all_rows(take):
    found = take([{"rating": 4, "text": "Good soup"}], mapping={"=2024-05-17": "created_at"})
    assert found.only.created_at == date(2024, 5, 17)


def test_a_field_that_does_not_exist_is_refused_with_those_that_do(opened):
    export = opened([{"rating": 4, "text": "Soup"}], mapping={"text": "words"})
    assert "created_at" in (export.refused or "")


def test_a_contradiction_is_told_in_the_title(take):
    rows = [
        {"rating": 4, "text": f"Soup {day}", "date": day} for day in ("25/4/2024", "4/26/2024", "3/4/2024")
    ]
    found = take(rows)
    assert found.export.asks == ("date_order",)
    assert "contradict" in found.export.title


def test_the_days_of_answers_follow_the_order_of_the_reviews(take):
    rows = [
        {"rating": 4, "text": "Soup", "date": "25/4/2024", "reply": "Thanks", "reply date": "3/5/2024"},
        {"rating": 4, "text": "Bread", "date": "26/4/2024", "reply": "Thank you", "reply date": "4/5/2024"},
    ]
    assert take(rows).reviews[0].details["Answered"] == "2024-05-03"


def test_reviews_of_another_platform_are_set_aside_by_name(bare):
    rows = [
        {"text": "Soup", "rating": 4, "date": "2024-05-17", "source": "Google", "place": "Harbour"},
        {"text": "Bread", "rating": 4, "date": "2024-05-18", "source": "Google", "place": "Harbour"},
        {"text": "Fish", "rating": 4, "date": "2024-05-19", "source": "Facebook", "place": "Harbour"},
    ]
    found = bare(rows)
    assert found.export.platform == "google"
    assert len(found.reviews) == 2
    assert "Facebook" in found.skipped[0].reason


def test_a_page_named_by_its_number_alone_gets_the_owners_name(bare):
    row = {"text": "Soup", "rating": 4, "date": "2024-05-17", "place_id": "ChIJ5SiiPaVD1moReQEVi"}
    found = bare([row], as_listing="Harbour")
    assert [(page.external_id, page.title) for page in found.export.listings] == [
        ("ChIJ5SiiPaVD1moReQEVi", "Harbour")
    ]


def test_a_number_the_owner_gives_is_the_platforms_own(take):
    found = take(
        [{"text": "Soup", "rating": 4, "date": "2024-05-17"}], platform="booking", as_listing="1234567"
    )
    assert found.only.listing == "1234567"


def test_rows_without_a_page_get_the_one_the_owner_names(bare):
    rows = [
        {"text": "Soup", "rating": 4, "date": "2024-05-17", "hotel name": "Harbour Inn"},
        {"text": "Bread", "rating": 4, "date": "2024-05-18", "hotel name": ""},
    ]
    found = bare(rows, platform="booking", as_listing="Old Town Inn")
    assert [page.title for page in found.export.listings] == ["Harbour Inn", "Old Town Inn"]
    assert [review.listing for review in found.reviews] == ["table:harbour inn", "table:old town inn"]
    assert len(bare(rows, platform="booking").skipped) == 1


def test_a_language_is_taken_where_it_is_a_code(take):
    row = {"text": "Soup", "rating": 4, "date": "2024-05-17", "language": "zh_TW"}
    assert take([row]).only.language == "zh-TW"
    assert take([row | {"language": "Chinese"}]).only.language is None


@pytest.mark.parametrize(("platform", "answerable"), [("booking", [False, True]), ("google", [True, True])])
def test_a_score_without_words_waits_only_where_it_can_be_answered(take, platform, answerable):
    rows = [{"guest": "Ola", "score": "9/10", "words": words, "day": "2026-02-09"} for words in ("", "Soup!")]
    reviews = take(rows, platform=platform, as_listing="Mine").reviews
    assert [review.answerable for review in reviews] == answerable
