"""How a verdict looks: as text, as a card, and to a screen reader."""

from autograder.checks.judging.finding import Finding, Verdict, marked

WRONG = Finding("`y` is <wrong>.", "a `max`?", "y[0]", map=((0, 1), (0, 0)))


def test_text_tells_points_only_where_there_are_some():
    assert str(Verdict("ReLU", 1)) == "ReLU: right. 1 point."
    assert str(Verdict("ReLU", 2.5)) == "ReLU: right. 2.5 points."
    assert str(Verdict("ReLU", None)) == "ReLU: right."
    assert str(Verdict("ReLU", 2, (WRONG,))) == "ReLU: not yet.\n  Likely: a `max`?\n  `y` is <wrong>.\n  (y[0])"


def test_card_escapes_what_comes_from_the_student_and_sets_names_as_code():
    assert marked("`a<b` & c") == "<code>a&lt;b</code> &amp; c"
    card = Verdict("ReLU", 2, (WRONG,))._repr_html_()
    assert "<code>y</code> is &lt;wrong&gt;." in card
    assert "<strong>ReLU</strong>: not yet" in card


def test_map_marks_wrong_entries_by_more_than_colour_and_names_them():
    card = Verdict("ReLU", 2, (WRONG,))._repr_html_()
    assert "role='img' aria-label='Error map: wrong at [0, 1].'" in card
    assert card.count("×") == 1
    assert card.count("<br>") == 1


def test_map_is_left_out_where_it_tells_nothing_and_long_lists_are_cut():
    assert "Error map" not in Verdict("ReLU", 2, (Finding("x", map=((1, 1), (1, 1))),))._repr_html_()
    many = Finding("x", map=(tuple([1] * 16), tuple([1] * 15 + [0])))
    assert "and 11 more." in Verdict("ReLU", 2, (many,))._repr_html_()
