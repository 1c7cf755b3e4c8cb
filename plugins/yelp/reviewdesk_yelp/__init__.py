"""Yelp: its reviews in and the owner's answers out, by hand, with a key for excerpts, or as a partner."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewdesk.api import (
    Account,
    AccountStatus,
    Bell,
    Export,
    ExportOptions,
    Listing,
    Mail,
    Pasted,
    PasteHint,
    Plugin,
    Reading,
    ReplyPage,
    ReplyReceipt,
    Review,
    ReviewPage,
    Sandbox,
    Tokens,
    hookimpl,
)


@hookimpl
def reviewdesk_plugin() -> Plugin:
    from reviewdesk_yelp.card import card

    return card()


@hookimpl
def reviewdesk_check_account(account: Account) -> AccountStatus:
    from reviewdesk_yelp.access import check

    return check(account)


@hookimpl
def reviewdesk_list_listings(account: Account) -> Iterable[Listing]:
    from reviewdesk_yelp.businesses import listings

    return listings(account)


@hookimpl
def reviewdesk_fetch_reviews(account: Account, listing: Listing) -> Iterator[ReviewPage]:
    # Yelp shows one page and no more: there is nothing a cursor could point to.
    from reviewdesk_yelp.reviews import walk

    return walk(account, listing)


@hookimpl
def reviewdesk_read_review(account: Account, review: Review) -> Reading:
    from reviewdesk_yelp.reviews import read

    return read(account, review)


@hookimpl
def reviewdesk_post_reply(account: Account, review: Review, text: str) -> ReplyReceipt:
    # Yelp knows no idempotency key: a reply is sent once, and looked for before anything else is tried.
    from reviewdesk_yelp.replies import post

    return post(account, review, text)


@hookimpl
def reviewdesk_reply_page(account: Account, review: Review) -> ReplyPage:
    from reviewdesk_yelp.pages import reply_page

    return reply_page(account, review)


@hookimpl
def reviewdesk_renew_token(account: Account) -> Tokens:
    # `account.secret` gives the refresh token in its last rotated form; there is one access token.
    from reviewdesk_yelp.tokens import renew

    return renew(account)


@hookimpl
def reviewdesk_open_export(path: Path, options: ExportOptions) -> Export | None:
    from reviewdesk_yelp.exports import open_export

    return open_export(path, options)


@hookimpl
def reviewdesk_read_paste(text: str, hint: PasteHint) -> Pasted | None:
    from reviewdesk_yelp.paste import read_paste

    return read_paste(text, hint)


@hookimpl
def reviewdesk_read_mail(message: Mail) -> Bell | None:
    from reviewdesk_yelp.mail import read_mail

    return read_mail(message)


@hookimpl
def reviewdesk_sandbox() -> Sandbox:
    from reviewdesk_yelp.sandbox import YelpSandbox

    return YelpSandbox()
