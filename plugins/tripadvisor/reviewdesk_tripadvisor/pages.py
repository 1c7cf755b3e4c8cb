"""The web page on which a person answers."""

from reviewdesk.api import Account, ReplyPage, Review, _, ngettext
from reviewdesk_tripadvisor.card import WEB_HOST


def reply_page(account: Account, review: Review) -> ReplyPage:
    """The Management Center: Tripadvisor has no lasting address of the answer to one review."""
    return ReplyPage(url=account.url(f"https://{WEB_HOST}/ManagementCenter"), exact=False, hint=_hint(review))


def _hint(review: Review) -> str:
    name = review.author
    if name is None:  # there stands one on the page: the API's terms let no one keep it
        return _("Choose Reviews, look for this one, and choose Respond.")
    if review.rating is None:
        return _("Choose Reviews, look for the one by {name}, and choose Respond.").format(name=name)
    bubbles = int(review.rating.value)
    return ngettext(
        "Choose Reviews, look for the one by {name} with {bubbles} bubble, and choose Respond.",
        "Choose Reviews, look for the one by {name} with {bubbles} bubbles, and choose Respond.",
        bubbles,
    ).format(name=name, bubbles=bubbles)
