"""Phrases that are no English or no word of this book, in all that it tells its readers: `python -m tests.house.prose`.

`make lint` runs it. Prose is what a page or a notebook says in words: no code, no formula, no address. Tests show that
each rule finds its example and lets a neighbour pass.
"""

import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
PLACE = r"(?:layers?|normalizations?|nonlinearit(?:y|ies)|activations?|ReLUs?|steps?|epochs?|jumps?|comma)"

RULES = {
    # One spelling a term, that of the glossary.
    r"minibatch(?:es)?\b": "mini-batch",
    r"back[- ]propagat\w*": "backpropagation",
    r"(?<!k-)cross entropy|crossentropy": "cross-entropy",
    r"one hot\b|onehot": "one-hot",
    r"drop-out|drop outs?\b(?= layer)": "dropout",
    r"hyper[- ]parameters?": "hyperparameter",
    r"warm up phase|warmups?\b": "warm-up",
    r"soft-max": "softmax",
    r"logsumexp|log sum exp": "log-sum-exp",
    r"sub[ ]?networks?\b": "sub-network",
    r"mean-squared": "mean squared error",
    r"\b(?:the|its|a|by|of) fan[ ](?:in|out)\b": "fan-in, fan-out",
    r"over-fit\w*|under-fit\w*": "overfitting, underfitting",
    r"multi-layer": "multilayer",
    r"nonlinearit(?:y|ies) function": "activation function",
    r"data-?sets?\b": "data set",
    r"(?-i:(?<!\()\bRelu|\bRELU|\bLeakyRelu)": "ReLU",
    r"(?-i:\bRMSprop|\bRMSPROP)": "RMSProp",
    r"(?-i:\bAdagrad|\bADAGRAD)": "AdaGrad",
    r"(?:optim|normal|regular|initial|standard|general|random|summar)is(?:e[ds]?|ing|ation)\b": "-ize, -ization",
    r"\bcolor(?:s|ed|ing)?\b": "colour",
    # Words that mean something else in English.
    r"\bshall\b": "is to, should, will",
    rf"\bbehind (?:(?:the|a|an|each|every|this|that|its|\d+|last|first|second) )*{PLACE}\b": "after",
    r"\bin the mean\b": "on average",
    r"\bpoints of percent\b": "percentage points",
    r"\bdear(?:er|est)?\b(?! reader)": "expensive",
    r"\bbroken (?:power|exponent|number)s?\b": "fractional",
    r"\boftener\b": "more often",
    r"\bat most values\b": "for most values",
    r"\bno \w+ any ?more\b": "no longer",
    r"\basks? no (?:theory|proof|code|network|kernel)\b": "needs no",
    r"\b(?:has|have|had) to part\b": "has to separate",
    r"\banswers? to a small change\b": "responds to a small change",
    r"\b(?:way|distance) made\b": "distance covered",
    r"\bstraight ways? long\b": "times the straight distance",
    r"\bturns? the signs?\b": "flips the sign",
    r"\bslightly other\b": "slightly different",
    r"\bon its own way\b": "in its own way, decoupled",
    r"\blook who\b": "see what",
    r"\bas told\b": "as described",
    r"\bsince (?:long|some time)\b": "for a long time",
    r"\bhad led one to\b": "an active sentence",
    r"\baveraged, and twice\b": "averaged and doubled",
    r"\bbelongs to \w+ to \d": "accounts for ... % of",
    r"\b(?:was|were|is|are) it that\b(?= \w+ (?:who|which))": "a plain sentence",
    r"\bso-?called\b": "the name alone",
    r"\bactual(?:ly)? (?=problem|question)": "the word alone, or current",
    r"\beventual(?:ly)? (?=error|mistake)s?": "possible",
    r"\bresp\.": "and, or respectively",
    r"\bi\.e\. |\be\.g\. ": "that is, for example",
    r"\ballows? to\b": "allows us to, lets us",
    r"\bdiffers? to\b|\bdifferent than\b": "different from",
    r"\bhow (?:it|this|that|they) (?:looks?|is called|are called) like\b": "what it looks like",
    r"\binformations\b|\bknowledges\b|\bsoftwares\b": "a singular",
    r"\bmuch (?:more )?(?:numbers|samples|weights|steps|units)\b": "many (more)",
    r"\bless (?:numbers|samples|weights|units|steps|epochs)\b": "fewer",
    r"\bby chance of\b": "with probability",
    r"\bto \d+(?:\.\d+)? (?:%|per cent) (?:right|correct)\b": "... % correct",
    r"\buntil to\b|\bup until to\b": "up to, until",
    r"\bin the case that\b|\bin case of that\b": "if",
    # A relative clause that has lost its person.
    r"(?-i:[.!?:]\s+Who\b)(?! (?:is|are|was|were|has|had|else|would|can|could|does|did|will|knows|found|first)\b)"
    r"[^?.]*\.": "If you ..., Anyone who ...",
    r"\b(?:helps|harms|punishes|rewards|hurts) who\b": "... those who, a network that",
    r"\b[Ww]hoever\b[^,.?!]*, (?=(?:mixes|pays|gets|loses|has|is|finds)\b)": "If you ... (and no comma)",
    # Readers cannot look up what has no name.
    r"(?<!\[)\b(?:the article|the source)(?:'s)?\b(?= (?:says|said|claims|writes|gives|has)\b)": "name and link it",
    r"\b(?:the article|the source) that we follow\b": "name and link it",
    r"\bthe printed (?:exponent|formula)\b": "say printed where",
}
"""What is not written, and what is written in its place; a space is any white space."""

_COMPILED = {re.compile(pattern.replace(" ", r"\s+"), re.IGNORECASE): told for pattern, told in RULES.items()}
_NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|^(`{3,})[^\n]*\n.*?^\1$|\$\$.*?\$\$(?: \([^)\n]*\))?|(`+)[^`].*?\2|\$[^$\n]+(?:\n[^$\n]+)?\$|\]\([^)]*\)|https?://\S+|\bmedia=\"[^\"]*\""
    r"|\bAlso: [^\n]*",  # how others spell a term of the glossary
    re.DOTALL | re.MULTILINE,
)


def blank(text):
    """Spaces of the same length and as many lines."""
    return re.sub(r"[^\n]", " ", text)


def words_of_page(text):
    """A page's prose at its place: all the rest is blank."""
    return _NOT_PROSE.sub(lambda found: blank(found[0]), text)


def words_of_notebook(text):
    """The prose of a notebook's script at its place: Markdown cells and docstrings."""
    kept, markdown, docstring = [], False, False
    for line in text.splitlines():
        if line.startswith("# %%"):
            markdown = "[markdown]" in line
        quotes = line.count('"""')
        seen = docstring or quotes
        docstring ^= quotes % 2 == 1
        kept.append(" " + line[1:] if markdown and line.startswith("# ") else line * bool(seen and not markdown))
    return words_of_page("\n".join(kept))


def texts():
    """Each file that people read, and its prose."""
    pages = [*(REPOSITORY / name for name in ("intro.md", "README.md", "CONTRIBUTING.md"))]
    for path in [*pages, *sorted((REPOSITORY / "chapters").glob("*/*.md"))]:
        yield path, words_of_page(path.read_text(encoding="utf-8"))
    for path in sorted((REPOSITORY / "solutions").glob("*.py")):
        yield path, words_of_notebook(path.read_text(encoding="utf-8"))


def found(text):
    """Line, words and direction of each phrase in a text, in the text's order."""
    hits = [(hit.start(), hit[0], told) for pattern, told in _COMPILED.items() for hit in pattern.finditer(text)]
    return [(text.count("\n", 0, start) + 1, " ".join(words.split()), told) for start, words, told in sorted(hits)]


def main():
    """Print what was found; the exit code says whether there was anything."""
    lines = [
        f"{path.relative_to(REPOSITORY)}:{line}: {words!r}: {told}"
        for path, text in texts()
        for line, words, told in found(text)
    ]
    print(*lines, sep="\n", end="\n" * bool(lines))  # noqa: T201
    return bool(lines)


if __name__ == "__main__":
    sys.exit(main())
