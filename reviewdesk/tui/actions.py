"""All that can be done by a key, in one table: bindings, footer, help and keymap come from it."""

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from reviewdesk.tui.goodwill.keys import GOODWILL
from reviewdesk.tui.inbox_keys import ANSWERING, INBOX
from reviewdesk.tui.scopes import SCOPE_TITLES, Action, Scope, marked

__all__ = ["BY_ID", "SCOPE_TITLES", "TABLE", "Action", "Scope", "bindings", "marked"]

_E, _O, _A = Scope.EVERYWHERE, Scope.OUTBOX, Scope.ACCOUNTS
_S, _D, _Y = Scope.SETTINGS, Scope.DIARY, Scope.AWAY

TABLE: tuple[Action, ...] = (
    *INBOX,
    *ANSWERING,
    Action(
        "call_back_this",
        _O,
        "c",
        marked("call back"),
        marked("Make it a draft again, as long as it has not left."),
    ),
    Action("confirm", _O, "y", marked("it stands"), marked("You saw your answer on the site.")),
    Action("copy_hand", _O, "h", marked("by hand again"), marked("Copy the text again and open the page.")),
    Action(
        "keep",
        _O,
        "t",
        marked("keep theirs"),
        marked("The other answer stays; yours is kept as an earlier version."),
    ),
    Action(
        "replace",
        _O,
        "m",
        marked("replace it with mine"),
        marked("Your answer takes the place of the other."),
    ),
    Action("again", _O, "s", marked("send again"), marked("It is not there: send it once more.")),
    Action(
        "drop", _O, "d", marked("back to draft"), marked("Nothing more is sent; the text becomes a draft.")
    ),
    Action(
        "send_late",
        _O,
        "w",
        marked("send what waits"),
        marked("Send answers that came due while the desk was closed."),
    ),
    Action("open_review", _O, "enter", marked("open the review")),
    *GOODWILL,
    Action(
        "check", _A, "c", marked("check"), marked("Sign in and see who you are there and what you may do.")
    ),
    Action("sign_in", _A, "s", marked("sign in"), marked("Sign in again in the browser.")),
    Action(
        "change_contact",
        _A,
        "enter",
        marked("how guests reach you"),
        marked("Whom guests of a shop ask for, and how; on all platforms or on one."),
    ),
    Action("make_one", _A, "o", marked("make one"), marked("Two pages, or two shops, become one; it asks.")),
    Action(
        "change_setting",
        _S,
        "enter,space",
        marked("change"),
        marked("Change it in its place: yes or no, a number, a word."),
    ),
    Action("plain_default", _S, "d,delete", marked("as it was"), marked("Take it out: the default holds.")),
    Action("open_entry", _D, "enter", marked("open the review")),
    Action("older", _D, "n", marked("older page")),
    Action("newer", _D, "p", marked("newer page")),
    Action("kind", _D, "f", marked("only this kind"), marked("Only answers, only imports, only accounts …")),
    Action("day", _D, "d", marked("another day"), marked("Only what happened on one day.")),
    Action("this_review", _D, "r", marked("only this review"), marked("All that happened with this review.")),
    Action("lead_there", _Y, "enter", marked("go there")),
    Action("set_away", _Y, "n", marked("note holidays"), marked("From which day to which you are away.")),
    Action("end_away", _Y, "e", marked("back already"), marked("Your holidays are over, or off.")),
    Action("inbox", _E, "I", marked("inbox"), marked("To the inbox.")),
    Action(
        "outbox", _E, "O", marked("outbox"), marked("Answers on their way, and what waits for your decision.")
    ),
    Action(
        "vouchers",
        _E,
        "V",
        marked("vouchers"),
        marked("What was promised to guests, and what came back."),
    ),
    Action("accounts", _E, "A", marked("accounts"), marked("Accounts, shops and plugins.")),
    Action("diary", _E, "D", marked("diary"), marked("All that happened.")),
    Action("settings", _E, "S", marked("settings"), marked("All settings, and where each comes from.")),
    Action(
        "away", _E, "H", marked("holidays"), marked("Away for some days, and what came in while you were.")
    ),
    Action(
        "bring_in", _E, "i", marked("bring in"), marked("Bring in a file, or what you copied off a page.")
    ),
    Action("fetch", _E, "R,f5", marked("fetch"), marked("Fetch what is new. The same key stops it.")),
    Action(
        "call_back",
        _E,
        "f8",
        marked("call back"),
        marked("Call back the answer that goes out next."),
        priority=True,
    ),
    Action(
        "palette",
        _E,
        "colon,ctrl+p",
        marked("find"),
        marked("All that can be done here and now, by its words; also screens, shops and guests."),
    ),
    Action("help", _E, "f1,question_mark", marked("help"), marked("This page.")),
    Action(
        "leave_desk", _E, "ctrl+q", marked("quit"), marked("Close the desk; nothing is lost."), priority=True
    ),
)

BY_ID: Mapping[str, Action] = {action.id: action for action in TABLE}


def bindings(scope: Scope) -> list[BindingType]:
    """The bindings of one scope, for a class body."""
    return [
        Binding(each.keys, each.id, each.title, id=each.id, priority=each.priority, show=False)
        for each in TABLE
        if each.scope == scope
    ]
