from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Document, When
from variorum.model.identity import digest
from variorum.resolve.copies import COPY, find_copies, pair_odds
from variorum.resolve.copies.features import compare, overlap, weights
from variorum.resolve.copies.prints import Prints
from variorum.resolve.copies.sketch import sketch, winnow

DISPATCH = (
    "ARDEN, March 3 (Meridian Wire) — A bomb in a parked van went off outside the law courts of Arden on Tuesday, killing nine people.",
    "The blast tore the doors off the building and set fire to a row of kiosks on the other side of the square, witnesses said.",
    "At least 31 people were injured, six of them critically, according to the emergencies ministry, which sent two helicopters.",
    "Nobody has claimed responsibility. The interior minister flew to the town in the afternoon and promised a swift investigation.",
    "It was the second attack on a court in the province within a year, after gunmen shot a judge in his car last summer.",
)
CALL = "Anyone with information is asked to call the police, who treat all calls in confidence."
LOCAL = (
    "The mayor of Port Salter, which has been twinned with Arden since the nineties, will lay a wreath on the harbour steps tonight.",
    "A choir from the town was to have sung here in May, and nobody knows yet whether the visit can go ahead as it was planned.",
    "Parents at the school on Quay Street have begun to collect blankets and toys, and a lorry is to leave with them on Friday.",
)
OTHER = (
    "ARDEN, March 3 (Northern Press) — Nine people died when explosives hidden in a delivery van blew up before the Arden courthouse.",
    "Firemen needed two hours to put out the burning stalls opposite, a reporter saw, while lawyers were led out through a back gate.",
    "Doctors at the two hospitals spoke of more than thirty wounded; the ministry later gave 31, half a dozen of them critical.",
    "A judge had been killed in the same region in the previous year. No group came forward, and the government said little all day.",
)


def document(*paragraphs: str, title: str = "Bomb at court in Arden", outlet: str | None = None, day: date | None = None) -> Document:
    body = "\n\n".join(paragraphs)
    whole = f"{title}\n\n{body}"
    mark = digest(f"{outlet} {day} {whole}".encode())
    return Document(
        capture=f"capture:{mark[:24]}",
        blob=mark,
        text=whole,
        body_start=len(whole) - len(body),
        title=title,
        publisher=outlet,
        published=When.day(day) if day else None,
    )


WIRE = document(*DISPATCH, outlet="Meridian Wire", day=date(2020, 3, 3))


@pytest.mark.parametrize(
    ("other", "kind"),
    [
        (document(*DISPATCH, outlet="Harbour Post", day=date(2020, 3, 4)), "duplicate"),
        (document(*DISPATCH[:3], outlet="Harbour Post", day=date(2020, 3, 4)), "wire"),
        (document(*reversed(DISPATCH[1:]), title="Nine dead", outlet="Harbour Post", day=date(2020, 3, 4)), "reprint"),
        (document(LOCAL[0], *DISPATCH, *LOCAL[1:], title="Vigil", outlet="Harbour Post", day=date(2020, 3, 4)), "wire"),
        (document(*(each.replace("nine", "11").replace("31", "40") for each in DISPATCH), LOCAL[0], outlet="Meridian Wire",
                  day=date(2020, 3, 4)), "update"),
    ],
    ids=["word for word", "cut", "reordered", "local voices", "updated"],
)  # fmt: skip
def test_a_copy_is_found_whatever_was_done_to_it(other: Document, kind: str) -> None:
    [copy] = find_copies([other, WIRE]).relations
    assert (copy.document, copy.of, copy.kind) == (other.key, WIRE.key, kind)
    assert copy.score > 0.9
    assert any("word for word" in reason or "in a row" in reason for reason in copy.reasons)


@pytest.mark.parametrize(
    "other",
    [
        document(*OTHER, outlet="Northern Press", day=date(2020, 3, 3)),
        document(*LOCAL, DISPATCH[4], outlet="Meridian Wire", day=date(2020, 3, 9)),
        document(*OTHER, CALL, outlet="Coast Observer"),
    ],
    ids=["another agency", "one paragraph of background", "a call for witnesses"],
)
def test_two_reports_of_one_event_are_no_copies(other: Document) -> None:
    call = document(*DISPATCH, CALL, outlet="Harbour Post")
    assert not find_copies([other, WIRE]).family_of
    assert pair_odds(other, call) < COPY


def test_a_shared_statement_is_a_quotation_and_no_copy() -> None:
    words = (
        "“We condemn this act and those who ordered it, whoever they are and wherever they hide. They will be found, they will be brought "
        "before the court that they tried to destroy, and the people of Arden will see justice done,” the president said."
    )
    one, other = document(*DISPATCH, words, outlet="Meridian Wire"), document(*OTHER, words, outlet="Northern Press")
    found = find_copies([one, other])
    assert [copy.kind for copy in found.relations] == ["quotes"]
    assert not found.family_of


def test_a_text_has_one_parent_the_one_that_holds_most_of_it() -> None:
    paper = document(*LOCAL[:1], *DISPATCH[:4], outlet="Harbour Post", day=date(2020, 3, 4))
    again = document(*LOCAL[:1], *DISPATCH[:3], outlet="Coast Observer", day=date(2020, 3, 5))
    found = find_copies([again, WIRE, paper])
    assert {copy.document: copy.of for copy in found.relations} == {paper.key: WIRE.key, again.key: paper.key}
    assert set(found.family_of.values()) == {WIRE.key}


@dataclass(frozen=True)
class Said:
    left: str
    right: str
    verdict: Literal["copy", "independent"]
    by: str = "ana"


def said(one: Document, other: Document, verdict: Literal["copy", "independent"], by: str = "ana") -> Said:
    return Said(min(one.key, other.key), max(one.key, other.key), verdict, by)


def test_people_beat_scores() -> None:
    paper = document(*DISPATCH, outlet="Harbour Post", day=date(2020, 3, 4))
    assert not find_copies([WIRE, paper], decided=[said(WIRE, paper, "independent")]).family_of
    rival = document(*OTHER, outlet="Northern Press", day=date(2020, 3, 4))
    [copy] = find_copies([WIRE, rival], decided=[said(WIRE, rival, "copy")]).relations
    assert (copy.score, copy.reasons[0]) == (1.0, "ana says that it is a copy")


def test_independent_holds_through_third_parties() -> None:
    paper = document(*DISPATCH, outlet="Harbour Post", day=date(2020, 3, 4))
    third = document(*DISPATCH[:4], outlet="Coast Observer", day=date(2020, 3, 5))
    found = find_copies([WIRE, paper, third], decided=[said(WIRE, paper, "independent")])
    homes = found.family_of
    assert homes.get(WIRE.key) != homes.get(paper.key) or WIRE.key not in homes
    assert len(homes) == 2


def test_contradiction_of_people_is_a_problem() -> None:
    paper = document(*DISPATCH, outlet="Harbour Post", day=date(2020, 3, 4))
    third = document(*DISPATCH[:4], outlet="Coast Observer", day=date(2020, 3, 5))
    decided = [said(WIRE, paper, "independent"), said(WIRE, third, "copy", "bo"), said(paper, third, "copy", "cy")]
    found = find_copies([WIRE, paper, third], decided=decided)
    assert [problem.code for problem in found.problems] == ["contradictory_judgements"]


POOL = (*DISPATCH, *LOCAL, *OTHER)


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, len(POOL) - 1), min_size=1, max_size=6, unique=True), min_size=2, max_size=8), st.randoms())
def test_the_order_of_documents_does_not_matter(choice: list[list[int]], dice: random.Random) -> None:
    documents = [
        document(*(POOL[at] for at in each), outlet=f"Outlet {number % 3}", day=date(2020, 3, 1 + number))
        for number, each in enumerate(choice)
    ]
    mixed = list(documents)
    dice.shuffle(mixed)
    found = find_copies(documents)
    assert found == find_copies(mixed)
    parents = [copy.document for copy in found.relations if copy.kind != "quotes"]
    assert len(parents) == len(set(parents))
    assert all(found.family_of[copy.document] == found.family_of[copy.of] for copy in found.relations if copy.kind != "quotes")


@settings(max_examples=40)
@given(st.text(max_size=400), st.text(max_size=400))
def test_no_text_is_too_strange(one: str, other: str) -> None:
    left, right = document(one, title=""), document(other, title="", outlet="x")
    shared = overlap(sketch(left), sketch(right))
    assert 0 <= shared.told <= 1
    find_copies([left, right])


@settings(max_examples=60)
@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 8))
def test_winnowing_takes_the_smallest_of_every_window(runs: list[int], window: int) -> None:
    chosen, last = [], -1
    for start in range(max(1, len(runs) - window + 1) if runs else 0):
        part = runs[start : start + window]
        at = start + len(part) - 1 - part[::-1].index(min(part))
        if at != last:
            chosen.append(runs[at])
            last = at
    assert list(winnow(runs, window)) == chosen


def test_a_phrase_of_hundreds_makes_few_pairs() -> None:
    phrase = "The council will observe a minute of silence at its meeting on Thursday, the deputy mayor of the harbour town said."
    prints = Prints()
    for number in range(300):
        prints.add(sketch(document(phrase, " ".join(f"word{number}x{at}" for at in range(70)))))
    assert len(list(prints.pairs())) <= 300 * 24


def test_every_feature_has_a_weight() -> None:
    left, right = sketch(WIRE), sketch(document(*DISPATCH, *LOCAL, outlet="Harbour Post", day=date(2020, 5, 4)))
    assert {feature.name for feature in compare(left, right, overlap(left, right))} <= weights().keys()


def test_a_very_long_line_is_read_in_a_moment() -> None:
    find_copies([document("word " * 20_000, title="x"), document("a" * 100_000, title="y")])
