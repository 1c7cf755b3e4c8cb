"""What babel finds besides `_(...)`: a command's docstring is its help."""

import ast
import inspect
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

def extract(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Iterable[str], options: Any
) -> Iterator[tuple[Any, ...]]:
    """For babel: the sentences of a file of commands."""
    yield from extract_python(file, keywords, list(tags), options)
    file.seek(0)
    for node in ast.parse(file.read()).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _is_command(node):
            words = ast.get_docstring(node, clean=False)
            if words:
                yield node.lineno, "_", inspect.cleandoc(words), []


def _is_command(node: ast.FunctionDef) -> bool:
    """Typer's commands take their context, or arguments that say what they are."""
    arguments = [*node.args.args, *node.args.kwonlyargs]
    return any(each.annotation is not None and "typer" in ast.unparse(each.annotation) for each in arguments)
