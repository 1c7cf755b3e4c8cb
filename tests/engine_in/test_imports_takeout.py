"""Files come in whole: every row accounted for, twice changes nothing, broken places cost only themselves."""

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from reviewdesk.api import DeskError
from reviewdesk.store.lines import Query, State
from reviewdesk.store.values import Taken

SHARED = Path(os.environ.get("REVIEWDESK_SHARED") or Path(__file__).parents[3] / "shared")


def everything(desk):
    return desk.inbox.page(Query(all=True), limit=100_000)


def facts(desk):
    return [(each.pub, each.review, each.state, each.last_word_at, each.same_as) for each in everything(desk)]


# --- one review from two sides ---------------------------------------------------------------------


def test_a_takeout_and_then_the_api_tell_of_the_same_reviews(desk, google, sign_in, takeout_of):
    report = desk.imports.take(takeout_of(google))
    count = len(everything(desk))
    assert report.taken == Taken(new=count)
    assert count == sum(len(google.world.reviews(place)) for place in google.world.places)
    pubs = {each.pub for each in everything(desk)}
    sign_in(google)
    reports = desk.fetching.fetch()
    assert sum(each.taken.joined for each in reports) == count
    assert sum(each.taken.new for each in reports) == 0
    known = everything(desk)
    assert {each.pub for each in known} == pubs
    assert all(each.fetched and each.review.id_space == "api" for each in known)
    assert not [each for each in known if each.same_as]
    assert {each.account for each in known} == {"main"}, "its past joined the account"


def test_the_api_and_then_a_takeout_tell_of_the_same_reviews(connected_desk, google, takeout_of):
    desk = connected_desk
    before = facts(desk)
    report = desk.imports.take(takeout_of(google))
    assert report.taken == Taken(joined=len(before))
    assert facts(desk) == before


def test_each_twice_and_in_turns_changes_nothing(connected_desk, google, takeout_of):
    desk = connected_desk
    folder = takeout_of(google)
    desk.imports.take(folder)
    before = facts(desk)
    for _round in range(2):
        assert desk.imports.take(folder).taken == Taken(known=len(before))
        reports = desk.fetching.fetch(full=True)
        assert sum(each.taken.known for each in reports) == len(before)
    assert facts(desk) == before
    assert not [each for each in everything(desk) if desk.inbox.past(each).versions]


def test_an_old_takeout_sets_nothing_back(connected_desk, google, takeout_of, clock):
    desk = connected_desk
    old = takeout_of(google)
    clock.advance(days=1)
    # One of them gets no answer past Google's moderators, whoever writes it.
    waiting = desk.inbox.page(Query(state=State.UNANSWERED), limit=9)
    first, second, third = [each for each in waiting if "mussels" not in (each.review.text or "")][:3]
    answered = next(each for each in everything(desk) if each.state == State.ANSWERED_ELSEWHERE)
    google.happen({"event": "edit", "review": first.review.external_id, "stars": 5, "text": "All is well."})
    google.happen({"event": "answer", "review": second.review.external_id, "text": "Thanks, Nico"})
    desk.fetching.fetch(full=True)
    google.happen({"event": "withdraw", "review": answered.review.external_id})
    desk.fetching.fetch(full=True)
    before = facts(desk)
    assert desk.inbox.find(first.pub).review.text == "All is well."
    assert desk.inbox.find(second.pub).state == State.ANSWERED_ELSEWHERE
    assert desk.inbox.find(answered.pub).state == State.UNANSWERED
    desk.imports.take(old)
    assert facts(desk) == before
    assert desk.inbox.find(third.pub).state == State.UNANSWERED


def test_a_newer_takeout_brings_what_changed_since(desk, google, takeout_of, clock):
    desk.imports.take(takeout_of(google))
    clock.advance(days=1)
    some = [each for each in everything(desk) if each.state == State.UNANSWERED and each.review.text][:2]
    by_text = {review.text: review for place in google.world.places for review in google.world.reviews(place)}
    google.world.edit(by_text[some[0].review.text], google.world.now(), stars=1, text="Worse and worse.")
    google.world.answer(by_text[some[1].review.text].location, by_text[some[1].review.text].id, "Thanks.")
    google.happen({"event": "review", "review": {"stars": 3, "text": "Brand new."}})
    report = desk.imports.take(takeout_of(google))
    assert (report.taken.new, report.taken.changed) == (1, 2)
    assert desk.inbox.find(some[0].pub).review.text == "Worse and worse."
    assert desk.inbox.past(desk.inbox.find(some[0].pub)).versions[0].text == some[0].review.text
    assert desk.inbox.find(some[1].pub).state == State.ANSWERED_ELSEWHERE


# --- what is in the file ---------------------------------------------------------------------------


def page(folder):
    return next(iter(sorted(folder.rglob("reviews.json"))))


def test_every_row_is_accounted_for(desk, google, takeout_of):
    folder = takeout_of(google)
    entries = json.loads(page(folder).read_text())["reviews"]
    entries[0] |= {"starRating": "ELEVEN"}
    entries[1] |= {"createTime": "yesterday"}
    entries += [dict(entries[2]), "not a review"]
    page(folder).write_text(json.dumps({"reviews": entries}))
    rows = sum(len(json.loads(each.read_text())["reviews"]) for each in folder.rglob("reviews*.json"))
    report = desk.imports.take(folder)
    assert report.rows == rows
    assert (len(report.skipped), report.repeated) == (3, 1)
    assert report.taken.new == rows - 4 == len(everything(desk))
    assert all(each.reason and each.place for each in report.skipped)
    assert report.to_answer == len(desk.inbox.page(Query(), limit=1000))
    assert report.answered == sum(each.review.reply is not None for each in everything(desk))
    assert report.wordless == sum(
        each.waiting and not (each.review.text or each.review.title) for each in everything(desk)
    )


def test_a_broken_file_in_the_middle_costs_only_itself(desk, google, takeout_of):
    folder = takeout_of(google)
    whole = sum(len(json.loads(each.read_text())["reviews"]) for each in folder.rglob("reviews*.json"))
    broken = page(folder)
    text = broken.read_text()
    inside = len(json.loads(text)["reviews"])
    broken.write_text(text[: len(text) // 2])
    report = desk.imports.take(folder)
    assert report.taken.new == whole - inside
    assert report.skipped
    told = [each for each in desk.doctor.look() if each.area == "set aside"]
    assert told[0].what.startswith(f"{len(report.skipped)} row")
    again = desk.imports.take(folder)
    assert again.taken == Taken(known=whole - inside)
    assert [each.what for each in desk.doctor.look() if each.area == "set aside"] == [
        each.what for each in told
    ]
    broken.write_text(text)
    assert desk.imports.take(folder).taken.new == inside
    assert not [each for each in desk.doctor.look() if each.area == "set aside"], "it came in whole"


def test_a_zip_is_taken_as_it_is(desk, google, takeout_of, tmp_path):
    folder = takeout_of(google)
    archive = shutil.make_archive(str(tmp_path / "takeout-20261120T000000Z-001"), "zip", folder)
    assert desk.imports.take(Path(archive)).taken.new > 0
    count = len(everything(desk))
    assert desk.imports.take(folder).taken == Taken(known=count)


def test_reviews_that_one_wrote_oneself_are_refused_with_the_reason(desk, tmp_path):
    own = tmp_path / "Takeout" / "Maps (your places)" / "Reviews.json"
    own.parent.mkdir(parents=True)
    own.write_text(json.dumps({"type": "FeatureCollection", "features": [{"properties": {"stars": 5}}]}))
    with pytest.raises(DeskError, match="you wrote yourself"):
        desk.imports.take(tmp_path / "Takeout")
    assert desk.imports.look(tmp_path / "Takeout").refused
    assert desk.accounts.list() == []


@pytest.mark.parametrize("name", ["letter.txt", "music.zip", "empty"])
def test_what_nobody_knows_is_one_sentence(desk, tmp_path, name):
    path = tmp_path / name
    if name == "empty":
        path.mkdir()
    else:
        path.write_bytes(b"PK\x03\x04 not really" if name.endswith("zip") else b"Dear aunt")
    with pytest.raises(DeskError) as refused:
        desk.imports.take(path)
    assert refused.value.do
    with pytest.raises(DeskError, match="There is no"):
        desk.imports.take(tmp_path / "nowhere")


def test_an_import_without_an_account_makes_one_by_hand(desk, google, takeout_of):
    report = desk.imports.take(takeout_of(google))
    assert report.account == "google"
    account = desk.accounts.named("google")
    assert (account.platform, dict(account.secrets)) == ("google", {})
    assert {each.title for each in desk.listings.list()} == set(report.listings)
    assert [each.name for each in desk.listings.locations()] == sorted(report.listings)
    (fresh,) = desk.fetching.freshness()
    assert fresh.how == "imported"


def test_an_account_by_hand_that_gets_access_goes_on_with_its_past(desk, google, sign_in, takeout_of):
    desk.imports.take(takeout_of(google))
    count = len(everything(desk))
    sign_in(google, "google")
    assert sum(each.taken.joined for each in desk.fetching.fetch()) == count
    assert [each.name for each in desk.accounts.list()] == ["google"]


# --- from which day on -----------------------------------------------------------------------------


def test_without_a_day_nothing_is_put_to_history_and_the_question_stays(desk, google, takeout_of):
    desk.imports.take(takeout_of(google))
    assert not [each for each in everything(desk) if each.state == State.HISTORY]
    assert desk.inbox.begin_question() is not None


def test_with_a_day_what_is_older_is_history(desk, google, takeout_of, clock):
    day = clock.now().date() - timedelta(days=3)
    report = desk.imports.take(takeout_of(google), since=day)
    known = everything(desk)
    assert {each.state for each in known if each.day < day and not each.review.reply} == {State.HISTORY}
    assert report.to_answer == len(desk.inbox.page(Query(), limit=1000)) < len(known)
    assert desk.inbox.begin_question() is None


def test_words_only_puts_stars_aside_and_leaves_the_day_alone(desk, google, takeout_of, clock):
    day = clock.now().date() - timedelta(days=3)
    folder = takeout_of(google)
    desk.imports.take(folder, since=day)
    history = {each.pub for each in everything(desk) if each.state == State.HISTORY and each.review.text}
    report = desk.imports.take(folder, words_only=True)
    assert report.wordless == 0
    assert [each for each in everything(desk) if each.state == State.SKIPPED]
    assert all(each.review.text for each in desk.inbox.page(Query(), limit=1000))
    assert {each.pub for each in everything(desk) if each.state == State.HISTORY} == history
    desk.imports.take(folder, since=day)
    assert [each for each in everything(desk) if each.state == State.SKIPPED], "the wish lasts"


def test_words_only_alone_does_not_answer_the_question_of_the_day(desk, google, takeout_of):
    desk.imports.take(takeout_of(google), words_only=True)
    assert [each for each in everything(desk) if each.state == State.SKIPPED]
    assert desk.inbox.begin_question() is not None


# --- answers by hand -------------------------------------------------------------------------------


@pytest.fixture
def handed(desk, google, takeout_of, clock, monkeypatch):
    """An answer given by hand, known from files only."""
    desk.imports.take(takeout_of(google))
    desk.inbox.begin(None, wordless_above=None)
    known = desk.inbox.page(Query(state=State.UNANSWERED), limit=1)[0]
    desk.replies.hand_off(known.pub, "Thank you, Nico")
    return known


def on_google(google, known):
    found = [each for place in google.world.places for each in google.world.reviews(place)]
    return next(
        each for each in found if each.text == known.review.text and each.author == known.review.author
    )


def test_the_next_takeout_confirms_an_answer_by_hand(desk, google, takeout_of, handed):
    there = on_google(google, handed)
    google.world.answer(there.location, there.id, "Thank you, Nico")
    desk.imports.take(takeout_of(google))
    assert desk.inbox.find(handed.pub).state == State.PUBLISHED


def test_a_takeout_from_before_proves_nothing_however_late_it_is_imported(
    desk, google, takeout_of, handed, clock
):
    folder = takeout_of(google)
    clock.advance(days=30)
    desk.imports.take(folder)
    assert desk.inbox.find(handed.pub).state == State.HANDED_OFF


def test_a_whole_takeout_made_long_after_that_lacks_it_brings_it_back(
    desk, google, takeout_of, handed, clock
):
    clock.advance(days=40)
    google.happen({"event": "review", "review": {"stars": 5, "text": "Much later."}})
    desk.imports.take(takeout_of(google))
    known = desk.inbox.find(handed.pub)
    assert (known.state, known.draft.text) == (State.DRAFTED, "Thank you, Nico")


def test_an_answer_on_the_owners_word_that_a_late_whole_takeout_lacks_is_gone(
    desk, google, takeout_of, handed, clock
):
    desk.replies.confirm(handed.pub)
    assert desk.inbox.find(handed.pub).state == State.PUBLISHED
    desk.imports.take(takeout_of(google))
    assert desk.inbox.find(handed.pub).state == State.PUBLISHED
    clock.advance(days=40)
    google.happen({"event": "review", "review": {"stars": 5, "text": "Much later."}})
    desk.imports.take(takeout_of(google))
    assert desk.inbox.find(handed.pub).state == State.GONE


# --- Downloads -------------------------------------------------------------------------------------


@pytest.fixture
def downloads(tmp_path, monkeypatch):
    folder = tmp_path / "Downloads"
    folder.mkdir()
    monkeypatch.setenv("XDG_DOWNLOAD_DIR", str(folder))
    return folder


def test_what_lies_in_downloads_is_offered_and_not_taken(desk, google, takeout_of, downloads):
    shutil.move(takeout_of(google, downloads / "unpacked") / "Takeout", downloads / "Takeout")
    (downloads / "reviews of books.json").write_text("[1, 2]")
    (downloads / "takeout-broken.zip").write_bytes(b"PK\x03\x04")
    (downloads / "takeout-gone.zip").symlink_to(downloads / "nowhere")
    (downloads / "letter.txt").write_text("takeout")
    (offer,) = desk.imports.offers()
    assert (offer.path, offer.title) == (downloads / "Takeout", "Google Takeout")
    assert everything(desk) == []


def test_old_downloads_and_no_downloads_offer_nothing(desk, google, takeout_of, downloads, clock):
    shutil.move(takeout_of(google, downloads / "unpacked") / "Takeout", downloads / "Takeout")
    clock.advance(days=31)
    assert desk.imports.offers() == []
    shutil.rmtree(downloads)
    assert desk.imports.offers() == []


# --- a plugin that misbehaves ----------------------------------------------------------------------


def test_a_file_that_breaks_off_keeps_what_came_before(desk, plug, tmp_path):
    from datetime import UTC, datetime
    from types import ModuleType

    from reviewdesk.api import Export, Listing, Plugin, Rating, Review, hookimpl

    made = ModuleType("odd")

    def rows():
        yield Review(
            external_id="1",
            listing="s",
            created_at=datetime(2026, 3, 1, tzinfo=UTC),
            rating=Rating(1, 5),
            id_space="odd",
        )
        yield 7
        raise KeyError("oops")

    def reviewdesk_plugin():
        return Plugin(name="odd", title="Odd", needs=(1, 0))

    def reviewdesk_open_export(path):
        if path.suffix != ".odd":
            return None
        listing = Listing(external_id="s", title="Shop")
        return Export(format="odd", title="Odd", sure=1, platform="google", listings=(listing,), rows=rows())

    made.reviewdesk_plugin = hookimpl(reviewdesk_plugin)
    made.reviewdesk_open_export = hookimpl(reviewdesk_open_export)
    plug("odd", made)
    file = tmp_path / "file.odd"
    file.touch()
    report = desk.imports.take(file)
    assert (report.taken.new, len(report.skipped), report.rows) == (1, 2, 3)
    record = next(each for each in desk.plugins.records() if each.name == "odd")
    assert (record.status, "oops" in record.problem) == ("unhealthy", True)


# --- the real thing --------------------------------------------------------------------------------


@pytest.fixture
def real():
    found = sorted((SHARED / "data" / "google").glob("takeout_*_rebuilt"))
    if not found:
        pytest.skip("there is no real Takeout: set REVIEWDESK_SHARED")
    return found[0]


def test_a_real_takeout_comes_in_with_every_row_accounted_for(desk, real):
    rows = sum(len(json.loads(each.read_text("utf-8"))["reviews"]) for each in real.rglob("reviews*.json"))
    steps = []
    report = desk.imports.take(real, progress=lambda step: steps.append(step.seen))
    assert report.rows == rows
    assert not report.skipped
    assert report.taken.new == len(everything(desk)) > 100
    assert report.answered > 20
    assert report.to_answer + report.answered >= report.taken.new
    assert steps[-1] == rows
    before = facts(desk)
    assert desk.imports.take(real).taken == Taken(known=len(before))
    assert facts(desk) == before
    desk.finish_chores(30)
    languages = {each.language for each in everything(desk) if each.review.text}
    assert "en" in languages
