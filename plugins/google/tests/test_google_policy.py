import pytest
from reviewdesk_google.policy import explain, known

DOCUMENTED = [
    "ACCOUNT_RESTRICTED_AND_SUSPENDED",
    "ACCOUNT_RESTRICTED_AND_EDIT_REJECTED",
    "ASSOCIATED_ACCOUNT_SUSPENDED",
    "BUSINESS_INELIGIBLE",
    "OWNERSHIP_REVOKED",
    "LOCATION_SUSPENDED",
    "LOCATION_DISABLED",
    "LOCATION_VERIFICATION_REQUIRED",
    "PO_BOX",
    "GOOGLE_PAY_SUSPENSION",
    "EDITING_RESTRICTION",
    "ILLEGAL_BUSINESS_HOURS_EDIT",
    "FAKE_ENGAGEMENT",
    "ADULT_THEMED",
    "SEXUALLY_EXPLICIT",
    "ADVERTISING_AND_SOLICITATION",
    "DANGEROUS",
    "GIBBERISH_AND_REPETITIVE",
    "REPETITIVE",
    "UNCLEAR",
    "ILLEGAL",
    "OFF_TOPIC",
    "OFFENSIVE",
    "VIOLENCE_AND_GORE",
    "CHILD_SAFETY",
    "HARASSMENT",
    "HATE_SPEECH",
    "IMPERSONATION",
    "MISINFORMATION",
    "MISREPRESENTATION",
    "OBSCENITY_AND_PROFANITY",
    "PERSONAL_INFO",
    "REGULATED_GOODS_AND_SERVICES",
    "GENERIC_VANDALISM",
    "GENERIC_FRAUD",
    "PHOTOS_AND_VIDEOS_CRITERIA",
    "MODERATION_ERROR",
    "PRIVACY",
    "GENERIC_VIOLATION",
    "GENERIC_QUALITY",
    "IDENTITY_CHANGE",
    "GEOGRAPHIC_LOCATION_CHANGE",
]


def test_each_documented_violation_has_words_of_its_own_and_no_other_has():
    assert known() == set(DOCUMENTED)


@pytest.mark.parametrize("code", [*DOCUMENTED, None, "SOMETHING_NEW_OF_2027"])
def test_a_refusal_says_what_happened_and_what_to_do_in_whole_sentences(code):
    words = explain(code)
    assert words[0].isupper()
    assert words.endswith(".")
    assert words.count(". ") >= 1
    assert not code or code not in words
    assert "_" not in words


def test_a_violation_nobody_knows_yet_is_shown_by_its_own_name():
    assert "something new of 2027" in explain("SOMETHING_NEW_OF_2027")
