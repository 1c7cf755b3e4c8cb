"""What a copied review can lack, in words."""

from reviewdesk.api import _

__all__ = ["field_words"]


def field_words(field: str) -> str:
    """What a review has, as one would ask for it."""
    return {
        "author": _("name"),
        "rating": _("stars"),
        "created_at": _("day"),
        "text": _("whole text"),
        "title": _("title"),
        "reply": _("your answer"),
    }.get(field, field)
