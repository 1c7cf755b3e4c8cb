"""`voucher`: prepared beside the answer, issued when the guest is reached, used once."""

import typer

from reviewdesk.api import _
from reviewdesk.cli import voucher_book, voucher_card, voucher_giving, voucher_shown, voucher_using

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("Goodwill, given privately: prepare, issue, use, and what became of it."),
)
app.command("prepare")(voucher_giving.prepare)
app.command("issue")(voucher_giving.issue)
app.command("list")(voucher_shown.list_)
app.command("show")(voucher_shown.show)
app.command("redeem")(voucher_using.redeem)
app.command("undo")(voucher_using.undo)
app.command("void")(voucher_giving.void)
app.command("budget")(voucher_book.budget)
app.command("report")(voucher_book.report)
app.command("csv")(voucher_book.csv)
voucher_card.register(app)
