"""The linter of phrases: each rule finds its example, a neighbour in good English passes, and only prose is read."""

import pytest

from tests.house.prose import RULES, found, words_of_notebook, words_of_page

EXAMPLES = [
    ("a minibatch of 32", "a mini-batch of 32"),
    ("by back-propagation", "by backpropagation"),
    ("the cross entropy", "the cross-entropy"),
    ("a one hot row", "a one-hot row"),
    ("with drop-out", "with dropout"),
    ("a hyper-parameter", "a hyperparameter"),
    ("a warmup of 100 steps", "a warm-up of 100 steps"),
    ("the soft-max", "the softmax"),
    ("by logsumexp", "by log-sum-exp"),
    ("many subnetworks", "many sub-networks"),
    ("the mean-squared error", "the mean squared error"),
    ("by its fan in", "The logits fan out into two ways"),
    ("it over-fits", "it overfits"),
    ("a multi-layer network", "a multilayer network"),
    ("a nonlinearity function", "a nonlinearity as a function"),
    ("the dataset", "the data set"),
    ("a Relu unit", "a ReLU unit (Relu)"),
    ("with RMSprop", "with RMSProp"),
    ("with Adagrad", "with AdaGrad"),
    ("it is normalised", "a precise surprise"),
    ("of one color", "of one colour, in a colormap"),
    ("A linear model shall tell", "a shallow network"),
    ("behind the second\nnormalization", "the noise behind BatchNorm; the idea behind it"),
    ("3 in the mean", "in the meantime"),
    ("2 points of percent", "2 percentage points"),
    ("is dear", "is expensive, dear reader"),
    ("a broken power", "a broken network"),
    ("oftener", "soften"),
    ("At most values of it", "at most ten values"),
    ("no number any more", "no longer a number, and any number more"),
    ("asks no theory", "The pages ask no other host"),
    ("has to part two moons", "has a part in two moons"),
    ("answer to a small change", "an answer to a small question"),
    ("the way made so far", "the way it is made"),
    ("137 straight ways long", "a straight way"),
    ("turn the sign", "turn at the sign"),
    ("a slightly other path", "slightly, other paths"),
    ("on its own way", "on its own"),
    ("look who moves", "look at who moves"),
    ("as told", "as it was told"),
    ("since long", "since longer runs"),
    ("had led one to hope", "had led us"),
    ("averaged, and twice", "averaged twice"),
    ("belongs to proline to 99.8 %", "belongs to proline"),
    ("It was it that sums which", "it was that sum which"),
    ("a so-called unit", "it is so called off"),
    ("the actual problem", "the actual value"),
    ("eventual errors", "an eventual fall"),
    ("A resp. B", "A responds. B"),
    ("i.e. ten", "that is, ten"),
    ("allows to see", "allows us to see"),
    ("differs to it", "differs from it, to ten digits"),
    ("how it looks like", "what it looks like"),
    ("many informations", "much information"),
    ("much samples", "much larger samples"),
    ("less weights", "less weight"),
    ("by chance of 3", "by chance"),
    ("to 99 % right", "99 % right"),
    ("until to the end", "until the end"),
    ("in the case that", "in the case of a tie"),
    ("It ends. Who writes the sum has to divide.", "It ends. Who is to blame? Who writes the sum?"),
    ("It helps who is sure", "It helps those who are sure"),
    ("Whoever brings back one, mixes two", "Whoever spends 48 epochs on three runs, or four, is right"),
    ("as the article says", "as [the article](sources.md) says, and the source of noise has one"),
    ("the source that we follow", "the source of the noise"),
    ("the printed exponent", "the printed loss"),
]


@pytest.mark.parametrize(("rule", "example"), list(zip(RULES, EXAMPLES, strict=True)))
def test_a_rule_finds_its_example_and_no_neighbour(rule, example):
    wrong, right = example
    assert [told for _, _, told in found(wrong)] == [RULES[rule]]
    assert found(right) == []


def test_a_finding_names_its_line_and_direction():
    assert found("One.\n\nIt is dear.\n") == [(3, "dear", "expensive")]


def test_code_formulas_and_addresses_are_no_prose():
    page = "---\nsummary: warmup\n---\n`warmup` and $warmup$\n\n$$\nwarmup\n$$ (eq-warmup)\n\n"
    page += "```python\nwarmup\n```\n[it](warmup.md)\n"
    assert found(words_of_page(page)) == []
    assert found(words_of_page(page + "warmup")) == [(14, "warmup", "warm-up")]


def test_a_notebooks_prose_is_its_markdown_and_its_docstrings():
    script = '# %% [markdown]\n# It is dear.\n\n# %%\nx = "dear"\ndef f():\n    """Dear."""\n# dear\n'
    assert [line for line, _, _ in found(words_of_notebook(script))] == [2, 7]
