"""Texts under the code of their language, as google-reviews-scraper-pro writes them."""

_TEXT, _REPLY = "review_text/", "owner_responses/"


def unfolded(cells: dict[str, str | None]) -> dict[str, str | None]:
    """``review_text/hi`` becomes a text and its language; all other rows pass untouched."""
    if "raw_date" not in cells or not ("review_text" in cells or any(n.startswith(_TEXT) for n in cells)):
        return cells
    texts = {name.removeprefix(_TEXT): value for name, value in cells.items() if name.startswith(_TEXT)}
    language, text = next(((code, text) for code, text in texts.items() if text), (None, None))
    replies = [
        value for name, value in cells.items() if name.startswith(_REPLY) and name.endswith("/text") and value
    ]
    kept = {name: value for name, value in cells.items() if not name.startswith((_TEXT, _REPLY, "_"))}
    return {
        **kept,
        "review_text": text,
        "review_text language": language if language != "unknown" else None,
        "owner_responses": replies[0] if replies else None,
    }
