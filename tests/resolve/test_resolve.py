from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Account, Claim, Document, FigureValue, Span, Told, TypeValue, When, Where
from variorum.model.identity import digest
from variorum.resolve import resolve
from variorum.resolve.features import compare, weights
from variorum.resolve.profile import profile
from variorum.resolve.weighing import log_odds
from variorum.resolve.wording import names_of, sentences_around, sites_of, terms_of, worth

HARBOUR = Where(name="Port Salter", kind="populated", lat=10.0, lon=20.0, country="XA", gazetteer_id=1)
INLAND = Where(name="Dry Creek", kind="populated", lat=14.0, lon=22.0, country="XA", gazetteer_id=2)
ABROAD = Where(name="Vellmar", kind="populated", lat=50.0, lon=9.0, country="XB", gazetteer_id=3)


@dataclass(frozen=True)
class Says:
    left: str
    right: str
    verdict: str
    by: str = "me"


def told_of(
    text: str,
    *,
    anchor: str,
    day: date | None = None,
    published: date | None = None,
    where: Where | None = None,
    kind: str | None = "bombing",
    killed: int | None = None,
    main: bool = True,
    status: str = "news",
    document: Document | None = None,
    year: int | None = None,
) -> Told:
    title = text.split("\n", maxsplit=1)[0]
    made = document or Document(
        capture=f"capture:{digest(text.encode())[:8]}", blob=digest(text.encode()), text=text, title=title, body_start=len(title) + 2
    )
    start = made.text.index(anchor)
    span = Span.of(made.text, start, start + len(anchor))
    account = Account(document=made.key, anchor=span, status=status, main=main)  # type: ignore[arg-type]
    values: list[tuple[str, object]] = []
    if kind:
        values.append(("incident_type", TypeValue(type=kind)))  # type: ignore[arg-type]
    if day:
        values.append(("date", When.day(day)))
    if year:
        values.append(("date", When(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision=5, how="stated")))
    if where:
        values.append(("place", where))
    if killed:
        values.append(("figure", FigureValue(category="killed", low=killed, high=killed)))
    claims = tuple(
        Claim(document=made.key, property=name, value=value, evidence=(span,), maker="test", account=account.key)  # type: ignore[arg-type]
        for name, value in values
    )
    return Told(account=account, document=made, claims=claims, published=When.day(published) if published else None, outlet="Test Post")


MARKET = "Blast at the fish market in Port Salter\n\nA bomb went off at the fish market of Port Salter on Monday. Mayor Osk Brandel spoke."
MARKET_LATER = "Port Salter counts its dead\n\nTwo days after the bomb at the fish market, Osk Brandel said that Port Salter would mourn."
ELSEWHERE = "Bomb in Dry Creek\n\nA bomb went off at a bus station of Dry Creek on Monday, said Governor Lena Haug."


def a_market(published: date = date(2021, 5, 3), **more: object) -> Told:
    return told_of(MARKET, anchor="A bomb went off", day=date(2021, 5, 3), published=published, where=HARBOUR, **more)  # type: ignore[arg-type]


def later() -> Told:
    return told_of(MARKET_LATER, anchor="the bomb at the fish market", day=date(2021, 5, 3), published=date(2021, 5, 5), where=HARBOUR)


def elsewhere() -> Told:
    return told_of(ELSEWHERE, anchor="A bomb went off", day=date(2021, 5, 3), published=date(2021, 5, 3), where=INLAND)


def groups(*told: Told, pairs: tuple[Says, ...] = ()) -> set[frozenset[str]]:
    return {frozenset(group) for group in resolve(told, pairs=pairs).groups}  # type: ignore[arg-type]


def test_one_place_and_day_is_one_incident_with_its_reasons() -> None:
    one, other = a_market(), later()
    resolved = resolve([one, other])
    assert resolved.groups == (tuple(sorted([one.key, other.key])),)
    (link,) = resolved.links_in(resolved.groups[0])
    assert "same day" in link.reasons
    assert "both in Port Salter" in link.reasons
    assert 0.5 < link.score <= 1


def test_two_towns_on_one_day_are_two_incidents() -> None:
    assert len(groups(a_market(), elsewhere())) == 2


def test_a_trial_long_after_is_about_what_happened_then() -> None:
    trial = (
        "Trial opens in Port Salter\n\nThe first verdict on the bomb at the fish market of Port Salter is due in spring, said Osk Brandel."
    )
    fair = trial.replace("Trial opens", "Fair opens").replace("The first verdict on", "A stone for").replace("is due", "will be laid")
    late = {name: told_of(text, anchor="the bomb", published=date(2022, 9, 6), where=HARBOUR) for name, text in (("t", trial), ("f", fair))}
    name, other = ({each.name for each in compare(profile(a_market()), profile(late[each]))} for each in late)
    assert "looks_back" in name
    assert "told_late" in other


def test_the_greater_an_equal_toll_the_more_it_tells_unless_it_is_round() -> None:
    def worth_of(number: int) -> float:
        tolls = (profile(told_of(text, anchor="bomb", killed=number)) for text in (MARKET, MARKET_LATER))
        return next(each.degree for each in compare(*tolls) if each.name == "same_toll")

    assert worth_of(149) > worth_of(17) > worth_of(100) == 1


def test_the_same_town_a_year_later_is_another_incident() -> None:
    text = "Blast in Port Salter\n\nA bomb went off near the railway of Port Salter on Friday, the police chief said."
    again = told_of(text, anchor="A bomb went off", day=date(2022, 5, 6), published=date(2022, 5, 6), where=HARBOUR)
    assert len(groups(a_market(), again)) == 2


def test_places_in_two_countries_keep_apart_what_is_alike() -> None:
    text = MARKET.replace("Port Salter", "Vellmar").replace("Osk Brandel", "Ute Senn")
    abroad = told_of(text, anchor="A bomb went off", day=date(2021, 5, 3), published=date(2021, 5, 3), where=ABROAD)
    assert len(groups(a_market(), abroad)) == 2


def test_two_mentions_with_a_year_and_a_name_are_one_incident() -> None:
    essay = (
        "On fear\n\nWe have seen it before. In 2002 the Orlinka Theater in Varnast was stormed with gas, and many died. Then came silence, "
        "and a generation of children who do not know of it."
    )
    report = (
        "Ten years on\n\nThe ministry has never said which gas it used to end the siege of the theatre on Orlinka Street in Varnast, "
        "October 23, 2002."
    )
    place = Where(name="Varnast", kind="populated", lat=60.0, lon=40.0, country="XA", gazetteer_id=9)
    one = told_of(
        essay,
        anchor="the Orlinka Theater in Varnast was stormed",
        year=2002,
        where=place,
        kind="hostage_taking",
        status="background",
        main=False,
    )
    day = date(2002, 10, 23)
    other = told_of(
        report,
        anchor="the siege of the theatre on Orlinka Street in Varnast",
        day=day,
        where=place,
        kind="hostage_taking",
        status="background",
        main=False,
    )
    assert len(groups(one, other)) == 1


@pytest.mark.parametrize("status", ["cumulative", "planned", "hypothetical"])
def test_totals_plans_and_suppositions_stay_alone(status: str) -> None:
    total = told_of(MARKET_LATER, anchor="the bomb at the fish market", day=date(2021, 5, 3), where=HARBOUR, status=status)
    assert len(groups(a_market(), total)) == 2


def test_two_accounts_of_one_document_stay_apart_unless_a_person_joins_them() -> None:
    one = a_market()
    other = told_of(MARKET, anchor="Blast at the fish market", day=date(2021, 5, 3), where=HARBOUR, main=False, document=one.document)
    assert len(groups(one, other)) == 2
    left, right = sorted([one.key, other.key])
    assert len(groups(one, other, pairs=(Says(left, right, "same"),))) == 1


def test_people_beat_scores_both_ways() -> None:
    one, other, far = a_market(), later(), elsewhere()
    left, right = sorted([one.key, other.key])
    assert frozenset({one.key, other.key}) not in groups(one, other, pairs=(Says(left, right, "different"),))
    left, right = sorted([one.key, far.key])
    assert frozenset({one.key, far.key}) in groups(one, far, pairs=(Says(left, right, "same"),))


def test_different_blocks_a_merge_through_third_parties() -> None:
    one, two, three = a_market(), later(), a_market_in_other_words()
    left, right = sorted([one.key, three.key])
    found = groups(one, two, three, pairs=(Says(left, right, "different"),))
    assert not any({one.key, three.key} <= group for group in found)


def a_market_in_other_words() -> Told:
    text = "Fish market bombed\n\nPort Salter woke to smoke on Tuesday, after a bomb tore up its fish market, Osk Brandel said."
    return told_of(text, anchor="a bomb tore up its fish market", day=date(2021, 5, 3), published=date(2021, 5, 4), where=HARBOUR)


def test_a_contradiction_between_people_shows_both() -> None:
    one, two, three = a_market(), later(), elsewhere()

    def says(a: Told, b: Told, verdict: str, by: str) -> Says:
        return Says(*sorted([a.key, b.key]), verdict, by)

    pairs = (says(one, two, "same", "ana"), says(two, three, "same", "ana"), says(one, three, "different", "bo"))
    resolved = resolve([one, two, three], pairs=pairs)  # type: ignore[arg-type]
    assert not any({one.key, three.key} <= set(group) for group in resolved.groups)
    (problem,) = resolved.problems
    assert problem.code == "contradictory_judgements"
    assert "ana" in problem.message
    assert "bo" in problem.message


def test_unsure_is_kept_as_a_suggestion() -> None:
    one, other = a_market(), later()
    resolved = resolve([one, other], pairs=[Says(*sorted([one.key, other.key]), "unsure")])  # type: ignore[list-item]
    assert len(resolved.groups) == 2
    assert [(link.left, link.right) for link in resolved.suggestions] == [tuple(sorted([one.key, other.key]))]


def test_nothing_told_gives_nothing() -> None:
    assert resolve([]).groups == ()


POOL = [a_market(), later(), elsewhere(), a_market_in_other_words(), told_of("Raid\n\nA raid.", anchor="A raid", kind=None)]
KEYS = sorted(each.key for each in POOL)
PAIRS = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(["same", "different", "unsure"]), st.sampled_from("ab"))


@settings(max_examples=60)
@given(st.permutations(POOL), st.lists(PAIRS, max_size=4))
def test_the_order_of_accounts_does_not_matter(order: list[Told], judgements: list[tuple[str, str, str, str]]) -> None:
    pairs = {tuple(sorted((a, b))): Says(*sorted((a, b)), verdict, by) for a, b, verdict, by in judgements if a != b}
    assert resolve(order, pairs=list(pairs.values())) == resolve(POOL, pairs=sorted(pairs.values(), key=str))  # type: ignore[arg-type]


@settings(max_examples=40)
@given(st.lists(st.sampled_from(POOL), unique_by=lambda told: told.key))
def test_every_account_is_in_exactly_one_group(some: list[Told]) -> None:
    members = [key for group in resolve(some).groups for key in group]
    assert sorted(members) == sorted(each.key for each in some)


def test_a_pair_is_compared_alike_whichever_comes_first() -> None:
    profiles = [profile(each) for each in POOL]
    for one in profiles:
        for other in profiles:
            assert compare(one, other) == compare(other, one)
            assert log_odds(compare(one, other), weights()) == log_odds(compare(other, one), weights())


def test_every_feature_has_a_weight() -> None:
    for one in POOL:
        for other in POOL:
            assert all(feature.name in weights() for feature in compare(profile(one), profile(other)))


@pytest.mark.parametrize("text", ["", "😀", "ALL CAPITALS", "a\u0301 e\u0301", "שלום", "x" * 100_000, "A. " * 30_000, "\n\n\n"])
def test_no_text_is_too_strange(text: str) -> None:
    terms_of(text)
    names_of(text)
    sites_of(text)
    assert sentences_around(text, []) == ""


def test_common_words_tell_less_than_names() -> None:
    assert worth("the") == 0 < worth("police") < worth("brandel")
    assert names_of("The mayor of Port Salter, Osk Brandel, spoke. Then he left.").keys() == {"salter", "osk", "brandel"} | (
        {"port"} if worth("port") >= 0.3 else set()
    )


@pytest.mark.parametrize(("site", "words"), [("arena", "both at an arena"), ("theatre", "both at a theatre")])
def test_a_shared_building_is_told_as_a_person_would(site: str, words: str) -> None:
    left, right = (replace(profile(told), sites=frozenset({site})) for told in (a_market(), later()))
    assert words in {feature.words for feature in compare(left, right)}


def test_sentences_are_found_round_words_and_around_them() -> None:
    text = "One came. Two went. Three stayed."
    span = Span.of(text, 10, 13)
    assert sentences_around(text, [span]).strip() == "Two went."
    assert sentences_around(text, [span], without=True).split() == ["One", "came.", "Three", "stayed."]
