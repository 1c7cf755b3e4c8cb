"""Why Google refused a reply, in plain words and with what to do."""

from functools import cache

from reviewdesk.api import _


def explain(code: str | None) -> str:
    """One or two whole sentences for a value of `policyViolation`; Google says the list may grow."""
    if code is None:
        return _("Google refused this answer and gives no reason. Change its words and send it again.")
    for group in (_about_the_account(), _about_the_place(), _about_the_manner(), _about_the_words()):
        if code in group:
            return group[code]
    return _(
        "Google refused this answer for a reason this program does not know yet ({code}). Change "
        "its words and send it again."
    ).format(code=_as_words(code))


@cache
def known() -> frozenset[str]:
    """The values that have a sentence of their own."""
    return frozenset().union(
        _about_the_account(), _about_the_place(), _about_the_manner(), _about_the_words()
    )


def _as_words(code: str) -> str:
    return code.replace("_", " ").lower()


def _about_the_account() -> dict[str, str]:
    restricted = _(
        "Google has restricted the account that answers. Open business.google.com with it, read "
        "what Google says there, and ask for a review of the restriction."
    )
    return {
        "ACCOUNT_RESTRICTED_AND_SUSPENDED": restricted,
        "ACCOUNT_RESTRICTED_AND_EDIT_REJECTED": restricted,
        "ASSOCIATED_ACCOUNT_SUSPENDED": _(
            "Google has suspended an account that is linked to this place. See under people and access on "
            "business.google.com who it is, and appeal or remove it."
        ),
        "OWNERSHIP_REVOKED": _(
            "The account that answers no longer belongs to this place. Ask its owner to invite you again on "
            "business.google.com."
        ),
        "GOOGLE_PAY_SUSPENSION": _(
            "Google has suspended the payments account linked to this place. Settle that at "
            "pay.google.com first."
        ),
        "EDITING_RESTRICTION": _(
            "Google does not let this account change anything at this place right now. Open "
            "business.google.com to see why, and try again later."
        ),
        "IDENTITY_CHANGE": _(
            "Google thinks that the place has become another business. Check its name and category on "
            "business.google.com."
        ),
    }


def _about_the_place() -> dict[str, str]:
    return {
        "BUSINESS_INELIGIBLE": _(
            "Google holds that this business may not have a profile. Read the guidelines on "
            "support.google.com/business and appeal there."
        ),
        "LOCATION_SUSPENDED": _(
            "Google has suspended this place. Ask for its reinstatement on business.google.com; "
            "answers are not shown until then."
        ),
        "LOCATION_DISABLED": _(
            "Google has switched this place off. Open it on business.google.com to see why; answers "
            "are not shown until then."
        ),
        "LOCATION_VERIFICATION_REQUIRED": _(
            "Google wants this place to be verified again. Do that on business.google.com, then "
            "send the answer once more."
        ),
        "PO_BOX": _(
            "Google does not take a P.O. box as the address of this place. Give its real address on "
            "business.google.com."
        ),
        "ILLEGAL_BUSINESS_HOURS_EDIT": _(
            "Google objects to the opening hours of this place. Correct them on business.google.com."
        ),
        "GEOGRAPHIC_LOCATION_CHANGE": _(
            "Google thinks that this place has moved. Check its address on business.google.com."
        ),
    }


def _about_the_manner() -> dict[str, str]:
    repetitive = _(
        "Google found the answer repetitive. Write to this guest alone: name what he wrote about, and use no "
        "sentence from other answers."
    )
    low_quality = _(
        "Google found the answer unclear. Write it in plain whole sentences about this guest's visit."
    )
    mistake = _("Google says that its own check went wrong. Send the answer again as it is.")
    return {
        "GIBBERISH_AND_REPETITIVE": repetitive,
        "REPETITIVE": repetitive,
        "UNCLEAR": low_quality,
        "GENERIC_QUALITY": low_quality,
        "OFF_TOPIC": _(
            "Google found that the answer is not about the review. Keep to what this guest wrote about."
        ),
        "MODERATION_ERROR": mistake,
        "PHOTOS_AND_VIDEOS_CRITERIA": _(
            "Google says that the answer breaks its rules for photos and videos. Leave out what stands for a "
            "picture, and links to one."
        ),
        "GENERIC_VIOLATION": _(
            "Google says that the answer breaks its rules for content, without saying which. Leave "
            "out links, numbers, offers and hard words, and send it again."
        ),
    }


def _about_the_words() -> dict[str, str]:
    personal = _(
        "Google found personal details in the answer. Leave out surnames, phone numbers, addresses, "
        "bookings and anything else that shows who the guest is."
    )
    indecent = _("Google found the answer indecent. Leave out everything sexual.")
    untrue = _("Google thinks that the answer misleads. Say only what you know and can show.")
    posing = _(
        "Google thinks that the answer speaks in another's name. Write as this business and sign as it."
    )
    return {
        "FAKE_ENGAGEMENT": _(
            "Google took the answer for an attempt to buy or steer reviews. Offer nothing in it, "
            "and do not ask the guest to change his review."
        ),
        "ADVERTISING_AND_SOLICITATION": _(
            "Google took the answer for advertising. Leave out offers, prices, codes, links and "
            "phone numbers."
        ),
        "ADULT_THEMED": indecent,
        "SEXUALLY_EXPLICIT": indecent,
        "DANGEROUS": _(
            "Google found the answer dangerous. Leave out advice or wishes that could hurt someone."
        ),
        "ILLEGAL": _("Google thinks that the answer speaks of something unlawful. Leave that out."),
        "OFFENSIVE": _("Google found the answer offensive. Say the same thing calmly."),
        "VIOLENCE_AND_GORE": _(
            "Google found violence in the answer. Leave out threats and gruesome details."
        ),
        "CHILD_SAFETY": _("Google sees children at risk in the answer. Leave out everything about a child."),
        "HARASSMENT": _(
            "Google found the answer harassing. Leave out what attacks the guest, and speak of the "
            "matter alone."
        ),
        "HATE_SPEECH": _("Google found hate in the answer. Leave out everything about groups of people."),
        "OBSCENITY_AND_PROFANITY": _("Google found swear words in the answer. Leave them out."),
        "REGULATED_GOODS_AND_SERVICES": _(
            "Google found regulated goods in the answer, such as alcohol, tobacco, gambling or "
            "medicines. Leave them out."
        ),
        "GENERIC_VANDALISM": _("Google took the answer for vandalism. Write it anew in plain words."),
        "GENERIC_FRAUD": untrue,
        "MISINFORMATION": untrue,
        "MISREPRESENTATION": posing,
        "IMPERSONATION": posing,
        "PERSONAL_INFO": personal,
        "PRIVACY": personal,
    }
