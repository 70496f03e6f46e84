"""What a sheet looks up in the contents of a ledger."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from variorum.export.contents import Contents
from variorum.export.withheld import withheld
from variorum.export.wording import short
from variorum.model import Account, Claim, Foretold, Judgement, Link, Problem, When
from variorum.model.judgement import standing_judgements

_KEY = re.compile(r"\b(?:account|document):[0-9a-f]+")


@dataclass(slots=True, kw_only=True)
class Index:
    """The contents of a ledger by what a sheet asks for; made once, however many sheets follow. A key costs a hash of the record, so all
    that follows passes keys, and claims are listed by theirs.
    """

    contents: Contents
    claims: Mapping[str, Claim] = field(default_factory=dict)
    of_account: Mapping[str, list[str]] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    accounts_in: Mapping[str, list[Account]] = field(default_factory=dict)
    without_account: Mapping[str, list[str]] = field(default_factory=dict)
    published: Mapping[str, When] = field(default_factory=dict)
    judgements: Mapping[str, list[Judgement]] = field(default_factory=dict)
    problems: Mapping[str, list[Problem]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    foretold: Mapping[str, list[Foretold]] = field(default_factory=dict)  # by incident
    named: Mapping[str, int] = field(default_factory=dict)  # of an incident, how many victims are named
    twice: Mapping[str, int] = field(default_factory=dict)  # of an incident, how many pairs of them may be one person
    became: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # of a warning, by its claim: what may have become of it, in words
    current: Mapping[str, str] = field(default_factory=dict)  # of a key of the ledger the key of the claim as a person corrected it
    questions: Mapping[str, list[Link]] = field(default_factory=dict)  # by incident, one about each other that it may be one with

    @classmethod
    def of(cls, contents: Contents) -> Index:
        """The index of some contents; claims that name victims are left out."""
        names = withheld(contents)
        of_account: dict[str, list[str]] = defaultdict(list)
        without: dict[str, list[str]] = defaultdict(list)
        accounts_in: dict[str, list[Account]] = defaultdict(list)
        judgements: dict[str, list[Judgement]] = defaultdict(list)
        problems: dict[str, list[Problem]] = defaultdict(list)
        published: dict[str, When] = {}
        claims = {claim.key: claim for claim in contents.claims}
        titles = {incident.id: incident.title for incident in contents.incidents}
        for key, claim in claims.items():
            if claim.property == "published" and isinstance(claim.value, When):
                published[claim.document] = claim.value
            elif key not in names:
                (of_account[claim.account] if claim.account else without[claim.document]).append(key)
        for account in contents.accounts:
            accounts_in[account.document].append(account)
        standing = standing_judgements(contents.judgements)
        for judgement in standing:
            judgements[judgement.subject].append(judgement)
        for problem in contents.problems:
            said = _KEY.findall(problem.message) if problem.code == "contradictory_judgements" else ()  # of both that it is about
            for subject in dict.fromkeys((problem.subject, *said)):
                problems[subject].append(problem)
        return cls(
            contents=contents,
            claims=claims,
            of_account=of_account,
            accounts={account.key: account for account in contents.accounts},
            accounts_in=accounts_in,
            without_account=without,
            published=published,
            judgements=judgements,
            problems=problems,
            titles=titles,
            foretold=_by_incident(contents.foretold),
            named=Counter(victim.incident for victim in contents.victims),
            twice=Counter(incident for pair in contents.duplicates for incident in set(pair.incidents)),
            became=_became(contents.foretold, titles),
            current={known: key for key, known in contents.known_as.items()},
            questions=_questions(contents, standing),
        )

    def published_at(self, document: str) -> When | None:
        """When the document of a key was published: as printed, else as worked out."""
        found = self.contents.documents.get(document)
        return (found.published if found else None) or self.published.get(document)


def _questions(contents: Contents, standing: Iterable[Judgement]) -> dict[str, list[Link]]:
    """By incident, which pairs of accounts a person is asked about: of two incidents the likeliest, and none once somebody said that they
    are two.
    """
    home = contents.incident_of
    apart = {_homes(home, each.subject, each.other or "") for each in standing if each.verdict == "different"}
    asked: dict[frozenset[str], Link] = {}
    for link in sorted(contents.suggestions, key=lambda link: (-link.score, link.left, link.right)):
        asked.setdefault(_homes(home, link.left, link.right), link)
    found: dict[str, list[Link]] = defaultdict(list)
    for homes, link in asked.items():
        for incident in homes if len(homes) == 2 and homes not in apart else ():
            found[incident].append(link)
    return found


def _homes(home: Mapping[str, str], one: str, other: str) -> frozenset[str]:
    """The incidents of two accounts, or of incidents given by their ids."""
    return frozenset((home.get(one, one), home.get(other, other)))


def _by_incident(foretold: Iterable[Foretold]) -> dict[str, list[Foretold]]:
    held: dict[str, list[Foretold]] = defaultdict(list)
    for each in foretold:
        held[each.incident].append(each)
    return held


def _became(foretold: Iterable[Foretold], titles: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """What may have become of each warning and forecast; it is said to be so where a report of the incident says it."""
    held: dict[str, list[str]] = defaultdict(list)
    for each in foretold:
        certainty = "as the report has it" if each.stated else f"perhaps ({each.score:.2f})"
        for claim in each.claims or (each.claim,):
            held[claim].append(f"what became of it, {certainty}: {titles.get(each.incident, short(each.incident))}")
    return {key: tuple(words) for key, words in held.items()}
