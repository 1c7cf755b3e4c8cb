"""The keys of goodwill, a part of the one table of actions."""

from reviewdesk.tui.scopes import Action, Scope, marked

_V, _C, _T, _G, _B = Scope.VOUCHERS, Scope.VOUCHER, Scope.EVENING, Scope.OFFERS, Scope.BOOK

GOODWILL: tuple[Action, ...] = (
    Action("open_voucher", _V, "enter", marked("open"), marked("What happened with it, what can be done.")),
    Action(
        "find_guest",
        _V,
        "slash",
        marked("search"),
        marked('"Ewa is here": a name however written, a code however typed, or its last four signs.'),
    ),
    Action("voucher_states", _V, "f", marked("only these"), marked("Only prepared ones, used ones, all …")),
    Action(
        "evening",
        _V,
        "c",
        marked("cards of the evening"),
        marked("Type the codes of the cards that were kept, one after the other."),
    ),
    Action(
        "complain",
        _V,
        "n",
        marked("note a complaint"),
        marked("By phone or at the table: what went wrong, and what you give for it."),
    ),
    Action("offers", _V, "o", marked("offers"), marked("What you give, and how much a month may bring.")),
    Action("book", _V, "t", marked("report"), marked("Still promised, used, ended; by reason, shop, month.")),
    Action(
        "issue",
        _C,
        "e",
        marked("issue it"),
        marked("The guest called: which day was it, what was ordered? Then it gets its code."),
    ),
    Action("deliver", _C, "d", marked("bring it to the guest"), marked("Card, picture, e-mail, text.")),
    Action("has_it", _C, "y", marked("the guest has it"), marked("What was made or sent has come to him.")),
    Action("used", _C, "r", marked("it was used"), marked("Note it as used, on a day, in a shop.")),
    Action(
        "not_used",
        _C,
        "u",
        marked("it was not used"),
        marked("Take it back, on the same day, with a reason."),
    ),
    Action("cancel", _C, "x", marked("cancel it"), marked("One that was not used, with a reason.")),
    Action("open_case", _C, "enter", marked("open the review")),
    Action("evening_where", _T, "f2,ctrl+g", marked("another day or shop")),
    Action(
        "evening_undo", _T, "f9", marked("take the last back"), marked("The code typed last was not used.")
    ),
    Action(
        "evening_anyway",
        _T,
        "f4",
        marked("given all the same"),
        marked("The last card had ended, or is of another shop, and the guest had it."),
    ),
    Action("new_offer", _G, "n", marked("new offer")),
    Action("change_offer", _G, "enter", marked("change"), marked("Once it was given: a new version.")),
    Action("retire_offer", _G, "x", marked("give it no more"), marked("What was given counts as before.")),
    Action("month_limits", _G, "b", marked("limits"), marked("How much goodwill a month may bring.")),
    Action("book_days", _B, "d", marked("other days"), marked("Only what was given in some days.")),
    Action("book_csv", _B, "c", marked("for the accountant"), marked("All of it as a table in a file.")),
)
