"""An evening at the desk: ten reviews answered by keys alone, at a real terminal, in the demo's world."""

import re

import pytest

from reviewdesk.cli.demo_browser import answer_by_hand

LATIN = {"r": "r", "y": "y", "j": "j", "g": "g"}
CYRILLIC = {"r": "к", "y": "н", "j": "о", "g": "п"}
"""The letters that stand there on a Russian keyboard."""
PLATFORMS = {"booking": 2, "google": 3, "tripadvisor": 4, "yelp": 5}
"""Where each stands in the question."""
TITLES = {"booking": "Booking.com", "google": "Google", "tripadvisor": "Tripadvisor", "yelp": "Yelp"}
FILTERED = ("waiting ones ·", "all reviews ·")
LOOK, EDITOR, HAND = "Last look", "── your answer", "Published there?"


WORDS = (
    "A cold pizza is no dinner; we are sorry, and the box is another one now.",
    "Thank you for telling us. The courier has change with him from today on.",
    "Coming from you this counts double. The dough rests a day longer since last week.",
    "The heater on the terrace is mended, and the view was never broken. See you there.",
    "What a fine evening that must have been above the oven. The window is yours again any time.",
    "Two cold nights are two too many. The radiator has a new valve, and I looked myself.",
    "Seven at seven is what you asked for and what you should have had. I am sorry.",
    "The gull is known to us by name. The waiter should not have laughed, and he knows it.",
    "You waited, and nobody told you why. That was wrong, and it is on the wall in the kitchen.",
    "The harbour can wait, a guest can not. Ask for me and we begin anew.",
)
"""Ten of a kind would be refused as copies."""


def text_for(number, who):
    return f"{who or 'Dear guest'}, this is answer {number}. {WORDS[number - 1]}"


def rows(seen):
    """The lines of the list."""
    return [line for line in seen.splitlines() if re.match(r"[▌ ].?.?[★☆½]{5} ", line)]


def put_cursor_on(room, who, keys=LATIN):
    room.type(keys["g"])
    here = room.wait(lambda seen: next((line for line in rows(seen)[:1] if line[0] == "▌"), ""), "the top")
    while who not in here:
        room.type(keys["j"])
        here = room.wait(lambda seen, here=here: moved(seen, here), f"a line below {here}")


def moved(seen, here):
    """The line under the cursor, when it is another one."""
    now = next((line for line in rows(seen) if line[0] == "▌"), here)
    return now if now != here else ""


def only(room, platform):
    room.type("p")
    room.until("Which platform?")
    room.type(str(PLATFORMS[platform]))
    room.without("Which platform?")
    room.until(f"waiting ones · {TITLES[platform]}")


def write(room, text, keys=LATIN):
    room.type(keys["r"])
    room.until(EDITOR)
    room.type(text)
    written(room, text)


def written(room, text):
    end = " ".join(text.split())[-20:]
    room.wait(lambda seen: end in " ".join(seen.split()) and "· saved" in seen, f"a saved draft with {end!r}")


def send(room, text, keys=LATIN):
    """Write, look once more, `y`; the answer waits its seconds and the list is there again."""
    write(room, text, keys)
    room.press("F2")
    room.say(keys["y"], LOOK, listed)
    room.until("goes out in")


def listed(seen):
    """The list is back: a screen half painted has no editor either, and would take Esc for itself."""
    return EDITOR not in seen and (rows(seen) or "Nothing fits." in seen)


def publish_by_hand(room, text):
    """The owner copies it, publishes it on the page that the desk opened, and says so."""
    write(room, text)
    room.press("F2")
    room.say("y", LOOK, lambda seen: HAND in seen)
    seen = room.until(HAND)
    page = next(word for word in seen.split() if word.startswith("http://"))
    review = next(
        each for each in room.command("inbox", "--all") if (each["reply"] or {}).get("text") == text
    )
    answer_by_hand(page, text, review["external_id"])
    room.say("y", HAND, listed)


def everything(room):
    room.wait(lambda seen: any(words in seen for words in FILTERED), "a filter")
    room.press("Escape")
    room.without(*FILTERED)


class Said(dict):
    """Every answer, with the platform that it was written for."""

    def words(self, who, platform):
        text = text_for(len(self) + 1, who)
        self[text] = platform
        return text


@pytest.mark.timeout(300)
def test_ten_reviews_are_answered_by_keys_alone(room):
    room.open("demo", "--fresh", REVIEWDESK_OUTBOX__UNDO_SECONDS="15")
    room.until("Ewa K.", "r answer", "platforms read")
    said = Said()
    one_is_called_back_and_sent_again(room, said)
    a_check_stops_one_which_is_mended(room, said)
    the_keyboard_stands_on_russian(room, said)
    one_is_searched_for(room, said)
    two_are_published_by_hand(room, said)
    room.type("O")
    room.until("Outbox")
    check(room, said)
    room.press("C-q")
    room.until("The demo stays in")


def one_is_called_back_and_sent_again(room, said):
    put_cursor_on(room, "Ewa K.")
    send(room, said.words("Ewa", "google"))
    room.press("F8")
    room.until("alled back", "answer begun")
    put_cursor_on(room, "Ewa K.")
    room.press("F2")
    room.say("y", LOOK, listed)
    room.until("goes out in")


def a_check_stops_one_which_is_mended(room, said):
    only(room, "booking")
    put_cursor_on(room, "Zuzanna")
    write(room, "[first name] ")
    room.press("F2")
    room.until(LOOK, "A blank is not filled in", "It can't go out like this")
    room.type("y")
    room.press("Escape")
    room.without(LOOK)
    room.until(EDITOR)
    text = said.words("Zuzanna", "booking")
    room.press("C-t", "BSpace")
    room.type(text)
    written(room, text)
    room.without("[first name]")
    room.press("F2")
    room.say("y", LOOK, listed)
    put_cursor_on(room, "Joost")
    send(room, said.words("Joost", "booking"))
    everything(room)


def the_keyboard_stands_on_russian(room, said):
    only(room, "yelp")
    put_cursor_on(room, "Tomasz W.")
    room.type("s")
    room.until("in 3 days")
    room.type("2")
    room.until("Later,", "undoes it")
    for who in ("Grace T.", "Miles R."):
        put_cursor_on(room, who, CYRILLIC)
        send(room, said.words(who, "yelp"), CYRILLIC)
    everything(room)


def one_is_searched_for(room, said):
    room.type("/")
    room.until("Words in any review or answer")
    room.type("lad on the door")
    room.press("Enter")
    room.wait(lambda seen: all("Darren P." in row for row in rows(seen)) and rows(seen), "what was found")
    put_cursor_on(room, "Darren P.")
    send(room, said.words("Darren", "google"))
    everything(room)
    only(room, "google")
    put_cursor_on(room, "Kuba W.")
    room.type("x")
    room.until("Needs no answer, because")
    room.type("4")
    # What the foot says of it may at once make room for what became of an answer.
    room.wait(
        lambda seen: not any("Kuba W." in row and "★" in row for row in seen.splitlines()),
        "a list without him",
    )
    for who in ("Giancarlo M.", "Rafał S."):
        put_cursor_on(room, who)
        send(room, said.words(who, "google"))
    everything(room)


def two_are_published_by_hand(room, said):
    """Where no API lets one answer."""
    only(room, "tripadvisor")
    for shop in ("Downtown", "Harbour"):
        put_cursor_on(room, shop)
        publish_by_hand(room, said.words(f"Guest in {shop}", "tripadvisor"))
    everything(room)


def gone_out(room, said):
    """The book of all reviews and what was said in it, once every answer left the desk."""
    every = room.command("inbox", "--all")
    answers = {each["reply"]["text"]: each for each in every if (each["reply"] or {}).get("text") in said}
    left = all(each["state"] in ("sent", "published") for each in answers.values())
    return left and len(answers) == len(said) and (every, answers)


def check(room, said):
    """What stands in the books, and what each platform took."""
    assert len(said) == 10
    every, answers = room.wait(lambda _seen: gone_out(room, said), "the last answer's way out")
    assert {text: each["platform"] for text, each in answers.items()} == said
    by_hand = [text for text, platform in said.items() if platform == "tripadvisor"]
    assert {answers[text]["state"] for text in by_hand} == {"published"}
    one = next(each for text, each in answers.items() if text in by_hand)
    assert room.command("show", one["id"])["state"] == one["state"]
    assert {each["id"] for each in room.command("outbox")} <= {each["id"] for each in answers.values()}
    waiting = {each["id"] for each in room.command("inbox")}
    assert not waiting & {each["id"] for each in answers.values()}
    states = {each["author"]: each["state"] for each in every if each["author"] in ("Tomasz W.", "Kuba W.")}
    assert states == {"Tomasz W.": "snoozed", "Kuba W.": "skipped"}
    undone = [each for each in room.command("diary") if each["what"] == "reply.undone"]
    assert len(undone) == 1
    taken = {platform: room.writes(platform) for platform in PLATFORMS}
    for number, (text, platform) in enumerate(said.items(), 1):
        found = {
            name: sum(f"answer {number}." in body.replace("+", " ") for body in bodies)
            for name, bodies in taken.items()
        }
        assert found == {name: int(name == platform) for name in PLATFORMS}, text
