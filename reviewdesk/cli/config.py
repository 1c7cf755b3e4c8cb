"""`config`: the desk's settings: what is wrong with them, what holds and from where, and changing one."""

import difflib
import os
from pathlib import Path
from typing import Annotated, Any

import typer

from reviewdesk.api import DeskError, _, ngettext
from reviewdesk.cli.columns import table
from reviewdesk.cli.options import Json
from reviewdesk.cli.printing import say, say_json, tell
from reviewdesk.cli.session import session_of
from reviewdesk.cli.shown import one_line
from reviewdesk.engine.config_fitting import Unfit, shown
from reviewdesk.engine.config_kinds import Kind, Setting
from reviewdesk.engine.config_reading import Problem, Reading, Source, known_settings, read

__all__ = ["app"]

app = typer.Typer(
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help=_("The desk's settings: check, show, set, unset."),
)
Key = Annotated[
    str, typer.Argument(metavar="KEY", help=_("As in the file, with its table: outbox.undo_seconds."))
]


def _file(ctx: typer.Context) -> Path:
    from reviewdesk.engine.home import SETTINGS
    from reviewdesk.store.place import folder

    return folder(session_of(ctx).home) / SETTINGS


def _reading(ctx: typer.Context) -> Reading:
    """All that can be read; a setting that can't be must not stand in the way of mending it."""
    from reviewdesk.api import speak

    reading = read(_file(ctx), os.environ)
    speak(reading.config.language or None)
    return reading


@app.command()
def check(ctx: typer.Context, *, as_json: Json = False) -> None:
    """All that is wrong with the settings, each with its line and the nearest that is right."""
    reading = _reading(ctx)
    problems = sorted(
        [*reading.problems, *_key_problems(reading)], key=lambda each: (each.variable or "", each.line or 0)
    )
    if as_json:
        say_json([_problem_json(each, reading.file) for each in problems])
    else:
        for each in problems:
            place = each.variable or (f"{reading.file}:{each.line}" if each.line else str(reading.file))
            say(one_line(f"{place}: {each.what} {each.do}"))
        if not problems:
            say(_("All settings are right ({path}).").format(path=reading.file))
    if problems:
        said = ngettext("error: {n} setting can't be.", "error: {n} settings can't be.", len(problems))
        tell(f"{said.format(n=len(problems))} " + _("Do what stands behind each."))
        raise typer.Exit(1)


def _key_problems(reading: Reading) -> list[Problem]:
    """What is wrong with the keys of actions; the table of actions is the screen's."""
    if not reading.keys:
        return []
    from reviewdesk.tui.keymap import sort_out

    _held, troubles = sort_out(reading.keys)
    found = []
    for each in troubles:
        name = f"keys.{each.action}"
        source = reading.source(name) or Source()
        near = f"keys.{each.near}" if each.near else None
        found.append(
            Problem(
                setting=name,
                what=each.what,
                do=each.do,
                near=near,
                line=source.line,
                variable=source.variable,
            )
        )
    return found


def _problem_json(problem: Problem, file: Path) -> dict[str, Any]:
    return {
        "setting": problem.setting or None,
        "file": str(file) if problem.variable is None else None,
        "line": problem.line,
        "variable": problem.variable,
        "what": problem.what,
        "do": problem.do,
        "near": problem.near,
    }


@app.command()
def show(
    ctx: typer.Context,
    key: Annotated[str | None, typer.Argument(metavar="KEY", help=_("Only this one."))] = None,
    *,
    keys: Annotated[bool, typer.Option("--keys", help=_("The keys of all actions too."))] = False,
    as_json: Json = False,
) -> None:
    """Every setting, its value, and where it comes from."""
    reading = _reading(ctx)
    wanted = list(known_settings().values())
    if keys or (key or "").startswith("keys."):
        wanted += _key_settings()
    if key is not None:
        wanted = [_named(key)]
    if as_json:
        say_json([_setting_json(each, reading) for each in wanted])
        return
    rows = [
        (each.name, _value_words(each, reading), _source_words(reading.source(each.name))) for each in wanted
    ]
    for line in table(rows, (_("setting"), _("value"), _("from"))):
        say(one_line(line) if len(wanted) == 1 else line)
    for each in reading.problems:
        tell(one_line(f"{each.what} ({each.place(reading.file)}) {each.do}"))


@app.command("set", context_settings={"ignore_unknown_options": True})  # -3 is a value
def set_(
    ctx: typer.Context,
    key: Key,
    value: Annotated[str, typer.Argument(metavar="VALUE", help=_("Its value; lists with commas."))],
) -> None:
    """Change one setting in the file; comments and order stay as they are."""
    _write(ctx, key, value)


@app.command()
def unset(ctx: typer.Context, key: Key) -> None:
    """Take one setting out of the file, so that its default holds."""
    _write(ctx, key, "")


def _write(ctx: typer.Context, key: str, value: str) -> None:
    from reviewdesk.engine.config_writing import change

    reading = _reading(ctx)
    setting = _named(key)
    if setting.kind is Kind.KEYS and value:
        _look_at_keys(reading, setting, value)
    try:
        change(reading.file, setting, value)
    except Unfit as unfit:
        what = (
            _("The setting {name} can't be that.")
            if setting.secret
            else _("The setting {name} can't be {value}.")
        )
        raise DeskError(what.format(name=key, value=value), unfit.do) from unfit
    now = read(reading.file, os.environ)
    said = _("{name} is {value} now ({source}).")
    say(
        one_line(
            said.format(
                name=key,
                value=_value_words(setting, now) or _("empty"),
                source=_source_words(now.source(key)),
            )
        )
    )
    source = now.source(key)
    if source is not None and source.variable is not None:
        tell(_("The environment, {variable}, still overrides the file.").format(variable=source.variable))
    elif setting.restart:
        tell(_("It counts from the next start of the desk on."))


def _look_at_keys(reading: Reading, setting: Setting, value: str) -> None:
    from reviewdesk.tui.keymap import sort_out

    action = setting.name.removeprefix("keys.")
    before = {each.action for each in sort_out(reading.keys)[1]}
    for each in sort_out({**reading.keys, action: value})[1]:
        if each.action == action or each.action not in before:
            raise DeskError(each.what, each.do)


def _key_settings() -> list[Setting]:
    from reviewdesk.tui.actions import TABLE

    return [
        Setting(name=f"keys.{each.id}", kind=Kind.KEYS, default=each.keys, says=each.help or each.title)
        for each in TABLE
    ]


def _named(key: str) -> Setting:
    """The setting of this name. Raises DeskError naming the nearest."""
    known = dict(known_settings())
    if key.startswith("keys."):
        known |= {each.name: each for each in _key_settings()}
    if key in known:
        return known[key]
    near = difflib.get_close_matches(key, known, n=1) or [
        name for name in known if name.rpartition(".")[2] == key
    ]
    do = _("Did you mean {key}?").format(key=near[0]) if near else _("reviewdesk config show names them all.")
    raise DeskError(_("There is no setting {key}.").format(key=key), do)


def _value(setting: Setting, reading: Reading) -> Any:
    if setting.kind is Kind.KEYS:
        return reading.value(setting.name) or setting.default
    return reading.value(setting.name)


def _value_words(setting: Setting, reading: Reading) -> str:
    value = _value(setting, reading)
    words = str(value) if setting.kind is Kind.KEYS else shown(setting, value)
    if not words and setting.unset:
        return f"({_(setting.unset)})"
    return f"{words} {_(setting.unit)}" if words and setting.unit else words


def _source_words(source: Source | None) -> str:
    if source is None:
        return _("default")
    if source.variable is not None:
        return _("environment, {variable}").format(variable=source.variable)
    return _("line {line}").format(line=source.line) if source.line else _("file")


def _setting_json(setting: Setting, reading: Reading) -> dict[str, Any]:
    source = reading.source(setting.name)
    value = _value(setting, reading)
    from_file = source is not None and source.variable is None
    return {
        "name": setting.name,
        "value": list(value) if isinstance(value, tuple) else value,
        "from": "default" if source is None else "file" if from_file else "environment",
        "file": str(reading.file) if from_file else None,
        "line": source.line if source else None,
        "variable": source.variable if source else None,
        "default": list(setting.default) if isinstance(setting.default, tuple) else setting.default,
        "restart": setting.restart,
        "says": setting.says,
    }
