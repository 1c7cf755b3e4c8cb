"""All that can be done by a key, in one table: bindings, footer, help and keymap come from it."""

from collections.abc import Mapping

from textual.binding import Binding, BindingType

from reviewdesk.tui.goodwill.keys import GOODWILL
from reviewdesk.tui.scopes import SCOPE_TITLES, Action, Scope, marked

__all__ = ["BY_ID", "SCOPE_TITLES", "TABLE", "Action", "Scope", "bindings", "key_names", "key_of", "marked"]

_E, _I, _M, _W = Scope.EVERYWHERE, Scope.INBOX, Scope.MOVE, Scope.WRITING
_L, _H, _O, _A, _F = Scope.LOOK, Scope.HAND, Scope.OUTBOX, Scope.ACCOUNTS, Scope.FIRST
_D, _Y = Scope.DIARY, Scope.AWAY
_S = Scope.SETTINGS

TABLE: tuple[Action, ...] = (
    Action("answer", _I, "r", marked("answer"), marked("Write the answer, or go on with it.")),
    Action(
        "enter", _I, "enter", marked("open"), marked("Open the review; on a begun answer, the last look.")
    ),
    Action("snooze", _I, "s", marked("later"), marked("Put the review off to another day.")),
    Action("skip", _I, "x", marked("no answer needed"), marked("The review needs no answer; you say why.")),
    Action(
        "bring_back", _I, "c", marked("bring back"), marked("Out of later, needs none, history or withdrawn.")
    ),
    Action(
        "mark",
        _I,
        "space,shift+down",
        marked("mark"),
        marked("Mark it, to put off or bring back several at once; answers are written one by one."),
    ),
    Action("mark_up", _I, "shift+up", marked("mark upwards")),
    Action(
        "review_before",
        _I,
        "f6",
        marked("previous review"),
        marked("To the one above, while reading and writing; every word is kept."),
        priority=True,
    ),
    Action(
        "review_after",
        _I,
        "f7",
        marked("next review"),
        marked("To the one below, while reading and writing; every word is kept."),
        priority=True,
    ),
    Action(
        "versions",
        _I,
        "f9",
        marked("earlier versions"),
        marked("What you wrote to this guest before; one of them can be brought back."),
        priority=True,
    ),
    Action(
        "goodwill",
        _I,
        "v",
        marked("goodwill"),
        marked("Make it right in private: a voucher beside your answer, never in it."),
    ),
    Action(
        "goodwill_beside",
        _I,
        "f3",
        marked("goodwill"),
        marked("The same while writing; every word is kept."),
        priority=True,
    ),
    Action("note", _I, "m", marked("note"), marked("A note for yourself; no guest ever sees it.")),
    Action("undo_act", _I, "u", marked("undo"), marked("Undo the last thing you did.")),
    Action("browse", _I, "b", marked("browser"), marked("Open the review's page, or the nearest one.")),
    Action(
        "unfold",
        _I,
        "f",
        marked("unfold"),
        marked("Show or fold translation, long text and the guest's past."),
    ),
    Action("search", _I, "slash", marked("search"), marked("Search in all reviews, answers included.")),
    Action("next_match", _I, "n", marked("next"), marked("To the next one; goes round at the end.")),
    Action("stars_1", _I, "1", marked("1 star"), marked("Only reviews with one star; 2 to 5 likewise.")),
    Action("stars_2", _I, "2", marked("2 stars")),
    Action("stars_3", _I, "3", marked("3 stars")),
    Action("stars_4", _I, "4", marked("4 stars")),
    Action("stars_5", _I, "5", marked("5 stars")),
    Action("stars_0", _I, "0", marked("all stars"), marked("Any number of stars.")),
    Action("bad", _I, "B", marked("bad ones"), marked("Only reviews with one or two stars.")),
    Action("platform", _I, "p", marked("platform"), marked("Only one platform.")),
    Action("location", _I, "l", marked("shop"), marked("Only one shop.")),
    Action("order", _I, "o", marked("order"), marked("Another order: the desk's, newest, lowest, oldest.")),
    Action(
        "all", _I, "a", marked("all"), marked("Waiting ones, or all reviews with history and answered ones.")
    ),
    Action("late", _I, "t", marked("late"), marked("Only those that wait too long.")),
    Action("new", _I, "w", marked("new"), marked("Only those that are new since last time.")),
    Action(
        "withdraw",
        _I,
        "W",
        marked("take down"),
        marked("Take a published answer down, where the platform lets you."),
    ),
    Action("back", _I, "escape", marked("back"), marked("Close what is open; then take filters off.")),
    Action("down", _M, "j,down", marked("down"), marked("One line down.")),
    Action("up", _M, "k,up", marked("up"), marked("One line up.")),
    Action("top", _M, "g,home", marked("top"), marked("To the first line.")),
    Action("bottom", _M, "G,end", marked("end"), marked("To the last line.")),
    Action("page_down", _M, "pagedown,ctrl+d", marked("page down")),
    Action("page_up", _M, "pageup,ctrl+u", marked("page up")),
    Action("last_look", _W, "f2,ctrl+g", marked("last look"), marked("See it once more before it goes out.")),
    Action(
        "external", _W, "f4", marked("$EDITOR"), marked("Write in the editor named by $VISUAL or $EDITOR.")
    ),
    Action(
        "guest_down",
        _W,
        "pagedown",
        marked("guest's words"),
        marked("On in what the guest wrote; the arrows move in your answer."),
    ),
    Action("guest_up", _W, "pageup", marked("guest's words"), marked("Back up in what the guest wrote.")),
    Action("select_all", _W, "ctrl+t", marked("select all"), marked("Select the whole text.")),
    Action(
        "get_in_touch",
        _W,
        "ctrl+o",
        marked("“get in touch”"),
        marked("Put in how the guest reaches you, in the form that the platform lets stand."),
    ),
    Action(
        "leave", _W, "escape", marked("leave it for now"), marked("Back to the list; every word is kept.")
    ),
    Action(
        "send_it",
        _L,
        "y",
        marked("yes, send it"),
        marked("The answer goes out, after the seconds for calling it back."),
    ),
    Action("not_yet", _L, "n,escape", marked("no, back to writing"), marked("Nothing goes out.")),
    Action(
        "by_hand", _L, "h", marked("by hand instead"), marked("Copy it and publish it on the page yourself.")
    ),
    Action(
        "other_time",
        _L,
        "t",
        marked("another time"),
        marked("Let it go out later: tomorrow 9:00, in 2 h, Fri 18:00."),
    ),
    Action("external_look", _L, "e,f4", marked("$EDITOR"), marked("Change the text in your own editor.")),
    Action("confirm_hand", _H, "y", marked("yes, it stands there"), marked("You published it on the site.")),
    Action("copy_again", _H, "c", marked("copy again")),
    Action("open_again", _H, "b", marked("open again")),
    Action("later_hand", _H, "escape", marked("later"), marked("It stays in the outbox until confirmed.")),
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

_NAMES = {
    "slash": "/",
    "question_mark": "?",
    "escape": "Esc",
    "enter": "Enter",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "down": "↓",
    "up": "↑",
    "home": "Home",
    "end": "End",
    "space": "Space",
    "colon": ":",
    "shift+down": "Shift+↓",
    "shift+up": "Shift+↑",
}


def bindings(scope: Scope) -> list[BindingType]:
    """The bindings of one scope, for a class body."""
    return [
        Binding(each.keys, each.id, each.title, id=each.id, priority=each.priority, show=False)
        for each in TABLE
        if each.scope == scope
    ]


def key_names(keys: str) -> list[str]:
    """How keys are written for people: F2, Ctrl+G, /."""
    return [_key_name(key.strip()) for key in keys.split(",")]


def key_of(name: str) -> str:
    """The key that people call so: the way back from `key_names`."""
    known = {word: key for key, word in _NAMES.items()}
    if name in known:
        return known[name]
    return name if len(name) == 1 else name.lower()


def _key_name(key: str) -> str:
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key
