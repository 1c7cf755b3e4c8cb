"""Whatever a platform does, each trouble is one plain sentence, stops nobody else and loses nothing."""

import pytest

from reviewdesk.api import DeskError
from reviewdesk.engine.plugs.plugins import PluginState
from reviewdesk.sandbox import Act, Fault
from reviewdesk.store.lines import Query

LISTS = r"/reviews$"


def everything(desk):
    return desk.inbox.page(Query(all=True), limit=10_000)


def plain(report, *words):
    """One sentence or two, in the owner's words: no type names, no codes of a program."""
    text = f"{report.problem} {report.todo or ''}"
    assert report.problem
    assert report.problem.endswith((".", "?", "!"))
    for tell_tale in ("Traceback", "Error:", "Exception", "httpx", "json", "None", "{", "dict"):
        assert tell_tale not in text, text
    for word in words:
        assert word in text, text


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault(act=Act.HTML, status=200, path=LISTS, after=1, times=None), ["can't be read"]),
        (Fault(act=Act.TRUNCATE, path=LISTS, after=1, times=None), ["can't be read"]),
        (Fault(act=Act.CUT, path=LISTS, after=1, times=None), []),
        (Fault(act=Act.STATUS, status=200, body="[]", path=LISTS, after=1, times=None), ["can't be read"]),
        (Fault(act=Act.STATUS, status=200, body='{"reviews": 7}', path=LISTS, after=1, times=None), ["read"]),
        (Fault(act=Act.STATUS, status=404, path=LISTS, after=1, times=None), ["does not know"]),
        (
            Fault(
                act=Act.STATUS,
                status=302,
                headers={"Location": "https://evil.invalid/"},
                path=LISTS,
                after=1,
                times=None,
            ),
            [],
        ),
    ],
    ids=["html page", "half a JSON", "cut connection", "other JSON", "other form", "not found", "redirect"],
)
def test_a_page_that_can_not_be_read_is_a_sentence_for_its_listing(desk, google, sign_in, fault, words):
    sign_in(google)
    google.faults.add(fault)
    reports = desk.fetching.fetch()
    assert len(reports) == 2
    for report in reports:
        plain(report, *words)
    assert everything(desk) == []
    google.faults.clear()
    assert [each.problem for each in desk.fetching.fetch()] == [None, None]
    assert everything(desk)
    assert all(each.problem is None for each in desk.listings.list())


def test_one_listings_trouble_stops_no_other(desk, google, sign_in):
    sign_in(google)
    google.faults.add(Fault(act=Act.HTML, status=200, path=LISTS, after=1, times=1))
    first, second = desk.fetching.fetch()
    plain(first)
    assert (second.problem, second.complete) == (None, True)
    assert [each.problem is None for each in desk.listings.list()] == [False, True]


def test_one_accounts_trouble_stops_no_other(desk, google, start_google, sign_in):
    other = start_google("many:20")
    sign_in(google, "main")
    sign_in(other, "second")
    google.stop()
    reports = desk.fetching.fetch()
    plain(reports[0], "refused the connection")
    assert [each.account for each in reports] == ["main", "second", "second"]
    assert sum(each.taken.new for each in reports) == 20


def test_a_revoked_sign_in_is_told_once_with_what_to_do(connected_desk, google):
    desk = connected_desk
    count = len(everything(desk))
    google.grants.revoke(google.secrets["refresh_token"])
    (report,) = desk.fetching.fetch()
    plain(report, "ign in again")
    assert desk.accounts.named("main").problem_kind == "auth"
    assert [each.problem for each in desk.fetching.freshness()] == [desk.accounts.named("main").problem]
    assert len(everything(desk)) == count


def test_a_wrong_secret_is_told_by_check_and_fetch(desk, google, sign_in, monkeypatch):
    sign_in(google)
    monkeypatch.setenv("MAIN_REFRESH_TOKEN", "1//nonsense")
    checked = desk.accounts.check("main")
    assert checked.status is None
    assert "ign in" in f"{checked.problem} {checked.todo}"
    (report,) = desk.fetching.fetch()
    plain(report)


def test_a_secret_whose_variable_is_gone_is_named(desk, google, sign_in, monkeypatch):
    sign_in(google)
    monkeypatch.delenv("MAIN_REFRESH_TOKEN")
    (report,) = desk.fetching.fetch()
    plain(report, "MAIN_REFRESH_TOKEN")


def test_a_consent_screen_in_testing_dies_after_seven_days_with_its_reason(desk, google, sign_in, clock):
    sign_in(google)
    google.switches.set({"testing_consent": True})
    assert all(each.problem is None for each in desk.fetching.fetch())
    clock.advance(days=8)
    (report,) = desk.fetching.fetch()
    plain(report, "7 days", "Publish app")


def test_not_approved_yet_works_by_hand_and_joins_its_past_when_approved(
    desk, google, sign_in, takeout_of, clock
):
    sign_in(google)
    google.switches.set({"approved": False})
    checked = desk.accounts.check("main")
    assert "not approved" in checked.problem
    desk.imports.take(takeout_of(google))
    first = desk.inbox.page(Query(), limit=1)[0]
    looked = desk.replies.look(first.pub, "We are sorry.")
    assert looked.how == "hand"
    (report,) = desk.fetching.fetch()
    plain(report, "not approved", "api_default")
    count = len(everything(desk))
    google.switches.set({"approved": True})
    clock.advance(minutes=2)
    reports = desk.fetching.fetch()
    assert [each.problem for each in reports] == [None, None]
    assert sum(each.taken.joined for each in reports) == count
    assert len(everything(desk)) == count
    assert desk.accounts.named("main").problem is None
    assert desk.replies.look(first.pub, "We are sorry.").how == "api"


def test_an_api_that_is_not_switched_on_is_named(desk, google, sign_in):
    sign_in(google)
    google.switches.set({"disabled_services": ["mybusiness.googleapis.com"]})
    reports = desk.fetching.fetch()
    assert len(reports) == 1
    plain(reports[0], "Google My Business API", "not switched on")


def test_too_many_requests_stop_the_account_not_the_desk(desk, google, start_google, sign_in):
    other = start_google("many:20")
    sign_in(google, "main")
    sign_in(other, "second")
    google.faults.add(
        Fault(act=Act.STATUS, status=429, headers={"Retry-After": "90"}, path=LISTS, after=1, times=None)
    )
    reports = desk.fetching.fetch()
    plain(reports[0], "too often")
    assert [each.account for each in reports] == ["main", "second", "second"], "it is not asked once more"
    assert sum(each.taken.new for each in reports) == 20


def test_a_base_url_is_checked_when_it_is_given(desk, google, sign_in):
    for wrong in ("http://example.invalid", "ftp://127.0.0.1", "nonsense"):
        with pytest.raises(DeskError):
            sign_in(google, base_url=wrong)
    assert desk.accounts.list() == []


def test_settings_and_secrets_that_nobody_knows_are_refused_with_the_nearest(desk):
    with pytest.raises(DeskError) as refused:
        desk.accounts.add("google", "main", settings={"client": "x"})
    assert "client_id" in refused.value.do
    with pytest.raises(DeskError) as refused:
        desk.accounts.add("google", "main", secrets={"refresh": "env:X"})
    assert "refresh_token" in refused.value.do
    with pytest.raises(DeskError, match="no plugin"):
        desk.accounts.add("gogle", "main")
    with pytest.raises(DeskError, match="no review platform"):
        desk.accounts.add("checks", "main")
    with pytest.raises(DeskError, match="name"):
        desk.accounts.add("google", " ")


def test_two_accounts_that_reach_one_place_do_not_fight_over_it(desk, google, sign_in):
    sign_in(google, "main")
    sign_in(google, "cousin")
    desk.fetching.fetch()
    reports = desk.fetching.fetch()
    assert {each.account for each in reports} == {"main"}
    assert {each.account for each in desk.listings.list()} == {"main"}
    desk.accounts.remove("main")
    reports = desk.fetching.fetch()
    assert {each.account for each in desk.listings.list()} == {"cousin"}
    assert all(each.problem is None for each in reports)


def test_an_account_taken_away_keeps_its_reviews_by_hand_and_can_come_back(connected_desk, google, sign_in):
    desk = connected_desk
    count = len(everything(desk))
    assert desk.accounts.remove("main")
    assert len(everything(desk)) == count
    assert not desk.accounts.named("main").secrets
    assert desk.fetching.fetch() == []
    sign_in(google)
    assert all(each.problem is None for each in desk.fetching.fetch())
    assert len(everything(desk)) == count
    with pytest.raises(DeskError, match="already"):
        sign_in(google)


def test_an_empty_account_is_taken_away_whole(desk):
    desk.accounts.add("google", "main")
    assert not desk.accounts.remove("main")
    assert desk.accounts.list() == []


def test_an_ignored_page_is_fetched_no_more(connected_desk, google):
    desk = connected_desk
    title = desk.listings.list()[0].title
    desk.listings.ignore(title)
    assert title not in [each.listing for each in desk.fetching.fetch()]
    desk.listings.adopt(title, page="https://business.google.com/n/1/reviews")
    assert title in [each.listing for each in desk.fetching.fetch()]
    with pytest.raises(DeskError, match="web address"):
        desk.listings.adopt(title, page="business.google.com")
    with pytest.raises(DeskError, match="no listing"):
        desk.listings.ignore("nowhere")


# --- a plugin that misbehaves ----------------------------------------------------------------------


@pytest.fixture
def strange(plug, desk):
    """A platform whose walk does what a test says."""
    from types import ModuleType

    from reviewdesk.api import AccountStatus, Listing, May, Platform, Plugin, ReplyRules, hookimpl

    made = ModuleType("strange")
    made.does = lambda: iter(())

    def reviewdesk_plugin():
        return Plugin(
            name="strange",
            title="Strange",
            needs=(1, 0),
            platform=Platform(scale=5, replies=ReplyRules(limit=9)),
        )

    def reviewdesk_check_account(account):
        return AccountStatus(identity=None, may=frozenset({May.READ}))

    def reviewdesk_list_listings(account):
        return [Listing(external_id="1", title="One")]

    def reviewdesk_fetch_reviews(account, listing, cursor):
        return made.does()

    for hook in (
        reviewdesk_plugin,
        reviewdesk_check_account,
        reviewdesk_list_listings,
        reviewdesk_fetch_reviews,
    ):
        setattr(made, hook.__name__, hookimpl(hook))
    plug("strange", made)
    desk.accounts.add("strange", "odd")
    return made


@pytest.mark.parametrize(
    "does",
    [
        lambda: iter([1]),
        lambda: None,
        lambda: iter(()),
        lambda: 7,
        lambda: (1 / 0 for _each in [1]),
        lambda: exec("raise SystemExit"),
    ],
    ids=["no page", "nothing", "empty", "a number", "raises", "exits"],
)
def test_a_walk_that_goes_wrong_is_the_plugins_trouble_alone(desk, google, sign_in, strange, does):
    strange.does = does
    sign_in(google)
    reports = {each.account: each for each in desk.fetching.fetch()}
    assert reports["odd"].problem
    assert reports["main"].problem is None
    assert len(everything(desk)) > 0


def test_a_plugin_that_raises_is_told_by_the_doctor(desk, strange):
    strange.does = lambda: (1 / 0 for _each in [1])
    desk.fetching.fetch()
    record = next(each for each in desk.plugins.records() if each.name == "strange")
    assert record.status == PluginState.UNHEALTHY
    assert any("division" in each.what for each in desk.doctor.look() if "strange" in each.area)


def test_the_doctor_notices_a_clock_that_was_set_back(connected_desk, clock):
    assert all(each.ok for each in connected_desk.doctor.look() if each.area == "clock")
    clock.advance(days=-3)
    (point,) = [each for each in connected_desk.doctor.look() if each.area == "clock"]
    assert point.ok is False
    assert clock.now().astimezone().strftime("%Y-%m-%d") in point.what


def test_an_account_whose_plugin_was_switched_off_is_left_alone_unless_it_is_named(
    connected_desk, reopen, monkeypatch
):
    monkeypatch.setenv("REVIEWDESK_PLUGINS__BLOCKED", "google")
    desk = reopen()
    assert desk.fetching.fetch() == []
    [report] = desk.fetching.fetch(["main"])
    assert "plugins.blocked" in report.todo
