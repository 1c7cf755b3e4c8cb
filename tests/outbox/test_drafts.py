"""What was typed is never lost."""

from typing import Any

from reviewdesk.engine.replies import Replies

SOUP = "cold-soup"


def test_what_is_typed_after_queueing_is_kept_beside_the_sent_text(main: Any) -> None:
    main.queue(SOUP, "Sent text.", now=False)
    main.desk.replies.save_draft(main.known(SOUP).id, "Written meanwhile.")
    known = main.desk.replies.undo(main.ref(SOUP))
    assert known.draft.text == "Written meanwhile."
    assert "Sent text." in main.versions(SOUP)


def test_a_draft_written_meanwhile_survives_the_publication(main: Any) -> None:
    main.queue(SOUP, "Sent text.")
    main.desk.replies.save_draft(main.known(SOUP).id, "An afterthought.")
    main.deliver()
    known = main.known(SOUP)
    assert known.draft.text == "An afterthought."
    assert known.review.reply.text == "Sent text."


def test_typing_on_makes_no_version_but_throwing_away_does(main: Any) -> None:
    ref = main.ref(SOUP)
    text = "We are sorry that the soup came cold, Marta."
    for end in range(10, len(text) + 1, 5):
        main.desk.replies.draft(ref, text[:end])
    assert main.versions(SOUP) == []
    main.desk.replies.draft(ref, "An entirely different idea, just as long.")
    assert len(main.versions(SOUP)) == 1
    main.desk.replies.draft(ref, "")
    assert len(main.versions(SOUP)) == 2
    assert main.known(SOUP).draft is None


def test_a_text_deleted_sign_by_sign_is_one_version_and_whole(main: Any) -> None:
    ref = main.ref(SOUP)
    text = "We are sorry that the soup came cold." * 10
    main.desk.replies.draft(ref, text)
    for end in range(len(text), -1, -4):
        main.desk.replies.draft(ref, text[:end])
    assert main.versions(SOUP) == [text]


def test_a_text_overtyped_word_by_word_is_kept_too(main: Any) -> None:
    ref = main.ref(SOUP)
    old, new = ["first"] * 40, ["other"] * 40
    main.desk.replies.draft(ref, " ".join(old))
    for done in range(1, 41):
        main.desk.replies.draft(ref, " ".join(new[:done] + old[done:]))
    assert " ".join(old) in main.versions(SOUP)
    assert len(main.versions(SOUP)) < 6


def test_a_pause_makes_a_version(main: Any) -> None:
    ref = main.ref(SOUP)
    main.desk.replies.draft(ref, "Dear Marta")
    main.clock.advance(150)
    main.desk.replies.draft(ref, "Dear Marta,")
    assert main.versions(SOUP) == ["Dear Marta"]


def test_a_text_given_on_the_command_line_keeps_the_draft_as_a_version(main: Any) -> None:
    main.desk.replies.draft(main.ref(SOUP), "Typed in the desk.")
    main.queue(SOUP, "Typed in the task.")
    assert "Typed in the desk." in main.versions(SOUP)


def test_a_text_with_spaces_around_is_the_very_same_text(main: Any) -> None:
    main.queue(SOUP, "  Dear Marta,\r\nsorry.  \r\n")
    assert main.known(SOUP).reply.text == "Dear Marta,\nsorry."


def test_each_person_keeps_a_draft_of_their_own(main: Any, reopen: Any) -> None:
    ada = reopen(person="ada")
    ref = main.ref(SOUP)
    main.desk.replies.draft(ref, "By Nico.")
    ada.replies.draft(ref, "By Ada.")
    main.desk.replies.queue(ref, now=True)
    assert main.known(SOUP).reply.text == "By Nico."
    assert "By Ada." in main.versions(SOUP)


def test_a_refused_text_returns_to_the_one_who_wrote_it(main: Any, reopen: Any) -> None:
    ada = reopen(person="ada")
    ref = main.ref("will-be-refused")
    ada.replies.queue(ref, "By Ada, about mussels.", now=True)
    main.deliver()
    main.running.clock.advance(300, stamps=False)
    main.deliver()
    assert main.state("will-be-refused") == "refused"
    assert ada.inbox.find(ref).draft.by == "ada"


def test_two_windows_on_one_answer_lose_no_word(main: Any) -> None:
    number, bench = main.known(SOUP).id, main.desk._bench
    one, two = Replies(bench), Replies(bench)
    one.save_draft(number, "We are sorry.")
    for each in (one, two):
        each.goes_on(number, "We are sorry.")
    one.save_draft(number, "We are sorry. And one.")
    two.save_draft(number, "We are sorry. More two.")
    assert main.versions(SOUP) == ["We are sorry. And one."]
    two.save_draft(number, "We are sorry. More two words.")
    assert len(main.versions(SOUP)) == 1
    one.save_draft(number, "We are sorry. And one again.")
    assert "We are sorry. More two words." in main.versions(SOUP)


def test_what_another_window_wrote_on_with_needs_no_version(main: Any) -> None:
    number, bench = main.known(SOUP).id, main.desk._bench
    one, two = Replies(bench), Replies(bench)
    one.goes_on(number, "")
    two.goes_on(number, "")
    one.save_draft(number, "We are")
    two.save_draft(number, "We are sorry.")
    assert main.versions(SOUP) == []
