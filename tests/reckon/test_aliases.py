from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.reckon.tellings import blames, denied, told
from variorum.model import Actor, Judgement, Told, Where
from variorum.reckon import reckon
from variorum.reckon.actors import Parties, key_of_actor
from variorum.reckon.aliases import actors_among, alias_pairs, decided_names
from variorum.reckon.grades import Grade, decided_grades
from variorum.reckon.matching import blamed
from variorum.reckon.naming import Naming

NOON = datetime(2024, 6, 1, 12, tzinfo=UTC)
FRONT, RDF, ARMY = "Red Dawn Front", "RDF", "Blue Hill Army"


def said(one: str, other: str, same: bool = True, *, by: str = "ana", hour: int = 0) -> Judgement:
    return Judgement(verdict="alias", subject=one, other=other, value={"same": same}, by=by, at=NOON + timedelta(hours=hour))


def undo(judgement: Judgement) -> Judgement:
    return replace(judgement, at=NOON + timedelta(hours=90), withdraws=judgement.key)


def naming(*judgements: Judgement) -> Naming:
    return decided_names(judgements)[0]


def one_actor(left: str, right: str, by_people: Naming) -> bool:
    return key_of_actor(left, by_people) == key_of_actor(right, by_people)


def codes(*judgements: Judgement) -> list[str]:
    return [problem.code for problem in decided_names(judgements)[1]]


def test_a_person_joins_names() -> None:
    by_people = naming(said(FRONT, RDF), said(RDF, "the Dawn men"))
    assert one_actor(FRONT, "the rdf", by_people)
    assert one_actor("Dawn men", FRONT, by_people)
    assert not one_actor(FRONT, ARMY, by_people)
    assert not one_actor(FRONT, RDF, Naming())


def test_a_person_beats_our_tables() -> None:
    joined = naming(said("Red Dawn Front", "Islamic State"))
    assert one_actor(FRONT, "Daesh", joined)
    assert one_actor("ISIS militants", FRONT, joined)
    parted = naming(said("Daesh", "Islamic State", same=False))
    assert not one_actor("Daesh", "Islamic State", parted)
    assert one_actor("ISIL", "Islamic State", parted)
    both = naming(said("Hamas", "Hezbollah"))
    assert one_actor("Hamas", "Hizbollah", both)


def test_a_parting_holds_through_third_names() -> None:
    judgements = [said(FRONT, RDF), said(RDF, ARMY, hour=1), said(FRONT, ARMY, same=False, hour=2)]
    by_people, problems = decided_names(judgements)
    assert one_actor(FRONT, RDF, by_people)
    assert not one_actor(FRONT, ARMY, by_people)
    assert [problem.code for problem in problems] == ["contradictory_judgements"]
    assert "RDF and Blue Hill Army are one actor; others part them" in problems[0].message


def test_the_last_word_on_a_pair_holds_and_can_be_undone() -> None:
    first, second = said(FRONT, RDF), said(RDF, FRONT, same=False, by="bo", hour=1)
    assert not one_actor(FRONT, RDF, naming(first, second))
    assert codes(first, second) == ["contradictory_judgements"]
    assert codes(first, replace(second, by="ana")) == []
    assert one_actor(FRONT, RDF, naming(first, second, undo(second)))
    assert naming(first, undo(first)) == Naming()


def test_what_is_no_pair_of_names_is_passed_over() -> None:
    for judgement in (
        said(FRONT, "the Red Dawn Front"),
        replace(said(FRONT, RDF), value=None),
        replace(said(FRONT, RDF), other=None),
        Judgement(verdict="note", subject=FRONT, by="ana", at=NOON),
    ):
        assert decided_names([judgement]) == (Naming(), ())


def test_reports_of_one_actor_are_one_line_under_the_first_name() -> None:
    group = [told(blames(RDF)), told(blames(FRONT), outlet="Globe"), told(denied(RDF), by=RDF, outlet="Star")]
    assert len({line.actor.name for line in reckon(group).responsibility}) == 2
    found = reckon(group, naming=naming(said(FRONT, RDF)))
    assert {line.actor.name for line in found.responsibility} == {FRONT}
    (graded,) = found.grading
    assert (graded.actor.name, graded.grading) == (FRONT, "Fair")


def test_parted_names_of_one_group_are_two_lines() -> None:
    group = [told(blames("ISIL")), told(blames("Daesh"), outlet="Globe")]
    assert {line.actor.name for line in reckon(group).responsibility} == {"Islamic State"}
    found = reckon(group, naming=naming(said("Daesh", "Islamic State", same=False)))
    assert {line.actor.name for line in found.responsibility} == {"Islamic State", "Daesh"}


def test_a_surname_that_a_person_parts_is_not_joined_to_the_full_name() -> None:
    actors = [Actor(name="Osk Brandel", kind="person"), Actor(name="Brandel", kind="person")]
    assert len({party.key for party in Parties.among(actors).of.values()}) == 1
    parted = naming(said("Brandel", "Osk Brandel", same=False))
    assert len({party.key for party in Parties.among(actors, parted).of.values()}) == 2


def test_a_grade_follows_the_names() -> None:
    group = [told(blames(RDF))]
    given_grade = Judgement(verdict="grade", subject=group[0].key, value={"actor": FRONT, "grading": "Discounted"}, by="ana", at=NOON)
    by_people = naming(said(FRONT, RDF))
    grades, _ = decided_grades([given_grade], {group[0].key}, {}, by_people)
    (graded,) = reckon(group, grades=grades, naming=by_people).grading
    assert (graded.grading, graded.by) == ("Discounted", "ana")


def somewhere(country: str) -> Where:
    return Where(name="Somewhere", kind="populated", country=country, lat=1.0, lon=1.0)


def army_in(country: str) -> list[Told]:
    return [told(blames("National Liberation Army"), somewhere(country)), told(blames("ELN"), somewhere(country), outlet="Globe")]


def test_a_name_that_several_groups_bear_means_the_one_of_the_country() -> None:
    assert {line.actor.name for line in reckon(army_in("CO")).responsibility} == {"National Liberation Army"}
    assert {line.actor.name for line in reckon(army_in("BO")).responsibility} == {"National Liberation Army of Bolivia"}
    apart = [told(blames("NLA"), somewhere("MK")), told(blames("National Liberation Army"), somewhere("MK"), outlet="Globe")]
    assert {line.actor.name for line in reckon(apart).responsibility} == {"National Liberation Army of Macedonia"}


def test_a_grade_of_such_a_group_is_that_group_s() -> None:
    group = army_in("CO")
    grade = Grade(account=group[0].key, actor="National Liberation Army", grading="Discounted", by="ana", reason=None)
    (graded,) = reckon(group, grades=[grade]).grading
    assert graded.grading == "Discounted"


def test_actors_of_a_ledger_with_their_names() -> None:
    first, second = [told(blames(RDF)), told(blames(FRONT), outlet="Globe")], [told(blames(RDF), on=40), told(blames("ISIL"), on=40)]
    judgements = [said(FRONT, RDF)]
    by_people = naming(*judgements)
    incidents = [reckon(group, naming=by_people) for group in (first, second)]
    claims = {claim.key: claim for each in (*first, *second) for claim in each.claims}
    found = actors_among(incidents, claims, by_people, alias_pairs(judgements)[0])
    assert [(each.name, each.told_as, len(each.incidents), len(each.said)) for each in found] == [
        (FRONT, (RDF, FRONT), 2, 1),
        ("Islamic State", ("ISIL",), 1, 0),
    ]


NAMES = (FRONT, RDF, ARMY, "Hamas", "Daesh", "Islamic State", "ISIS")


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.booleans(), st.sampled_from(("ana", "bo"))), max_size=8),
    st.randoms(use_true_random=False),
)
def test_the_order_in_which_judgements_come_does_not_matter(rows: list[tuple[str, str, bool, str]], random: object) -> None:
    judgements = [said(one, other, same, by=by, hour=hour) for hour, (one, other, same, by) in enumerate(rows) if one != other]
    mixed = list(judgements)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert decided_names(judgements) == decided_names(mixed)
    by_people, _ = decided_names(judgements)
    for pair in alias_pairs(judgements)[0]:
        assert pair.same or not one_actor(pair.one, pair.other, by_people)
    undone = [*judgements, *map(undo, judgements)]
    assert decided_names(undone) == (Naming(), ())


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_names_may_be_judged(one: str, other: str) -> None:
    by_people, _ = decided_names([said(one, other)])
    key_of_actor(one, by_people)


def test_an_incident_is_found_by_any_name_of_its_actor() -> None:
    by_people = naming(said(FRONT, RDF))
    incident = reckon([told(blames(RDF))], naming=by_people)
    assert blamed(incident, "rdf", by_people)
    assert blamed(incident, FRONT)
    assert blamed(incident, RDF)  # it was told so
    assert not blamed(reckon([told(blames(FRONT))], naming=by_people), RDF)
    assert blamed(reckon(army_in("BO")), "ELN")
