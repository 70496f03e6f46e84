import re
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.export import made
from variorum.export.charts import has_chart, logarithmic, steps_chart, timeline, unnamed
from variorum.export.figures import FigureLine
from variorum.export.index import Index
from variorum.export.labels import Box, place_labels, words_width
from variorum.export.scales import NumberScale, TimeScale, moment
from variorum.export.sheet import sheet
from variorum.export.trajectories import Point, Series, series_of
from variorum.model import When

SHEET = sheet(made.SIEGE, made.CONTENTS)
KILLED = SHEET.figures[0]


def point(day: str, low: int, high: int | None = None, *, lead: bool = True) -> Point:
    return Point(day=day, date=day, low=low, high=high, claim=None, lead=lead)


def figure(*series: Series) -> FigureLine:
    return replace(KILLED, series=series)


def test_lines_are_steps_and_no_slopes() -> None:
    rising = figure(Series(outlet="A", points=(point("2004-09-01", 2, 2), point("2004-09-02", 8, 8), point("2004-09-04", 5, 5))))
    drawing = steps_chart(rising, width=720)
    path = re.search(r'<path class="line" d="([^"]+)"', drawing)
    assert path
    places = re.findall(r"([MLH])(-?[\d.]+)(?: (-?[\d.]+))?", path[1])
    x = None
    for command, across, _ in places:
        if command == "L":  # only straight up or down
            assert across == x
        x = across
    assert [command for command, *_ in places] == ["M", "H", "L", "H", "L", "H"]


def test_an_open_end_is_an_arrow_a_range_a_bar_and_a_number_a_dot() -> None:
    drawing = steps_chart(
        figure(Series(outlet="A", points=(point("2004-09-01", 2), point("2004-09-02", 3, 7), point("2004-09-03", 8, 8)))), width=720
    )
    assert [drawing.count(f'class="{kind}"') for kind in ("open", "bar", "dot", "band")] == [1, 1, 1, 1]


def test_one_line_an_outlet_each_with_its_name() -> None:
    drawing = steps_chart(KILLED, width=720)
    assert drawing.count('class="line"') == len(KILLED.series)
    for series in KILLED.series:
        assert re.search(rf'class="label"[^>]*>{series.outlet}', drawing)


def test_years_without_reports_break_the_axis() -> None:
    assert steps_chart(KILLED, width=720).count('class="break"') == 1
    assert "2017" in steps_chart(KILLED, width=720)


def test_no_line_is_drawn_over_a_break_or_between_reports_of_unnamed_outlets() -> None:
    points = (point("2004-09-01", 2, 2), point("2004-09-03", 8, 8), point("2017-09-03", 9, 9))
    assert steps_chart(figure(Series(outlet="A", points=points)), width=720).count("L") == 1
    assert steps_chart(figure(Series(outlet="A", points=points, joined=False)), width=720).count("L") == 0


def test_claims_of_a_disagreement_stand_out_and_lead_to_their_words() -> None:
    drawing = steps_chart(KILLED, {made.MORE.key}, width=360)
    assert drawing.count("mark conflict") == 1
    assert f'href="#{made.MORE.key.replace(":", "-")}"' in drawing


def test_of_several_numbers_of_one_day_the_lead_is_carried_on() -> None:
    points = (point("2004-09-01", 84, 84), point("2004-09-01", 101, 101, lead=False), point("2004-09-05", 84, 84))
    drawing = steps_chart(figure(Series(outlet="A", points=points)), width=720)
    path = re.search(r'<path class="line" d="([^"]+)"', drawing)
    assert path
    assert len(set(re.findall(r"[ML][\d.]+ ([\d.]+)", path[1]))) == 1


def test_one_number_needs_no_drawing() -> None:
    assert not has_chart(figure(Series(outlet="A", points=(point("2004-09-01", 2, 2),))))
    assert has_chart(KILLED)


def test_only_what_would_flatten_all_else_is_drawn_on_a_logarithmic_scale() -> None:
    assert not logarithmic(KILLED)
    assert logarithmic(
        figure(Series(outlet="A", points=(point("2004-09-01", 1, 1), point("2004-09-02", 2, 2), point("2004-09-03", 900, 900))))
    )


def test_a_dozen_outlets_are_named_and_the_others_counted() -> None:
    crowd = figure(*(Series(outlet=f"Outlet {n}", points=(point("2004-09-01", n, n),)) for n in range(30)))
    assert unnamed(crowd) == 18
    assert steps_chart(crowd, width=720).count('class="label"') == 12


def test_hours_are_marked_where_all_is_one_day() -> None:
    scale = TimeScale.of([moment("2024-03-22T20:15:00+03:00"), moment("2024-03-23T04:40:00+03:00")], 0, 600, clock=True)
    marks = scale.ticks(58)
    assert marks[0].below == "22 Mar 2024"
    assert "23 Mar 2024" in [mark.below for mark in marks]
    assert all(mark.words.endswith(":00") for mark in marks)


def test_a_day_without_a_time_is_given_none() -> None:
    mixed = figure(Series(outlet="A", points=(point("2024-03-22T20:15:00+03:00", 40), point("2024-03-23", 133))))
    assert ":00" not in re.sub(r"<title>.*?</title>|aria-label=\"[^\"]*\"", "", steps_chart(mixed, width=720))


DAYS = st.dates(date(1970, 1, 1), date(2030, 1, 1)).map(date.isoformat)


@given(st.lists(DAYS, min_size=1, max_size=40), st.sampled_from([360.0, 720.0]))
def test_time_runs_from_left_to_right_within_its_room(days: list[str], width: float) -> None:
    moments = sorted(map(moment, days))
    scale = TimeScale.of(moments, 38, width)
    places = [scale.x(when) for when in moments]
    assert places == sorted(places)
    assert all(38 <= place <= width for place in places)
    marks = [mark.x for mark in scale.ticks(50)]
    assert marks
    assert marks == sorted(marks)


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_more_is_higher(numbers: list[int]) -> None:
    scale = NumberScale.of(numbers, 20, 300)
    places = [scale.y(number) for number in sorted(numbers)]
    assert places == sorted(places, reverse=True)
    assert all(19.9 <= place <= 300.1 for place in places)
    ticks = scale.ticks()
    assert ticks[0] == 0
    assert len(ticks) <= 8
    assert ticks == sorted(set(ticks))


@given(
    st.lists(
        st.tuples(st.sampled_from("ABCD"), DAYS, st.integers(0, 2000), st.one_of(st.none(), st.integers(0, 500))), min_size=1, max_size=30
    ),
    st.sampled_from([360, 720]),
)
def test_any_course_can_be_drawn(steps: list[tuple[str, str, int, int | None]], width: int) -> None:
    by_outlet: dict[str, list[Point]] = {}
    for outlet, day, low, more in sorted(steps, key=lambda step: step[:3]):
        by_outlet.setdefault(outlet, []).append(point(day, low, None if more is None else low + more))
    drawing = steps_chart(figure(*(Series(outlet=outlet, points=tuple(held)) for outlet, held in by_outlet.items())), width=width)
    assert drawing.count("<svg") == drawing.count("</svg>") == 1
    assert "nan" not in drawing


def test_labels_do_not_hide_each_other_while_there_is_room() -> None:
    ends = [(f"Outlet {n}", 100.0, 150.0) for n in range(8)]
    labels = place_labels(ends, room=Box(left=0, top=0, right=400, bottom=300), marks=())
    rows = sorted((label.before, label.y) for label in labels)
    assert all(after[0] != before[0] or after[1] - before[1] >= 13.9 for before, after in pairwise(rows))


def test_reports_are_put_on_one_clock() -> None:
    moscow, london = timezone(timedelta(hours=3)), timezone(timedelta())
    documents, claims = [], []
    for hour, zone, number in ((23, moscow, 40), (21, london, 60), (12, moscow, 3)):
        at = datetime(2024, 3, 22, hour, 30, tzinfo=zone)
        document = made.document("T", f"In all {number} died.", outlet=f"O{number}", day=None)
        documents.append(replace(document, published=When.day(at.date(), at=at)))
        claims.append(made.claim(documents[-1], None, f"{number} died", made.people("killed", number)))
    steps = tuple(replace(made.step(f"O{claim.value.low}", "2024-03-22", claim)) for claim in claims)  # type: ignore[union-attr]
    drawn = replace(made.KILLED, claims=(), aside=(), trajectory=steps)
    contents = replace(made.CONTENTS, documents={each.key: each for each in documents}, claims=tuple(claims))
    points = {series.outlet: series.points[0].date for series in series_of(drawn, Index.of(contents))}
    assert points == {
        "O3": "22 March 2024, 12:30 UTC+3", "O40": "22 March 2024, 23:30 UTC+3", "O60": "23 March 2024, 00:30 UTC+3"
    }  # fmt: skip


def test_the_time_line_has_a_dot_for_each_dated_incident() -> None:
    sheets = [sheet(incident, made.CONTENTS) for incident in made.INCIDENTS]
    drawing = timeline(sheets)
    assert drawing is not None
    assert drawing.count("<circle") == 2
    assert timeline(sheets[:1]) is None
    narrow = timeline(sheets, width=360)
    assert narrow is not None
    assert 'class="narrow" viewBox="0 0 360 ' in narrow


def test_words_beside_a_line_end_on_the_drawing() -> None:
    long = "The Daily Observer of the Eastern Provinces and the Coastal Districts"
    for width in (720, 360):
        drawing = str(
            steps_chart(figure(*(Series(outlet=f"{n} {long}", points=(point("2024-03-22", 40 + n * 30),)) for n in range(5))), width=width)
        )
        for x, anchor, words in re.findall(r'<text class="label" x="([\d.]+)" y="[\d.]+" text-anchor="(\w+)">([^<]+)<', drawing):
            assert 0 <= float(x) + (words_width(words) if anchor == "start" else 0) <= width
