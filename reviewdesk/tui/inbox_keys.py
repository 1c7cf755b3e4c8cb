"""The keys of the inbox, from its list to the answer that goes out: a part of the one table of actions."""

from reviewdesk.tui.scopes import Action, Scope, marked

_I, _M, _W, _L, _H = Scope.INBOX, Scope.MOVE, Scope.WRITING, Scope.LOOK, Scope.HAND

INBOX: tuple[Action, ...] = (
    Action("answer", _I, "r", marked("answer"), marked("Write the answer, or go on with it.")),
    Action(
        "external_list",
        _I,
        "E,f4",
        marked("your own editor"),
        marked("Write in your own editor, if your system names one (as VISUAL or EDITOR)."),
    ),
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
    Action(
        "forget",
        _I,
        "X",
        marked("forget the guest"),
        marked("Take a person's name, words and contacts out for good; it shows what goes, and asks."),
    ),
    Action("back", _I, "escape", marked("back"), marked("Close what is open; then take filters off.")),
    Action("down", _M, "j,down", marked("down"), marked("One line down.")),
    Action("up", _M, "k,up", marked("up"), marked("One line up.")),
    Action("top", _M, "g,home", marked("top"), marked("To the first line.")),
    Action("bottom", _M, "G,end", marked("end"), marked("To the last line.")),
    Action("page_down", _M, "pagedown,ctrl+d", marked("page down")),
    Action("page_up", _M, "pageup,ctrl+u", marked("page up")),
)

ANSWERING: tuple[Action, ...] = (
    Action("last_look", _W, "f2,ctrl+g", marked("last look"), marked("See it once more before it goes out.")),
    Action(
        "external",
        _W,
        "f4",
        marked("your own editor"),
        marked("Write in your own editor, if your system names one (as VISUAL or EDITOR)."),
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
    Action(
        "external_look",
        _L,
        "e,f4",
        marked("your own editor"),
        marked("Change the text in your own editor."),
    ),
    Action("confirm_hand", _H, "y", marked("yes, it stands there"), marked("You published it on the site.")),
    Action(
        "waits_there",
        _H,
        "w",
        marked("waits for approval"),
        marked("You published it; the site still looks at it before all may see it."),
    ),
    Action("copy_again", _H, "c", marked("copy again")),
    Action("open_again", _H, "b", marked("open again")),
    Action("later_hand", _H, "escape", marked("later"), marked("It stays in the outbox until confirmed.")),
)
