"""A small ledger made by hand from records: a siege as five invented outlets told it, an earlier one in its background, a fire."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from variorum.export.contents import Contents
from variorum.model import (
    Account,
    Actor,
    Capture,
    Claim,
    ComparisonValue,
    Copy,
    DemandValue,
    Disagreement,
    Document,
    Duplicate,
    Figure,
    FigureValue,
    ForecastValue,
    Foretold,
    Incident,
    Judgement,
    Link,
    Outcome,
    Problem,
    QuoteValue,
    Responsibility,
    ResponsibilityValue,
    Ruling,
    Scope,
    Sighting,
    Span,
    Speaker,
    Step,
    Target,
    TargetValue,
    TypeValue,
    Victim,
    VictimValue,
    Weapon,
    WeaponValue,
    When,
    Where,
    Witness,
)
from variorum.model.identity import digest

MAKER = "by-hand-1"
DAY = date


def document(title: str, body: str, *, outlet: str, day: date | None, address: str | None = None, **more: Any) -> Document:
    text = f"{title}\n\n{body}"
    blob = digest(text.encode())
    return Document(
        capture=Capture(blob=blob, media_type="text/plain", address=address).key,
        blob=blob,
        text=text,
        title=title,
        body_start=len(title) + 2,
        published=When.day(day) if day else None,
        publisher=outlet,
        address=address,
        language="en",
        **more,
    )


def span(of: Document, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = of.text.index(words, start + 1)
    return Span.of(of.text, start, start + len(words))


def claim(of: Document, account: Account | None, words: str, value: Any, property: str = "figure", **more: Any) -> Claim:
    nth = more.pop("nth", 0)
    account_key = account.key if account else None
    return Claim(
        document=of.key, account=account_key, property=property, value=value, evidence=(span(of, words, nth),), maker=MAKER, **more  # type: ignore[arg-type]
    )  # fmt: skip


def people(category: str, low: int, high: int | None = None, **more: Any) -> FigureValue:
    if "bound" not in more:
        more["bound"] = "exact"
        high = low if high is None else high
    return FigureValue(category=category, low=low, high=high, **more)  # type: ignore[arg-type]


STAFF = Speaker(name="Lev Dzugayev", role="spokesman of the crisis staff", kind="official", cue="said")
DOCTOR = Speaker(name="a hospital doctor", kind="medical", cue="told")
PROSECUTOR = Speaker(name="the deputy prosecutor general", kind="official", cue="announced", via="the state news agency")
BYSTANDER = Speaker(name="a woman at the cordon", kind="witness", cue="said")
GROUP = Speaker(name="the group", kind="armed_group", cue="claimed")

SEIZED = document(
    "Gunmen seize school in Beslan",
    "BESLAN, Sept 1 (Meridian Wire) — Gunmen took over a school on the first day of term. Between 120 and 150 people are held, said "
    "Lev Dzugayev, spokesman of the crisis staff. At least two people were killed and nine injured. “They fired into the air and then at "
    "us,” said a woman at the cordon. The attackers demand the release of prisoners held in Ingushetia. In 2002 some 130 hostages died "
    "when a Moscow theatre was stormed, and more than 1,000 people have been killed in attacks in the region since 2001.",
    outlet="Meridian Wire",
    day=date(2004, 9, 1),
    copy_credit="Meridian Wire",
    address="https://wire.example/beslan/1",
)
STORMED = document(
    "More than 200 dead as siege ends",
    "The siege ended in gunfire on Friday. At least 200 people were killed, a hospital doctor told this paper, and dozens of children are "
    "among them. Officials expect that the toll may pass 300. Gen. A. Petrov denied that flamethrowers were used.",
    outlet="The Harbour Post",
    day=date(2004, 9, 3),
    address="https://post.example/2004/siege",
)
COUNTED = document(
    "Prosecutor: 322 dead, 155 of them children",
    "The deputy prosecutor general announced that 322 people were killed, 155 of them children, according to the state news agency. He "
    "said 26 attackers took part and one was arrested. Hospitals still treat nearly 500 injured. “This truly was our darkest day,” the "
    "governor said.",
    outlet="Lakeside Daily",
    day=date(2004, 9, 4),
    address="https://lakeside.example/322",
)
RELATIVES = document(
    "Relatives count 394",
    "Relatives of the dead say that 394 people were killed. The group claimed responsibility for the seizure on a website. Among the dead "
    "was the teacher Ivan Example, 62.",
    outlet="Coast Observer",
    day=date(2004, 9, 4),
)
YEARS_LATER = document(
    "Court rules on school siege",
    "Some 334 people died in the siege of 2004, 318 of them hostages. More than 1,100 had been held.",
    outlet="Channel Six",
    day=date(2017, 4, 13),
    address="javascript:alert(1)",
)
FIRE = document(
    "Two hurt in riverside arson",
    "Two people were injured when a warehouse by the river was set on fire in Harlow.",
    outlet="Lakeside Daily",
    day=date(2010, 5, 5),
)
DOCUMENTS = (SEIZED, STORMED, COUNTED, RELATIVES, YEARS_LATER, FIRE)


def account(of: Document, words: str, status: str = "news", *, main: bool = False) -> Account:
    return Account(document=of.key, anchor=span(of, words), status=status, main=main)  # type: ignore[arg-type]


A_SEIZED = account(SEIZED, "took over a school", main=True)
A_STORMED = account(STORMED, "siege ended in gunfire", main=True)
A_COUNTED = account(COUNTED, "people were killed", main=True)
A_RELATIVES = account(RELATIVES, "the seizure", main=True)
A_LATER = account(YEARS_LATER, "the siege of 2004", "background")
A_THEATRE = account(SEIZED, "theatre was stormed", "background")
A_REGION = account(SEIZED, "attacks in the region", "cumulative")
A_FIRE = account(FIRE, "set on fire", main=True)
ACCOUNTS = (A_SEIZED, A_STORMED, A_COUNTED, A_RELATIVES, A_LATER, A_THEATRE, A_REGION, A_FIRE)

HELD = claim(SEIZED, A_SEIZED, "Between 120 and 150 people", people("hostage", 120, 150, bound="between"), said_by=STAFF)
TWO = claim(SEIZED, A_SEIZED, "At least two people were killed", people("killed", 2, bound="at_least"))
NINE = claim(SEIZED, A_SEIZED, "nine injured", people("injured", 9))
TWO_HUNDRED = claim(STORMED, A_STORMED, "At least 200 people", people("killed", 200, bound="at_least"), said_by=DOCTOR)
DOZENS = claim(
    STORMED, A_STORMED, "dozens of children", people("killed", 24, bound="dozens", group=("children",), part_of=TWO_HUNDRED.key)
)  # fmt: skip
MAY_PASS = claim(STORMED, A_STORMED, "may pass 300", people("killed", 300, bound="more_than"), certainty="predicted")
PASS = claim(STORMED, A_STORMED, "expect that the toll may pass 300", ForecastValue(text="the toll may pass 300"), "forecast")
DENIAL = claim(
    STORMED, A_STORMED, "denied that flamethrowers were used", QuoteValue(kind="indirect"), "quote", certainty="denied",
    said_by=Speaker(name="Gen. A. Petrov", kind="military"),
)  # fmt: skip
WHOLE = claim(COUNTED, A_COUNTED, "322 people were killed", people("killed", 322), said_by=PROSECUTOR)
CHILDREN = claim(
    COUNTED, A_COUNTED, "155 of them children", people("killed", 155, group=("children",), part_of=WHOLE.key), said_by=PROSECUTOR, nth=1
)  # fmt: skip
ATTACKERS = claim(COUNTED, A_COUNTED, "26 attackers", people("perpetrators", 26, group=("perpetrators",)), said_by=PROSECUTOR)
ONE = claim(COUNTED, A_COUNTED, "one was arrested", people("arrested", 1, group=("perpetrators",)))
NEARLY = claim(COUNTED, A_COUNTED, "nearly 500 injured", people("injured", 375, 499, bound="about"))
DARKEST = claim(
    COUNTED, A_COUNTED, "This truly was our darkest day", QuoteValue(kind="direct"), "quote", said_by=Speaker(name="the governor")
)  # fmt: skip
MORE = claim(RELATIVES, A_RELATIVES, "394 people", people("killed", 394), said_by=Speaker(name="Relatives of the dead", kind="unnamed"))
CLAIMED = claim(
    RELATIVES, A_RELATIVES, "The group claimed responsibility",
    ResponsibilityValue(actor=Actor(name="the group", kind="armed_group"), status="CLAIMED OR ADMITTED"), "responsibility", said_by=GROUP,
)  # fmt: skip
VICTIM = claim(RELATIVES, A_RELATIVES, "the teacher Ivan Example, 62", VictimValue(name="Ivan Example", age=62, fate="killed"), "victim")
LATER = claim(YEARS_LATER, A_LATER, "Some 334 people", people("killed", 334, 334, bound="about"))
HOSTAGES = claim(YEARS_LATER, A_LATER, "318 of them hostages", people("killed", 318, group=("hostages",), part_of=LATER.key))
THOUSAND = claim(YEARS_LATER, A_LATER, "More than 1,100", people("hostage", 1100, bound="more_than"))
DEMAND = claim(
    SEIZED, A_SEIZED, "demand the release of prisoners", DemandValue(by="The attackers", text="the release of prisoners"), "demand"
)  # fmt: skip
QUOTE = claim(SEIZED, A_SEIZED, "They fired into the air and then at us", QuoteValue(kind="direct"), "quote", said_by=BYSTANDER)
SCHOOL = Where(
    name="Beslan", kind="populated", site="School No. 1", admin1="North Ossetia", country="RU", lat=43.19, lon=44.54, gazetteer_id=578120
)  # fmt: skip
PLACE = claim(SEIZED, A_SEIZED, "BESLAN", SCHOOL, "place")
DATE = claim(SEIZED, A_SEIZED, "Sept 1", When.day(date(2004, 9, 1), how="resolved"), "date")
TYPE = claim(SEIZED, A_SEIZED, "took over a school", TypeValue(type="hostage_taking"), "incident_type")
THEATRE = claim(SEIZED, A_THEATRE, "some 130 hostages died", people("killed", 130, 130, bound="about", group=("hostages",)))
REGION = claim(
    SEIZED, A_REGION, "more than 1,000 people have been killed",
    people("killed", 1000, bound="more_than", scope=Scope(text="in the region since 2001", period="since 2001")),
)  # fmt: skip
LIKENED = claim(
    SEIZED, A_SEIZED, "a Moscow theatre was stormed", ComparisonValue(likened_to="the Moscow theatre siege"), "comparison"
)  # fmt: skip
STRUCK = claim(SEIZED, A_SEIZED, "a school", TargetValue(kind="physical", description="a school", type="OTHER"), "target")
SIEGED = claim(
    COUNTED, A_COUNTED, "155 of them children",
    TargetValue(kind="human", description="children", type="CIVILIAN", number="155", effect="DEATH"), "target", nth=1,
)  # fmt: skip
TEACHER = claim(
    RELATIVES, A_RELATIVES, "Ivan Example",
    TargetValue(kind="human", name="Ivan Example", description="teacher", type="CIVILIAN", effect="DEATH"), "target",
)  # fmt: skip
MANY = claim(STORMED, A_STORMED, "200 people", TargetValue(kind="human", description="200 people", number="200", effect="DEATH"), "target")
FLAMES = claim(STORMED, A_STORMED, "flamethrowers", WeaponValue(name="flamethrowers", kind="fire"), "weapon", certainty="denied")
GUNFIRE = claim(STORMED, A_STORMED, "gunfire", WeaponValue(name="gunfire", kind="gun"), "weapon")
HURT = claim(FIRE, A_FIRE, "Two people were injured", people("injured", 2))
CLAIMS = (
    HELD, TWO, NINE, TWO_HUNDRED, DOZENS, MAY_PASS, PASS, DENIAL, WHOLE, CHILDREN, ATTACKERS, ONE, NEARLY, DARKEST, MORE, CLAIMED, VICTIM,
    LATER, HOSTAGES, THOUSAND, DEMAND, QUOTE, PLACE, DATE, TYPE, THEATRE, REGION, LIKENED, STRUCK, SIEGED, TEACHER, MANY, FLAMES,
    GUNFIRE, HURT,
)  # fmt: skip


def witness(origin: str, *claims: Claim, reasons: tuple[str, ...] = ()) -> Witness:
    documents = tuple(sorted({each.document for each in claims}))
    return Witness(origin=origin, claims=tuple(sorted(each.key for each in claims)), documents=documents, reasons=reasons)


def step(outlet: str, at: str, of: Claim) -> Step:
    return Step(witness=outlet, outlet=outlet, at=at, low=of.value.low, high=of.value.high, claims=(of.key,))  # type: ignore[union-attr]


def target(kind: str, words: str, *claims: Claim, **more: Any) -> Target:
    held = {"name": None, "type": None, "outcomes": (), "reports": len(claims), "score": 1.0, "told_as": (words,), **more}
    return Target(kind=kind, description=words, claims=tuple(sorted(each.key for each in claims)), **held)  # type: ignore[arg-type]


KILLED = Figure(
    category="killed",
    low=2,
    best=334,
    high=394,
    rule="range",
    reports=5,
    claims=tuple(sorted(each.key for each in (TWO, TWO_HUNDRED, WHOLE, MORE, LATER))),
    aside=tuple(sorted(each.key for each in (DOZENS, CHILDREN, HOSTAGES))),
    trajectory=(
        step("Meridian Wire", "2004-09-01", TWO),
        step("The Harbour Post", "2004-09-03", TWO_HUNDRED),
        step("Coast Observer", "2004-09-04", MORE),
        step("Lakeside Daily", "2004-09-04", WHOLE),
        step("Channel Six", "2017-04-13", LATER),
    ),
    witnesses=(
        witness("The deputy prosecutor general", WHOLE, LATER, reasons=("2 reports: quoted: The deputy prosecutor general",)),
        witness("Coast Observer", MORE, reasons=("1 report: Coast Observer in its own voice",)),
        witness("Meridian Wire", TWO, TWO_HUNDRED, reasons=("2 reports: copies of one text",)),
    ),
    rulings=(
        Ruling(rule="range", low=2, best=334, high=394, why="from the lowest to the highest number that 5 outlets ended with"),
        Ruling(rule="majority", low=322, best=None, high=394, why="no majority: 1 of 3 witnesses for 322 and others"),
        Ruling(rule="priority", low=322, best=322, high=322, why="official: The deputy prosecutor general", claims=(WHOLE.key,)),
        Ruling(rule="conservative", low=322, best=322, high=322, why="the lowest: no two witnesses agree on a number", claims=(WHOLE.key,)),
    ),
)
INJURED = Figure(
    category="injured", low=9, best=9, high=499, rule="range", reports=2, claims=(NINE.key, NEARLY.key),
    trajectory=(step("Meridian Wire", "2004-09-01", NINE), step("Lakeside Daily", "2004-09-04", NEARLY)),
)  # fmt: skip
HOSTAGE = Figure(
    category="hostage", low=120, best=1100, high=None, rule="range", reports=2, claims=(HELD.key, THOUSAND.key),
    trajectory=(step("Meridian Wire", "2004-09-01", HELD), step("Channel Six", "2017-04-13", THOUSAND)),
)  # fmt: skip
ARRESTED = Figure(category="arrested", low=1, best=1, high=1, rule="range", reports=1, claims=(ONE.key,))
DONE_BY = Figure(category="perpetrators", low=26, best=26, high=26, rule="range", reports=1, claims=(ATTACKERS.key,))
SIEGE_ACCOUNTS = (A_SEIZED, A_STORMED, A_COUNTED, A_RELATIVES, A_LATER)
SIEGE = Incident(
    id=min(each.key for each in SIEGE_ACCOUNTS),
    title="Hostage-taking, Beslan, 1 September 2004",
    accounts=tuple(sorted(each.key for each in SIEGE_ACCOUNTS)),
    type="hostage_taking",
    stage="ACCOMPLISHED",
    when=When(earliest=date(2004, 9, 1), latest=date(2004, 9, 3), precision=2, how="stated"),
    where=SCHOOL,
    documents=tuple(sorted(each.key for each in (SEIZED, STORMED, COUNTED, RELATIVES))),
    mentioned_in=(YEARS_LATER.key,),
    figures=(KILLED, INJURED, HOSTAGE, ARRESTED, DONE_BY),
    responsibility=(
        Responsibility(
            actor=Actor(name="the group", kind="armed_group"), status="CLAIMED OR ADMITTED", by="the group", claims=(CLAIMED.key,)
        ),
    ),
    disagreements=(
        Disagreement(
            kind="value",
            category="killed",
            claims=tuple(sorted((WHOLE.key, MORE.key))),
            text="The deputy prosecutor general (in Lakeside Daily) says “322 people were killed”, 2004-09-04; Relatives of the dead "
            "(in Coast Observer) says “394 people”, 2004-09-04.",
        ),
    ),
    links=(Link(left=A_SEIZED.key, right=A_STORMED.key, score=0.9, reasons=("same type", "same place", "two days apart")),),
    targets=(
        target("physical", "school", STRUCK, type="OTHER"),
        target("human", "children", SIEGED, type="CIVILIAN", outcomes=(Outcome(number="155", effect="DEATH", claims=(SIEGED.key,)),)),
        target("human", "teacher", TEACHER, name="Ivan Example", type="CIVILIAN"),
        target("human", "people", MANY, outcomes=(Outcome(number="200", effect="DEATH", claims=(MANY.key,)),)),
    ),
    weapons=(Weapon(name="gunfire", kind="gun", reports=1, score=1.0, claims=(GUNFIRE.key,)),),
)  # fmt: skip
THEATRE_SIEGE = Incident(
    id=A_THEATRE.key,
    title="Hostage-taking, Moscow, 2002",
    accounts=(A_THEATRE.key,),
    type="hostage_taking",
    stage="ACCOMPLISHED",
    when=When(earliest=date(2002, 1, 1), latest=date(2002, 12, 31), precision=5, how="stated"),
    where=Where(name="Moscow", kind="populated", admin1="Moscow", country="RU"),
    documents=(),
    mentioned_in=(SEIZED.key,),
    figures=(Figure(category="killed", low=130, best=130, high=130, rule="range", reports=1, claims=(THEATRE.key,)),),
)
ARSON = Incident(
    id=A_FIRE.key,
    title="Arson, Harlow",
    accounts=(A_FIRE.key,),
    type="arson",
    stage="ATTEMPTED",
    when=None,
    where=Where(name="Essex", kind="admin1", admin1="Essex", country="GB", precision=4),
    documents=(FIRE.key,),
    mentioned_in=(),
    figures=(Figure(category="injured", low=2, best=2, high=2, rule="range", reports=1, claims=(HURT.key,)),),
)
INCIDENTS = (SIEGE, THEATRE_SIEGE, ARSON)
AT = datetime(2024, 6, 1, 12, 0, tzinfo=UTC)
JUDGED = Judgement(verdict="reject", subject=MORE.key, by="Ada", at=AT, reason="double count")
CONTENTS = Contents(
    documents={each.key: each for each in DOCUMENTS},
    claims=CLAIMS,
    accounts=ACCOUNTS,
    incidents=INCIDENTS,
    incident_of={key: incident.id for incident in INCIDENTS for key in incident.accounts},
    sightings={each.capture: Sighting(capture=each.capture, at=AT, tool="test", file=f"{n}.txt") for n, each in enumerate(DOCUMENTS)},
    standing={MORE.key: "rejected", WHOLE.key: "accepted"},
    victims=(
        Victim(
            incident=SIEGE.id, name="Ivan Example", claims=(VICTIM.key,), documents=(RELATIVES.key,), told_as=("Ivan Example",), ages=(62,),
            fates=("killed",),
        ),
    ),
    duplicates=(
        Duplicate(
            left=VICTIM.key, right="claim:of another", incidents=(SIEGE.id, ARSON.id), score=0.6,
            reasons=("the same name", "of one age (both 62)"),
        ),
    ),
    foretold=(
        Foretold(
            claim=PASS.key, incident=ARSON.id, score=0.4, reasons=("within a week", "in the place that was named"), by="Officials",
            said=date(2004, 9, 3),
        ),
    ),
    suggestions=(Link(left=A_SEIZED.key, right=A_THEATRE.key, score=0.4, reasons=("same type",)),),
    copies=(
        Copy(document=STORMED.key, of=SEIZED.key, kind="wire", score=0.97, reasons=("88 % of the shorter text is in the longer",)),
        Copy(document=COUNTED.key, of=STORMED.key, kind="update", score=0.8, reasons=("31 words in a row are the same",)),
        Copy(document=YEARS_LATER.key, of=COUNTED.key, kind="quotes", score=0.2, reasons=("30 words in a row are the same",)),
    ),
    judgements=(JUDGED,),
    problems=(
        Problem(
            stage="read", code="ambiguous_place", subject=SEIZED.key, message="'Ingushetia' may be any of 2 entries.", severity="info"
        ),
    ),
    digest="0123456789abcdef" * 4,
)  # fmt: skip
