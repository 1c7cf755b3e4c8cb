"""Words without case and accents."""

import unicodedata


def fold(words: str | None) -> str | None:
    """As the search index compares words; known to the database as `folded`."""
    if words is None:
        return None
    apart = unicodedata.normalize("NFD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
