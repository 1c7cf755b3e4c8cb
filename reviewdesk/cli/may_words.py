"""What an account may do, in words."""

from collections.abc import Iterable

from reviewdesk.api import _

__all__ = ["may_words"]


def may_words(may: Iterable[str]) -> str:
    """In the order in which one would do it; empty where nothing goes by the API."""
    words = {
        "read": _("read reviews"),
        "excerpts": _("read excerpts"),
        "reply": _("answer them"),
        "replace": _("change an answer"),
        "withdraw": _("take an answer down"),
        "message": _("write to guests"),
    }
    here = {str(each) for each in may}
    return ", ".join([said for name, said in words.items() if name in here] + sorted(here - set(words)))
