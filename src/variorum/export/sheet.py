"""Everything that a page or a text shows of one incident, computed once, as plain records."""

from __future__ import annotations

import builtins
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from variorum.export.accused import ActorLine, DisagreementLine, actors, disagreements
from variorum.export.apart import Apart, aside_of
from variorum.export.citation import citation_text, cite, record_words
from variorum.export.contents import Contents
from variorum.export.foretold import ForetoldLine, foretold_lines
from variorum.export.lines import PROPERTY_WORDS, ClaimLine, DocumentLine, Index, claim_line, day_of, outlet_of, published_words
from variorum.export.moves import MoveLine, move_lines
from variorum.export.participants import Participants, participants
from variorum.export.rulings import DecisionLine, RulingLine, decision_line, ruling_lines
from variorum.export.sentences import visible
from variorum.export.trajectories import Series, series_of, undated
from variorum.export.witnesses import CopyLine, PassageLine, WitnessLine, family_trees, passages, witness_lines
from variorum.export.wording import (
    CATEGORY_WORDS,
    KIND_WORDS,
    RULE_WORDS,
    STAGE_WORDS,
    date_words,
    number_words,
    place_words,
    range_words,
    short,
)
from variorum.model import CODES, Claim, Figure, FigureValue, Incident, Link, Problem, Where

WHEN_PRECISION = {1: "to the day", 2: "within two to six days", 3: "within a week", 4: "to the month", 5: "to the year"}
WHERE_PRECISION = {
    1: "exact place", 2: "near the place", 3: "district only", 4: "province only", 5: "region only", 6: "country only", 7: "sea or air",
}  # fmt: skip
_ELSEWHERE = ("figure", "responsibility", "forecast", "published", "victim")  # shown in sections of their own, or not at all
_SET_ASIDE = {  # what entered no target and no line of responsibility
    "target": "Targets denied, feared or unclear", "weapon": "Weapons denied, feared or unclear",
    "responsibility": "Told of police, soldiers and others without a name",
}  # fmt: skip
_ORDER = ("incident_type", "date", "place", "target", "weapon", "responsibility", "demand", "warning", "response", "comparison", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A number of the table of figures; `claim` is the claim that gives it, None where no single one does."""

    words: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One category: the numbers (low, best, high), and under which claims they stand.

    `claims` entered the figure; `earlier` are totals that their outlet replaced later, `groups` count other people than the whole ("12
    policemen"). `rulings` are what each rule makes of them, where that differs; `decision` is a person's; `moves` are
    the numbers of each witness, step by step.
    """

    category: str
    label: str
    low: Cell
    best: Cell
    high: Cell
    range: str
    numbers: tuple[int | None, int | None, int | None]
    reports: int
    claims: tuple[ClaimLine, ...]
    earlier: tuple[ClaimLine, ...] = ()
    groups: tuple[ClaimLine, ...] = ()
    series: tuple[Series, ...] = ()
    undated: int = 0
    witnesses: tuple[WitnessLine, ...] = ()
    rulings: tuple[RulingLine, ...] = ()
    decision: DecisionLine | None = None
    moves: tuple[MoveLine, ...] = ()

    @property
    def total(self) -> int:
        """How many claims stand under it."""
        return sum(line.size for line in (*self.claims, *self.earlier, *self.groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Claims of one property."""

    property: str
    label: str
    claims: tuple[ClaimLine, ...]

    @builtins.property  # a field of ours has that name
    def total(self) -> int:
        """How many claims it holds."""
        return sum(line.size for line in self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLine:
    """Problems of one code: its meaning, and what each says."""

    code: str
    meaning: str
    severity: str
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """Why two reports are thought to tell of one incident."""

    left: str
    right: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One incident in words. `first` and `last` are the days of the earliest and the latest report; `record` says which record it is, where
    it is not that of now from all reports.
    """

    id: str
    title: str
    kind: str
    stage: str
    when: str | None
    when_precision: str
    where: str | None
    where_precision: str
    day: str
    figures: tuple[FigureLine, ...]
    responsibility: tuple[ActorLine, ...]
    participants: Participants
    disagreements: tuple[DisagreementLine, ...]
    sections: tuple[Section, ...]
    apart: tuple[Apart, ...]
    documents: tuple[DocumentLine, ...]
    problems: tuple[ProblemLine, ...]
    questions: tuple[LinkLine, ...]
    links: tuple[LinkLine, ...]
    foretold: tuple[ForetoldLine, ...]
    copies: tuple[CopyLine, ...]
    passages: tuple[PassageLine, ...]
    rule: str
    digest: str
    record: str
    citation: str
    first: str | None = None
    last: str | None = None
    victims: str = ""

    @property
    def anchor(self) -> str:
        """Its place in a page."""
        return f"incident-{self.id.rpartition(':')[2]}"

    @property
    def short(self) -> str:
        """The id as a person types it."""
        return short(self.id)

    @property
    def reports(self) -> int:
        """How many documents are about it."""
        return sum(document.main for document in self.documents)

    @property
    def told_of(self) -> frozenset[str]:
        """The properties that have a section."""
        return frozenset(section.property for section in self.sections)

    @property
    def claims(self) -> int:
        """How many claims are shown of it, without those kept apart."""
        groups = (*(line.claims for actor in self.responsibility for line in actor.lines), *(section.claims for section in self.sections))
        return (
            sum(line.size for lines in groups for line in lines) + sum(figure.total for figure in self.figures) + self.participants.claims
        )


def sheet(incident: Incident, contents: Contents, *, index: Index | None = None) -> Sheet:
    """The sheet of an incident. `index` saves work where many sheets of the same contents are made."""
    index = index or Index.of(contents)
    documents = _documents(incident, index)
    numbers = {document.key: document.number for document in documents}
    lines = {key: claim_line(key, index, numbers) for account in incident.accounts for key in index.of_account.get(account, ())}
    main = (when for key in incident.documents if (when := index.published_at(key)) is not None)
    dated = sorted(main, key=day_of)
    took_part = participants(incident, lines, in_order)
    return Sheet(
        id=incident.id,
        title=visible(incident.title),
        kind=KIND_WORDS[incident.type],
        stage=STAGE_WORDS[incident.stage],
        when=date_words(incident.when),
        when_precision=WHEN_PRECISION[incident.when.precision] if incident.when else "",
        where=visible(place_words(incident.where) or "") or None,
        where_precision=_where_precision(incident.where),
        day=day_of(incident.when),
        figures=tuple(_figure(figure, index, lines) for figure in incident.figures),
        responsibility=actors(incident, lines, in_order),
        participants=took_part,
        disagreements=disagreements(incident, lines, in_order),
        sections=tuple(_sections({key: line for key, line in lines.items() if key not in took_part.keys}, incident)),
        apart=aside_of(incident, index, lines, numbers),
        documents=documents,
        problems=_problems(incident, index),
        questions=tuple(_open_questions(incident, index)),
        links=_links(incident, index),
        foretold=foretold_lines(incident, index, lines, numbers),
        copies=family_trees(documents, contents),
        passages=passages(documents, contents),
        rule=RULE_WORDS.get(contents.rule, contents.rule),
        digest=contents.digest,
        record=record_words(contents.as_of, contents.published_by),
        citation=citation_text(cite(incident, contents)),
        first=date_words(dated[0]) if dated else None,
        last=date_words(dated[-1]) if dated else None,
        victims=_victims(incident, index),
    )


def _where_precision(where: Where | None) -> str:
    if where is None:
        return ""
    return "to the town" if where.precision == 1 and not where.site and where.kind == "populated" else WHERE_PRECISION[where.precision]


def _victims(incident: Incident, index: Index) -> str:
    """How many are named, each once; their names stand on no page."""
    number, pairs = index.named.get(incident.id, 0), index.twice.get(incident.id, 0)
    if not number:
        return ""
    twice = f"; {pairs} pair{'' if pairs == 1 else 's'} may be one person (`variorum victims --duplicates`)" if pairs else ""
    return (
        f"{number} {'person is' if number == 1 else 'people are'} named among those who came to harm: `variorum victims` lists them{twice}."
    )


def _documents(incident: Incident, index: Index) -> tuple[DocumentLine, ...]:
    """The incident's reports, numbered by date; those that only mention it follow."""
    main = set(incident.documents)
    found = [key for key in (*incident.documents, *incident.mentioned_in) if key in index.contents.documents]
    days = {key: day_of(index.published_at(key)) for key in found}
    found.sort(key=lambda key: (key not in main, days[key] or "~", outlet_of(index.contents.documents[key]), key))
    return tuple(_document(key, number, key in main, index) for number, key in enumerate(found, start=1))


def _document(key: str, number: int, main: bool, index: Index) -> DocumentLine:
    document = index.contents.documents[key]
    published = index.published_at(key)
    address = document.address or ""
    sighting = index.contents.sightings.get(document.capture)
    return DocumentLine(
        number=number,
        key=key,
        outlet=outlet_of(document),
        title=visible(document.title or "") or "(no title)",
        date=published_words(published),
        day=day_of(published),
        link=address if address.lower().startswith(("http://", "https://")) else None,
        main=main,
        byline=visible(", ".join(document.byline)),
        credit=visible(document.copy_credit) if document.copy_credit else None,
        file=visible(sighting.file) if sighting and sighting.file else None,
    )


def in_order(lines: Iterable[ClaimLine]) -> tuple[ClaimLine, ...]:
    """Claims by date, undated ones last. Those that say the same in the same words are one line, which names all their reports."""
    together: dict[tuple[object, ...], list[ClaimLine]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (line.day or "~", line.outlet, line.document or 0, line.key)):
        judged = line.key if line.judged or line.standing != "as read" else None
        words = tuple(run.text for run in line.sentence)
        together[(line.value, line.of, words, line.speaker, line.certainty, line.as_of, judged)].append(line)
    return tuple(_as_one(held) for held in together.values())


def _as_one(held: Sequence[ClaimLine]) -> ClaimLine:
    if len(held) == 1:
        return held[0]
    parts = in_order(replace(part, same=()) for line in held for each in line.parts for part in (each, *each.same))
    return replace(held[0], same=tuple(replace(line, parts=()) for line in held[1:]), parts=parts)


def _figure(figure: Figure, index: Index, lines: dict[str, ClaimLine]) -> FigureLine:
    """A figure with its claims; a part stands under the claim that holds its whole, wherever that is shown."""
    keys = [key for key in (*figure.claims, *figure.aside) if key in lines]
    among = set(keys)
    parts: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        whole = _whole_of(key, index, among)
        if whole is not None:
            parts[whole].append(key)
    nested = {key for held in parts.values() for key in held}
    entered = set(figure.claims)
    places: dict[str, list[ClaimLine]] = {"claims": [], "earlier": [], "groups": []}
    for key in keys:
        if key not in nested:
            place = "claims" if key in entered else "earlier" if _is_whole(index.claims[key]) else "groups"
            places[place].append(_with_parts(key, parts, lines))
    return FigureLine(
        category=figure.category,
        label=CATEGORY_WORDS[figure.category],
        low=_cell(figure.low, figure, index, end="low"),
        best=_cell(figure.best, figure, index, end="low"),
        high=_cell(figure.high, figure, index, end="high") if figure.high is not None or figure.low is None else Cell(words="open"),
        range=range_words(figure),
        numbers=(figure.low, figure.best, figure.high),
        reports=figure.reports,
        claims=in_order(places["claims"]),
        earlier=in_order(places["earlier"]),
        groups=in_order(places["groups"]),
        series=tuple(series_of(figure, index)),
        witnesses=witness_lines(figure, lines),
        undated=undated(figure),
        rulings=ruling_lines(figure, lines),
        decision=decision_line(figure, lines),
        moves=move_lines(figure, lines),
    )


def _whole_of(key: str, index: Index, among: set[str]) -> str | None:
    """The claim of the whole that a claim gives a part of; None too where following the wholes leads back to the claim."""
    first, at = None, key
    passed = {key}
    while True:
        value = index.claims[at].value
        whole = value.part_of if isinstance(value, FigureValue) else None
        whole = index.current.get(whole, whole) if whole else None
        if whole is None or whole not in among:
            return first
        if whole in passed:
            return None
        passed.add(whole)
        first, at = first or whole, whole


def _with_parts(key: str, parts: Mapping[str, Sequence[str]], lines: Mapping[str, ClaimLine]) -> ClaimLine:
    held = in_order(_with_parts(part, parts, lines) for part in parts.get(key, ()))
    return replace(lines[key], parts=held)


def _is_whole(claim: Claim) -> bool:
    value = claim.value
    return isinstance(value, FigureValue) and value.part_of is None and set(value.group) <= {"all", "unknown", "hostages"}


def _cell(number: int | None, figure: Figure, index: Index, *, end: str) -> Cell:
    """The number, and a claim that gives just this number; none does where the numbers of groups were added up."""
    if number is None:
        return Cell(words="–")
    held = [key for key in figure.claims if key in index.claims]
    if figure.decision is not None:  # a person's number stands on the claim that was preferred, or on none
        held = [key for key in held if key == figure.decision.claim]
    giving = [key for key in held if getattr(index.claims[key].value, end, None) == number]
    giving += [key for key in held if getattr(index.claims[key].value, "low", None) == number]
    return Cell(words=number_words(number), claim=giving[0] if giving else None)


def _sections(lines: Mapping[str, ClaimLine], incident: Incident) -> Iterator[Section]:
    by_property: dict[str, list[ClaimLine]] = defaultdict(list)
    blaming = {key for each in incident.responsibility for key in each.claims}
    for key, line in lines.items():
        if line.property not in _ELSEWHERE or (line.property == "responsibility" and key not in blaming):
            by_property[line.property].append(line)
    for name in _ORDER:
        if by_property[name]:
            yield Section(property=name, label=_SET_ASIDE.get(name, PROPERTY_WORDS[name]), claims=in_order(by_property[name]))


def _problems(incident: Incident, index: Index) -> tuple[ProblemLine, ...]:
    """What was not understood in the incident's own reports, by code."""
    captures = [index.contents.documents[key].capture for key in incident.documents if key in index.contents.documents]
    claims = [key for account in incident.accounts for key in index.of_account.get(account, ())]
    known = (index.contents.known_as.get(key, key) for key in claims)
    subjects = dict.fromkeys([incident.id, *incident.accounts, *incident.documents, *captures, *claims, *known])
    by_code: dict[str, list[Problem]] = defaultdict(list)
    for subject in subjects:
        for problem in index.problems.get(subject, ()):
            by_code[problem.code].append(problem)
    return tuple(
        ProblemLine(
            code=code, meaning=CODES[code], severity=held[0].severity, messages=tuple(dict.fromkeys(visible(each.message) for each in held))
        )
        for code, held in sorted(by_code.items())
    )


def _links(incident: Incident, index: Index) -> tuple[LinkLine, ...]:
    """Of each account the strongest link to another, each once: why these are one incident."""
    best: dict[str, Link] = {}
    for link in incident.links:
        for side in (link.left, link.right):
            if side not in best or link.score > best[side].score:
                best[side] = link
    return tuple(_link(link, index) for link in dict.fromkeys(best.values()))


def _open_questions(incident: Incident, index: Index) -> Iterator[LinkLine]:
    """Accounts that may belong here, for a person to decide."""
    mine = {incident.id, *incident.accounts}
    for link in index.contents.suggestions:
        if (link.left in mine) != (link.right in mine):
            yield _link(link, index)


def _link(link: Link, index: Index) -> LinkLine:
    return LinkLine(left=_account(link.left, index), right=_account(link.right, index), reasons=tuple(map(visible, link.reasons)))


def _account(key: str, index: Index) -> str:
    """An account by its outlet, date and words; an incident by its title."""
    account = index.accounts.get(key)
    if account is None or account.document not in index.contents.documents:
        return visible(index.titles.get(key, short(key)))
    document = index.contents.documents[account.document]
    date = date_words(index.published_at(account.document))
    return f"{', '.join(filter(None, (outlet_of(document), date)))} (“{visible(account.anchor.exact)}”)"
