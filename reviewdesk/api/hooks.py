"""The hooks a plugin can implement (API 1.0).

All hooks are plain synchronous functions. The hooks a plugin implements are the most it can do, and
`AccountStatus.may` says what one account may: both decide, everything else is done by hand. Network calls
run in the engine's own lane for the account, each with a deadline. Every hook that takes an `account`
raises the errors of `reviewdesk.api.errors`, and those only.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pluggy

from reviewdesk.api.account import Account, AccountStatus, Tokens
from reviewdesk.api.draft import Draft, Finding, Ground
from reviewdesk.api.event import Event
from reviewdesk.api.export import Export, ExportOptions
from reviewdesk.api.plugin import Plugin
from reviewdesk.api.post import Bell, Mail, Pasted, PasteHint
from reviewdesk.api.review import Listing, Reading, ReplyPage, ReplyReceipt, Review, ReviewPage
from reviewdesk.api.sandbox import Sandbox
from reviewdesk.api.voucher import (
    Case,
    Channel,
    Delivery,
    IssuedVoucher,
    PrivateMessage,
    Redemption,
    Voucher,
    VoucherOrder,
)

PROJECT = "reviewdesk"

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def reviewdesk_plugin() -> Plugin:
    """Say who you are. Called once for each plugin, before anything else; no I/O."""


@hookspec
def reviewdesk_check_account(account: Account) -> AccountStatus:
    """Say who this account is and what it may do.

    Without credentials (`account.signed_in` false) it answers without I/O. Raises `AuthError` with what to
    do when signing in fails, `NotApproved` when the platform never granted access.
    """


@hookspec
def reviewdesk_list_listings(account: Account) -> Iterable[Listing]:
    """List the pages this account can reach, each once."""


@hookspec
def reviewdesk_fetch_reviews(account: Account, listing: Listing, cursor: str | None) -> Iterator[ReviewPage]:
    """Walk through a listing's reviews, newest change first where the platform can.

    `cursor` is None for a full walk, else the cursor of the last stored page, in mid-walk after a crash or
    of the last finished walk for an incremental one. Each page is stored together with its cursor in one
    transaction before the next is asked for.
    """


@hookspec
def reviewdesk_read_review(account: Account, review: Review) -> Reading:
    """Read one review and its reply as they stand now. Absence raises nothing: `Reading.review` is None."""


@hookspec
def reviewdesk_post_reply(account: Account, review: Review, text: str, key: str) -> ReplyReceipt:
    """Post `text` as the owner's reply. The engine has read the review just before.

    `key` is the same for every try of one reply, for platforms that know idempotency keys. Raises
    `Rejected` when the platform refuses the text; see `reviewdesk.api.errors` for what counts as applied.
    """


@hookspec
def reviewdesk_withdraw_reply(account: Account, review: Review) -> None:
    """Take the reply down. None standing is success."""


@hookspec
def reviewdesk_reply_page(account: Account, review: Review) -> ReplyPage:
    """Give the NEAREST page on which a person answers this review by hand; no I/O."""


@hookspec
def reviewdesk_renew_token(account: Account, name: str, held: Tokens | None) -> Tokens:
    """Get a new access token. Called under a lock across processes; `held` is the one in use, if any.

    Raises `AuthError` with what to do when the refresh token is dead.
    """


@hookspec
def reviewdesk_open_export(path: Path, options: ExportOptions) -> Export | None:
    """Recognise a file, folder or zip; None when it is nothing of yours.

    Every plugin is asked, each alone; the surest wins and a tie is put to the owner. Raises `BadData`, with
    one sentence, only for a file that is surely yours and can't be read at all.
    """


@hookspec
def reviewdesk_read_paste(text: str, hint: PasteHint) -> Pasted | None:
    """Understand text copied off your platform's page, one review or many; None when it is nothing of yours.

    Every plugin is asked, each alone; the surest wins and a tie is put to the owner. No I/O.
    """


@hookspec
def reviewdesk_read_mail(message: Mail) -> Bell | None:
    """Understand a notification of your platform; None for every other mail. No I/O.

    A mail proves nothing: whoever it claims to be from, it only rings a bell.
    """


@hookspec
def reviewdesk_issue_voucher(account: Account, order: VoucherOrder, key: str) -> IssuedVoucher:
    """Make one voucher, valid from `order.valid_from` to the end of `order.expires_on` in `order.zone`.

    Called only for the plugin that the OFFER names as its issuer; offers name the desk's own book unless told
    otherwise, and of that nothing is asked. The budget is held before. `key` is the same for every try of one
    voucher: the same key twice must give the same voucher. The answer's `code` is what the guest shows.

    Raises `Rejected` with the reason where these terms can't be had; see `reviewdesk.api.errors` for what
    counts as applied. Everything doubtful is looked for with `reviewdesk_find_voucher`, never made twice.
    """


@hookspec
def reviewdesk_find_voucher(account: Account, order: VoucherOrder, key: str) -> IssuedVoucher | None:
    """Find the voucher that was made, or not, when the answer to `reviewdesk_issue_voucher` was lost.

    `order` and `key` are those of the lost call. None only where it surely was not made: the owner may then
    issue it again. Raises `Unavailable` where that can't be told now; it is asked again later.
    """


@hookspec
def reviewdesk_redeem_voucher(account: Account, voucher: Voucher, key: str) -> Redemption:
    """Note with the issuer that the guest used this voucher in one of the owner's shops.

    The desk has noted it already, and the guest has what was promised: this keeps the issuer's books right.
    `key` is the same for every try. Used already is success; the answer says when, by the issuer's books.
    """


@hookspec
def reviewdesk_void_voucher(account: Account, voucher: Voucher, key: str) -> None:
    """Make a voucher worthless with the issuer. `key` is the same for every try; void already is success.

    Raises `Rejected` where it was used meanwhile: the owner is told.
    """


@hookspec
def reviewdesk_voucher_channels(account: Account, case: Case) -> Iterable[Channel]:
    """Say in which private ways this plugin can reach the guest of this case; no I/O.

    Every plugin is asked. A way that is closed for this case is told too, with `Channel.why_not` in one plain
    sentence; `Channel.until` says when a window closes. A public answer is no channel: no plugin may offer
    one. `account` is the account of the case's review where the plugin is its platform, else the plugin's
    own, which may have no credentials.
    """


@hookspec
def reviewdesk_deliver_voucher(
    account: Account, voucher: Voucher, message: PrivateMessage, key: str
) -> Delivery:
    """Bring a voucher to its guest, and to nobody else, by the channel the owner chose.

    `message.text` is what the owner read and sent, complete: nothing is added to it. `key` is the same for
    every try of one delivery. `Delivery.certain` is False where it can't be known whether it arrived; see
    `reviewdesk.api.errors` for what counts as applied.
    """


@hookspec
def reviewdesk_check_reply(draft: Draft, ground: Ground) -> Iterable[Finding]:
    """Say what is wrong with a draft. Every plugin is asked; no I/O, well under 10 ms."""


@hookspec
def reviewdesk_happened(event: Event) -> None:
    """Hear of something after it was committed.

    Best effort, in a lane of its own: the diary is the record.
    """


@hookspec
def reviewdesk_sandbox() -> Sandbox:
    """Give the local server of your platform, for the demo and for tests."""
