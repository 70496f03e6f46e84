"""Times of a document: found, resolved by its date, and given to the words they date."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.api import document_of
from variorum.model import Document, Hints, Span, When
from variorum.read.claims import understand
from variorum.read.parse import parse
from variorum.read.parsed import Parsed
from variorum.read.times import as_of, document_date, find_times, when_of


def read(text: str, anchor: When | date | None = None) -> Parsed:
    when = When.day(anchor) if isinstance(anchor, date) else anchor
    parsed = Parsed(document=Document(capture="c", blob="0" * 64, text=text), doc=parse(text), anchor=when)
    return replace(parsed, times=find_times(parsed))


def values(parsed: Parsed) -> dict[str, str]:
    return {mention.span.exact: mention.timex.value for mention in parsed.times if mention.timex}


def dated(parsed: Parsed, words: str) -> str | None:
    start = parsed.text.index(words)
    when = when_of(parsed, Span.of(parsed.text, start, start + len(words)))
    return f"{when.earliest}/{when.latest}" if when and when.earliest != when.latest else str(when.earliest) if when else None


def counted(parsed: Parsed, words: str) -> str | None:
    start = parsed.text.index(words)
    when = as_of(parsed, Span.of(parsed.text, start, start + len(words)))
    return str(when.earliest) if when else None


ANCHOR = date(2021, 8, 13)  # a Friday


def test_stated_resolved_and_inferred() -> None:
    parsed = read("Rebels took the bridge on 3 May 2011. They lost it on Tuesday.", ANCHOR)
    assert [mention.timex.when.how for mention in parsed.times if mention.timex and mention.timex.when] == ["stated", "resolved"]
    guessed = read("They lost it on Tuesday.", When.day(ANCHOR, how="inferred"))
    assert [mention.timex.when.how for mention in guessed.times if mention.timex and mention.timex.when] == ["inferred"]


def test_nothing_is_guessed_without_an_anchor() -> None:
    parsed = read("They lost the bridge on Tuesday, and on May 3 the mill.")
    assert values(parsed) == {"Tuesday": "XXXX-WXX-2", "May 3": "XXXX-05-03"}
    assert all(mention.timex and mention.timex.when is None for mention in parsed.times)


def test_anchor_between_two_days_gives_all_days_that_may_be_meant() -> None:
    parsed = read(
        "They lost the bridge on Tuesday.", When(earliest=date(2021, 8, 11), latest=date(2021, 8, 20), precision=3, how="inferred")
    )
    when = parsed.times[0].timex.when if parsed.times[0].timex else None
    assert when is not None
    assert (when.earliest, when.latest) == (date(2021, 8, 10), date(2021, 8, 17))


def test_verb_decides_between_past_and_future() -> None:
    parsed = read("Troops left on Monday. Talks will resume on Wednesday.", ANCHOR)
    assert values(parsed) == {"Monday": "2021-08-09", "Wednesday": "2021-08-18"}


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The mayor could not be reached for comment Tuesday.", "Tuesday", "2021-08-10"),
        ("Neither the mayor nor his driver could be found Tuesday.", "Tuesday", "2021-08-10"),
        ("They will look for ways to get around Tuesday's ruling.", "Tuesday", "2021-08-10"),
        ("The truce had been due to expire Tuesday.", "Tuesday", "2021-08-10"),
        ("The truce is due to expire Tuesday.", "Tuesday", "2021-08-17"),
        ("The rebels have given the town until Tuesday to yield.", "Tuesday", "2021-08-17"),
        ("The two generals meet Monday in the capital.", "Monday", "2021-08-16"),
        ("The blockade lasts from Monday to Friday.", "Friday", "2021-08-20"),
        ("They announced a plan to reopen the port in December.", "December", "2021-12"),
        ("The appeal is heard in December.", "December", "2021-12"),
        ("The blast came at 08:15 local time (07:15 GMT) on Monday 9 August.", "08:15 local time", "2021-08-09T08:15"),
        ("The blast came at 08:15 local time (07:15 GMT) on Monday 9 August.", "07:15 GMT", "2021-08-09T07:15"),
    ],
)
def test_how_a_day_hangs_on_its_verb(text: str, phrase: str, value: str) -> None:
    assert values(read(text, ANCHOR))[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The dam broke on 4 June 2009. The next day soldiers came.", "The next day", "2009-06-05"),
        ("The dam broke on 4 June 2009. That night two villages drowned.", "That night", "2009-06-04TNI"),
        ("The dam broke on 4 June 2009; the engineer was arrested two weeks later.", "two weeks later", "2009-W25"),
        ("The dam broke on June 4, 2009, and was mended on July 1.", "July 1", "2009-07-01"),
        ("Attacks fell to nine last year from 30 the year before.", "the year before", "2019"),
        ("The dam broke in 2009. It was rebuilt the following year.", "the following year", "2010"),
    ],
)
def test_days_go_on_from_the_day_told(text: str, phrase: str, value: str) -> None:
    assert values(read(text, ANCHOR))[phrase] == value


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("The mill lost nine million in the second quarter, twice as much as a year ago.", "a year ago", "2020-Q2"),
        ("The second quarter was bad. In the nine months it lost three million, half as much as a year ago.", "a year ago", "2020"),
        ("The first quarter was bad; the 2020 period had been good.", "the 2020 period", "2020-Q1"),
        ("The quarter-to-quarter fall was small.", "The quarter", None),
    ],
)
def test_quarters_are_compared_with_their_like(text: str, phrase: str, value: str | None) -> None:
    assert values(read(text, ANCHOR)).get(phrase) == value


def test_names_are_no_times() -> None:
    assert values(read("She spoke on “This Week” of a high noon.", ANCHOR)) == {}
    assert values(read("They fled “this week”.", ANCHOR)) == {"this week": "2021-W32"}


def test_that_night_of_a_year_is_no_day() -> None:
    parsed = read("In 2009 the dam broke. That night two villages drowned.", ANCHOR)
    when = parsed.times[1].timex.when if parsed.times[1].timex else None
    assert when is not None
    assert (when.earliest, when.latest) == (date(2009, 1, 1), date(2009, 12, 31))


def test_dates_of_event_and_figure() -> None:
    parsed = read("Officials said on Thursday that the toll from Monday's landslide had risen to 71.", ANCHOR)
    assert dated(parsed, "landslide") == "2021-08-09"
    assert counted(parsed, "71") == "2021-08-12"


@pytest.mark.parametrize(
    ("text", "words", "when", "figure"),
    [
        ("On Monday raiders burned the mill, killing 11 people, police said on Thursday.", "killing 11 people", "2021-08-09", "2021-08-12"),
        ("As of Tuesday, 15 people were still missing.", "15 people", None, "2021-08-10"),
        ("By late Tuesday at least 40 were dead.", "40", None, "2021-08-10"),
        ("Eight people died when a roof collapsed on Tuesday.", "Eight people died", "2021-08-10", None),
        ("The raid recalled the 1997 massacre of farmers.", "raid", None, None),
        ("The raid recalled the 1997 massacre of farmers.", "massacre", "1997-01-01/1997-12-31", None),
        ("A truck exploded on Monday outside a court. Four guards died.", "Four guards died", "2021-08-09", None),
        ("Since the raid of 7 May 2019 the two mayors have met twice.", "have met twice", None, None),
        ("Since the raid of 7 May 2019 the two mayors have met twice.", "raid", "2019-05-07", None),
        ("It was the worst raid since 2011.", "raid", None, None),
        ("Raiders struck on Monday.\n\nFour guards died.", "Four guards died", None, None),
    ],
)
def test_which_date_belongs_to_which_words(text: str, words: str, when: str | None, figure: str | None) -> None:
    parsed = read(text, ANCHOR)
    assert (dated(parsed, words), counted(parsed, words)) == (when, figure)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "how"),
    [
        ("LAGOS, May 4, 2012 (Wire) - Raiders killed nine.", "2012-05-04", "2012-05-04", "stated"),
        ("LIMA, 4 MAY 89 (RADIO) -- RAIDERS KILLED NINE VILLAGERS.", "1989-05-04", "1989-05-04", "stated"),
        ("PUNTA CLARA (PERU), 4 MAY 88 (AB) -- RAIDERS KILLED NINE VILLAGERS.", "1988-05-04", "1988-05-04", "stated"),
        ("LAGOS, May 5 (Wire) - Nine died in the latest raid, on Friday, May 4, 2012.", "2012-05-05", "2012-05-05", "inferred"),
        ("Why is the ministry not counting the dead in March 2013, as it did in June 2007?", "2013-03-01", "2013-03-31", "inferred"),
        ("Exactly 30 years ago the mine collapsed. It was the year 1984, and nobody came.", "2014-01-01", "2014-12-31", "inferred"),
        ("The town marked the 15th anniversary of the 1999 raid on Sunday.", "2014-01-01", "2014-12-31", "inferred"),
        ("The recent raid on Friday, May 4, 2012, shook the province.", "2012-05-04", "2012-12-31", "inferred"),
        ("The raid on Friday, May 4, 2012, killed nine. Two men were held on Sunday.", "2012-05-04", "2012-05-11", "inferred"),
    ],
)
def test_date_of_the_document(text: str, earliest: str, latest: str, how: str) -> None:
    when = document_date(replace(read(text), times=()), Hints())
    assert when is not None
    assert (str(when.earliest), str(when.latest), when.how) == (earliest, latest, how)
    assert when.evidence is not None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The toll road earns $2 million a year.", []),
        ("Thefts rose by 5% annually.", []),
        ("The average daily catch fell.", []),
        ("The daily Arenal Courier told of it.", []),
        ("They meet daily.", ["daily"]),
        ("It killed 12 a week after the flood.", ["a week after the flood", "a week"]),
    ],
)
def test_a_rate_is_no_time(text: str, words: list[str]) -> None:
    found = [mention.span.exact for mention in read(text, ANCHOR).times]
    assert found == words if not words else found[0] in words


def test_printed_date_is_kept_and_nothing_is_made_up() -> None:
    printed = When.day(date(2020, 1, 2))
    parsed = read("The raid on Friday, May 4, 2012, killed nine.")
    assert document_date(replace(parsed, document=replace(parsed.document, published=printed)), Hints()) == printed
    assert document_date(read("Raiders killed nine on Friday."), Hints()) is None
    assert document_date(read("The war of 1912 began in winter."), Hints()) is None


def test_hints_never_beat_the_text() -> None:
    hints = Hints(siblings=(When.day(date(2012, 5, 20)),), retrieved=datetime(2012, 6, 1, tzinfo=UTC))
    told = document_date(read("The recent raid on May 4, 2012, shook the province."), hints)
    assert told is not None
    assert (told.earliest, told.latest) == (date(2012, 5, 4), date(2012, 6, 1))
    silent = document_date(read("The raid shook the province."), hints)
    assert silent is not None
    assert (silent.earliest, silent.latest, silent.how) == (date(2012, 5, 13), date(2012, 5, 27), "inferred")
    older = Hints(siblings=(When.day(date(2011, 5, 20)),))
    assert document_date(read("The raid of May 2012 shook the province."), older) is None


@given(st.text(max_size=60) | st.text(alphabet="Mayon 1234,.\n'-é\u0301\u05d0😀FridaySsept", max_size=80))
@settings(max_examples=60)
def test_any_text_is_survived(text: str) -> None:
    parsed = read(text, ANCHOR)
    document_date(parsed, Hints())
    for mention in parsed.times:
        assert mention.span.exact == text[mention.span.start : mention.span.end]
        when_of(parsed, mention.span)
        as_of(parsed, mention.span)


def test_the_quarter_ended_is_the_one_that_the_company_numbers() -> None:
    own = read("It lost money in its fiscal first quarter. In the quarter ended June 30, sales fell.", ANCHOR)
    assert values(own)["the quarter"] == "2021-Q1"
    calendar = read("In the quarter ended June 30, sales fell.", ANCHOR)
    assert values(calendar)["the quarter"] == "2021-Q2"


def test_what_will_be_is_this_years_unless_a_noun_bears_the_month() -> None:
    assert values(read("She will command the mission in May.", ANCHOR))["May"] == "2022-05"
    assert values(read("The army will leave under a June agreement.", ANCHOR))["June"] == "2021-06"


def test_the_weekend_ahead() -> None:
    assert values(read("The parties will meet over the weekend.", ANCHOR))["the weekend"] == "2021-W32-WE"
    assert values(read("Six people were killed over the weekend.", ANCHOR))["the weekend"] == "2021-W31-WE"


def test_the_same_day_is_no_day_to_come() -> None:
    text = "Gunmen raided the school on Monday. The president, who will host a forum on 7 June, spoke. On the same day, a bomb killed nine."
    times = understand(document_of(text, published=date(2024, 5, 17)), Hints()).times
    (same,) = [mention for mention in times if "same" in mention.span.exact]
    assert same.timex is not None
    assert same.timex.value == "2024-05-13"
