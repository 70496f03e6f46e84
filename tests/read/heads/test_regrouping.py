"""Items that belong together, or apart, move the clauses that tell of them."""

from __future__ import annotations

from datetime import date

from variorum.api import document_of
from variorum.model import Hints
from variorum.read.accounts import Group, regroup, tell, tell_accounts, weave_threads
from variorum.read.claims import understand
from variorum.read.events import find_events
from variorum.read.parsed import Parsed

TEXT = (
    "A bomb killed 12 people at a market in Kirkuk on Monday, police said. "
    "Twenty others were wounded in the blast. "
    "In Mosul, gunmen shot dead three soldiers at a checkpoint."
)


def parsed() -> Parsed:
    return understand(document_of(TEXT), Hints())


def head(one: Parsed, word: str) -> int:
    return next(token.i for token in one.doc if token.text == word)


def test_a_group_takes_its_clauses_along() -> None:
    one = parsed()
    threads = weave_threads(one, find_events(one))
    groups = [
        Group(heads=(head(one, "people"), head(one, "others")), status="news"),
        Group(heads=(head(one, "soldiers"),), status="background"),
    ]
    made, homes = regroup(threads, groups)
    tellings = tell(one, made)
    first, second = (tellings[home] for home in homes if home is not None)
    assert first is not second
    assert first.account.status == "news"
    assert second.account.status == "background"
    assert second.where is not None
    assert second.where.name == "Mosul"


def test_one_group_has_one_telling() -> None:
    one = parsed()
    threads = weave_threads(one, find_events(one))
    everything = Group(heads=tuple(head(one, word) for word in ("people", "others", "soldiers")), status="cumulative")
    made, homes = regroup(threads, [everything])
    assert homes == [0]
    assert tell(one, made)[0].account.status == "cumulative"


def test_without_groups_all_stays() -> None:
    one = parsed()
    events = find_events(one)
    made, homes = regroup(weave_threads(one, events), [])
    assert homes == []
    assert tell(one, made) == tell_accounts(one, events)


def test_no_words_are_lost() -> None:
    one = parsed()
    threads = weave_threads(one, find_events(one))
    before = sorted(token.i for thread in threads for scene in thread.scenes for token in scene.clause.tokens)
    groups = [Group(heads=(head(one, word),)) for word in ("people", "others", "soldiers")]
    made, _ = regroup(threads, groups)
    assert sorted(token.i for thread in made for scene in thread.scenes for token in scene.clause.tokens) == before


def test_a_group_whose_words_stand_nowhere_has_no_home() -> None:
    one = parsed()
    made, homes = regroup(weave_threads(one, find_events(one)), [Group(heads=(10_000,))])
    assert homes == [None]
    assert made


def regrouped(text: str, first: str, second: str) -> list[str]:
    """What each of two words' tellings says, where the words are known to belong to two incidents."""
    one = understand(document_of(text), Hints())
    made, homes = regroup(weave_threads(one, find_events(one)), [Group(heads=(head(one, word),)) for word in (first, second)])
    tellings = tell(one, made)
    assert len({telling.account.key for telling in tellings}) == len(tellings)
    assert len(set(homes)) == 2
    return [" … ".join(piece.exact for piece in tellings[home].extent) for home in homes if home is not None]


def test_a_clause_without_an_event_word_may_tell_of_another_incident() -> None:
    text = "Pirates shot two sailors dead off Hobyo on Monday. They still hold about 130 seamen."
    assert regrouped(text, "sailors", "seamen")[1].startswith("They still hold")


def test_a_phrase_is_cut_out_of_a_clause_that_tells_of_two() -> None:
    extents = regrouped("The day saw three soldiers killed by a mine and two guards in a drive-by shooting.", "soldiers", "guards")
    assert "guards" in extents[1]
    assert "soldiers" not in extents[1]


def test_a_background_that_dates_the_undated_incident_of_its_number_joins_it() -> None:
    text = (
        "Market attack: life for two. A court on Monday sent two drivers to prison for helping the gunmen who murdered 31 people at the "
        "market of Kirkuk in June 2014."
    )
    one = understand(document_of(text), Hints())
    threads = weave_threads(one, find_events(one))
    assert len(threads) > 1
    made, homes = regroup(threads, [Group(heads=(head(one, "drivers"), head(one, "people")))])
    told = tell(one, made)
    assert len(told) == 1
    assert homes == [0]
    assert told[0].when is not None
    assert (told[0].when.earliest, told[0].when.precision) == (date(2014, 6, 1), 4)
