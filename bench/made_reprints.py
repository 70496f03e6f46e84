"""What other outlets might make of a text of ours, and texts that are no copies of it: for `bench.reprints`. All dice are seeded."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from bench.rows import json_rows
from variorum.lexicon.printed_dates import find_printed_dates
from variorum.model import Document, When
from variorum.model.identity import digest

ROOT = Path(__file__).parent.parent
LEAST = 90  # words of a text that is edited
OUTLETS = ("Harbour Post", "Coast Observer", "Lakeside Daily", "Channel Six Online", "Radio Northgate", "The Valley Courier")
AGENCY = "Meridian Wire"
LOCAL = (
    "The council of Port Salter will observe a minute of silence at its meeting on Thursday, the deputy mayor said.",
    "A book of condolence has been opened in the library on Quay Street and may be signed until the end of the week.",
    "“We have friends there and could not reach them all night,” said a teacher from Eastfield who asked not to be named.",
    "The airport said that its flights to the region were running as planned, though passengers should allow more time.",
    "Two families from the county were in the area at the time; both are safe, their relatives told this newspaper.",
    "“It is a long way off, and it does not feel so this morning,” said the vicar of St Brannock's after early prayers.",
    "The university has asked its students abroad to report to their tutors, and about half had done so by noon.",
    "Prices at the harbour's fish market were not affected, a trader said, but nobody was talking of anything else.",
    "The member for Lakeside will put a question to the minister, her office announced in a short statement on Tuesday.",
    "Our readers may remember the visit that the town's choir paid to the region three summers ago, at the invitation of its bishop.",
)
BOILERPLATE = (
    "All figures in this report are as of the time of printing; readers who know more may write to the editor at the address on page two.",
    "This newspaper is a member of the press council and follows its code; complaints are answered within fourteen days of their receipt.",
    "The editors choose what stands on this page without regard to advertisers, and nobody has paid for it or asked for it.",
)
STATEMENTS = (
    "“We condemn this act in the strongest terms. Those who did it, and those who sent them, will be found, and they will answer for it "
    "before a court. Our thoughts are with the families tonight, and with all who are still waiting for news,” the president said.",
    "“There is no justification for the killing of people who had gone about their day. We call on all sides to let the wounded be brought "
    "out, and to let those who care for them do their work,” the secretary-general said in a statement.",
)
BACKGROUND = (
    "The region has seen a dozen attacks of this kind in the past four years. The worst of them, on a market in the district town, "
    "killed more than forty people and was never claimed by anybody; three men were tried for it and let go for want of proof.",
    "Elections are due in the autumn. The government had promised to end the emergency before then, and lifted the curfew in six of the "
    "eleven districts in spring, only to bring it back in two of them after an ambush on a convoy.",
)
OTHER_WORDS = {
    "said": "stated", "people": "persons", "killed": "slain", "injured": "hurt", "attack": "assault", "police": "officers",
    "about": "around", "began": "started", "several": "some", "after": "following", "near": "close to", "children": "youngsters",
    "house": "home", "told": "informed", "dead": "killed", "also": "moreover", "but": "yet", "when": "as", "large": "big",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,:/-])\b\d{1,3}\b(?![\d.,:/-]*\d)")


@dataclass(frozen=True, kw_only=True)
class Made:
    """Two texts; `source` is the name of the text of ours that decides which half they fall into."""

    left: Document
    right: Document
    copy: bool
    kind: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text of ours."""

    name: str
    title: str | None
    paragraphs: tuple[str, ...]
    publisher: str
    published: str | None


def made_pairs() -> Iterator[Made]:
    """Every text with its edits and its likenesses, then pairs of reports of one incident."""
    texts = [text for text in own_texts() if sum(len(each.split()) for each in text.paragraphs) >= LEAST]
    for number, text in enumerate(texts):
        dice = random.Random(f"reprints {text.name}")
        for kind, edit in dice.sample(EDITS, 3):
            left, right = document(text), document(edit(text, texts, dice))
            yield Made(left=left, right=right, copy=True, kind=kind, source=text.name)
        other = texts[(number + 1 + dice.randrange(20)) % len(texts)]
        for kind, likeness in dice.sample(LIKENESSES, 2):
            one, another = likeness(text, other, dice)
            yield Made(left=document(one), right=document(another), copy=False, kind=kind, source=text.name)
    yield from one_incident()


def own_texts() -> list[Text]:
    """The texts of train/labels and tests/articles, in paragraphs."""
    found = []
    for row in json_rows(ROOT / "train/labels/own.jsonl"):
        found.append(_text(row["document"], row["text"], row["publisher"] or "an outlet", row["published"]))
    for path in sorted((ROOT / "tests/articles").glob("*.expected.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        found.append(_text(row["document"], row["text"], row["publisher"] or "an outlet", row["published"]))
    return found


def one_incident() -> Iterator[Made]:
    """Reports of one incident, and one agency's days, from the examples: none is a copy but the dispatch that is one by design."""
    for folder in sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir() and path.name != "mixed"):
        paths = [path for path in sorted(folder.glob("*.txt")) if not re.search(r"-[bcd]-|-ru\.", path.name)]
        texts = [
            _text(path.name, path.read_text(encoding="utf-8"), f"outlet {number}", path.name[:10]) for number, path in enumerate(paths)
        ]
        for left, right in combinations(texts, 2):
            yield Made(left=document(left), right=document(right), copy=False, kind="one incident", source=left.name)
    rows = list(json_rows(ROOT / "examples/dispatches.jsonl"))
    for one, other in combinations([row for row in rows if row["publisher"] == AGENCY], 2):
        if one["id"][:5] == other["id"][:5]:
            left, right = (
                Text(name=row["id"], title=row["title"], paragraphs=(row["text"],), publisher=AGENCY, published=row["published"][:10])
                for row in (one, other)
            )
            yield Made(left=document(left), right=document(right), copy=False, kind="one agency's dispatches", source=left.name)


def document(text: Text) -> Document:
    """A text as a document, as the cleaner would make it."""
    body = "\n\n".join(text.paragraphs)
    whole = f"{text.title}\n\n{body}" if text.title else body
    dates = list(find_printed_dates(text.published)) if text.published else []
    return Document(
        capture=f"capture:{digest(whole.encode())[:24]}",
        blob=digest((text.name + whole).encode()),
        text=whole,
        body_start=len(whole) - len(body),
        title=text.title,
        publisher=text.publisher,
        published=When.day(dates[0].value) if dates else None,
    )


def _text(name: str, text: str, publisher: str, published: str | None) -> Text:
    title, _, rest = text.partition("\n\n")
    if not rest or len(title.split()) > 20:
        title, rest = "", text
    paragraphs = tuple(part.strip() for part in re.split(r"\n+", rest) if part.strip())
    if len(paragraphs) < 3:
        sentences = re.split(r"(?<=[.!?])\s+", " ".join(paragraphs))
        paragraphs = tuple(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))
    return Text(name=name, title=title or None, paragraphs=paragraphs, publisher=publisher, published=published)


# ---------------------------------------------------------------- copies


def _made(text: Text, dice: random.Random, paragraphs: Sequence[str], title: str | None = None) -> Text:
    outlet = dice.choice([outlet for outlet in OUTLETS if outlet != text.publisher])
    return replace(text, title=title or text.title, paragraphs=tuple(paragraphs), publisher=outlet)


def printed(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """Word for word, with a credit line."""
    return _made(text, dice, [*text.paragraphs, f"({AGENCY})"])


def cut(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """The first part, as wire copy is cut from below."""
    return _made(text, dice, text.paragraphs[: max(2, round(len(text.paragraphs) * dice.uniform(0.4, 0.8)))], _headline(dice))


def thinned(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """Some paragraphs left out, the rest in another order."""
    kept = dice.sample(text.paragraphs, max(2, round(len(text.paragraphs) * dice.uniform(0.5, 0.9))))
    return _made(text, dice, kept)


def headline(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """Another headline, and a few sentences gone."""
    sentences = [re.split(r"(?<=[.!?])\s+", paragraph) for paragraph in text.paragraphs]
    thin = [" ".join(each for each in paragraph if dice.random() < 0.8) for paragraph in sentences]
    return _made(text, dice, [paragraph for paragraph in thin if paragraph], _headline(dice))


def updated(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """The same outlet's later version: numbers grown, a new first paragraph."""
    grown = [_NUMBER.sub(lambda match: str(int(match.group()) + dice.randrange(1, 9)), paragraph) for paragraph in text.paragraphs]
    lead = "The number of victims was put higher on the second day, when the search of the site had ended and the hospitals had reported."
    return replace(text, paragraphs=(lead, *grown))


def local(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """Local voices before and after, and cuts."""
    kept = text.paragraphs[: max(3, round(len(text.paragraphs) * 0.8))]
    voices = dice.sample(LOCAL, dice.randrange(2, 6))
    half = len(voices) // 2
    return _made(text, dice, [*voices[:half], *kept, *voices[half:]], _headline(dice))


def drowned(text: Text, texts: Sequence[Text], dice: random.Random) -> Text:
    """Half of the text inside a longer report on something else: the copy is a fraction of the whole."""
    other = dice.choice([other for other in texts if other.name != text.name])
    kept = text.paragraphs[: max(2, round(len(text.paragraphs) * 0.6))]
    return _made(text, dice, [*other.paragraphs, *kept, *dice.sample(LOCAL, 3)], other.title)


def reworded(text: Text, _texts: Sequence[Text], dice: random.Random) -> Text:
    """Common words changed, numbers spelled otherwise, some sentences gone."""

    def other(match: re.Match[str]) -> str:
        return OTHER_WORDS.get(match.group(), match.group()) if dice.random() < 0.6 else match.group()

    sentences = [sentence for paragraph in text.paragraphs for sentence in re.split(r"(?<=[.!?])\s+", paragraph) if dice.random() < 0.85]
    changed = [re.sub(r"[a-z]+", other, sentence) for sentence in sentences]
    return _made(text, dice, [" ".join(changed[at : at + 3]) for at in range(0, len(changed), 3)], _headline(dice))


def _headline(dice: random.Random) -> str:
    return dice.choice(("What is known so far", "Latest from the scene", "Questions after the attack", "Day of mourning declared"))


# ---------------------------------------------------------------- no copies


def boilerplate(text: Text, other: Text, dice: random.Random) -> tuple[Text, Text]:
    """Two reports of one outlet, with its notices under each."""
    notices = dice.sample(BOILERPLATE, 2)
    left, right = (replace(each, paragraphs=(*each.paragraphs, *notices), publisher=OUTLETS[0]) for each in (text, other))
    return left, replace(right, published=text.published)


def quotation(text: Text, other: Text, dice: random.Random) -> tuple[Text, Text]:
    """Two reports that hold one and the same statement."""
    statement = dice.choice(STATEMENTS)
    left, right = _with(text, statement, 1), _with(other, statement, len(other.paragraphs) // 2)
    return left, replace(right, published=text.published)


def background(text: Text, other: Text, dice: random.Random) -> tuple[Text, Text]:
    """One agency's reports of two days, with one paragraph of background."""
    paragraph = dice.choice(BACKGROUND)
    credit = f"({AGENCY}) — "
    left, right = (
        replace(each, paragraphs=(credit + each.paragraphs[0], *each.paragraphs[1:], paragraph), publisher=AGENCY) for each in (text, other)
    )
    return left, right


def halves(text: Text, _other: Text, _dice: random.Random) -> tuple[Text, Text]:
    """Two parts of one story with one sentence in common, by two outlets, under one headline."""
    middle = len(text.paragraphs) // 2
    first = re.split(r"(?<=[.!?])\s+", text.paragraphs[middle])[0]
    left = replace(text, paragraphs=(*text.paragraphs[:middle], first), publisher=OUTLETS[0])
    return left, replace(text, paragraphs=text.paragraphs[middle:], publisher=OUTLETS[1])


def _with(text: Text, statement: str, at: int) -> Text:
    return replace(text, paragraphs=(*text.paragraphs[:at], statement, *text.paragraphs[at:]))


Edit = Callable[[Text, Sequence[Text], random.Random], Text]
Likeness = Callable[[Text, Text, random.Random], tuple[Text, Text]]
EDITS: list[tuple[str, Edit]] = [
    ("word for word", printed), ("cut from below", cut), ("cut and reordered", thinned), ("another headline", headline),
    ("figures updated", updated), ("local voices added", local), ("inside another report", drowned), ("words changed", reworded),
]  # fmt: skip
LIKENESSES: list[tuple[str, Likeness]] = [
    ("one outlet's boilerplate", boilerplate), ("one statement", quotation), ("one agency's two days", background),
    ("two parts of one story", halves),
]  # fmt: skip
