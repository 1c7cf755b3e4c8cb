import json
import os
import zipfile
from pathlib import Path

import pytest
from reviewdesk_google import reviewdesk_open_export

from reviewdesk.api import BadData, ExportOptions, Review, Skipped

PROFILE = "Takeout/Google Business Profile/account-104/location-7201"
MAPS = "Takeout/Maps (your places)/Reviews.json"
OWN = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "properties": {"five_star_rating_published": 4, "location": {"name": "Inn"}}}
    ],
}


def entry(number, *, account="104", location="7201", updated="2026-03-02T10:00:00.123Z", **more):
    return {
        "reviewer": {"displayName": f"Guest {number}"},
        "starRating": "FOUR",
        "createTime": "2026-03-02T10:00:00.123Z",
        "updateTime": updated,
        "name": f"accounts/{account}/locations/{location}/reviews/ChdDemo{number}RAB",
        **more,
    }


def page(*entries):
    return json.dumps({"reviews": list(entries)})


def lay(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return root


def pack(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def opened(path, **options):
    return reviewdesk_open_export(path=path, options=ExportOptions(**options))


def taken(path, **options):
    export = opened(path, **options)
    assert export is not None
    assert export.refused is None
    rows = list(export.rows)
    known = {listing.external_id for listing in export.listings}
    assert all(row.listing in known for row in rows if isinstance(row, Review))
    return export, [r for r in rows if isinstance(r, Review)], [r for r in rows if isinstance(r, Skipped)]


TWO_PAGES = {
    f"{PROFILE}/reviews.json": page(entry(1), entry(2)),
    f"{PROFILE}/reviews-ABHRLXdemo.json": page(entry(3)),
    f"{PROFILE}/data.json": json.dumps(
        {
            "name": "accounts/104/locations/7201",
            "title": "Demo Bakery",
            "storefrontAddress": {
                "addressLines": ["Via Esempio 1"],
                "postalCode": "20121",
                "locality": "Milano",
            },
        }
    ),
    f"{PROFILE}/media-1.json": "{}",
    f"{PROFILE}/localPost-1/data.json": "{}",
    "Takeout/Google Business Profile/account-104/data.json": '{"accountName": "x"}',
    "Takeout/Google Business Profile/businessPersonalization.json": "{}",
}


def test_a_folder_a_zip_and_every_folder_in_between_give_the_same(tmp_path):
    root = lay(tmp_path / "here", TWO_PAGES)
    archive = pack(tmp_path / "takeout-20260301T100000Z-001.zip", TWO_PAGES)
    for path in (root, root / "Takeout", root / PROFILE, (root / PROFILE).parent, archive):
        export, reviews, skipped = taken(path)
        assert {review.external_id for review in reviews} == {f"ChdDemo{n}RAB" for n in (1, 2, 3)}
        assert not skipped
        assert export.whole
        assert (export.format, export.platform) == ("google-takeout", "google")
        (listing,) = export.listings
        assert (listing.external_id, listing.title) == ("7201", "Demo Bakery")
        assert listing.address == "Via Esempio 1, 20121 Milano"


def test_a_review_keeps_the_id_space_and_the_reply_with_its_time(tmp_path):
    reply = {"comment": "Thanks!", "updateTime": "2026-03-03T08:00:00Z"}
    path = lay(tmp_path, {"reviews.json": page(entry(1, reviewReply=reply))}) / "reviews.json"
    _, (review,), _ = taken(path)
    assert (review.id_space, dict(review.aliases)) == ("takeout", {})
    assert review.ref == "accounts/104/locations/7201/reviews/ChdDemo1RAB"
    assert review.reply is not None
    assert review.reply.at is not None
    assert review.reply.at.isoformat() == "2026-03-03T08:00:00+00:00"
    assert review.reply_known


def test_one_page_alone_is_read_but_is_not_the_whole(tmp_path):
    root = lay(tmp_path, TWO_PAGES)
    export, reviews, _ = taken(root / PROFILE / "reviews-ABHRLXdemo.json")
    assert len(reviews) == 1
    assert not export.whole
    assert export.listings[0].title == "Demo Bakery"


def test_the_owners_title_stands_in_where_the_file_names_no_place(tmp_path):
    path = lay(tmp_path, {"reviews.json": page(entry(1))}) / "reviews.json"
    assert taken(path, as_listing="My Shop")[0].listings[0].title == "My Shop"
    assert taken(path)[0].listings[0].title == "Google place 7201"


def test_the_listing_name_attribute_names_the_place(tmp_path):
    attributes = [
        {"values": []},
        None,
        {
            "id": {"attributeType": "LISTING_NAME"},
            "values": [{"datum": {"listingName": {"text": "Harbour Demo"}}}],
        },
    ]
    files = {
        f"{PROFILE}/reviews.json": page(entry(1)),
        f"{PROFILE}/data.json": "{ not json",
        f"{PROFILE}/additionalData.json": json.dumps({"attributes": attributes}),
    }
    assert taken(lay(tmp_path, files))[0].listings[0].title == "Harbour Demo"


def test_folders_named_in_another_language_are_recognised_by_what_lies_in_them(tmp_path):
    root = lay(
        tmp_path,
        {
            "Takeout/Google Unternehmensprofil/Konto-104/Standort-7201000/Rezensionen.json": page(entry(1)),
            "Takeout/Google Unternehmensprofil/Konto-104/Standort-7201000/Daten.json": '{"title": "x"}',
            "Takeout/Fotos/Urlaub 20260101/IMG_1.jpg.json": '{"title": "IMG_1.jpg"}',
        },
    )
    _, reviews, skipped = taken(root)
    assert len(reviews) == 1
    assert not skipped


def test_of_a_review_under_two_accounts_the_newest_copy_is_taken(tmp_path):
    other = PROFILE.replace("account-104", "account-77")
    newer = entry(1, account="77", updated="2026-04-01T00:00:00Z", starRating="ONE")
    answered = entry(2, account="77", reviewReply={"comment": "Hi.", "updateTime": "2026-04-02T00:00:00Z"})
    root = lay(
        tmp_path,
        {
            f"{PROFILE}/reviews.json": page(entry(1), entry(2), entry(3)),
            f"{other}/reviews.json": page(newer, answered, entry(3, account="77")),
        },
    )
    export, reviews, skipped = taken(root)
    assert len(export.listings) == 1
    by_id = {review.external_id: review for review in reviews}
    assert len(reviews) == len(by_id) == 3
    assert by_id["ChdDemo1RAB"].rating.value == 1
    assert by_id["ChdDemo2RAB"].reply is not None
    assert [row.known for row in skipped] == [True] * 3
    assert {row.external_id for row in skipped} == set(by_id)


def test_a_readable_copy_is_taken_even_if_a_newer_one_is_broken(tmp_path):
    broken = entry(1, updated="2026-09-01T00:00:00Z", starRating="ELEVEN")
    path = lay(tmp_path, {"reviews.json": page(entry(1), broken)}) / "reviews.json"
    _, reviews, (skipped,) = taken(path)
    assert len(reviews) == 1
    assert not skipped.known
    assert "stars" in skipped.reason
    assert skipped.place == "reviews.json, 2"


def test_parts_of_a_split_archive_are_read_together(tmp_path):
    names = list(TWO_PAGES)
    pack(tmp_path / "takeout-20260301T100000Z-001.zip", {name: TWO_PAGES[name] for name in names[:1]})
    second = pack(
        tmp_path / "takeout-20260301T100000Z-002.zip", {name: TWO_PAGES[name] for name in names[1:]}
    )
    pack(tmp_path / "holiday.zip", {"a.txt": "x", "reviews.json": '{"reviews": [{"id": 1}]}'})
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 of something else")
    export, reviews, skipped = taken(tmp_path)
    assert len(reviews) == 3
    assert not skipped
    assert export.whole
    assert not opened(second).whole
    assert not opened(tmp_path / "takeout-20260301T100000Z-001.zip").whole


@pytest.mark.parametrize(
    "bad",
    [
        b"[" * 100_000,
        page(entry(8), entry(9)).encode()[:-40],
        b'{"reviews": {}}',
        b"\xff\xfe{\x00}\x00",
        b"",
        b"null",
        b'{"reviews": [' + b"9" * 5000 + b"]}",
    ],
    ids=["nested", "half", "no list", "utf-16", "empty", "null", "huge number"],
)
def test_a_broken_page_costs_its_own_rows_and_names_its_file(tmp_path, bad):
    root = lay(tmp_path, {**TWO_PAGES, f"{PROFILE}/reviews-ABHRLXbad.json": bad})
    export, reviews, skipped = taken(root)
    assert len(reviews) == 3
    assert skipped
    assert all("reviews-ABHRLXbad.json" in row.place and row.reason.endswith(".") for row in skipped)
    assert not export.whole


def test_each_review_of_a_broken_page_is_accounted_for_by_its_name(tmp_path):
    half = page(entry(1), entry(8), entry(9))[:-3].encode()
    root = lay(tmp_path, {**TWO_PAGES, f"{PROFILE}/reviews-ABHRLXbad.json": half})
    _, _, skipped = taken(root)
    assert [(row.external_id, row.known) for row in skipped] == [
        ("ChdDemo1RAB", True),
        ("ChdDemo8RAB", False),
        ("ChdDemo9RAB", False),
    ]


def test_a_byte_order_mark_is_no_trouble(tmp_path):
    path = lay(tmp_path, {"reviews.json": b"\xef\xbb\xbf" + page(entry(1)).encode()}) / "reviews.json"
    assert len(taken(path)[1]) == 1


def test_the_persons_own_reviews_are_refused_with_the_way_out(tmp_path):
    path = lay(tmp_path, {MAPS: json.dumps(OWN)})
    for given in (path, path / MAPS, pack(tmp_path / "takeout-1.zip", {MAPS: json.dumps(OWN)})):
        export = opened(given)
        assert "wrote yourself" in export.refused
        assert "Google Business Profile" in export.refused
        assert not list(export.rows)


def test_in_a_takeout_with_both_only_the_shops_reviews_are_taken_and_the_others_told(tmp_path):
    saved = {"type": "FeatureCollection", "features": [{"properties": {"Title": "Home"}}]}
    files = {**TWO_PAGES, MAPS: json.dumps(OWN), "Takeout/Maps (your places)/Saved.json": json.dumps(saved)}
    export, reviews, (note,) = taken(lay(tmp_path, files))
    assert len(reviews) == 3
    assert "left out" in note.reason
    assert note.place == MAPS
    assert export.whole


def test_a_cut_off_archive_is_named_with_what_to_do(tmp_path):
    whole = pack(tmp_path / "takeout-20260301T100000Z-001.zip", TWO_PAGES)
    cut = tmp_path / "cut" / "renamed.zip"
    cut.parent.mkdir()
    cut.write_bytes(whole.read_bytes()[:-60])
    with pytest.raises(BadData, match=r"renamed.zip: The archive is damaged.*Download it again"):
        opened(cut)
    lay(cut.parent, {"Takeout/x/location-7201/reviews.json": page(entry(1))})
    export, reviews, (lost,) = taken(cut.parent)
    assert len(reviews) == 1
    assert lost.place == "renamed.zip"
    assert not export.whole


def test_a_damaged_member_costs_only_itself(tmp_path):
    path = pack(tmp_path / "takeout-1-001.zip", TWO_PAGES)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        start = archive.getinfo(f"{PROFILE}/reviews-ABHRLXdemo.json").header_offset
    data[start + 30 + len(f"{PROFILE}/reviews-ABHRLXdemo.json") + 5] ^= 0xFF
    path.write_bytes(data)
    _, reviews, (lost,) = taken(path)
    assert len(reviews) == 2
    assert "damaged inside" in lost.reason
    assert "reviews-ABHRLXdemo.json" in lost.place


def test_absurd_sizes_are_refused_with_a_sentence(tmp_path):
    bomb = tmp_path / "takeout-1-001.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{PROFILE}/reviews.json", page(entry(1)))
        with archive.open(f"{PROFILE}/reviews-2.json", "w") as member:
            for _ in range(33):
                member.write(b" " * 1024 * 1024)
    _, reviews, (lost,) = taken(bomb)
    assert len(reviews) == 1
    assert "far too large" in lost.reason
    # The size a member claims in the directory is what counts, so a lie about it is enough for the rest.
    raw, claimed = bytearray(bomb.read_bytes()), (33 * 1024 * 1024).to_bytes(4, "little")
    at = raw.rindex(claimed)
    raw[at : at + 4] = (0xF0000000).to_bytes(4, "little")
    bomb.write_bytes(raw)
    for name in ("takeout-1-001.zip", "renamed.zip"):
        bomb = bomb.rename(tmp_path / name)
        with pytest.raises(BadData, match="larger than any Takeout"):
            opened(bomb)
    foreign = pack(tmp_path / "foreign.zip", {"reviews.json": " "})
    raw = bytearray(foreign.read_bytes())
    at = raw.rindex(b"PK\x01\x02") + 24
    raw[at : at + 4] = (0xF0000000).to_bytes(4, "little")
    foreign.write_bytes(raw)
    assert opened(foreign) is None


def test_other_files_are_none_of_ours(tmp_path):
    foreign = lay(
        tmp_path / "foreign",
        {
            "reviews.json": '{"reviews": [{"id": 1, "text": "x"}]}',
            "reviews2.json": "[1, 2]",
            "broken/reviews.json": "{",
            "a.csv": "a,b",
            "x.zip": b"PK\x03\x04",
        },
    )
    for path in (
        foreign,
        *(p for p in foreign.rglob("*") if p.is_file()),
        tmp_path / "absent",
        Path(os.devnull),
    ):
        assert opened(path) is None
    assert opened(lay(tmp_path, TWO_PAGES), format="booking-csv") is None


def test_a_pipe_with_the_right_name_does_not_hold_the_import(tmp_path):
    os.mkfifo(tmp_path / "reviews.json")
    assert opened(tmp_path) is None
    assert opened(tmp_path / "reviews.json") is None


def test_a_takeout_without_reviews_says_so(tmp_path):
    empty = lay(tmp_path / "a", {f"{PROFILE}/reviews.json": "{}"})
    assert "no reviews" in opened(empty).refused
    other = lay(tmp_path / "b", {"Takeout/Keep/note.json": "{}"})
    assert "no Business Profile" in opened(other).refused
    tar = lay(tmp_path / "c", {"takeout-20260301T100000Z-001.tgz": b"\x1f\x8b"})
    assert ".tgz" in opened(tar / "takeout-20260301T100000Z-001.tgz").refused


def test_a_single_broken_page_is_bad_data_with_its_name(tmp_path):
    root = lay(tmp_path, {f"{PROFILE}/reviews.json": page(entry(1))[:-2]})
    with pytest.raises(BadData, match=r"reviews.json.*damaged"):
        opened(root / PROFILE / "reviews.json")


def test_a_kept_answer_of_the_api_has_the_ids_of_the_api(tmp_path):
    path = lay(tmp_path, {"reviews.json": page(entry(1, reviewId="ChdDemo1RAB"))}) / "reviews.json"
    assert taken(path)[1][0].id_space == "api"
