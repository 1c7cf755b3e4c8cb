"""The page on which a person answers."""

from urllib.parse import quote

from reviewdesk.api import Account, ReplyPage, Review, _, ngettext
from reviewdesk_yelp.businesses import is_id
from reviewdesk_yelp.card import OWNER_HOST

__all__ = ["reply_page"]


def reply_page(account: Account, review: Review) -> ReplyPage:
    """The list of reviews of the page: no address of a single review to answer is known."""
    way = f"/r2r/{quote(review.listing)}" if is_id(review.listing) else "/"
    return ReplyPage(url=account.url(f"https://{OWNER_HOST}{way}"), exact=False, hint=_hint(review))


def _hint(review: Review) -> str:
    name = review.author
    if name is None:  # there stands one on the page: Yelp's terms let no one keep it
        return _("Look for this one, and choose to answer in public.")
    if review.rating is None:
        return _("Look for the review of {name}, and choose to answer in public.").format(name=name)
    stars = int(review.rating.value)
    return ngettext(
        "Look for the review of {name} with {stars} star, and choose to answer in public.",
        "Look for the review of {name} with {stars} stars, and choose to answer in public.",
        stars,
    ).format(name=name, stars=stars)
