"""Made reports in words: sentences with marked phrases, filled in, and where the phrases come to stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from random import Random

from variorum.model import Span

_CHOICE = re.compile(r"\(([^)]*)\)")
_MARK = re.compile(r"<(\w+)\|([^>]*)>|\{(\w+)\}|([^<{]+)")

# Outlets word what they tell in ways of their own, and only copies have sentences in common: words in round brackets are a choice.
HEADLINES = (
    "{dead} dead in {town} {kind}", "{kind} in {town} leaves {dead} dead", "{land}: {kind} hits {site}", "Horror at {site}: {dead} dead",
    "Grief in {town} after {kind}", "What we know of the {town} {kind}", "{town} mourns its dead", "{group} blamed for {town} {kind}",
    "{kind} at {site}, {dead} dead", "{town}: {dead} killed", "Night of the {town} {kind}", "{dead} killed in {land}",
)  # fmt: skip
LEADS = (
    "<killed|{deaths} (were killed/lost their lives/died)> and <injured|{wounds} (wounded/hurt/injured)> when <event|{deed}> "
    "{site} in <place|{town}> <date|{when}>, {official} (said/reported/announced/confirmed).",
    "<event|{Deed}> {site} in (the town of/the city of/) <place|{town}> <date|{when}>, <killed|killing {deaths}> and "
    "(leaving/sending to hospital/with) <injured|{wounds} (wounded/injured/hurt)>, (according to/as counted by/by the word of) "
    "{official}.",
    "The (number/count/tally) of (dead/lives lost/people killed) after <event|{deed}> {site} in <place|{town}> <date|{when}> (has "
    "reached/now stands at/is put at) <killed|{dead}>, {official} (told reporters/told a briefing/said on the radio), with "
    "<injured|{wounds} (hurt/injured/wounded)>.",
    "(Families/Mourners/Neighbours) in <place|{town}> (buried the first/laid to rest some/carried the coffins) of <killed|{dead} "
    "people killed> <date|{when}>, when <event|{deed}> {site}. (Doctors/Nurses/Wards) (were treating/are still caring for/took in) "
    "<injured|{wounds}>.",
    "(Police/Detectives/Security forces) in <place|{town}>, {land}, are (searching for/hunting/on the trail of) those behind "
    "<event|the {kind}> at {site} <date|{when}>, in which <killed|{deaths} (died/were killed/lost their lives)> and "
    "<injured|{wounds} were (hurt/wounded/injured)>.",
)
DETAILS = (
    "{victim1}, (who was {age1} and worked as/aged {age1},/a person of {age1} who earned a living as) a {job}, was (among the "
    "dead/one of those killed/not to survive), (relatives/colleagues/friends/cousins) (said at the hospital/told us/wrote "
    "online/recalled).",
    "(Among/One counts among/The list has, for) those who (lost their lives/died/never came home) (were/are) {victim1} and "
    "{victim2}, (neighbours/a priest/a clerk/former pupils) told {outlet}.",
    "The (family/sister/parents/brothers) of {victim2}, {age2}, (waited/stood/sat) (outside the morgue/in a corridor/by the gate) "
    "(until night/for hours/since dawn) for (word/news/any sign) of what had (happened/become of them).",
    "{victim3} (said/recounted/remembered how) he had been (standing/waiting/parked/selling fruit) (a few metres/a stone's "
    "throw/not far/two houses) from the {spot} (on {street} Street/off {street} Street) when (it began/all this started/the first "
    "cries came).",
    "“I (heard people screaming/saw smoke/was on the telephone/could not see anything) and then (everybody ran/we all went/some "
    "crawled/the crowd moved) (towards/along/into) {street} Street,” (said/recalled/told us) {victim3}, a {job}.",
    "{chief}, who (heads/leads/commands) the (regional/local/provincial) police, (said/told us/explained) that {number} "
    "(officers/men/constables) (had been sent/were on their way/were posted) to {street} and (to/around/beside) the {spot}.",
    "Mayor {mayor} (called for calm/asked for patience/broke off a journey/wept in public) and (promised/said/pledged) that the "
    "(city/town hall/council) would (pay for/see to/bear the cost of) the (funerals/burials/graves).",
    "The {hospital} hospital (asked for blood/opened a second ward/called its surgeons back/ran out of beds), and its "
    "(director/head/matron), {doctor}, (spoke of/called it/described) the (worst/longest/hardest) night in {years} years.",
    "(Cameras/A recording/Pictures) of a (shop/pharmacy/garage/bakery) on {street} Street (show/shows/have) a {vehicle} that "
    "(stops/waits/turns) near the {spot} (shortly before/just after/at about) {hour} o'clock.",
    "(Traffic/Buses/Trams) through {street} and the (roads to the north/bridges/lanes behind it/ring road) (stayed closed/were "
    "stopped/stood still) for (most of the day/hours/the whole afternoon).",
    "(Investigators/Experts/Officers) (led by/under/with) {chief} (recovered/found/took away) {number} (cartridge "
    "cases/fragments/pieces of evidence) and the (burnt remains/wheels/number plate) of a {vehicle}.",
    "(Teachers/Guards/Aunts/Clerks) brought the (children/old/pupils/guests) out by a (back door/window/cellar/side gate), said "
    "{doctor}, who (treated/bandaged/comforted) some of them.",
    "The (market traders'/drivers'/teachers'/bakers') union said that its (members/people/committee) would (keep their stalls "
    "shut/stay at home/collect money/hold a silent march) for {years} days.",
)
BLAMES = (
    "A (group/band/faction) that (calls itself/goes by the name of/signs as) <blame|the {group}> (said on its channel/wrote in a "
    "letter/claimed in a recording) that it (had done it/was behind it/carried it out).",
    "{chief} (accused/named/pointed to) <blame|the {group}>, (without offering any proof/and showed a document/as others had before).",
    "Nobody has (claimed it/taken credit/owned up) so far, but (suspicion/talk/the finger) (fell on/turned to/was pointed at) "
    "<blame|the {group}>.",
    "The (ministry of the interior/government/cabinet) (blamed/accused/named) <blame|the {group}> for what it "
    "(called/termed/described as) a (cowardly act/crime without excuse/stab in the back).",
)
FILLERS = (
    "The (government/cabinet/ruling party) has (promised/announced/voted) more {thing1} and better {thing2} before, and "
    "(little/nothing much/next to nothing) has (come of it/followed/changed).",
    "(Analysts/Diplomats/Scholars) (see in it/call it/read it as) a (sign/warning/reminder) that the (quarrel/struggle/talks) over "
    "{thing1} and {thing2} (is/are) far from (settled/over/done).",
    "The (council/chamber/assembly) will (meet/sit/gather) (to speak of/to discuss/about) {thing1}, {thing2} and the (cost of the "
    "repairs/budget/rebuilding).",
    "(Shops/Stalls/Kiosks) (sold out of/had no more/shut their doors on) {thing1} by (noon/evening/ten), and the price of {thing2} "
    "(rose by a third/doubled/went up).",
    "A (football match/concert/marathon), a (wedding/christening/parade) and a fair of {thing1} were (put off/called off/moved), "
    "and so was the (vote/debate/hearing) on {thing2}.",
    "Abroad, (ministers/presidents/envoys) (spoke of/sent word of/put on record) their (sympathy/sorrow/dismay) and of the "
    "{thing1} that such (days/nights/times) (call for/demand/need).",
)
MENTIONS = (
    "It (recalled/brought back/echoed) <event|the {kind}> at {site} in <place|{town}> <date|{when}>, when <killed|{dead} people "
    "(died/were killed/lost their lives)>.",
    "<date|{When}>, <killed|{dead} people (were killed/died)> when <event|{deed}> {site} in <place|{town}>, (among them/one of "
    "them/including) {victim1}.",
    "(Many/Some/The older ones) were (reminded of/put in mind of/thinking of) <place|{town}>, where <event|{deed}> {site} "
    "<date|{when}> and <killed|killed {dead}>.",
    "A (court/tribunal/judge) is still (hearing/weighing/busy with) the case of <event|the {kind}> in <place|{town}> "
    "<date|{when}>, which (cost/took/claimed) <killed|{dead} lives>.",
)
LOCAL = (
    "(Readers/People/Residents) in {local} who have (family/friends/business) there can call the (foreign ministry/embassy/Red "
    "Cross), the {local} council (said/wrote/announced).",
    "{person}, who was (born/raised/schooled) there and now (lives/works/studies) in {local}, (said/told us) that she could not "
    "(reach/find/ring) her (brother/mother/cousin).",
    "In {local}, a (vigil/service/march) is (planned/called) for (Saturday evening/Sunday/tomorrow) (in front of/outside/near) the "
    "(town hall/station/church).",
)

Marks = dict[str, tuple[int, int]]  # label → where its phrase stands


def worded(dice: Random, sentences: Sequence[str]) -> str:
    """One of some sentences, in words of its own."""
    return _CHOICE.sub(lambda choice: dice.choice(choice[1].split("/")), dice.choice(sentences)).replace("  ", " ")


def fill(sentence: str, words: Mapping[str, str], start: int = 0) -> tuple[str, Marks]:
    """The sentence with its words filled in, and where its marked phrases stand in a text in which it starts at `start`."""
    parts: list[str] = []
    marks: Marks = {}
    at = start
    for label, pieces in _parsed(sentence):
        phrase = "".join(words[piece[1:]] if piece[0] == "{" else piece for piece in pieces)
        if label:
            marks[label] = (at, at + len(phrase))
        parts.append(phrase)
        at += len(phrase)
    return "".join(parts), marks


@lru_cache(maxsize=50_000)
def _parsed(sentence: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Label (or none) and pieces; a piece that begins with a brace is the name of a word."""
    found = []
    for label, marked, word, plain in _MARK.findall(sentence):
        pieces = _pieces(marked) if label else (f"{{{word}",) if word else (plain,)
        found.append((label, pieces))
    return tuple(found)


def _pieces(marked: str) -> tuple[str, ...]:
    return tuple(f"{{{word}" if word else plain for word, plain in re.findall(r"\{(\w+)\}|([^{]+)", marked))


def span_of(text: str, where: tuple[int, int]) -> Span:
    """A stretch of text as a span."""
    return Span.of(text, *where)


def joined(sentences: Iterable[tuple[str, Mapping[str, str]]], start: int) -> tuple[str, list[Marks]]:
    """Sentences, each with its words, as paragraphs that start at `start`, and the marks of each."""
    parts, marks, at = [], [], start
    for sentence, words in sentences:
        filled, found = fill(sentence, words, at)
        parts.append(filled)
        marks.append(found)
        at += len(filled) + 1
    return "\n".join(parts), marks
