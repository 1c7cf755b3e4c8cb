"""Addresses on Tripadvisor's own pages, and what they tell."""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# Tripadvisor's own endings, not any: others can be bought by anybody.
_ENDINGS = (
    r"com|ca|ie|in|de|fr|it|es|nl|se|dk|no|fi|pt|at|ch|be|ru|jp|cn|cl|cz|sk|hu|rs"
    r"|co\.(?:uk|nz|za|id|il|kr)|com\.(?:au|ar|br|co|eg|gr|hk|mx|my|pe|ph|sg|tr|tw|ve|vn)"
)
DOMAIN = rf"(?:[a-z0-9-]+\.)*tripadvisor\.(?:{_ENDINGS})"
_HOST = re.compile(DOMAIN)
_PLACE = re.compile(r"-d([0-9]{1,12})(?=-|$|\.|\?)")
_REVIEW = re.compile(r"-r([0-9]{1,12})(?=-|$|\.|\?)")
_SLUG = re.compile(r"(?:-Reviews|-r[0-9]+)(?:-or[0-9]+)?-([^./?#]+)\.html")


class Told(NamedTuple):
    location: str | None
    review: str | None
    title: str | None
    """The place's name as far as it can be told from its town, which stands behind it."""


def is_tripadvisors(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # The whole netloc, not its host: a browser reads "@" and "\\" in it in another way than we do.
    return parts.scheme == "https" and _HOST.fullmatch(parts.netloc.lower()) is not None


def read_link(url: str) -> Told:
    location, review = _PLACE.search(url), _REVIEW.search(url)
    slug = _SLUG.search(url)
    words = [word for word in (slug[1].split("-") if slug else []) if word != "Reviews"]
    title = unquote(words[0]).replace("_", " ").strip() if words else ""
    return Told(location[1] if location else None, review[1] if review else None, title or None)


def own_link(value: object) -> str | None:
    """A link out of an answer or file, if it is one at all."""
    if not isinstance(value, str) or not value.startswith(("https://", "http://")):
        return None
    return value
