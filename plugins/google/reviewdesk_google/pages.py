"""The web page on which a person answers."""

import re
from urllib.parse import urlsplit

from reviewdesk.api import Account, ReplyPage, Review, _, ngettext
from reviewdesk_google.card import WEB_HOST

# What Google was seen to send as `reviewReplyUrl` without naming the review: a door, not the page.
_DOORS = {"/reviews", "/reviews/reply"}
_GOOGLES = re.compile(r"(?:[a-z0-9-]+\.)*google\.com")


def reply_page(account: Account, review: Review) -> ReplyPage:
    url = review.url
    if url and _is_googles(account, url):
        parts = urlsplit(url)
        exact = bool(parts.query) or parts.path.rstrip("/") not in _DOORS
        return ReplyPage(url=account.url(url), exact=exact, hint="" if exact else _hint(review))
    return ReplyPage(url=account.url(_place_page(review.listing)), exact=False, hint=_hint(review))


def _place_page(listing: str) -> str:
    if re.fullmatch(r"[0-9]+", listing):
        return f"https://{WEB_HOST}/n/{listing}/reviews"
    return f"https://{WEB_HOST}/reviews"


def _is_googles(account: Account, url: str) -> bool:
    """A link out of a review is opened only on Google's own pages, or on the server set in its place."""
    try:
        parts = urlsplit(url)
        ours = urlsplit(account.settings.get("base_url", "")).netloc
    except ValueError:
        return False
    # The whole netloc, not its host: a browser reads "@" and "\\" in it in another way than we do.
    if ours and parts.netloc == ours:
        return True
    return parts.scheme == "https" and _GOOGLES.fullmatch(parts.netloc) is not None


def _hint(review: Review) -> str:
    name = review.author or _("a guest without a name")
    if review.rating is None:
        return _("Look for the review of {name}, and choose Reply.").format(name=name)
    stars = int(review.rating.value)
    return ngettext(
        "Look for the review of {name} with {stars} star, and choose Reply.",
        "Look for the review of {name} with {stars} stars, and choose Reply.",
        stars,
    ).format(name=name, stars=stars)
