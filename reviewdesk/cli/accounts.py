"""`account`: access to the platforms."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import DeskError, Plugin, _
from reviewdesk.cli.asking import ask, ask_hidden, terminal_there
from reviewdesk.cli.columns import table
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.may_words import may_words
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line
from reviewdesk.store.values import AccountInfo

if TYPE_CHECKING:
    from reviewdesk.engine.accounts import AccountReport
    from reviewdesk.engine.desk import Desk

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("Accounts at platforms, with an API or by hand."),
)
Pairs = Annotated[list[str] | None, typer.Option("--set", metavar="K=V", help=_("A setting."))]
Sources = Annotated[
    list[str] | None,
    typer.Option(
        "--secret",
        metavar="K=SOURCE",
        help=_("Where a secret is: env:VAR, command:..., keyring, file:PATH, or - to type it in."),
    ),
]
ByHand = Annotated[bool, typer.Option("--by-hand", help=_("Without the API: files in, answers by hand."))]


@app.command()
def add(
    ctx: typer.Context,
    *,
    plugin: Annotated[str, typer.Argument(metavar="PLUGIN", help=_("The platform, e.g. google."))],
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("What you call it."))],
    settings: Pairs = None,
    secrets: Sources = None,
    by_hand: ByHand = False,
    as_json: Json = False,
) -> None:
    """Add an account. What is missing is asked for at the terminal."""
    given, sources = _pairs(settings, "--set"), _pairs(secrets, "--secret")
    with desk_of(ctx) as desk:
        card = desk.accounts.card(plugin)
        if by_hand and sources:
            raise typer.BadParameter(_("An account by hand has no secrets: leave out --by-hand or --secret."))
        if not by_hand:
            _ask_missing(card, given, sources)
        _refuse_taken(desk, name)
        typed = {key: _typed(card, key) for key, source in sources.items() if source == "-"}
        named = {key: source for key, source in sources.items() if source != "-"}
        desk.accounts.add(plugin, name, settings=given, secrets=named)
        for key, value in typed.items():
            desk.accounts.keep_secret(name, key, value)
        if sources and _lacks_token(card, sources):
            _sign_in_or_keep(desk, name)
        report = desk.accounts.check(name)
        _tell_added(report, card, as_json=as_json)


@app.command("list")
def list_(ctx: typer.Context, *, as_json: Json = False) -> None:
    """All accounts."""
    with desk_of(ctx) as desk:
        found = desk.accounts.list()
    if as_json:
        say_json([_json(each) for each in found])
        return
    heads = (_("account"), _("platform"), _("known there as"), _("may"), "")
    for line in table([_row(each) for each in found], heads) if found else [_("No accounts yet.")]:
        say(line)


@app.command()
def check(
    ctx: typer.Context,
    *,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help=_("Only this one."))] = None,
    as_json: Json = False,
) -> None:
    """Sign in and say who you are and what the account may do, or what to do."""
    with desk_of(ctx) as desk:
        found = [each for each in desk.accounts.list() if name in (None, each.name)]
        if name is not None and not found:
            raise DeskError(
                _("There is no account named {name}.").format(name=name), _("See `reviewdesk account list`.")
            )
        for each in found:
            if terminal_there() and _lacks_token(desk.accounts.card(each.platform), each.secrets):
                _sign_in(desk, each.name)
        reports = [desk.accounts.check(each.name) for each in found]
    if as_json:
        say_json([_report_json(report) for report in reports])
    bad = [report for report in reports if report.problem]
    for report in reports:
        if not as_json and not report.problem:
            say(_report_line(report))
    for report in bad:
        tell(f"error: {_problem(report)}")
    if bad:
        raise typer.Exit(1)


@app.command("set")
def set_(
    ctx: typer.Context,
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("The account."))],
    settings: Annotated[list[str], typer.Argument(metavar="K=V", help=_("A setting; K= takes it away."))],
    as_json: Json = False,
) -> None:
    """Change settings of an account. Secrets stay as they are."""
    given = _pairs(settings, "K=V")
    with desk_of(ctx) as desk:
        account = desk.accounts.set(name, given)
    if as_json:
        say_json(_json(account))
    else:
        say(_("{name} is changed.").format(name=one_line(name)))


@app.command()
def remove(
    ctx: typer.Context, *, name: Annotated[str, typer.Argument(metavar="NAME", help=_("The account."))]
) -> None:
    """Forget an account's credentials. Its reviews stay."""
    with desk_of(ctx) as desk:
        desk.accounts.remove(name)
    say(_("{name} is removed; its reviews stay.").format(name=one_line(name)))


def _pairs(given: list[str] | None, option: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for each in given or []:
        key, equals, value = each.partition("=")
        if not equals or not key.strip():
            # The text is not repeated: it may be a secret in the wrong place.
            raise typer.BadParameter(_("Write it as NAME=VALUE."), param_hint=option)
        pairs[key.strip()] = value.strip()
    return pairs


def _ask_missing(card: Plugin, settings: dict[str, str], sources: dict[str, str]) -> None:
    """Ask for what signing in needs; nothing at all means by hand."""
    needed = [each for each in card.settings if each.required and each.name not in settings]
    hidden = [each for each in card.secrets if each.required and each.name not in sources]
    if not terminal_there():
        if settings or sources:
            _refuse_incomplete(needed=[each.name for each in needed], hidden=[each.name for each in hidden])
        return
    for setting in needed:
        example = f" ({setting.example})" if setting.example else ""
        blank = "" if settings or sources else " " + _("[Enter: by hand, without the API]")
        value = ask(f"{setting.title}{example}{blank}:")
        if not value and not (settings or sources):
            return
        if value:
            settings[setting.name] = value
    for secret in hidden:
        sources.setdefault(secret.name, "-")


def _refuse_incomplete(*, needed: list[str], hidden: list[str]) -> None:
    if needed or hidden:
        options = [f"--set {each}=..." for each in needed] + [f"--secret {each}=SOURCE" for each in hidden]
        raise DeskError(
            _("Something is missing to sign in: {names}.").format(names=", ".join(needed + hidden)),
            _("Give {options}, or --by-hand for an account without the API.").format(
                options=" ".join(options)
            ),
        )


def _refuse_taken(desk: "Desk", name: str) -> None:
    """Before anything is typed in for nothing."""
    for each in desk.accounts.list():
        if each.name == name:
            raise DeskError(
                _("There is an account named {name} already.").format(name=name),
                _("Choose another name, or remove that one first."),
            )


def _typed(card: Plugin, secret: str) -> str:
    return ask_hidden(next((each.title for each in card.secrets if each.name == secret), secret))


def _lacks_token(card: Plugin, sources: Any) -> bool:
    """A client that was never signed in: the browser has to."""
    way = card.sign_in
    return way is not None and way.keeps not in sources and way.client_secret in sources


def _sign_in_or_keep(desk: "Desk", name: str) -> None:
    try:
        _sign_in(desk, name)
    except DeskError:
        tell(
            _("The account {name} is kept. To sign in later: reviewdesk account check {name}").format(
                name=name
            )
        )
        raise


def _sign_in(desk: "Desk", name: str) -> None:
    import webbrowser

    def show(url: str) -> None:
        tell(_("Sign in in your browser. If it did not open, open this page in it:"))
        tell(url)

    desk.accounts.sign_in(name, open_url=webbrowser.open, show_url=show)


def _tell_added(report: "AccountReport", card: Plugin, *, as_json: bool) -> None:
    if report.problem:
        tell(_problem(report))
    if as_json:
        say_json(_report_json(report))
        return
    say(_("The account {name} is added.").format(name=one_line(report.account.name)))
    if report.problem:
        return
    if card.platform is None:
        who = one_line(report.account.identity or report.account.name)
        say(_("{name}: signed in as {who}.").format(name=one_line(report.account.name), who=who))
        say(_("Next: reviewdesk offer add NAME TITLE --issuer {name}").format(name=card.name))
        return
    say(_report_line(report))
    if not report.account.by_hand:
        say(_("Next: reviewdesk fetch"))
    elif card.platform is not None and card.platform.export_hint:
        say(one_line(card.platform.export_hint))


def _report_line(report: "AccountReport") -> str:
    account, status = report.account, report.status
    if account.by_hand:
        return _("{name}: by hand. Bring reviews in with `reviewdesk import`; answers are copied.").format(
            name=one_line(account.name)
        )
    who = one_line((status and status.identity) or account.identity or _("(no name told)"))
    may = may_words(status.may if status else account.may) or _("nothing by the API")
    note = f" {one_line(status.note)}" if status and status.note else ""
    return (
        _("{name}: signed in as {who}; may: {may}.").format(name=one_line(account.name), who=who, may=may)
        + note
    )


def _problem(report: "AccountReport") -> str:
    told = f"{one_line(report.problem)} {one_line(report.todo)}".strip()
    return f"{one_line(report.account.name)}: {told}"


def _row(each: AccountInfo) -> tuple[str, ...]:
    may = _("by hand") if each.by_hand else may_words(each.may) or "-"
    return (
        one_line(each.name),
        each.platform,
        one_line(each.identity or "-"),
        may,
        one_line(each.problem or ""),
    )


def _json(each: AccountInfo) -> dict[str, Any]:
    return {
        "name": each.name,
        "platform": each.platform,
        "by_hand": each.by_hand,
        "identity": each.identity,
        "may": sorted(each.may),
        "settings": dict(each.settings),
        "secrets": dict(each.secrets),
        "problem": each.problem,
        "checked_at": moment_json(each.checked_at),
    }


def _report_json(report: "AccountReport") -> dict[str, Any]:
    status = report.status
    return _json(report.account) | {
        "identity": status.identity if status else report.account.identity,
        "may": sorted(status.may) if status else sorted(report.account.may),
        "note": (status.note or None) if status else None,
        "problem": report.problem or None,
        "todo": report.todo or None,
    }
