"""Which claims may stand beside each other: the groundwork of figures and disagreements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from variorum.config import ABOUT
from variorum.lexicon.en.wording import UNNAMED_OUTLET
from variorum.model import Claim, Document, FigureValue, Told, When
from variorum.model.identity import digest
from variorum.model.words import Category

NOT_COUNTED = frozenset({"denied", "predicted", "conditional"})  # nobody says that it is so: that people came to harm, that somebody did it
WHOLE = frozenset({"all", "unknown"})
MOVING = timedelta(days=30)  # tolls move for a month: afterwards most counts are closed
LEAD = 300  # letters of the body: headline and lead give the number that a report ends with, what follows also those before it
CAPTIVE = frozenset({"hostage", "released", "rescued", "killed", "abducted"})  # "130 hostages died" counts the dead of a siege


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One claim that gives a number of people, with what decides whether another may be held against it."""

    told: Told
    claim: Claim
    value: FigureValue

    @property
    def outlet(self) -> str:
        """Who published it, in words."""
        return self.told.outlet or UNNAMED_OUTLET

    @property
    def day(self) -> date | None:
        """As of when it was said: the words that date it, else the day of publication."""
        return said_on(self.told, self.claim)

    @property
    def group(self) -> tuple[str, ...]:
        """What was counted; whoever it is, when that is all who came to harm."""
        return ("all",) if set(self.value.group) <= WHOLE else tuple(sorted(self.value.group))

    @property
    def said(self) -> tuple[str, int]:
        """What it says, as far as it is one witness's word whoever repeats it."""
        return self.value.category, self.value.low

    @property
    def place_in_text(self) -> int:
        """Where it stands in its document."""
        return self.claim.evidence[0].start


def day_of(when: When | None) -> date | None:
    """The latest day that a date allows: a value is at most as new as that."""
    if when is None:
        return None
    return when.latest or when.earliest


def said_on(told: Told, claim: Claim) -> date | None:
    """When a claim was said: the day of the words that date it, else that of publication."""
    return day_of(claim.as_of) or day_of(told.published)


def counts(told: Iterable[Told], category: Category | None = None) -> Iterator[Count]:
    """The claims that count people of the incident itself: no denials or forecasts, no running totals, no other scope."""
    for each in told:
        if each.account.status == "cumulative":
            continue
        for claim in each.claims:
            if not isinstance(claim.value, FigureValue) or claim.certainty in NOT_COUNTED or claim.value.scope is not None:
                continue
            if category in (None, claim.value.category):
                yield Count(told=each, claim=claim, value=claim.value)


def is_total(count: Count) -> bool:
    """Whether a claim counts all who came to harm, as far as its words say."""
    if count.value.part_of is not None:
        return False
    if count.group == ("all",):
        return True
    return count.group == ("hostages",) and count.value.category in CAPTIVE


def by_speaker(counted: Iterable[Count]) -> dict[str, list[Count]]:
    """The counts of each speaker; what the outlet says itself stands under no name."""
    found: dict[str, list[Count]] = defaultdict(list)
    for count in counted:
        found[count.claim.speaker or ""].append(count)
    return found


def leads(count: Count) -> bool:
    """Whether a claim stands in headline or lead."""
    return count.place_in_text < count.told.document.body_start + LEAD


def ends_with(counts_of_speaker: Sequence[Count]) -> Count:
    """The number that a speaker ends with in a report: that of headline and lead; else the largest, since tolls mostly rise."""
    lead = [count for count in counts_of_speaker if leads(count)]
    return max(lead or counts_of_speaker, key=lambda count: (count.value.low, count.value.high is not None, count.claim.key))


def interval(value: FigureValue) -> tuple[float, float]:
    """What a figure allows, for agreement between claims: "about N" is N ± 10 %, an open end is without bound."""
    low, high = float(value.low), float("inf") if value.high is None else float(value.high)
    if value.bound == "about" and value.low == value.high:
        low, high = low * (1 - ABOUT), high * (1 + ABOUT)
    return low, high


def agree(left: FigureValue, right: FigureValue) -> bool:
    """Whether two figures can both be true of one thing. "At least 17" and 23 can; 17 and 23 cannot."""
    (low, high), (other_low, other_high) = interval(left), interval(right)
    return low <= other_high and other_low <= high


def origin_of(documents: Iterable[Document], family_of: Mapping[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    """The origin of each of some documents, by the document's key: copies of one text are one, and so are one day's reports under one
    printed agency credit, the agency's own among them. `family_of` gives the first document of a copy's family.
    """
    known = list(documents)
    homes = family_of or {}
    agencies = {document.copy_credit.casefold() for document in known if document.copy_credit}
    credit_of: dict[str, tuple[str, ...]] = {}
    digests = [homes.get(document.key) or body_digest(document) for document in known]
    for document, text in zip(known, digests, strict=True):
        agency = (document.copy_credit or document.publisher or "").casefold()
        if agency in agencies:
            day = document.published.earliest if document.published else None
            credit_of[text] = min(credit_of.get(text, ("~",)), ("credit", agency, str(day)))
    return {document.key: credit_of.get(text, ("text", text)) for document, text in zip(known, digests, strict=True)}


def body_digest(document: Document) -> str:
    """The digest of a document's words below the headline; white space does not count."""
    return digest(" ".join(document.text[document.body_start :].split()).encode())


def fresh(day: date | None, incident: When | None) -> bool:
    """Whether something was said while tolls still move."""
    if day is None or incident is None or incident.latest is None:
        return False
    return day <= incident.latest + MOVING
