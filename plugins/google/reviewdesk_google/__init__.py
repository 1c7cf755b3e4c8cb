"""Google Business Profile: its reviews in, the owner's replies out, and Google Takeout by hand."""

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
    from reviewdesk_google.card import card

    return card()


@hookimpl
def reviewdesk_check_account(account: Account) -> AccountStatus:
    from reviewdesk_google.accounts import check

    return check(account)


@hookimpl
def reviewdesk_list_listings(account: Account) -> Iterable[Listing]:
    from reviewdesk_google.accounts import listings

    return listings(account)


@hookimpl
def reviewdesk_fetch_reviews(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    from reviewdesk_google.reviews import walk

    return walk(account, listing, cursor)


@hookimpl
def reviewdesk_read_review(account: Account, review: Review) -> Reading:
    from reviewdesk_google.replies import read

    return read(account, review)


@hookimpl
def reviewdesk_post_reply(account: Account, review: Review, text: str) -> ReplyReceipt:
    # Google knows no idempotency key: the same text put twice is one reply.
    from reviewdesk_google.replies import post

    return post(account, review, text)


@hookimpl
def reviewdesk_withdraw_reply(account: Account, review: Review) -> None:
    from reviewdesk_google.replies import withdraw

    withdraw(account, review)


@hookimpl
def reviewdesk_reply_page(account: Account, review: Review) -> ReplyPage:
    from reviewdesk_google.pages import reply_page

    return reply_page(account, review)


@hookimpl
def reviewdesk_renew_token(account: Account) -> Tokens:
    # There is one token, and a refresh token of Google's does not rotate: neither name nor held matter.
    from reviewdesk_google.tokens import renew

    return renew(account)


@hookimpl
def reviewdesk_open_export(path: Path, options: ExportOptions) -> Export | None:
    from reviewdesk_google.takeout import open_export

    return open_export(path, options)


@hookimpl
def reviewdesk_read_mail(message: Mail) -> Bell | None:
    from reviewdesk_google.mail import read_mail

    return read_mail(message)


@hookimpl
def reviewdesk_read_paste(text: str, hint: PasteHint) -> Pasted | None:
    from reviewdesk_google.paste import read_paste

    return read_paste(text, hint)


@hookimpl
def reviewdesk_sandbox() -> Sandbox:
    from reviewdesk_google.sandbox import GoogleSandbox

    return GoogleSandbox()
