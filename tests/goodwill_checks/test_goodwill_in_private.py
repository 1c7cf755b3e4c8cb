"""In private an offer is welcome, a condition is not."""

import pytest

from reviewdesk.api import Level
from reviewdesk.builtin.card.private_text import private_text
from reviewdesk.builtin.card.tongue import TONGUES, _read

TIED = [
    "A pizza is yours if you change your review.",
    "Here is your voucher; please give us 5 stars.",
    "In return we hope for a kinder review.",
    "You need not remove your review, of course.",
    "Once your rating is updated, the dinner is yours.",
    "Wir schenken Ihnen ein Essen, wenn Sie Ihre Bewertung ändern.",
    "Im Gegenzug hoffen wir auf 5 Sterne.",
    "Damy Panu pizzę, jeśli usunie Pan opinię.",
    "W zamian prosimy o 5 gwiazdek.",
    "Dajemo vam picu ako promenite recenziju.",
    "Zauzvrat vas molimo za 5 zvezdica.",
    "Kolač je vaš ako uklonite komentar.",
    "Дарим пиццу, если вы измените отзыв.",
    "Взамен просим 5 звёзд.",
    "Заузврат очекујемо бољу оцену.",
    "Une pizza vous attend si vous modifiez votre avis.",
    "Le regalamos una cena a cambio de 5 estrellas.",
    "Kami beri voucher jika Anda mengubah ulasan.",
    "如果您修改评论，我们送您一份披萨。",
]


@pytest.mark.parametrize("text", TIED)
def test_a_condition_is_stopped(check, text):
    found = check(text, private=True)
    assert "goodwill-condition" in {each.code for each in found if each.level == Level.BLOCK}


@pytest.mark.parametrize("language", TONGUES)
def test_the_desk_s_own_letter_is_clean_in_every_language(check, language):
    words = _read(language)
    letter = " ".join([words["sorry"], words["gift"].format(title="pizza"), words["nothing"], words["bye"]])
    assert check(letter, private=True) == []
    assert private_text.__module__


@pytest.mark.parametrize(
    "text",
    ["A pizza is on us, come by.", "Eine Pizza geht aufs Haus.", "Pizza gratis.", "Пицца за наш счёт."],
)
def test_a_gift_without_a_word_on_expectations_gets_a_hint(check, text):
    [found] = check(text, private=True)
    assert (found.level, found.code) == (Level.HINT, "goodwill-nothing-expected")


def test_nothing_in_return_is_no_condition(check):
    assert check("A pizza is yours. We expect nothing in return.", private=True) == []


def test_an_empty_text_gets_no_advice(check):
    assert check(" ", private=True) == []
