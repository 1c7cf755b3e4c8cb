"""`alerts` and `digest`: being told while one looks away."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from reviewdesk.api import _
from reviewdesk.cli.ages import local_time
from reviewdesk.cli.json_review import moment_json
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import desk_of
from reviewdesk.cli.shown import one_line

if TYPE_CHECKING:
    from reviewdesk.engine.alerting.alerts import Tried
    from reviewdesk.engine.desk import Desk
    from reviewdesk.store.alerts import Alert

__all__ = ["app", "digest"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("Being told of bad reviews and trouble: test, list."),
)


@app.command(name="test", help=_("Send one test by each road, and say what became of it."))
def try_roads(ctx: typer.Context, *, as_json: Json = False) -> None:
    """Send one test by each road, and say what became of it."""
    with desk_of(ctx) as desk:
        tries = desk.alerts.test()
    if as_json:
        say_json([_try_json(each) for each in tries])
    for each in () if as_json else tries:
        say(f"{_('good') if each.ok else _('TROUBLE')}: {one_line(each.road)}: {one_line(each.what)}")
        if each.do:
            say(f"    {one_line(each.do)}")
    if not tries:
        tell(_("error: No road is set. Set desktop or services under [alerts] in the settings, or [smtp]."))
    if not tries or any(not each.ok for each in tries):
        raise typer.Exit(1)


@app.command(name="list", help=_("What was told, what waits to be told, what could not be."))
def list_(
    ctx: typer.Context,
    *,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help=_("At most so many."))] = 50,
    as_json: Json = False,
) -> None:
    """What was told, what waits to be told, what could not be."""
    with desk_of(ctx) as desk:
        rows = [
            (each, desk.alerts.title_of(each.road), _pub(desk, each)) for each in desk.alerts.newest(limit)
        ]
    if as_json:
        say_json([_alert_json(*row) for row in rows])
        return
    for each, road, review in rows:
        when = local_time(each.sent_at or each.due_at)
        parts = [
            when,
            _STATES[each.state],
            _KINDS[each.kind],
            review or "",
            road,
            one_line(each.problem or ""),
        ]
        say("  ".join(part for part in parts if part))
    if not rows:
        say(_("Nothing was told yet."))


_STATES = {
    "waiting": _("waits"),
    "sending": _("is being told"),
    "sent": _("told"),
    "dropped": _("settled meanwhile"),
    "failed": _("could not be told"),
}
_KINDS = {
    "review": _("a review"),
    "late": _("soon late"),
    "answer": _("an answer"),
    "account": _("an account"),
    "digest": _("the summary"),
}


def _pub(desk: "Desk", alert: "Alert") -> str | None:
    return desk.inbox.known(alert.review_id).pub if alert.review_id else None


def _try_json(each: "Tried") -> dict[str, Any]:
    return {"road": each.road, "ok": each.ok, "what": each.what, "do": each.do or None}


def _alert_json(each: "Alert", road: str, review: str | None) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "review": review,
        "road": road,
        "state": each.state,
        "at": moment_json(each.at),
        "due_at": moment_json(each.due_at),
        "sent_at": moment_json(each.sent_at),
        "attempts": each.attempts,
        "problem": each.problem,
    }


def digest(
    ctx: typer.Context,
    *,
    print_: Annotated[bool, typer.Option("--print", help=_("Only print it; this is the default."))] = False,
    send: Annotated[
        bool, typer.Option("--send", help=_("Send it now by mail, whatever the settings plan."))
    ] = False,
    as_json: Json = False,
) -> None:
    """The summary: what came in, what waits, what is late, refused or to decide."""
    if print_ and send:
        raise typer.BadParameter(_("Give either --print or --send."))
    with desk_of(ctx) as desk:
        if send:
            went = desk.alerts.digests.send()
            say_json({"sent": went}) if as_json else say(went)
            return
        made = desk.alerts.digests.make()
    if as_json:
        say_json({"subject": made.subject, "text": made.text, "html": made.html})
    else:
        say(made.text.rstrip("\n"))
