"""Whether the keys open the project."""

from reviewdesk.api import Account, AccountStatus, BadData, _
from reviewdesk_voucherify.calls import Refusal, look

__all__ = ["check"]


def check(account: Account) -> AccountStatus:
    if not account.signed_in:
        return AccountStatus(
            identity=None,
            may=frozenset(),
            note=_("Give the Application ID and the secret key of your project at Voucherify."),
        )
    listed = look(account, "/v1/vouchers", {"limit": 1})
    if isinstance(listed, Refusal) or not isinstance(listed.get("vouchers"), list):
        raise BadData(_("Voucherify's answer can't be read."), _("Try again later."))
    # Voucherify tells no name of the project; the beginning of the id is what its settings show.
    begin = account.settings["application_id"].strip()[:8]
    return AccountStatus(identity=_("project {id}").format(id=begin), may=frozenset())
