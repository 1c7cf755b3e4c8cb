"""`contact`: how a guest reaches the house, by shop and platform, never stopped by the desk's own checks."""


def test_a_contact_line_of_a_shop_becomes_the_sentence_of_a_review(connected, first):
    cli, review = connected, first()
    shop = cli.json("show", review)["location"]
    assert "at the number on this page" in cli("contact", review).out
    tongues = {each["language"]: each["id"] for each in cli.json("inbox", "--all", "--limit", "500")}
    begins = {"de": "Bitte", "it": "Ci contatti", "fr": "Merci", "es": "Por favor", "pl": "Prosimy"}
    spoken = begins.keys() & tongues.keys()
    assert spoken, tongues.keys()
    for tongue in spoken:
        assert cli("contact", tongues[tongue]).out.startswith(begins[tongue])
    cli("location", "set", shop, "--ask-for", "Ana", "--reach", "030 555 0100")
    shown = cli.json("contact", review)["sentence"]
    assert "Ana" in shown
    assert "555" not in shown, "Google lets no number stand"
    cli("location", "set", shop, "--ask-for", "Ivo", "--reach", "any day after ten", "--on", "Google")
    assert "Ivo" in cli("contact", review).out
    assert "any day after ten" in cli("contact", review, "--draft").out
    cli("check", review)
    assert "any day after ten" in cli.json("show", review)["draft"]["text"]
    cli("location", "set", shop, "--ask-for", "", "--reach", "", "--on", "google")
    assert "Ana" in cli("contact", review).out
    assert "no platform bong" in cli("location", "set", shop, "--reach", "x", "--on", "bong", code=1).err
    cli("location", "set", shop, code=2)
