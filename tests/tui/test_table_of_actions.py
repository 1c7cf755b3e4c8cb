"""One table holds all keys: nothing clashes, nothing is eaten on its way, all of it is there."""

from collections import defaultdict

import pytest

from reviewdesk.store.lines import State
from reviewdesk.tui.actions import SCOPE_TITLES, TABLE, Scope
from reviewdesk.tui.app import DeskApp
from reviewdesk.tui.dialogs.by_hand import ByHandDialog
from reviewdesk.tui.dialogs.last_look import LastLookDialog
from reviewdesk.tui.goodwill.evening import EveningScreen
from reviewdesk.tui.goodwill.offers import OffersScreen
from reviewdesk.tui.goodwill.one import VoucherScreen
from reviewdesk.tui.goodwill.report import BookScreen
from reviewdesk.tui.goodwill.vouchers import VouchersScreen
from reviewdesk.tui.keymap import Keys
from reviewdesk.tui.screens.accounts import AccountsScreen
from reviewdesk.tui.screens.away import AwayScreen
from reviewdesk.tui.screens.diary import DiaryScreen
from reviewdesk.tui.screens.inbox import InboxScreen
from reviewdesk.tui.screens.outbox import OutboxScreen
from reviewdesk.tui.screens.settings import SettingsScreen
from reviewdesk.tui.widgets.editor import ReplyEditor
from reviewdesk.tui.widgets.moves import MovingList
from reviewdesk.tui.words import _plain, _short

OWNERS = {
    Scope.EVERYWHERE: DeskApp,
    Scope.INBOX: InboxScreen,
    Scope.MOVE: MovingList,
    Scope.WRITING: ReplyEditor,
    Scope.LOOK: LastLookDialog,
    Scope.HAND: ByHandDialog,
    Scope.OUTBOX: OutboxScreen,
    Scope.VOUCHERS: VouchersScreen,
    Scope.VOUCHER: VoucherScreen,
    Scope.EVENING: EveningScreen,
    Scope.OFFERS: OffersScreen,
    Scope.BOOK: BookScreen,
    Scope.ACCOUNTS: AccountsScreen,
    Scope.DIARY: DiaryScreen,
    Scope.AWAY: AwayScreen,
    Scope.SETTINGS: SettingsScreen,
}


def _keys(scope: Scope) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for action in TABLE:
        if action.scope == scope:
            for key in action.keys.split(","):
                found[key].append(action.id)
    return found


def test_every_action_has_a_name_of_its_own():
    assert len({action.id for action in TABLE}) == len(TABLE)


@pytest.mark.parametrize("action", TABLE, ids=lambda action: action.id)
def test_every_action_is_there(action):
    assert callable(getattr(OWNERS[action.scope], f"action_{action.id}"))


@pytest.mark.parametrize("scope", list(OWNERS))
def test_no_key_does_two_things_in_one_place(scope):
    assert {key: names for key, names in _keys(scope).items() if len(names) > 1} == {}


def test_the_inbox_hides_no_key_of_the_lists_or_of_the_desk():
    for other in (Scope.MOVE, Scope.EVERYWHERE):
        assert not set(_keys(Scope.INBOX)) & set(_keys(other))
    assert not set(_keys(Scope.OUTBOX)) & (set(_keys(Scope.MOVE)) | set(_keys(Scope.EVERYWHERE)))


def test_every_scope_has_a_heading_in_the_help():
    assert {action.scope for action in TABLE} <= set(SCOPE_TITLES)


def test_every_state_has_words():
    known = set(_short()) | {State.UNANSWERED}
    assert known == set(State)
    named = {State.REFUSED, State.GONE, State.SKIPPED, State.NOT_ANSWERABLE}
    assert set(_plain()) | named == set(State)


def test_keys_of_the_settings_are_named_at_the_foot():
    keys = Keys({"answer": "e,f12", "nonsense": "q"})
    assert keys.of("answer") == "e"
    assert keys.all_of("answer") == "e F12"
    assert keys.hints(["answer"]) == [("e", "answer")]
    assert [trouble.action for trouble in keys.troubles] == ["nonsense"]


async def test_a_key_of_the_settings_works_and_the_old_one_does_not(connected_desk, home, sit, monkeypatch):
    (home.path / "config.toml").write_text('[keys]\nanswer = "e"\n', "utf-8")
    async with sit() as seat:
        await seat.reading()
        await seat.press("r")
        assert not seat.app.inbox_screen.pane.writing
        await seat.press("e")
        await seat.until(lambda: seat.app.inbox_screen.pane.writing)
