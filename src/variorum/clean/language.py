"""Which language a text is in."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE = 1500  # code points: more tells nothing new
FEWEST_LETTERS = 20  # a headline of two words is English, Dutch and Danish at once
SURE = 0.70  # py3langid is right in nearly every text above it; below are headlines and lists of names
_NO_LANGUAGE = "zxx"
# Languages in which news is printed daily. The model knows 140 labels, creoles and dialects among them, that take a share of short texts.
_LANGUAGES = (
    "am ar az be bg bn bs ca cs da de el en es et fa fi fr gu ha he hi hr hu hy id it ja ka kk km kn ko ku ky lo lt lv mk ml mn mr ms my"
    " ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg th tk tl tr uk ur uz vi zh zxx"
).split()
_LETTERS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of the text is in; None for a text that is too short or could be several."""
    sample = " ".join(_LETTERS.findall(text[:SAMPLE]))
    if sum(1 for sign in sample if sign != " ") < FEWEST_LETTERS:
        return None
    if sample.isupper():  # capitals are foreign to the model, which then answers at random
        sample = sample.lower()
    code, sureness = _identifier().classify(sample)
    return str(code) if sureness >= SURE and code != _NO_LANGUAGE else None


@cache
def _identifier() -> Any:
    """The identifier of py3langid with probabilities that sum to one, loaded once a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    known = set(identifier.labels)
    identifier.set_languages([code for code in _LANGUAGES if code in known])
    return identifier
