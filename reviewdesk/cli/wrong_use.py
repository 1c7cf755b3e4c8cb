"""A command that was typed wrong, in one plain sentence: what is wrong with it, and where more is told."""

import difflib
import inspect
import re
from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from reviewdesk.api import _

__all__ = ["usage_words"]

_COMMAND = re.compile(r"No such command '(.*?)'\.", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", re.DOTALL)


def usage_words(error: Any) -> str:
    """What click found wrong, in our words: none of its own is ever shown."""
    return " ".join(filter(None, (_wrong(error), _more(error.ctx))))


def _wrong(error: Any) -> str:
    """By the name of its class, which each click and typer has under another roof."""
    told = _TOLD.get(type(error).__name__, _any_other)(error)
    return told or _unlike(error)


def _more(ctx: Any) -> str:
    if ctx is None:
        return ""
    option = max(ctx.help_option_names, key=len, default="--help")
    return _("Try '{command} {option}' for help.").format(command=ctx.command_path, option=option)


def _unlike(error: Any) -> str:
    command = error.ctx.command_path if error.ctx else "reviewdesk"
    return _("That is not how {command} is used.").format(command=command)


# --- what it can be -----------------------------------------------------------------------------------


def _no_such_option(error: Any) -> str:
    name, near = str(error.option_name), sorted(error.possibilities or ())
    if near:
        said = _("There is no option {name}. Did you mean {near}?")
        return said.format(name=name, near=", ".join(near))
    return _("There is no option {name}.").format(name=name)


def _option_misused(error: Any) -> str:
    name = str(error.option_name)
    options = [each for each in error.ctx.command.params if name in each.opts] if error.ctx else []
    if any(getattr(each, "is_flag", False) for each in options):
        return _("The option {name} takes no value.").format(name=name)
    return _("The option {name} needs a value.").format(name=name)


def _missing(error: Any) -> str:
    if error.param is None:
        return ""
    names = "/".join(error.param.opts) if _is_option(error.param) else _name(error.param)
    return " ".join(filter(None, (_("{name} is missing.").format(name=names), _choices(_declared(error)[0]))))


def _bad_value(error: Any) -> str:
    """Ours say themselves what is wrong; those of click name the parameter whose value they refuse."""
    if error.param is None:
        where = error.param_hint
        return f"{where}: {error.message}" if where else str(error.message)
    kind, least, most = _declared(error)
    wanted = _choices(kind) or _number(kind, least, most)
    return f"{_name(error.param)}: {wanted}" if wanted else ""


def _any_other(error: Any) -> str:
    """What is told apart by nothing but its words."""
    message, ctx = str(error.message), error.ctx
    if ctx is None:
        return ""
    if extra := _EXTRA.match(message):
        return _("This is too much: {words}.").format(words=extra[1])
    if unknown := _COMMAND.match(message):
        return _no_command(unknown[1], ctx)
    return _which(error) if message == "Missing command." else ""


def _no_such_command(error: Any) -> str:
    return _no_command(error.command_name, error.ctx)


def _no_command(name: str, ctx: Any) -> str:
    near = difflib.get_close_matches(name, ctx.command.list_commands(ctx), n=1)
    if near:
        return _("There is no command {name}. Did you mean {near}?").format(name=name, near=near[0])
    return _("There is no command {name}.").format(name=name)


def _which(error: Any) -> str:
    names = ", ".join(error.ctx.command.list_commands(error.ctx))
    return _("Say what to do: {names}.").format(names=names)


_TOLD = {
    "NoSuchOption": _no_such_option,
    "NoSuchCommand": _no_such_command,
    "NoArgsIsHelpError": _which,
    "BadOptionUsage": _option_misused,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
}


# --- what was asked for -------------------------------------------------------------------------------


def _is_option(param: Any) -> bool:
    return bool(param.param_type_name == "option")


def _name(param: Any) -> str:
    if _is_option(param):
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name).strip("[]").upper()


def _declared(error: Any) -> tuple[Any, float | None, float | None]:
    """The type and the bounds as our own function declares them."""
    command = error.ctx.command if error.ctx else None
    function = inspect.unwrap(command.callback) if command is not None and command.callback else None
    found = get_type_hints(function, include_extras=True).get(error.param.name) if function else None
    if get_origin(found) is not Annotated:
        return None, None, None
    kind, told = get_args(found)[:2]
    inner = [each for each in get_args(kind) if each is not type(None)]
    return (inner[0] if inner else kind), getattr(told, "min", None), getattr(told, "max", None)


def _choices(kind: Any) -> str:
    names: Sequence[Any] = list(kind) if isinstance(kind, type) and issubclass(kind, Enum) else ()
    if not names:
        return ""
    return _("Give one of these: {choices}.").format(choices=", ".join(str(each.value) for each in names))


def _number(kind: Any, least: float | None, most: float | None) -> str:
    if kind not in (int, float):
        return ""
    if least is not None:
        bounds = _("at least {least:g}").format(least=least)
        if most is not None:
            bounds = _("from {least:g} to {most:g}").format(least=least, most=most)
        return _("Give a number, {bounds}.").format(bounds=bounds)
    return _("Give a whole number.") if kind is int else _("Give a number.")
