"""Everything that a page or a text shows of one incident, computed once, as plain records."""

from __future__ import annotations

import builtins
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from variorum.export.accused import ActorLine, DisagreementLine, actors, disagreements
from variorum.export.apart import Apart, aside_of
from variorum.export.citation import citation_text, cite, record_words
from variorum.export.contents import Contents
from variorum.export.figures import FigureLine, figure_line
from variorum.export.foretold import ForetoldLine, foretold_lines
from variorum.export.index import Index
from variorum.export.lines import PROPERTY_WORDS, ClaimLine, DocumentLine, claim_line, day_of, outlet_of, published_words
from variorum.export.links import LinkLine, links_of, open_questions
from variorum.export.order import in_order
from variorum.export.participants import Participants, participants
from variorum.export.sentences import visible
from variorum.export.witnesses import CopyLine, PassageLine, family_trees, passages
from variorum.export.wording import KIND_WORDS, RULE_WORDS, STAGE_WORDS, date_words, place_words, short
from variorum.lexicon.en.wording import counted
from variorum.model import CODES, Incident, Problem, Where

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
    took_part = participants(incident, lines)
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
        figures=tuple(figure_line(figure, index, lines) for figure in incident.figures),
        responsibility=actors(incident, lines),
        participants=took_part,
        disagreements=disagreements(incident, lines),
        sections=tuple(_sections({key: line for key, line in lines.items() if key not in took_part.keys}, incident)),
        apart=aside_of(incident, index, lines, numbers),
        documents=documents,
        problems=_problems(incident, index),
        questions=tuple(open_questions(incident, index)),
        links=links_of(incident, index),
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
    twice = f"; {counted(pairs, 'pair')} may be one person (`variorum victims --duplicates`)" if pairs else ""
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
