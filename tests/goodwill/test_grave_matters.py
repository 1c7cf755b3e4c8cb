"""Injury, illness, allergy, hygiene, discrimination, law: found in many languages, and not everywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewdesk.engine.goodwill.grave import Matter, grave_in

GRAVE = [
    ("en", "illness", "Whole family was vomiting the next day."),
    ("en", "injury", "I broke a tooth on the olive stone"),
    ("en", "allergy", "I told them about my peanut allergy twice"),
    ("en", "hygiene", "There was a cockroach on the wall."),
    ("en", "discrimination", "The doorman was openly racist"),
    ("en", "legal", "You will hear from my lawyer."),
    ("pl", "illness", "Po rybie całą noc wymiotowałem, zatrucie!"),
    ("pl", "injury", "Dziecko poparzyło się zupą, poparzenie ręki"),
    ("pl", "hygiene", "Włos w zupie, spleśniały chleb"),
    ("pl", "legal", "Zgłoszę was do sanepidu"),
    ("pl", "allergy", "Mam alergię na orzechy i nikt nie słuchał"),
    ("sr", "illness", "Тровање храном, никад више"),
    ("sr", "hygiene", "Bubašvaba na stolu!"),
    ("hr", "illness", "Povraćali smo cijelu noć"),
    ("hr", "legal", "Prijavit ću vas inspekciji"),
    ("ru", "illness", "После ужина отравились всей семьёй"),
    ("ru", "hygiene", "Таракан в салате"),
    ("ru", "legal", "Пишу жалобу в Роспотребнадзор"),
    ("uk", "illness", "Отруїлися всією родиною"),
    ("de", "illness", "Nach dem Fisch Erbrechen und Durchfall"),
    ("de", "hygiene", "Ein Haar in der Suppe und Schimmel am Brot"),
    ("de", "legal", "Ich schalte meinen Anwalt ein"),
    ("de", "discrimination", "Der Kellner war rassistisch"),
    ("it", "hygiene", "Uno scarafaggio in sala"),
    ("es", "illness", "Nos intoxicamos con el pescado"),
    ("fr", "illness", "Toute la famille malade, intoxication"),
    ("cs", "hygiene", "Vlas v polévce"),
    (None, "illness", "Food poisoning."),
    (None, "illness", "Отравились всей семьёй"),
]
PLAIN = [
    (
        "en",
        "Waited 90 minutes, the soup was cold and the waiter rude. Hospitality? None. Sue was nice though.",
    ),
    ("en", "They demanded a deposit and the food court next door is better."),
    ("pl", "Pizza zimna, czekaliśmy godzinę, kelner opryskliwy."),
    ("sr", "Хладна пица, конобар нељубазан, чекали смо сат времена."),
    ("hr", "Temperatura pića bila je previsoka, a konobar spor."),
    ("ru", "Пицца холодная, официант грубил, ждали час."),
    ("uk", "Піца холодна, чекали годину."),
    ("de", "Die Pizza war verbrannt und der Kellner langsam."),
    ("es", "La pizza estaba quemada y fría, el camarero lento."),
    ("fr", "Pizza froide, une heure d'attente."),
    (None, "I am sad: the pizza was late."),
]


@pytest.mark.parametrize(("language", "matter", "text"), GRAVE)
def test_a_grave_matter_is_found(language: str | None, matter: str, text: str) -> None:
    found = grave_in(text, language=language)
    assert found is not None
    assert found.matter is Matter(matter)
    assert found.title
    assert found.advice.endswith(".")


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_an_ordinary_failure_is_not_grave(language: str | None, text: str) -> None:
    assert grave_in(text, language=language) is None


@given(st.text(max_size=300))
def test_any_words_can_be_read(text: str) -> None:
    found = grave_in(text, None)
    assert found is None or found.word
