"""Made worlds: any number of accounts of incidents whose truth is known, one report at a time, the same for the same seed.

Sizes of incidents follow Zipf's law; a fiftieth of all accounts are of one incident; one town has many alike attacks in one month; the
towns of all countries, and as many days as the accounts fill, or always ten years (`dense`). A report has a main account and up to two of
other incidents, mostly older ones; some are copies of earlier reports; dates are printed, worked out or missing. What a report says
follows from the seed and its number alone.
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.growth import prose
from bench.growth.claims import MAKER, account_of, claims_of
from bench.growth.drafts import Drafted, main_part, mention
from bench.growth.happenings import Happened, happened
from bench.growth.made import AGENCIES, outlets, person, town, zipf
from bench.growth.plan import day_of, plan
from variorum.model import Account, Capture, Claim, Document, Judgement, Readout, Span, Told, When
from variorum.model.identity import digest

COPIED, FRESH = 0.3, 3  # of the reports that have an earlier one of their incident, if it is no older than so many days
MENTIONED, TWICE = 0.3, 0.33  # of the reports that tell of another incident, that tell of two
ROUND_UP = 0.15  # of the mentions that are of an incident of the same days, as news
JUDGED = 1_000  # accounts for each judgement
NOW = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
PARENT, TEXT, PRINT = 1, 2, 3  # what is thrown for


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One document, what was read of it, its date as `Told` has it, and the true incident of each account."""

    capture: Capture
    document: Document
    accounts: tuple[Account, ...]
    claims: tuple[Claim, ...]
    published: When | None
    incidents: tuple[int, ...]

    @property
    def readout(self) -> Readout:
        """What a reader would have found."""
        return Readout(document=self.document.key, maker=MAKER, accounts=self.accounts, claims=self.claims)

    def told(self) -> Iterator[Told]:
        """Its accounts as `resolve` takes them."""
        for account in self.accounts:
            key = account.key
            own = tuple(claim for claim in self.claims if claim.account == key)
            yield Told(account=account, document=self.document, claims=own, published=self.published, outlet=self.document.publisher)


class World:
    """So many accounts, of so many days or of ten years. `reports` gives them in the order of their days; nothing is kept but numbers."""

    def __init__(self, accounts: int, seed: int = 5, *, dense: bool = False) -> None:
        self.accounts = accounts
        self.seed = seed
        self.plan = plan(accounts, seed, dense=dense)

    def reports(self, without: Container[int] = ()) -> Iterator[Report]:
        """Reports until there are enough accounts, but for those of some numbers."""
        left = self.accounts
        for number in self.plan.order.tolist():
            if number in without:
                continue
            report = self.report(number, most=left)
            left -= len(report.accounts)
            yield report
            if left <= 0:
                return

    def incident(self, number: int) -> Happened:
        """What truly happened."""
        planned = self.plan
        day, where = day_of(planned.days[number]), int(planned.towns[number])
        return happened(self.seed, number, where, day, alike=1 <= number <= planned.alike)

    def report(self, number: int, *, most: int = 3) -> Report:
        """The report of that number, with at most so many accounts."""
        dice, root = self._dice(number, PRINT), self._root(number)
        drafted = list(self._edited(number, root))
        agency = AGENCIES[self._dice(root, PRINT).randrange(len(AGENCIES))] if dice.random() < (0.15 if root == number else 0.7) else None
        outlet = outlets()[zipf(dice, len(outlets()), 20)]
        title, _ = prose.fill(drafted[0].sentence, drafted[0].words)
        opening = f"{title}\n\n{self.incident(self._incident_of(number)).town.name.upper()} ({agency}) — " if agency else f"{title}\n\n"
        body, marks = prose.joined([(each.sentence, each.words) for each in drafted[1:]], len(opening))
        text = opening + body
        capture = Capture(blob=digest(text.encode()), media_type="text/plain", address=f"https://outlet.example/{self.seed}/{number}")
        dated, when = dice.random(), When.day(day_of(self.plan.report_days[number]))
        document = Document(
            capture=capture.key,
            blob=capture.blob,
            text=text,
            title=title,
            body_start=len(title) + 2,
            language="en",
            published=when if dated < 0.9 else None,
            publisher=outlet,
            copy_credit=agency,
        )
        found = _found(document, drafted[1:], marks, most)
        told_when = when if dated < 0.9 else When.day(day_of(self.plan.report_days[number]), how="inferred") if dated < 0.95 else None
        claims = [claim for _, claims, _ in found for claim in claims]
        if told_when is not None and document.published is None:
            claims.append(_worked_out(document, told_when))
        return Report(
            capture=capture,
            document=document,
            accounts=tuple(account for account, _, _ in found),
            claims=tuple(claims),
            published=told_when,
            incidents=tuple(incident for _, _, incident in found),
        )

    def judgements(self) -> Iterator[Judgement]:
        """What people said of pairs of accounts."""
        dice, first = random.Random(f"judgements {self.seed}"), self.plan.first
        for count in range(max(2, self.accounts // JUDGED)):
            incident = 1 + dice.randrange(self.plan.incidents - 2)
            one, end = int(first[incident]), int(first[incident + 1])
            same = end - one > 1
            other = dice.randrange(one + 1, end) if same else end
            left, right = (self.report(number).accounts[0].key for number in (one, other))
            verdict = "same" if same else ("different", "different", "unsure")[count % 3]
            at = NOW + timedelta(seconds=count)
            yield Judgement(verdict=verdict, subject=left, other=right, by="anna" if count % 2 else "ben", at=at)  # type: ignore[arg-type]

    # How

    def _dice(self, number: int, what: int) -> random.Random:
        return random.Random((self.seed << 44) + (what << 40) + number)

    def _incident_of(self, number: int) -> int:
        return int(self.plan.incident_of[number])

    def _root(self, number: int) -> int:
        """The report that this is a copy of, itself where it is none: an earlier one of its incident, the first ones most often."""
        days = self.plan.report_days
        while True:
            first = int(self.plan.first[self._incident_of(number)])
            dice = self._dice(number, PARENT)
            if number == first or dice.random() > COPIED:
                return number
            before = first + int((number - first) * dice.random() ** 2)
            if not 0 <= days[number] - days[before] <= FRESH:
                return number
            number = before

    def _edited(self, number: int, root: int) -> Iterator[Drafted]:
        """Headline, lead and what follows: a copy has some sentences less, and perhaps another headline and a sentence of its own."""
        title, lead, *rest = self._drafted(root)
        if root == number:
            yield from (title, lead, *rest)
            return
        dice = self._dice(number, TEXT)
        yield title if dice.random() < 0.5 else Drafted(sentence=prose.worded(dice, prose.HEADLINES), words=title.words)
        yield lead
        yield from (each for each in rest if dice.random() < 0.8)
        if dice.random() < 0.4:
            here = town(int(self.plan.towns[dice.randrange(self.plan.incidents)]))
            yield Drafted(sentence=prose.worded(dice, prose.LOCAL), words={"local": here.name, "person": person(dice, here.country)})

    def _drafted(self, number: int) -> Iterator[Drafted]:
        """A report that is no copy."""
        dice, day = self._dice(number, TEXT), day_of(self.plan.report_days[number])
        own = self._incident_of(number)
        yield from main_part(self.incident(own), day, dice)
        seen = {own}
        for _ in range((dice.random() < MENTIONED) + (dice.random() < MENTIONED * TWICE)):
            fresh = dice.random() < ROUND_UP
            other = self._of_these_days(own, dice) if fresh else self._older(int(self.plan.report_days[number]), dice)
            if other is not None and other not in seen:
                seen.add(other)
                yield mention(self.incident(other), day, dice, fresh=fresh)

    def _of_these_days(self, own: int, dice: random.Random) -> int | None:
        """An incident of the same day or a day before."""
        at = int(self.plan.place_by_day[own]) - dice.randrange(1, 4)
        return int(self.plan.by_day[at]) if at >= 0 and self.plan.days[own] - self.plan.days[self.plan.by_day[at]] <= FRESH else None

    def _older(self, day: int, dice: random.Random) -> int | None:
        """An incident of a week before or longer: large ones more often than others."""
        for _ in range(12):
            if dice.random() < 0.6:
                found = int(self.plan.by_size[zipf(dice, self.plan.incidents, 5)])
            else:
                found = dice.randrange(self.plan.incidents)
            if self.plan.days[found] < day - 7:
                return found
        return None


def _found(document: Document, drafted: list[Drafted], marks: list[prose.Marks], most: int) -> list[tuple[Account, list[Claim], int]]:
    """The accounts of a report, each with its claims and its true incident; the first is the main one."""
    key, blamed = document.key, next((found for found in marks if "blame" in found), {})
    found: list[tuple[Account, list[Claim], int]] = []
    for each, places in zip(drafted, marks, strict=True):
        if each.facts is None or len(found) >= most:
            continue
        main = not found
        marked = {label: Span.of(document.text, *where) for label, where in (places | blamed if main else places).items()}
        account = account_of(key, marked, status=each.status, main=main)
        found.append((account, list(claims_of(key, account.key, marked, each.facts)), each.facts.incident))
    return found


def _worked_out(document: Document, when: When) -> Claim:
    words = Span.of(document.text, 0, 1)
    return Claim(document=document.key, property="published", value=when, evidence=(words,), maker=MAKER)
