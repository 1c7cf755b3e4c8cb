"""Where sentences for owners stand in the sources: in calls of the catalogue, and as docstrings of commands.

babel's own reader goes by tokens and misses what stands in an f-string.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

Sentence = str | tuple[str, str]
"""One form, or one for one thing and one for many."""

_CALLS = {"_": 1, "marked": 1, "ngettext": 2}
"""How many forms stand first in each call."""
_COMMANDS = "cli"
"""In this folder the docstring of a command is its help."""


def sentences_in(file: Path) -> Iterator[Sentence]:
    tree = ast.parse(file.read_text("utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _said(node)
    if _COMMANDS in file.parts:
        yield from _helps(tree)


def _said(call: ast.Call) -> Iterator[Sentence]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    forms = [
        each.value
        for each in call.args[: _CALLS.get(name, 0)]
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    if forms and len(forms) == _CALLS[name] and forms[0]:
        yield forms[0] if len(forms) == 1 else (forms[0], forms[1])


def _helps(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_command(node):
            words = ast.get_docstring(node, clean=False)
            if words:
                yield inspect.cleandoc(words)


def _is_command(node: ast.FunctionDef) -> bool:
    """Typer's commands take their context, or arguments that say what they are."""
    arguments = [*node.args.args, *node.args.kwonlyargs]
    return any(each.annotation is not None and "typer" in ast.unparse(each.annotation) for each in arguments)
