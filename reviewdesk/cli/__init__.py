"""The command line. Importing this costs nothing: all else comes when it is needed."""

from collections.abc import Sequence

__all__ = ["main"]


def main(argv: Sequence[str] | None = None) -> int:
    """Run `reviewdesk` with these words, by default those it was called with; gives the exit code."""
    import sys

    from reviewdesk.cli.ending import run

    return run(list(sys.argv[1:] if argv is None else argv))
