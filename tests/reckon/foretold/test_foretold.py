"""Warnings and forecasts, and the incidents that may be what they were about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from variorum.model import (
    Actor,
    Claim,
    Document,
    ForecastValue,
    Foretold,
    Incident,
    Mention,
    Responsibility,
    Span,
    Target,
    Timex,
    WarningValue,
    When,
    Where,
)
from variorum.model.identity import digest
from variorum.reckon.foretold import Reports, find_foretold

SAID = date(2021, 4, 1)
TOWN = Where(name="Dry Creek", kind="populated", country="XA", gazetteer_id=1, admin1="Low Plain")
OTHER = Where(name="Bellport", kind="populated", country="XA", gazetteer_id=2)
LAND = Where(name="Aland", kind="country", country="XA", gazetteer_id=3, precision=6)
PROVINCE = Where(name="Low Plain", kind="admin1", country="XA", gazetteer_id=4, precision=4)
ABROAD = Where(name="Beland", kind="country", country="XB", gazetteer_id=5, precision=6)
PLACES = {place.name: place for place in (TOWN, OTHER, LAND, PROVINCE, ABROAD)}
FRONT = "Red Dawn Front"


def incident(day: int = 3, **more: Any) -> Incident:
    target = Target(
        kind="physical", name=None, description="a church", type="OTHER", outcomes=(), reports=1, score=1, claims=(), told_as=("a church",)
    )
    return Incident(
        **{
            "id": "account:1",
            "title": "Bombing, Dry Creek",
            "accounts": ("account:1",),
            "type": "bombing",
            "stage": "ACCOMPLISHED",
            "when": When.day(SAID + timedelta(days=day)),
            "where": TOWN,
            "documents": ("document:later",),
            "mentioned_in": (),
            "targets": (target,),
            "responsibility": (Responsibility(actor=Actor(name=FRONT), status="SUSPECTED OR ACCUSED", by=None, claims=()),),
            **more,
        }
    )


def warns(
    sentence: str, about: str | None, *, by: str = "the ministry", dates: dict[str, int] | None = None, **more: Any
) -> tuple[Claim, Reports]:
    """A report of SAID with one warning; places and the front in its sentence are mentions, `dates` the days from SAID on of others."""
    text = f"Title\n\n{sentence} It was a quiet day."
    published = more.pop("published", SAID)
    document = Document(
        capture="capture:1",
        blob=digest(text.encode()),
        text=text,
        title="Title",
        body_start=7,
        publisher="Post",
        published=When.day(published),
    )
    start = text.index(sentence)
    value = more.pop("value", None) or WarningValue(by=by, about=about)
    kind = "warning" if isinstance(value, WarningValue) else "forecast"
    claim = Claim(
        document=document.key, property=kind, value=value, evidence=(Span.of(text, start, start + len(sentence)),), maker="test", **more
    )
    found = []
    for name in (*PLACES, FRONT, *(dates or {})):
        at = text.find(name)
        if at >= 0:
            span = Span.of(text, at, at + len(name))
            day = (dates or {}).get(name)
            if day is not None:
                timex = Timex(type="DATE", value="X", when=When.day(SAID + timedelta(days=day)))
                found.append(Mention(span=span, kind="time", timex=timex))
            elif name in PLACES:
                found.append(Mention(span=span, kind="place", where=PLACES[name]))
            else:
                found.append(Mention(span=span, kind="organisation", value=name))
    return claim, Reports(documents={document.key: document}, mentions=lambda _: tuple(found))


def foretold(claim: Claim, reports: Reports, *incidents: Incident) -> list[Foretold]:
    return list(find_foretold(incidents or (incident(),), [claim], reports))


@pytest.mark.parametrize(
    ("sentence", "about", "day", "expected"),
    [
        ("The ministry warned of attacks on churches in Aland over Easter.", "attacks on churches in Aland over Easter", 3, 0.48),
        ("The ministry warned of attacks on churches in Aland over Easter.", "attacks on churches in Aland over Easter", 12, None),
        ("The ministry warned of attacks on churches in Dry Creek.", "attacks on churches in Dry Creek", 3, 0.57),
        ("The ministry warned of attacks on churches in Dry Creek.", "attacks on churches in Dry Creek", 20, 0.51),
        ("The ministry warned of attacks on churches in Dry Creek.", "attacks on churches in Dry Creek", 40, None),
        ("The ministry warned of attacks on churches in Dry Creek.", "attacks on churches in Dry Creek", -2, None),
        ("The ministry warned of attacks on churches in Bellport.", "attacks on churches in Bellport", 3, None),
        ("The ministry warned of attacks on churches in Beland.", "attacks on churches in Beland", 3, None),
        ("The ministry warned of attacks on schools in Aland.", "attacks on schools in Aland", 3, None),
        ("The ministry warned of bombings in Low Plain in the coming days.", "bombings in Low Plain in the coming days", 12, 0.42),
        ("The ministry warned that the Red Dawn Front may strike in Aland.", "the Red Dawn Front may strike in Aland", 3, 0.4),
        ("The ministry warned of attacks on churches.", "attacks on churches", 3, None),
    ],
)
def test_time_place_and_what_was_named_decide(sentence: str, about: str, day: int, expected: float | None) -> None:
    claim, reports = warns(sentence, about, dates={"Easter": 3} if "Easter" in sentence else None)
    found = foretold(claim, reports, incident(day))
    assert [each.score for each in found] == ([expected] if expected else [])
    assert all(not each.stated and each.by == "the ministry" and each.said == SAID for each in found)


def test_reasons_are_words() -> None:
    text = "attacks on churches in Dry Creek on Sunday by the Red Dawn Front"
    claim, reports = warns(f"The ministry warned on Thursday of {text}.", text, dates={"Sunday": 3, "Thursday": -1})
    (found,) = foretold(claim, reports)
    assert found.reasons == (
        "in the time that it was expected for",
        "in the place that was named",
        "by the group that was named",
        "against what was named",
    )
    assert (found.score, found.said) == (0.6, SAID - timedelta(days=1))
    assert (found.claim, found.incident) == (claim.key, "account:1")


def test_a_forecast_fits_by_its_text() -> None:
    value = ForecastValue(text="more bombings are expected in Dry Creek next week", horizon="next week")
    claim, reports = warns("Analysts say more bombings are expected in Dry Creek next week.", None, value=value, certainty="predicted")
    assert [each.by for each in foretold(claim, reports)] == ["Post"]
    assert not foretold(replace(claim, certainty="denied"), reports)


def test_the_one_country_of_a_report_stands_for_a_place_that_is_not_named() -> None:
    about = "attacks on churches on Sunday"
    claim, reports = warns(f"Meeting in Aland, the ministry warned of {about}.", about, dates={"Sunday": 3})
    assert [each.score for each in foretold(claim, reports)] == [0.48]


def test_a_report_of_the_incident_says_that_it_was_warned_of() -> None:
    later = SAID + timedelta(days=5)
    claim, reports = warns("The ministry had warned of attacks.", "attacks", published=later)
    own = incident(documents=(claim.document,))
    (found,) = foretold(claim, reports, own)
    assert (found.stated, found.said, found.reasons) == (True, None, ("a report of the incident says so",))
    dated, held = warns("The embassy warned on Monday of attacks.", "attacks", published=later, dates={"Monday": 1})
    assert [each.said for each in foretold(dated, held, incident(documents=(dated.document,)))] == [SAID + timedelta(days=1)]


def test_a_warning_after_the_incident_is_none_of_it() -> None:
    claim, reports = warns("The ministry warned of attacks in Dry Creek.", "attacks in Dry Creek", published=SAID + timedelta(days=5))
    assert not foretold(claim, reports, incident(documents=(claim.document,)))
    elsewhere, held = warns("The ministry had warned of attacks in Bellport.", "attacks in Bellport", published=SAID + timedelta(days=5))
    assert not foretold(elsewhere, held, incident(documents=(elsewhere.document,)))


def test_what_is_not_dated_or_only_threatened_or_told_of_by_the_warning_itself_fits_nothing() -> None:
    claim, reports = warns("The ministry warned of attacks on churches in Dry Creek.", "attacks on churches in Dry Creek")
    for unfit in ({"when": None}, {"where": None}, {"stage": "THREATENED"}, {"documents": ()}, {"documents": (claim.document,)}):
        assert not foretold(claim, reports, incident(**unfit))
    gone = Reports(documents={}, mentions=lambda _: ())
    assert not foretold(claim, gone)


def test_the_order_of_incidents_and_claims_does_not_matter() -> None:
    claim, reports = warns("The ministry warned of attacks on churches in Dry Creek.", "attacks on churches in Dry Creek")
    both = [incident(2, id="account:2"), incident(4, id="account:3")]
    assert [each.incident for each in find_foretold(both, [claim], reports)] == ["account:2", "account:3"]
    assert find_foretold(both[::-1], [claim], reports) == find_foretold(both, [claim], reports)
