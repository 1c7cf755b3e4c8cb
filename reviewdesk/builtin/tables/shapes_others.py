"""What tools write that read Yelp, Tripadvisor and Booking.com."""

import re

from reviewdesk.api import _
from reviewdesk.builtin.tables.shape import NOTE, Shape, Told
from reviewdesk.builtin.tables.source import Cells

_STAY = re.compile(r"\s*Stayed in [A-Z][a-z]+ [0-9]{4}\s*$")


def _without_placeholders(told: Told, _cells: Cells) -> Told:
    """Where a guest wrote nothing the set says so; its texts lost their signs, and end in blanks."""
    empty = {"no negative": "negative", "no positive": "positive"}
    return {
        field: "" if empty.get(value.strip().casefold()) == field else value.strip()
        for field, value in told.items()
    }


def _without_stay(told: Told, _cells: Cells) -> Told:
    """The month of the stay, run into the end of the text, is taken off where it is the row's own."""
    text, stay = told.get("text", ""), told.get("created_at", "").strip()
    if stay and _STAY.search(text) and text.rstrip().endswith(stay):
        text = text.rstrip().removesuffix(stay)
    return {**told, "text": text}


def _machine_translated(told: Told, cells: Cells) -> Told:
    if cells.get("translationType") != "MACHINE":
        return told
    note = _("translated by a machine from {language}; the original is not in the file")
    return {**told, NOTE: note.format(language=cells.get("originalLanguage") or "?")}


_OPEN_DATASET = Shape(
    name="yelp-open-dataset",
    title="Yelp Open Dataset",
    platform="yelp",
    needs=("review_id", "user_id", "business_id", "stars", "text", "date"),
    mapping={
        "review_id": "external_id",
        "business_id": "listing",
        "stars": "rating",
        "text": "text",
        "date": "created_at",
    },
    scale=5,
)
_YELP_BUSINESSES = Shape(
    name="yelp-businesses",
    title="Yelp Open Dataset, businesses",
    platform="yelp",
    needs=("business_id", "name", "stars", "review_count", "is_open"),
    mapping={},
    refused=lambda: _("This is a list of businesses, not of reviews: import the file with the reviews."),
)
_YELP_API = Shape(
    name="yelp-api",
    title="Yelp, answer of its API",
    platform="yelp",
    needs=("id", "text", "rating", "time_created", "user/name"),
    mapping={
        "id": "external_id",
        "user/name": "author",
        "rating": "rating",
        "text": "text",
        "time_created": "created_at:pacific",
        "url": "url",
    },
    sure=0.8,
    id_alias="api",
    scale=5,
)
_CONTENT_API = Shape(
    name="tripadvisor-content",
    title="Tripadvisor, answer of its API",
    platform="tripadvisor",
    needs=("id", "location_id", "published_date", "rating", "text", "title", "user/username"),
    mapping={
        "id": "external_id",
        "user/username": "author",
        "rating": "rating",
        "title": "title",
        "text": "text",
        "lang": "language",
        "published_date": "created_at",
        "location_id": "listing",
        "url": "url",
        "owner_response/text": "reply",
        "owner_response/published_date": "reply_at",
        "trip_type": "detail",
        "travel_date": "detail",
    },
    sure=0.7,
    id_alias="api",
    scale=5,
)
_GRAPHQL = Shape(
    name="tripadvisor-page",
    title="Tripadvisor, as its page gets them",
    platform="tripadvisor",
    needs=(
        "id",
        "publishedDate",
        "rating",
        "text",
        "title",
        "userProfile/displayName|userProfile",
        "tripInfo/tripType|tripInfo",
    ),
    mapping={
        "id": "external_id",
        "userProfile/displayName": "author",
        "rating": "rating",
        "title": "title",
        "text": "text",
        "language": "language",
        "publishedDate": "created_at",
        "createdDate": "created_at",
        "locationId": "listing",
        "location/locationId": "listing",
        "location/name": "listing_title",
        "mgmtResponse/text": "reply",
        "mgmtResponse/publishedDate": "reply_at",
        "mgmtResponse": "reply",
        "tripInfo/tripType": "detail",
        "tripInfo/stayDate": "detail",
    },
    sure=0.7,
    id_alias="api",
    scale=5,
    mend=_machine_translated,
)
_RESTAURANTS_FR = Shape(
    name="tripadvisor-restaurants-fr",
    title="Tripadvisor, restaurants in French",
    platform="tripadvisor",
    needs=("pseudo", "titre_review", "nb_etoiles", "date", "review", "nom", "nbExcellent", "nbHorrible"),
    mapping={
        "pseudo": "author",
        "titre_review": "title",
        "nb_etoiles": "rating",
        "date": "created_at",
        "review": "text",
        "nom": "listing_title",
        "adresse": "address",
        "experience": "detail",
    },
    scale=5,
)
_515K = Shape(
    name="booking-515k",
    title="Booking.com, 515k hotel reviews",
    platform="booking",
    needs=("Hotel_Name", "Reviewer_Score", "Positive_Review", "Negative_Review", "Review_Date"),
    mapping={
        "Reviewer_Score": "rating",
        "Positive_Review": "positive",
        "Negative_Review": "negative",
        "Review_Date": "created_at:mdy",
        "Hotel_Name": "listing_title",
        "Hotel_Address": "address",
        "Reviewer_Nationality": "detail",
        "Tags": "detail",
    },
    scale=10,
    mend=_without_placeholders,
)
_STAYS = Shape(
    name="booking-stays",
    title="Booking.com, by month of stay",
    platform="booking",
    needs=("source_id", "hotel_name", "stay_date", "rating_score", "pos_text", "neg_text"),
    mapping={
        "source_id": "external_id",
        "rating_score": "rating",
        "title": "title",
        "pos_text": "positive",
        "neg_text": "negative",
        "stay_date": "created_at",
        "hotel_name": "listing_title",
        "traveler_type": "detail",
        "reviewer_country": "detail",
    },
    scale=10,
)
_GUESTS = Shape(
    name="booking-guests",
    title="Booking.com, hotels and texts",
    platform="booking",
    needs=("Name", "Review", "Rating", "AvgRating", "Country"),
    exact=True,
    mapping={"Name": "listing_title", "Review": "text", "Rating": "rating"},
    scale=10,
)
_TWO_FIELDS = Shape(
    name="booking-two-fields",
    title="Booking.com, scraped",
    platform="booking",
    needs=("name", "country", "review_date", "score", "title", "positive", "negative", "scraped_at"),
    mapping={
        "name": "author",
        "score": "rating",
        "title": "title",
        "positive": "positive",
        "negative": "negative",
        "review_date": "created_at",
        "scraped_at": "read_at",
        "country": "detail",
    },
    scale=10,
)
_RUN_TOGETHER = Shape(
    name="booking-run-together",
    title="Booking.com, texts run together",
    platform="booking",
    needs=("Date", "Content", "Reviewer-Name", "Rating"),
    exact=True,
    mapping={"Date": "created_at", "Content": "text", "Reviewer-Name": "author", "Rating": "rating"},
    sure=0.6,
    scale=10,
    mend=_without_stay,
)
_VOYAGER = Shape(
    name="booking-flat",
    title="Booking.com, scraped page",
    platform="booking",
    needs=(
        "hotel_name",
        "username",
        "review_post_date",
        "rating",
        "review_text_liked",
        "review_text_disliked",
    ),
    mapping={
        "hotel_name": "listing_title",
        "username": "author",
        "rating": "rating",
        "review_title": "title",
        "review_text_liked": "positive",
        "review_text_disliked": "negative",
        "review_post_date": "created_at",
        "original_lang": "language",
        "owner_resp_text": "reply",
        "user_country": "detail",
        "room_view": "detail",
        "stay_duration": "detail",
        "stay_type": "detail",
    },
    scale=10,
)
_CARDS = Shape(
    name="booking-cards",
    title="Booking.com, as its page gets them",
    platform="booking",
    needs=(
        "reviewScore",
        "reviewedDate",
        "guestDetails/username",
        "textDetails/positiveText|textDetails/title",
    ),
    mapping={
        "reviewUrl": "external_id",
        "guestDetails/username": "author",
        "reviewScore": "rating",
        "textDetails/title": "title",
        "textDetails/positiveText": "positive",
        "textDetails/negativeText": "negative",
        "textDetails/lang": "language",
        "reviewedDate": "created_at",
        "partnerReply/reply": "reply",
        "partnerReply": "reply",
        "guestDetails/countryName": "detail",
        "bookingDetails/roomType/name": "detail",
    },
    scale=10,
)

OTHERS = (
    _OPEN_DATASET,
    _YELP_BUSINESSES,
    _YELP_API,
    _CONTENT_API,
    _GRAPHQL,
    _RESTAURANTS_FR,
    _515K,
    _STAYS,
    _GUESTS,
    _TWO_FIELDS,
    _RUN_TOGETHER,
    _VOYAGER,
    _CARDS,
)
