from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.api import document_of
from variorum.model import Hints
from variorum.read.attributions import attribution_for, find_attributions, find_quotes, original_source_of
from variorum.read.certainty import certainty_of
from variorum.read.claims import understand as understood
from variorum.read.parsed import Parsed

Understand = Callable[[str], Parsed]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kind"),
    [
        ("The mayor said that the bridge was closed.", ["The mayor"], "said", ["that the bridge was closed"], "indirect"),
        ("The bridge was closed, the mayor said.", ["the mayor"], "said", ["The bridge was closed"], "indirect"),
        ('"The bridge is closed," said the mayor.', ["the mayor"], "said", ['"The bridge is closed,"'], "direct"),
        (
            '"The bridge," said the mayor, "is closed for good."',
            ["the mayor"],
            "said",
            ['"The bridge,"', '"is closed for good."'],
            "direct",
        ),
        ("‘The bridge is closed,’ she said.", ["she"], "said", ["‘The bridge is closed,’"], "direct"),
        ('The mayor said the bridge was "a deadly trap for us all".', ["The mayor"], "said", None, "mixed"),
        ("The mayor hopes that the bridge will open.", ["The mayor"], "hopes", ["that the bridge will open"], "indirect"),
        ("The bridge is closed, according to the mayor.", ["the mayor"], "according to", ["The bridge is closed"], "indirect"),
        ("It was reported that the bridge was closed.", [], "was reported", ["that the bridge was closed"], "indirect"),
        ("Nobody believed the mayor's claim that the bridge was safe.", ["the mayor"], "claim", ["that the bridge was safe"], "indirect"),
        ("The bridge was reportedly closed.", [], "reportedly", None, "indirect"),
    ],
)
def test_one(understand: Understand, text: str, source: list[str], cue: str, content: list[str] | None, kind: str) -> None:
    found = [one for one in understand(text).attributions if one.cue and cue in one.cue[0].exact]
    assert len(found) == 1
    assert [span.exact.removesuffix("'s") for span in found[0].source] == source
    if content is not None:
        assert [span.exact for span in found[0].content] == content
    assert found[0].kind == kind


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            'The road is cut. "We have no bread," said the miller.\n\n"We will have none tomorrow either. Nobody comes."\n\nRain fell.',
            "the miller",
            ['"We have no bread,"', '"We will have none tomorrow either. Nobody comes."'],
        ),
        (
            'The ministry issued the following statement:\n\n"The bridge stays closed until the spring. We are sorry."',
            "The ministry",
            ['"The bridge stays closed until the spring. We are sorry."'],
        ),
        (
            'The miller said the road was cut. "We have no bread and no flour."\n\nRain fell.',
            "The miller",
            ["the road was cut", '"We have no bread and no flour."'],
        ),
        ('Then Anna Kovacs shot back, "We have no bread and no flour."', "Anna Kovacs", ['"We have no bread and no flour."']),
        ('"We have no bread," Anna Kovacs, who used to bake, told us.', "Anna Kovacs, who used to bake", ['"We have no bread,"']),
        ('The miller added that "nobody has any bread or flour."', "The miller", ['that "nobody has any bread or flour."']),
        (
            '"We have no bread," said the miller. He pointed at the river.\n\n"The bridge is gone and the road is cut," read a sign.',
            "the miller",
            ['"We have no bread,"'],
        ),
        ('"The bridge is gone and the road is cut." Kovacs said.', "Kovacs", ['"The bridge is gone and the road is cut."']),
        (
            'When somebody on the bank shouted, "Bread, give us bread," the miller joked, "Come up and bake it yourselves!"',
            "the miller",
            ['"Come up and bake it yourselves!"'],
        ),
        (
            '"The bridge is gone," the miller said. He added that the road was cut. "We have no bread and no flour."',
            "He",
            ["that the road was cut", '"We have no bread and no flour."'],
        ),
        (
            '"The bridge is gone," the miller said, meaning that it was "closed by the army".',
            "the miller",
            ['"The bridge is gone,"'],
        ),
        (
            'The miller says "the road is open" despite the floods in the valley.',
            "The miller",
            ['"the road is open" despite the floods in the valley'],
        ),
        ('The crowd chanted, "Send them bread," and "Mend the bridge."', "The crowd", ['"Send them bread,"', '"Mend the bridge."']),
        (
            'Bridges are "the heart of a town" and "a matter for all," the miller said.',
            "the miller",
            ['Bridges are "the heart of a town" and "a matter for all,"'],
        ),
        ('"We have no bread!" beamed Anna Kovacs.', "Anna Kovacs", ['"We have no bread!"']),
        ('"We have no bread and no flour," the letter read.', "the letter", ['"We have no bread and no flour,"']),
        ('Anna Kovacs said in a statement. "We have no bread and no flour."', "Anna Kovacs", ['"We have no bread and no flour."']),
        ('Kovacs asked the angry crowd "Why should we give them bread?"', "Kovacs", ['"Why should we give them bread?"']),
        (
            'It is the fault of one man: "He took all the flour," Anna Kovacs said.',
            "Anna Kovacs",
            ['"He took all the flour,"'],
        ),
        (
            '"We have no bread," Kovacs wrote in a letter explaining the quarrel, "but most of us have flour."',
            "Kovacs",
            ['"We have no bread,"', '"but most of us have flour."'],
        ),
        (
            '"The road is cut," Kovacs said. "Nobody comes. We wait.\n\n"The bridge is gone," he went on.',
            "Kovacs",
            ['"The road is cut,"', '"Nobody comes. We wait.'],
        ),
        (
            'According to the paper: "The road is cut by the river. Nobody came for weeks."',
            "the paper",
            ['The road is cut by the river. Nobody came for weeks."'],
        ),
        ('"Would anybody give us bread?" Kovacs pressed.', "Kovacs", ['"Would anybody give us bread?"']),
        (
            'Bread runs out in the valley - Anna Kovacs: "We have no bread and no flour."',
            "Anna Kovacs",
            ['"We have no bread and no flour."'],
        ),
        ('After the storm, the ministry issued a statement, "The bridge stays closed."', "the ministry", ['"The bridge stays closed."']),
        (
            'The miller said in May, when the bridge broke, "We have no bread and no flour."',
            "The miller",
            ['"We have no bread and no flour."'],
        ),
        ('Kovacs was asked by a guest, "Why should we give them bread?"', "a guest", ['"Why should we give them bread?"']),
        ('"The bridge is gone and the road is cut," read one.', "one", ['"The bridge is gone and the road is cut,"']),
        (
            '"We have no bread," said Anna Kovacs, who added that the road was cut.',
            "Anna Kovacs",
            ['"We have no bread,"'],
        ),
        (
            '"We have no bread," said a baker who spoke on condition of anonymity.',
            "a baker",
            ['"We have no bread,"'],
        ),
        ("Kovacs, who left the valley years ago, said that the road was cut.", "Kovacs", ["that the road was cut"]),
        ("Anna Kovacs, speaking to some of us in May, said that the road was cut.", "Anna Kovacs", ["that the road was cut"]),
    ],
)
def test_speech_over_several_sentences(understand: Understand, text: str, source: str, content: list[str]) -> None:
    found = next(one for one in understand(text).attributions if one.source and one.source[0].exact == source)
    assert [span.exact for span in found.content] == content


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"We have no bread and no water left."\n\n- Hanna Vogt, a miller.\n\nRain fell.', "Hanna Vogt"),
        ("Rain fell.\n\n“We have no bread and no water left.” — Hanna Vogt\n\nIt was cold.", "Hanna Vogt"),
    ],
)
def test_a_signature_tells_who_speaks(understand: Understand, text: str, source: str) -> None:
    found = [one for one in understand(text).attributions if one.kind == "direct"]
    assert [[span.exact for span in one.source] for one in found] == [[source]]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('"We have no bread left?" the 40-year-old asked in a short film.', "40-year"),
        ('"There is no bread and there is no water, as everybody knows," the old miller said in a talk with "The Evening Hour."', "miller"),
        ('"Go back to the mill," Vogt barked and a guard led the man out.', "Vogt"),
    ],
)
def test_a_verb_behind_a_quotation_speaks_however_it_is_parsed(understand: Understand, text: str, source: str) -> None:
    found = [one for one in understand(text).attributions if one.kind == "direct"]
    assert any(source in span.exact for one in found for span in one.source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ('Vogt has apologised for what happened: "The gates were open all night and I did not close them."', "Vogt"),
        ('Rain fell.\n\nBy Hanna Vogt: "The gates were open all night and nobody closed them."', "Hanna Vogt"),
    ],
)
def test_who_speaks_before_a_colon(understand: Understand, text: str, source: str) -> None:
    found = [one for one in understand(text).attributions if one.kind == "direct"]
    assert [[span.exact for span in one.source] for one in found] == [[source]]


def test_nobody_asked(understand: Understand) -> None:
    found = [one for one in understand('Kovacs was asked, "Why should we give them bread?"').attributions if one.cue]
    assert [(one.source, one.speaker) for one in found] == [((), None)]


@pytest.mark.parametrize(
    "text",
    [
        'The soldiers of "the first column," FARC said. "" and then nobody came. "',
        'He died, "the agency said. Nobody knew why he had been there at all.',
    ],
)
def test_a_mark_too_many_gives_nobody_the_words(understand: Understand, text: str) -> None:
    assert not [one for one in understand(text).attributions if one.cue and one.cue[0].exact == "died"]
    assert all(piece.end - piece.start < 60 for one in understand(text).attributions for piece in one.content)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Police: Two men shot dead in Salterton\n\nTwo men were shot.", "Police", "Two men shot dead in Salterton"),
        ("Two men are dead after a fire: officials\n\nA fire broke out.", "officials", "Two men are dead after a fire"),
    ],
)
def test_headlines(understand: Understand, text: str, source: str, content: str) -> None:
    found = understand(text).attributions[0]
    assert [span.exact for span in found.source] == [source]
    assert [span.exact for span in found.content] == [content]


@pytest.mark.parametrize("text", ["LIMA: Two men were shot dead.", "Update: Two men were shot dead.", "Where: the old market in the east"])
def test_no_headline_speech(understand: Understand, text: str) -> None:
    assert understand(text).attributions == ()


def test_white_space_has_no_speaker(understand: Understand) -> None:
    parsed = understand("Police said  \n that two men died. ")
    for start in range(len(parsed.text)):
        span = parsed.span(start, start + 1)
        certainty_of(parsed, span, attribution_for(parsed, span))
        original_source_of(parsed, span)


def test_a_quotation_runs_over_sentences_and_paragraphs(understand: Understand) -> None:
    parsed = understand('"The first boat sank at once," the captain said. "Ten men were on it. We saved four."\n\n"The second came later."')
    quotes = find_quotes(parsed)
    assert len(quotes) == 1
    assert [span.exact[:12] for span in quotes[0].evidence] == ['"The first b', '"Ten men wer', '"The second ']
    start = parsed.text.index("four")
    attribution = attribution_for(parsed, parsed.span(start, start + 4))
    assert attribution is not None
    assert attribution.speaker is not None
    assert attribution.speaker.name == "the captain"


def test_speech_ends_with_its_sentence(understand: Understand) -> None:
    parsed = understand("Police said two men were shot. Five others were burned in a fire.")
    start = parsed.text.index("Five")
    assert attribution_for(parsed, parsed.span(start, start + 11)) is None


def test_quotes_need_somebody(understand: Understand) -> None:
    assert [
        len(find_quotes(understand(text))) for text in ("The river rose.", "Reports say the river rose.", "Experts say the river rose.")
    ] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two men were shot, a guard told Reuters.", "Reuters"),
        ("Two men were shot, local media reported.", "local media"),
        ("Two men were shot on Friday, reports Harbour Echo.", "Harbour Echo"),
        ("The Harbour Gazette reported that two men were shot.", "Harbour Gazette"),
        ("Two men were shot, police said.", None),
        ("Two men were shot, a guard told the judge.", None),
    ],
)
def test_original_source(understand: Understand, text: str, name: str | None) -> None:
    parsed = understand(text)
    start = parsed.text.lower().index("two men")
    found = original_source_of(parsed, parsed.span(start, start + 7))
    assert (found or "").removeprefix("The ") == (name or "")


MESSY = [
    "",
    " ",
    "\n\n\n",
    "“",
    "said",
    ': "x"',
    "he said he said he said",
    "🙂 said: “é́”",
    "قال المتحدث إن 3 قتلوا",
    "SAID THE MAN",
    "a" * 20_000,
    '"' * 99,
]


@pytest.mark.parametrize("text", MESSY, ids=range(len(MESSY)))
def test_messy_texts(understand: Understand, text: str) -> None:
    parsed = understand(text)
    for one in parsed.attributions:
        assert all(span.exact == text[span.start : span.end] for span in (*one.source, *one.cue, *one.content))


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            ["police", "said", "that", "he", '"', "“", "”", ",", ".", "12 men", "died", "told", "Reuters", "reports", ":", "\n\n"]
        ),
        max_size=25,
    )
)
def test_any_order_of_words(understand: Understand, parts: list[str]) -> None:
    parsed = understand(" ".join(parts))
    for one in find_attributions(parsed):
        assert all(span.exact == parsed.text[span.start : span.end] for span in (*one.source, *one.cue, *one.content))
    if parsed.text:
        span = parsed.span(0, len(parsed.text))
        certainty_of(parsed, span, attribution_for(parsed, span))
        original_source_of(parsed, span)
        find_quotes(parsed)


def test_a_body_and_the_outlet_itself_carried_nothing_first() -> None:
    text = "Human Rights Watch said that nine had died. A doctor told the Times that ten had."
    parsed = understood(document_of(text, publisher="The Lakeside Times"), Hints())
    assert original_source_of(parsed, parsed.span(text.index("nine"), text.index("nine") + 4)) is None
    assert original_source_of(parsed, parsed.span(text.index("ten had"), text.index("ten had") + 3)) is None


def test_what_is_said_in_a_video_is_the_speakers() -> None:
    text = "A little-known group, the Larnow Martyrs, said in a video shown by Channel Six that it had bombed the bridge."
    parsed = understood(document_of(text), Hints())
    speakers = [one.speaker.name for one in parsed.attributions if one.speaker]
    assert speakers == ["A little-known group, the Larnow Martyrs"]
