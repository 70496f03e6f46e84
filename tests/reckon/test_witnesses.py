from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.model import Account, Claim, Document, FigureValue, Span, Speaker, Told, When, Witness
from variorum.model.identity import digest
from variorum.reckon.counting import counts
from variorum.reckon.figures import reckon_figures
from variorum.reckon.witnesses import origins_of

DAY = date(2021, 5, 3)


def report(
    sentence: str, number: int, *, outlet: str | None, by: str | None = None, credit: str | None = None, day: date = DAY, more: str = ""
) -> Told:
    text = f"Title\n\n{sentence} {more}".strip()
    document = Document(
        capture=f"capture:{digest(f'{text} {outlet} {day}'.encode())[:24]}",
        blob=digest(f"{text} {outlet} {day}".encode()),
        text=text,
        title="Title",
        body_start=7,
        publisher=outlet,
        copy_credit=credit,
        published=When.day(day),
    )
    account = Account(document=document.key, anchor=Span.of(text, 0, 5), status="news", main=True)
    at = text.index(str(number))
    claim = Claim(
        document=document.key,
        account=account.key,
        property="figure",
        value=FigureValue(category="killed", low=number, high=number),
        evidence=(Span.of(text, at, at + len(str(number))),),
        maker="test",
        said_by=Speaker(name=by) if by else None,
    )
    return Told(account=account, document=document, claims=(claim,), published=document.published, outlet=outlet)


def witnesses(group: Sequence[Told], **families: str) -> tuple[Witness, ...]:
    (figure,) = reckon_figures(group, family_of=families)
    return figure.witnesses


def test_two_papers_that_quote_one_spokesman_are_one_witness() -> None:
    group = [
        report("The toll is 9, said Interior Minister Ada Vance.", 9, outlet="Post", by="Interior Minister Ada Vance"),
        report("Vance spoke of 9 dead.", 9, outlet="Globe", by="Vance"),
        report("Our reporter counted 9 bodies.", 9, outlet="Star"),
    ]
    found = witnesses(group)
    assert [(each.origin, len(each.documents)) for each in found] == [("Interior Minister Ada Vance", 2), ("Star", 1)]
    assert "quoted" in found[0].reasons[0]


def test_who_is_named_further_down_is_meant_in_the_headline() -> None:
    one = report("Prosecutor: 9 dead. The toll is 9, said Ada Vance.", 9, outlet="Post", by="Prosecutor")
    claim, text = one.claims[0], one.document.text
    at = text.rindex("9")
    named = replace(claim, evidence=(Span.of(text, at, at + 1),), said_by=Speaker(name="Ada Vance"))
    assert [each.origin for each in witnesses([replace(one, claims=(claim, named))])] == ["Ada Vance"]


def test_two_persons_of_one_last_name_are_two() -> None:
    group = [
        report("The toll is 9, Ada Vance said.", 9, outlet="Post", by="Ada Vance"),
        report("There were 9, said Karl Vance.", 9, outlet="Globe", by="Karl Vance"),
    ]
    assert len(witnesses(group)) == 2


def test_the_police_are_the_police_and_unnamed_officials_are_each_papers_own() -> None:
    police = [
        report("Police say 9 died.", 9, outlet="Post", by="Dry Creek police"),
        report("A spokesman gave 9.", 9, outlet="Globe", by="a police spokesman"),
    ]
    assert len(witnesses(police)) == 1
    officials = [
        report("Officials say 9 died.", 9, outlet="Post", by="officials"),
        report("Officials gave 9.", 9, outlet="Globe", by="officials"),
    ]
    assert {each.origin for each in witnesses(officials)} == {"officials (in Post)", "officials (in Globe)"}


def test_copies_of_one_text_are_their_first_outlets_but_for_what_a_paper_adds() -> None:
    wire = report("A bomb in a van killed 9 people at the court of the town of Arden on Monday.", 9, outlet="Meridian Wire")
    paper = report(
        "A bomb in a van killed 9 people at the court of the town of Arden on Monday.", 9, outlet="Post", more="The mayor wept.", day=DAY
    )
    own = report("Our town lost 12 of its own sons in that very blast, this newspaper has learnt.", 12, outlet="Post", day=DAY)
    families = {each.document.key: wire.document.key for each in (wire, paper, own)}
    (figure,) = reckon_figures([wire, paper, own], family_of=families)
    origins = origins_of(list(counts([wire, paper, own])), family_of=families)
    names = origins.names()
    assert names[wire.claims[0].key] == names[paper.claims[0].key] == "Meridian Wire"
    assert names[own.claims[0].key] == "Post"
    assert figure.reports == len({claim for each in figure.witnesses for claim in each.documents})


def test_one_sentence_word_for_word_is_one_witness() -> None:
    sentence = "In all 9 people lost their lives when the bomb went off beside the court."
    found = witnesses([report(sentence, 9, outlet="Post"), report(sentence, 9, outlet="Globe", more="More was not known.")])
    assert len(found) == 1
    assert any("word for word" in reason for reason in found[0].reasons)


def test_a_credit_is_the_agencys() -> None:
    group = [
        report("In Arden 9 people died.", 9, outlet="Post", credit="AP"),
        report("Nine is the number: 9 dead.", 9, outlet="Globe", credit="Associated Press"),
    ]
    assert [each.origin for each in witnesses(group)] == ["Associated Press"]


def test_an_agency_is_one_whatever_words_stand_around_its_name() -> None:
    names = ("Interfax", "the Interfax news agency", "Russia's Interfax news agency", "Interfax News Agency")
    group = [report(f"Paper {at} has 9 dead.", 9, outlet=f"Paper {at}", by=name) for at, name in enumerate(names)]
    assert [len(each.documents) for each in witnesses(group)] == [4]
    other = report("Here, too, 9 dead.", 9, outlet="Star", by="the rescue agency")
    assert len(witnesses([*group, other])) == 2


def test_sources_that_nobody_but_an_agency_knows_are_the_agency_s() -> None:
    group = [
        from_agency("A police source told Interfax of 9 dead.", outlet="Post", by="a police source"),
        from_agency("Nine, or 9, died, a source in the emergency services told Interfax.", outlet="Globe", by="a source in the services"),
        from_agency("The governor told Interfax of 9 dead.", outlet="Star", by="Governor Ada Vance"),
    ]
    assert [(each.origin, len(each.documents)) for each in witnesses(group)] == [("Interfax", 2), ("Governor Ada Vance", 1)]


def from_agency(sentence: str, *, outlet: str, by: str) -> Told:
    made = report(sentence, 9, outlet=outlet, by=by)
    return replace(made, claims=(replace(made.claims[0], original_source="Interfax"),))


def test_steps_are_by_witness() -> None:
    early = [report(f"Vance spoke of 9 dead to {outlet}.", 9, outlet=outlet, by="Ada Vance") for outlet in ("Post", "Globe")]
    late = report("It is now 12, Ada Vance said.", 12, outlet="Star", by="Ada Vance", day=date(2021, 5, 4))
    (figure,) = reckon_figures([*early, late])
    assert [(step.witness, step.outlet, step.low, len(step.claims)) for step in figure.trajectory] == [
        ("Ada Vance", "Globe", 9, 2),
        ("Ada Vance", "Star", 12, 1),
    ]


def test_nine_reprints_do_not_outvote_two_witnesses() -> None:
    copies = [report("A bomb killed 9 people at the court of Arden on Monday.", 9, outlet=f"Paper {number}") for number in range(9)]
    others = [report("We counted 11 bodies.", 11, outlet="Star"), report("The morgue holds 11.", 11, outlet="Globe")]
    families = {each.document.key: copies[0].document.key for each in copies}
    (figure,) = reckon_figures([*copies, *others], family_of=families)
    assert (figure.best, figure.reports, len(figure.witnesses)) == (11, 11, 3)


OUTLETS = st.sampled_from(["Post", "Globe", "Star", None])
SPEAKERS = st.sampled_from([None, "Ada Vance", "Vance", "police", "officials", "a doctor", "Interfax"])


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 3), OUTLETS, SPEAKERS, st.booleans()), min_size=1, max_size=8), st.randoms())
def test_every_claim_has_one_witness_whatever_the_order(rows: list[tuple[int, str | None, str | None, bool]], dice: object) -> None:
    group = [
        report(f"Report {index} tells that {low} people died.", low, outlet=outlet, by=by, credit="AP" if credit else None)
        for index, (low, outlet, by, credit) in enumerate(rows)
    ]
    found = origins_of(list(counts(group)))
    mixed = list(group)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    held = [claim for each in found.witnesses(found.of) for claim in each.claims]
    assert sorted(held) == sorted(found.of)
    assert found.witnesses(found.of) == origins_of(list(counts(mixed))).witnesses(found.of)
