"""An attribution in the making: tokens for speaker and cue, characters for the words."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from variorum.lexicon.speech import CueClass
from variorum.read.attributions.frames import Range

Chars = tuple[int, int]


@dataclass(slots=True)
class Raw:
    """`source` and `cue` are token ranges, `content` character ranges. `speaker` is the head word of the source."""

    content: list[Chars]
    cue: list[Range] = field(default_factory=list)
    source: list[Range] = field(default_factory=list)
    cue_token: Token | None = None
    speaker: Token | None = None
    cue_class: CueClass = "say"
    quoted: bool = False  # began as a quotation
    pieces: tuple[Range, ...] = ()  # name and role as they stand side by side, where no parse ties them
    learnt: bool = False  # a reading that no word list gives: its class is not that of its verb
    unowned: bool = False  # a passive that names nobody: "is said to have …"

    @property
    def start(self) -> int:
        """Of the content, in characters."""
        return min(start for start, _ in self.content)

    @property
    def end(self) -> int:
        """Of the content, in characters."""
        return max(end for _, end in self.content)

    @property
    def length(self) -> int:
        """Code points of content."""
        return sum(end - start for start, end in self.content)

    def holds(self, start: int, end: int) -> bool:
        """Whether some character range lies inside the content."""
        return any(a <= start and end <= b for a, b in self.content)
