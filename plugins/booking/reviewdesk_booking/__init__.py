"""Booking.com: its reviews in, the owner's replies out, and the extranet by hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewdesk.api import (
    Account,
    AccountStatus,
    Bell,
    Case,
    Channel,
    Delivery,
    Export,
    ExportOptions,
    Listing,
    Mail,
    Pasted,
    PasteHint,
    Plugin,
    PrivateMessage,
    Reading,
    ReplyPage,
    ReplyReceipt,
    Review,
    ReviewPage,
    Sandbox,
    Tokens,
    Voucher,
    hookimpl,
)


@hookimpl
def reviewdesk_plugin() -> Plugin:
    from reviewdesk_booking.card import card

    return card()


@hookimpl
def reviewdesk_check_account(account: Account) -> AccountStatus:
    from reviewdesk_booking.properties import check

    return check(account)


@hookimpl
def reviewdesk_list_listings(account: Account) -> Iterable[Listing]:
    from reviewdesk_booking.properties import listings

    return listings(account)


@hookimpl
def reviewdesk_fetch_reviews(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    from reviewdesk_booking.reviews import walk

    return walk(account, listing, cursor)


@hookimpl
def reviewdesk_read_review(account: Account, review: Review) -> Reading:
    from reviewdesk_booking.replies import read

    return read(account, review)


@hookimpl
def reviewdesk_post_reply(account: Account, review: Review, text: str) -> ReplyReceipt:
    # Booking.com knows no idempotency key: a reply is posted once, and looked for ever after.
    from reviewdesk_booking.replies import post

    return post(account, review, text)


@hookimpl
def reviewdesk_reply_page(account: Account, review: Review) -> ReplyPage:
    from reviewdesk_booking.pages import reply_page

    return reply_page(account, review)


@hookimpl
def reviewdesk_renew_token(account: Account) -> Tokens:
    # There is one token, and nothing of the old one is needed to get the next.
    from reviewdesk_booking.tokens import renew

    return renew(account)


@hookimpl
def reviewdesk_open_export(path: Path, options: ExportOptions) -> Export | None:
    from reviewdesk_booking.extranet import open_export

    return open_export(path, options)


@hookimpl
def reviewdesk_read_paste(text: str, hint: PasteHint) -> Pasted | None:
    from reviewdesk_booking.paste import read_paste

    return read_paste(text, hint)


@hookimpl
def reviewdesk_read_mail(message: Mail) -> Bell | None:
    from reviewdesk_booking.mail import read_mail

    return read_mail(message)


@hookimpl
def reviewdesk_voucher_channels(account: Account, case: Case) -> list[Channel]:
    from reviewdesk_booking.vouchers import channels

    return channels(account, case)


@hookimpl
def reviewdesk_deliver_voucher(account: Account, voucher: Voucher, message: PrivateMessage) -> Delivery:
    from reviewdesk_booking.vouchers import deliver

    return deliver(account, voucher, message)


@hookimpl
def reviewdesk_sandbox() -> Sandbox:
    from reviewdesk_booking.sandbox import BookingSandbox

    return BookingSandbox()
