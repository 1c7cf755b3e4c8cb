"""Tripadvisor: the newest reviews by its Terra API, by file, paste or mail; answers by hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from reviewdesk.api import (
    Account,
    AccountStatus,
    Bell,
    Draft,
    Export,
    ExportOptions,
    Finding,
    Ground,
    Listing,
    Mail,
    Pasted,
    PasteHint,
    Plugin,
    Reading,
    ReplyPage,
    Review,
    ReviewPage,
    Sandbox,
    hookimpl,
)

# There is no hook that posts: no API of Tripadvisor's takes an answer from an owner.


@hookimpl
def reviewdesk_plugin() -> Plugin:
    from reviewdesk_tripadvisor.card import card

    return card()


@hookimpl
def reviewdesk_check_account(account: Account) -> AccountStatus:
    from reviewdesk_tripadvisor.accounts import check

    return check(account)


@hookimpl
def reviewdesk_list_listings(account: Account) -> Iterable[Listing]:
    from reviewdesk_tripadvisor.accounts import listings

    return listings(account)


@hookimpl
def reviewdesk_fetch_reviews(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    from reviewdesk_tripadvisor.reviews import walk

    return walk(account, listing, cursor)


@hookimpl
def reviewdesk_read_review(account: Account, review: Review) -> Reading:
    from reviewdesk_tripadvisor.reviews import read

    return read(account, review)


@hookimpl
def reviewdesk_reply_page(account: Account, review: Review) -> ReplyPage:
    from reviewdesk_tripadvisor.pages import reply_page

    return reply_page(account, review)


@hookimpl
def reviewdesk_open_export(path: Path, options: ExportOptions) -> Export | None:
    from reviewdesk_tripadvisor.exports import open_export

    return open_export(path, options)


@hookimpl
def reviewdesk_read_paste(text: str, hint: PasteHint) -> Pasted | None:
    from reviewdesk_tripadvisor.paste import read_paste

    return read_paste(text, hint)


@hookimpl
def reviewdesk_read_mail(message: Mail) -> Bell | None:
    from reviewdesk_tripadvisor.mail import read_mail

    return read_mail(message)


@hookimpl
def reviewdesk_check_reply(draft: Draft, ground: Ground) -> Iterable[Finding]:
    from reviewdesk_tripadvisor.rules import findings

    return findings(draft, ground)


@hookimpl
def reviewdesk_sandbox() -> Sandbox:
    from reviewdesk_tripadvisor.sandbox import TripadvisorSandbox

    return TripadvisorSandbox()
