"""What people say of two who bear a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.tellings import told
from variorum.model import Claim, Document, Incident, Judgement, Problem, Span, Told, VictimValue
from variorum.reckon import reckon
from variorum.reckon.judged import JudgedClaim
from variorum.reckon.namesakes import Namesakes, decided_persons, said_of_persons
from variorum.reckon.victims import possible_duplicates, victims_of

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)


def named(*names: str) -> list[Told]:
    return [told(VictimValue(name=name, fate="killed"), outlet=f"outlet {at}") for at, name in enumerate(names)]


def claims_of(group: list[Told]) -> list[Claim]:
    return [claim for each in group for claim in each.claims]


def documents_of(group: list[Told]) -> dict[str, Document]:
    return {each.document.key: each.document for each in group}


def says(group: list[Told], one: int, other: int, *, same: bool, by: str = "ana", hours: int = 0) -> Judgement:
    left, right = claims_of(group)[one], claims_of(group)[other]
    value = said_of_persons(left, right, documents_of(group), same=same)
    return Judgement(verdict="person", subject=left.key, other=right.key, value=value, by=by, at=NOW + timedelta(hours=hours))


def decided(group: list[Told], *judgements: Judgement, **more: Any) -> tuple[tuple[Namesakes, ...], tuple[Problem, ...]]:
    claims = [JudgedClaim(claim=claim, read=claim, **more) for claim in claims_of(group)]
    return decided_persons(judgements, claims, documents_of(group))


def people(incidents: list[Incident], group: list[Told], *judgements: Judgement) -> tuple[list[tuple[str, int]], list[tuple[str, ...]]]:
    said, _ = decided(group, *judgements)
    victims = victims_of(incidents, claims_of(group), said)
    return [(each.name, each.reports) for each in victims], [each.reasons for each in possible_duplicates(victims, incidents, said)]


def test_in_one_incident_people_join_and_part_whom_names_do_not() -> None:
    group = named("Mohammed Nasr", "Muhammad Nasr", "Ada Vance", "Ada Vance")
    incident = [reckon(group)]
    before, pairs = people(incident, group)
    assert sorted(before) == [("Ada Vance", 2), ("Mohammed Nasr", 1), ("Muhammad Nasr", 1)]
    assert pairs == [("names that are spelled alike",)]
    one, two = says(group, 0, 1, same=True), says(group, 2, 3, same=False)
    after, pairs = people(incident, group, one, two)
    assert sorted(after) == [("Ada Vance", 1), ("Ada Vance", 1), ("Mohammed Nasr", 2)]
    assert pairs == []
    undone = replace(one, withdraws=one.key, at=NOW + timedelta(days=1))
    assert people(incident, group, one, undone) == people(incident, group)


def test_a_decision_across_incidents_is_remembered_and_merges_nothing() -> None:
    group = named("Ada Vance", "Ada Vance")
    incidents = [reckon([each]) for each in group]
    assert people(incidents, group)[1] == [("the same name",)]
    assert people(incidents, group, says(group, 0, 1, same=False))[1] == []
    victims, pairs = people(incidents, group, says(group, 0, 1, same=True))
    assert victims == [("Ada Vance", 1), ("Ada Vance", 1)]
    assert pairs == [("ana says that they are one person",)]


def test_two_people_s_word_bars_a_third() -> None:
    group = named("Ada Vance", "Ada Vance", "Ada M. Vance")
    found, _ = people([reckon(group)], group, says(group, 0, 1, same=False), says(group, 1, 2, same=True, hours=1))
    assert sorted(found) == [("Ada M. Vance", 2), ("Ada Vance", 1)]


def test_the_last_word_holds_and_people_who_differ_are_told_of() -> None:
    group = named("Ada Vance", "Ada Vance")
    said, problems = decided(group, says(group, 0, 1, same=True), says(group, 0, 1, same=False, by="bo", hours=1))
    assert [each.same for each in said] == [False]
    assert [(each.code, each.message) for each in problems] == [
        ("contradictory_judgements", "ana said that two names are one person, bo later that they are two; the later holds.")
    ]


def test_a_decision_holds_on_to_the_words_and_says_when_they_are_gone() -> None:
    group = named("Ada Vance", "Ada Vance")
    judgement = says(group, 0, 1, same=False)
    read_anew = []
    for each in group:
        words, text = each.claims[0].evidence[0], each.document.text
        wider = replace(each.claims[0], evidence=(Span.of(text, words.start, words.end + 3),))
        read_anew.append(replace(each, claims=(wider,)))
    assert claims_of(read_anew)[0].key != claims_of(group)[0].key
    said, problems = decided(read_anew, judgement)
    assert (len(said), problems) == (1, ())
    assert said[0].pair == tuple(sorted(claim.key for claim in claims_of(read_anew)))
    assert [each.code for each in decided(group, judgement, standing="rejected")[1]] == ["words_gone"]
    assert [each.code for each in decided(group[:1], judgement)[1]] == ["words_gone"]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=8), st.randoms())
def test_nobody_is_lost_two_whom_people_part_stay_apart_and_order_does_not_matter(said: list[tuple[int, int, bool]], random: Any) -> None:
    group = named("Ada Vance", "Vance", "Ben Vance", "Ada Vance", "A. Vance", "Ben Vance")
    incident = [reckon(group)]
    pairs = [says(group, one, other, same=same, hours=at) for at, (one, other, same) in enumerate(said) if one != other]
    standing, _ = decided(group, *pairs)
    victims = victims_of(incident, claims_of(group), standing)
    assert sorted(key for each in victims for key in each.claims) == sorted(claim.key for claim in claims_of(group))
    for each in standing:
        together = any({each.one, each.other} <= set(victim.claims) for victim in victims)
        assert each.same or not together
    shuffled = list(group)
    random.shuffle(shuffled)
    assert victims_of(incident, claims_of(shuffled), standing) == victims
