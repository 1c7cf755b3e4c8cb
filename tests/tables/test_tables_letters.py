import pytest

from reviewdesk.builtin.tables.letters import Entities, may_be_cut, mend


def _row(text, **more):
    return {"author": "Ola", "rating": 4, "text": text, "date": "2024-05-17", **more}


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1", "cp1250"])
@pytest.mark.parametrize("text", ["Très bon, déjà vu", "Świetna, polecam gorąco", "Größe und Süße"])
def test_letters_read_the_wrong_way_are_turned_back(text, wrong):
    garbled = text.encode().decode(wrong, "ignore")
    if garbled.encode(wrong) != text.encode():
        pytest.skip("these letters do not survive this mistake")
    assert mend(garbled).text == text


def test_emoji_read_the_wrong_way_twice_are_turned_back_twice():
    text = "Merci ❤ à vous"
    once = text.encode().decode("latin-1")
    assert mend(once.encode().decode("latin-1")).text == text


@pytest.mark.parametrize(
    "text",
    ["Très bon", "ładnie i miło", "Очень вкусно", "好吃", "5 m³ of sauce", "Ça va", "naïve café", "½ ü"],
)
def test_honest_letters_are_left_alone(text):
    assert mend(text).text == text
    assert not mend(text).garbled


def test_what_is_garbled_beyond_mending_is_left_and_told(take):
    review = take([_row("CafÃ© 好吃")]).only
    assert review.text == "CafÃ© 好吃"
    assert review.details["Letters"] == "garbled in the file"


def test_mending_is_told(take):
    review = take([_row("CafÃ© trÃ¨s bon")]).only
    assert review.text == "Café très bon"
    assert review.details["Letters"] == "garbled in the file, and mended"


def test_html_signs_are_turned_back_once_when_all_texts_have_them(take):
    found = take(
        [_row("Fish &amp; chips &lt;3"), _row("Don&#39;t miss &amp;lt;this&amp;gt;", date="2024-05-18")]
    )
    assert [review.text for review in found.reviews] == ["Fish & chips <3", "Don't miss &lt;this&gt;"]
    assert "HTML" in found.export.title


def test_html_signs_stay_where_a_bare_sign_proves_them_honest(take):
    found = take([_row("Fish &amp; chips"), _row("Fish & chips", date="2024-05-18")])
    assert [review.text for review in found.reviews] == ["Fish &amp; chips", "Fish & chips"]
    assert "HTML" in found.reviews[0].details["Letters"]


def test_a_sign_that_no_tool_writes_proves_nothing():
    texts = Entities()
    texts.see("see page?a=1&b=2")
    assert texts.read("see page?a=1&b=2") == "see page?a=1&b=2"


@pytest.mark.parametrize(
    ("text", "cut"), [("so good...", True), ("so good …", True), ("so good.", False), ("... what", False)]
)
def test_dots_at_the_end_are_noticed(text, cut):
    assert may_be_cut(text) is cut


def test_a_text_that_may_be_cut_says_so(take):
    assert "cut off" in take([_row("We came for dinner and …")]).only.details["Words"]


def test_excerpts_of_an_api_are_called_so(take):
    rows = [
        _row(f"{'Long words of a guest. ' * 6}number {n} and then...", date=f"2024-05-{n:02}")
        for n in range(10, 18)
    ]
    assert "excerpt" in take(rows).reviews[0].details["Words"]
