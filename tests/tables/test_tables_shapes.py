"""The tables of known tools, with made-up rows under their real columns."""

from datetime import UTC, date, datetime

import pytest

from reviewdesk.api import Precision, Rating

_ID = "ChdDSUhNMG9nS0VJQ0FnSURBMDAwMDAwMRAB"
_AT = datetime(2024, 5, 17, 8, 9, 10, tzinfo=UTC)

_OUTSCRAPER = {
    "name": "Harbour",
    "google_id": "0x1:0x2",
    "place_id": "ChIJ0000000000000000000",
    "review_id": _ID,
    "author_title": "Ola",
    "review_text": "Good soup",
    "review_rating": 4,
    "review_timestamp": 1715933350,
    "review_datetime_utc": "05/17/2024 08:09:10",
    "owner_answer": "Thank you, Ola!",
    "owner_answer_timestamp": 1715936950,
    "owner_answer_timestamp_datetime_utc": "05/17/2024 09:09:10",
    "review_link": "https://www.google.com/maps/reviews/x",
}
_APIFY = {
    "title": "Harbour",
    "placeId": "ChIJ0000000000000000000",
    "reviewId": _ID,
    "name": "Ola",
    "stars": 4,
    "rating": None,
    "text": "Good soup",
    "textTranslated": None,
    "publishedAtDate": "2024-05-17T08:09:10.853Z",
    "publishAt": "a month ago",
    "responseFromOwnerText": "Thank you, Ola!",
    "responseFromOwnerDate": "2024-05-17T09:09:10.000Z",
    "reviewOrigin": "Google",
    "reviewUrl": "https://www.google.com/maps/reviews/x",
    "reviewContext": {"Visited on": "Weekend"},
    "reviewImageUrls": ["https://img.test/1"],
}
_SERPAPI = {
    "search_metadata": {"processed_at": "2024-06-20 10:00:00 UTC"},
    "search_parameters": {"data_id": "0x1:0x2"},
    "place_info": {"title": "Harbour", "address": "Quay 1", "rating": 4.4},
    "topics": [{"keyword": "soup", "mentions": 3}],
    "reviews": [
        {
            "position": 1,
            "review_id": _ID,
            "rating": 4.0,
            "date": "a month ago",
            "iso_date": "2024-05-17T08:09:10Z",
            "iso_date_of_last_edit": "2024-05-18T08:09:10Z",
            "user": {"name": "Ola", "link": "https://x.test"},
            "snippet": "Good soup",
            "response": {"snippet": "Thank you, Ola!", "iso_date_of_last_edit": "2024-05-17T09:09:10Z"},
        }
    ],
}
_PRO = {
    "0x1:0x2": [
        {
            "review_id": _ID,
            "place_id": "0x1:0x2",
            "author": "Ola",
            "rating": 4.0,
            "review_text": {"en": "Good soup"},
            "review_date": "2024-05-17T10:00:00+00:00",
            "raw_date": "Edited a month ago",
            "created_date": "2024-06-20T10:00:00+00:00",
            "owner_responses": {"en": {"text": "Thank you, Ola!"}},
            "is_deleted": 0,
        }
    ]
}


@pytest.mark.parametrize(
    "body", [[_OUTSCRAPER], [_APIFY], _SERPAPI, _PRO], ids=["outscraper", "apify", "serpapi", "pro"]
)
def test_one_review_told_by_four_tools_is_one(bare, body):
    found = bare(body, as_listing="Harbour")
    review = found.only
    assert (found.export.platform, review.id_space, review.external_id) == ("google", "maps", _ID)
    assert (review.author, review.text, review.rating) == ("Ola", "Good soup", Rating(4, 5))
    assert review.reply.text == "Thank you, Ola!"
    assert [page.title for page in found.export.listings] == ["Harbour"]
    assert (found.export.mapping, found.export.asks) == (None, ())
    if body is not _PRO:
        assert (review.created_at, review.precision) == (_AT, Precision.SECOND)


def test_outscrapers_own_times_are_read_as_american_and_utc(bare):
    row = {k: v for k, v in _OUTSCRAPER.items() if not k.endswith("timestamp")}
    review = bare([row]).only
    assert review.created_at == _AT
    assert review.reply.at == datetime(2024, 5, 17, 9, 9, 10, tzinfo=UTC)


def test_outscrapers_old_names_are_known(take):
    row = {k: v for k, v in _OUTSCRAPER.items() if k != "author_title"} | {"autor_name": "Ola"}
    assert take([row]).only.author == "Ola"


def test_an_answer_older_than_the_last_edit_says_so(bare):
    review = bare([_OUTSCRAPER | {"owner_answer_timestamp": 1715930000}]).only
    assert "last edit" in review.details["Date"]


def test_apifys_flattened_table_is_the_same_tool(bare, sheet):
    row = {
        "reviewContext/Visited on": "Weekend",
        **{k: v for k, v in _APIFY.items() if not isinstance(v, dict | list)},
    }
    review = bare("\ufeff" + sheet([row])).only
    assert (review.id_space, review.created_at, review.details["Visited on"]) == ("maps", _AT, "Weekend")


def test_a_review_that_google_only_shows_is_set_aside(bare):
    found = bare([_APIFY, _APIFY | {"reviewId": "x", "reviewOrigin": "Tripadvisor"}])
    assert len(found.reviews) == 1
    assert "Tripadvisor" in found.skipped[0].reason


def test_scraper_pro_counts_from_the_day_it_looked(bare):
    review = bare(_PRO).only
    assert (review.created_at, review.precision, review.language) == (date(2024, 5, 1), Precision.MONTH, "en")
    assert "Edited a month ago" in review.details["Date"]


def test_serpapis_edit_is_an_update(bare):
    assert bare(_SERPAPI).only.updated_at == datetime(2024, 5, 18, 8, 9, 10, tzinfo=UTC)


def test_google_maps_own_lists_are_read_by_place(bare):
    user = [None, None, ["x"], None, None, ["Ola", "pic"]]
    meta = ["0x1:0x2", None, 1715933350695148, 1715933350695148, user, *[None] * 8, ["Google"]]
    words = [[4], *[None] * 13, ["de", "en"], [["Gute Suppe", None], ["Good soup", None]]]
    reply = [None, 1715936950000000, 1715936950000000, *[None] * 11, [["Danke!"], ["Thanks!"]]]
    found = bare(
        [[[_ID, meta, words, reply, [None, None, None, ["https://www.google.com/maps/x"]]]]],
        as_listing="Harbour",
    )
    review = found.only
    assert (review.external_id, review.text, review.translation, review.language) == (
        _ID,
        "Gute Suppe",
        "Good soup",
        "de",
    )
    assert (review.created_at, review.reply.text) == (_AT, "Danke!")


def test_lists_of_numbers_are_no_reviews(opened):
    assert opened([[[1, 2, [3]], ["0x1", None, 5]]]) is None


def test_gmbapi_keeps_the_words_and_the_translation(take):
    row = {
        "review_name": "accounts/1/locations/2/reviews/AbC",
        "rating": 4,
        "comment_native": "Dobra zupa",
        "comment_en": "Good soup",
        "created_date": "2024-05-17T08:09:10Z",
        "reviewerName": "Ola",
        "location_id": "2",
        "reply_comment": "",
        "reply_date": "",
    }
    review = take([row]).only
    assert (review.text, review.translation, review.listing) == ("Dobra zupa", "Good soup", "2")
    assert review.reply_known
    assert review.reply is None


def test_google_reviews_download_is_known(bare, sheet):
    row = {
        "place_name": "Harbour",
        "place_id": "ChIJ1",
        "place_url": "",
        "review_id": _ID,
        "author_name": "Ola",
        "author_url": "",
        "rating": 4,
        "text": "Good soup",
        "language": "en",
        "published_at": "2024-05-17T08:09:10Z",
        "photo_count": 0,
        "photo_urls": "",
        "owner_response_text": "Thanks",
        "owner_response_at": "2024-05-18T08:09:10Z",
    }
    assert bare("\ufeff" + sheet([row])).only.id_space == "maps"


def test_google_local_lines_are_known(bare):
    row = {
        "user_id": "1",
        "name": "Ola",
        "time": 1715933350000,
        "rating": 4,
        "text": "Good soup",
        "pics": None,
        "resp": {"time": 1715936950000, "text": "Thanks"},
        "gmap_id": "0x1:0x2",
    }
    review = bare([row]).only
    assert (review.created_at, review.author, review.reply.text) == (_AT, "Ola", "Thanks")
    assert review.id_space == "tables:google-local"


def test_a_takeout_made_a_table_keeps_its_ids_as_aliases(take):
    row = {
        "reviewer_name": "Ola",
        "star_rating": "FOUR",
        "comment": "Good soup",
        "create_time": "2024-05-17T08:09:10.5Z",
        "update_time": "2024-05-17T08:09:10.5Z",
        "review_id": _ID,
        "reply_comment": "",
        "reply_time": "",
    }
    review = take([row]).only
    assert (review.rating, review.aliases, review.updated_at) == (Rating(4, 5), {"takeout": _ID}, None)


def test_googles_own_files_are_left_to_googles_own_plugin(opened):
    body = {
        "reviews": [
            {
                "reviewer": {"displayName": "Ola"},
                "starRating": "FOUR",
                "comment": "Soup",
                "createTime": "2024-05-17T08:09:10Z",
                "name": "accounts/1/locations/2/reviews/3",
            }
        ]
    }
    export = opened(body)
    assert "Google plugin" in export.refused
    assert export.sure < 0.1


def test_yelps_dataset_tells_days_without_a_zone(bare):
    row = {
        "review_id": "a" * 22,
        "user_id": "b",
        "business_id": "c",
        "stars": 4.0,
        "useful": 0,
        "text": "Good soup",
        "date": "2024-05-17 23:09:10",
    }
    found = bare([row])
    assert (found.export.platform, found.only.created_at) == ("yelp", date(2024, 5, 17))


def test_yelps_api_tells_pacific_times(bare):
    row = {
        "id": "aB" * 11,
        "url": "https://www.yelp.com/biz/x?hrid=y",
        "text": "Good soup and...",
        "rating": 4,
        "time_created": "2024-05-17 01:09:10",
        "user": {"id": "u", "name": "Ola O."},
    }
    review = bare({"reviews": [row], "total": 1}, as_listing="Harbour").only
    assert (review.created_at, review.aliases) == (_AT, {"api": "aB" * 11})


def test_tripadvisors_answers_are_known(bare):
    row = {
        "id": 678901,
        "lang": "en",
        "location_id": 2345,
        "published_date": "2024-05-17T08:09:10Z",
        "rating": 4,
        "text": "Good soup",
        "title": "Nice",
        "trip_type": "Couples",
        "user": {"username": "Ola"},
        "owner_response": {"text": "Thanks", "published_date": "2024-05-18T08:09:10Z"},
    }
    review = bare([row]).only
    assert (review.title, review.aliases, review.details["trip type"]) == (
        "Nice",
        {"api": "678901"},
        "Couples",
    )
    assert review.reply.at == datetime(2024, 5, 18, 8, 9, 10, tzinfo=UTC)


def test_a_machines_translation_is_called_one(bare):
    row = {
        "id": 1,
        "publishedDate": "2024-05-17",
        "createdDate": "2024-05-16",
        "rating": 4,
        "title": "Nice",
        "text": "Good soup",
        "language": "en",
        "originalLanguage": "nl",
        "translationType": "MACHINE",
        "userProfile": {"displayName": "Ola"},
        "tripInfo": {"tripType": "FAMILY"},
        "mgmtResponse": None,
        "location": {"locationId": 2345, "name": "Harbour"},
    }
    body = [{"data": {"ReviewsProxy_getReviewListPageForLocation": [{"totalCount": 1, "reviews": [row]}]}}]
    review = bare(body).only
    assert "from nl" in review.details["Words"]
    assert review.reply_known


def test_the_two_fields_of_booking_make_one_text(bare, sheet):
    row = {
        "Hotel_Address": "Quay 1",
        "Review_Date": "5/7/2024",
        "Hotel_Name": "Harbour Inn",
        "Reviewer_Score": 7.5,
        "Negative_Review": "No Negative",
        "Positive_Review": " Quiet room ",
        "Tags": "[' Couple ']",
    }
    review = bare(sheet([row])).only
    assert (review.parts.positive, review.parts.negative, review.text) == ("Quiet room", None, "Quiet room")
    assert (review.rating, review.created_at) == (Rating(7.5, 10), date(2024, 5, 7))


def test_a_month_of_a_stay_is_called_one(bare):
    row = {
        "source_id": "f" * 32,
        "hotel_name": "Harbour Inn",
        "stay_date": "May 2024",
        "rating_score": 9.0,
        "title": "Nice",
        "pos_text": "Quiet",
        "neg_text": "Dark",
        "traveler_type": "Couple",
    }
    review = bare([row]).only
    assert (review.precision, review.text) == (Precision.MONTH, "Quiet\n\nDark")
    assert "stay" in review.details["Date"]


def test_a_stay_run_into_the_words_is_taken_off(take, sheet):
    row = {
        "Date": "Stayed in May 2024",
        "Content": "NothingQuiet room.Stayed in May 2024",
        "Reviewer-Name": "Ola",
        "Rating": 9.0,
    }
    review = take(sheet([row])).only
    assert (review.text, review.rating) == ("NothingQuiet room.", Rating(9, 10))


def test_booking_cards_are_known(take):
    row = {
        "reviewUrl": "abc123",
        "guestDetails": {"username": "Ola", "countryName": "Poland"},
        "reviewScore": 9,
        "reviewedDate": 1715933350,
        "textDetails": {"title": "Nice", "positiveText": "Quiet", "negativeText": None},
        "partnerReply": {"reply": "Thanks"},
    }
    found = take([row])
    assert (found.export.platform, found.only.created_at, found.only.reply.text) == ("booking", _AT, "Thanks")


def test_a_list_of_businesses_is_no_list_of_reviews(opened):
    row = {"business_id": "x", "name": "Harbour", "stars": 4, "review_count": 5, "is_open": 1}
    assert "businesses" in opened([row, row]).refused
