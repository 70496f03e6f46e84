from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

from rich.console import Console

from tests.export import made
from variorum.export.dossier import dossier
from variorum.export.index import Index
from variorum.export.sheet import sheet
from variorum.export.text import written
from variorum.export.wording import short
from variorum.model import Judgement, Link, Locator, Problem
from variorum.model.records import to_builtins

SHEET = sheet(made.SIEGE, made.CONTENTS)
KILLED = SHEET.figures[0]


def test_what_when_where() -> None:
    assert (SHEET.title, SHEET.kind, SHEET.stage) == ("Hostage-taking, Beslan, 1 September 2004", "Hostage-taking", "")
    assert (SHEET.when, SHEET.when_precision) == ("1–3 September 2004", "within two to six days")
    assert (SHEET.where, SHEET.where_precision) == ("School No. 1, Beslan, North Ossetia, Russia", "exact place")
    assert (SHEET.first, SHEET.last) == ("1 September 2004", "4 September 2004")


def test_every_number_leads_to_a_claim_that_gives_it() -> None:
    assert (KILLED.low.claim, KILLED.best.claim, KILLED.high.claim) == (made.TWO.key, made.LATER.key, made.MORE.key)
    assert SHEET.figures[2].high.words == "open"


def test_a_claim_carries_sentence_speaker_outlet_date_and_certainty() -> None:
    line = next(line for line in KILLED.claims if line.key == made.WHOLE.key)
    assert [run.text for run in line.sentence if run.mark == "value"] == ["322 people were killed"]
    assert line.speaker is not None
    assert (line.speaker.name, line.speaker.via) == ("the deputy prosecutor general", "the state news agency")
    assert (line.outlet, line.date, line.certainty, line.standing) == ("Lakeside Daily", "4 September 2004", "asserted", "accepted")
    assert SHEET.documents[line.document - 1].outlet == "Lakeside Daily"  # type: ignore[operator]


def test_claims_come_by_date_and_parts_under_their_whole() -> None:
    assert [line.value for line in KILLED.claims] == ["at least 2", "at least 200", "394", "322", "about 334"]
    parts = {line.value: [(part.value, part.of) for part in line.parts] for line in KILLED.claims}
    assert parts["322"] == [("155", "children")]
    assert parts["about 334"] == [("318", "hostages")]


def test_the_same_words_in_several_reports_are_one_line() -> None:
    copy = replace(made.COUNTED, publisher="Coast Observer", capture="capture:of-a-copy")
    account = made.account(copy, "people were killed", main=True)
    whole = replace(made.WHOLE, document=copy.key, account=account.key)
    part = replace(made.CHILDREN, document=copy.key, account=account.key, value=replace(made.CHILDREN.value, part_of=whole.key))  # type: ignore[type-var]
    figure = replace(made.KILLED, claims=(*made.KILLED.claims, whole.key), aside=(*made.KILLED.aside, part.key))
    incident = replace(made.SIEGE, accounts=(*made.SIEGE.accounts, account.key), figures=(figure,))
    contents = replace(
        made.CONTENTS,
        documents={**made.CONTENTS.documents, copy.key: copy},
        claims=(*made.CLAIMS, whole, part),
        accounts=(*made.ACCOUNTS, account),
        standing={},
    )
    killed = sheet(incident, contents).figures[0]
    line = next(line for line in killed.claims if line.value == "322")
    assert {line.key, *(other.key for other in line.same)} == {made.WHOLE.key, whole.key}
    assert [(part.value, len(part.same)) for part in line.parts] == [("155", 1)]
    assert killed.total == KILLED.total + 2


def test_wholes_that_lead_in_a_circle_are_shown_once() -> None:
    one, two = made.WHOLE.key, made.CHILDREN.key
    circle = replace(made.WHOLE, value=replace(made.WHOLE.value, part_of=two))  # type: ignore[type-var]
    assert circle.key == one  # part_of is in no key
    contents = replace(made.CONTENTS, claims=tuple(circle if claim.key == one else claim for claim in made.CLAIMS))
    killed = sheet(made.SIEGE, contents).figures[0]
    assert killed.total == KILLED.total


def test_background_running_totals_and_forecasts_are_kept_apart() -> None:
    apart = {each.kind: [claim.line.key for claim in each.claims] for each in SHEET.apart}
    assert apart == {
        "forecast": sorted([made.MAY_PASS.key, made.PASS.key]),
        "total": [made.REGION.key],
        "background": [made.THEATRE.key],
    }
    shown = {line.key for figure in SHEET.figures for line in (*figure.claims, *figure.earlier, *figure.groups)}
    assert shown.isdisjoint(key for keys in apart.values() for key in keys)
    background = next(each for each in SHEET.apart if each.kind == "background").claims[0]
    assert (background.own, background.title) == (False, "Hostage-taking, Moscow, 2002")


def test_a_report_that_only_mentions_the_incident_gives_none_of_its_own_matter() -> None:
    assert sheet(made.THEATRE_SIEGE, made.CONTENTS).apart == ()
    assert [document.main for document in SHEET.documents] == [True, True, True, True, False]


def test_each_claim_stands_in_one_place_and_no_victim_is_named() -> None:
    keys = [line.key for figure in SHEET.figures for each in (figure.claims, figure.earlier, figure.groups) for line in each]
    keys += [part.key for figure in SHEET.figures for line in figure.claims for part in line.parts]
    keys += [line.key for actor in SHEET.responsibility for each in actor.lines for line in each.claims]
    keys += [line.key for section in SHEET.sections for line in section.claims]
    keys += [line.key for each in (*SHEET.participants.first, *SHEET.participants.further) for line in each.claims]
    keys += [claim.line.key for apart in SHEET.apart for claim in apart.claims if claim.own]
    named = {made.VICTIM.key, made.TEACHER.key}
    mine = {claim.key for claim in made.CLAIMS if claim.account in made.SIEGE.accounts and claim.key not in named}
    assert sorted(keys) == sorted(mine)


def test_only_web_addresses_are_links() -> None:
    links = {document.outlet: document.link for document in SHEET.documents}
    assert links["Meridian Wire"] == "https://wire.example/beslan/1"
    assert links["Channel Six"] is None


def test_problems_questions_and_links() -> None:
    assert [(problem.code, problem.messages) for problem in SHEET.problems] == [
        ("ambiguous_place", ("'Ingushetia' may be any of 2 entries.",))
    ]
    assert SHEET.questions[0].right == "Meridian Wire, 1 September 2004 (“theatre was stormed”)"
    assert SHEET.links[0].reasons == ("same type", "same place", "two days apart")


def test_one_question_is_asked_of_two_incidents_until_somebody_says_that_they_are_two() -> None:
    one, other = made.SIEGE.accounts[:2]
    pairs = [Link(left=key, right=made.ARSON.accounts[0], score=score, reasons=()) for key, score in ((one, 0.3), (other, 0.4))]
    asked = Index.of(replace(made.CONTENTS, suggestions=tuple(pairs)))
    assert asked.questions == {made.SIEGE.id: [pairs[1]], made.ARSON.id: [pairs[1]]}
    said = Judgement(verdict="different", subject=one, other=made.ARSON.id, by="Ada", at=made.AT)
    assert not Index.of(replace(made.CONTENTS, suggestions=tuple(pairs), judgements=(said,))).questions


def test_people_who_contradict_each_other_are_told_of_at_all_that_it_is_about() -> None:
    other = made.ARSON.accounts[0]
    pair = f"Of {other} and {made.SIEGE.accounts[0]} Ada said same, Bo later different; the later holds."
    problems = [
        Problem(stage="reckon", code="contradictory_judgements", subject=subject, message=message)
        for subject, message in ((other, pair), (made.MORE.key, "Ada said accept, Bo later said reject; the later holds."))
    ]
    contents = replace(made.CONTENTS, problems=tuple(problems))
    shown = [sheet(incident, contents).problems for incident in (made.SIEGE, made.ARSON)]
    assert [line.messages for lines in shown for line in lines] == [(pair, problems[1].message), (pair,)]
    console = Console(file=StringIO(), width=200)
    written(sheet(made.SIEGE, contents), console)
    assert pair in console.file.getvalue()  # type: ignore[attr-defined]


def test_judgements_are_told_unless_withdrawn() -> None:
    line = next(line for line in KILLED.claims if line.key == made.MORE.key)
    assert line.judged == ("rejected by Ada, 1 June 2024: double count",)
    undo = replace(made.JUDGED, at=datetime(2024, 6, 2, tzinfo=UTC), withdraws=made.JUDGED.key)
    redo = replace(undo, at=datetime(2024, 6, 3, tzinfo=UTC), withdraws=undo.key)
    assert not Index.of(replace(made.CONTENTS, judgements=(made.JUDGED, undo))).judgements
    assert Index.of(replace(made.CONTENTS, judgements=(made.JUDGED, undo, redo))).judgements


def test_a_correction_tells_what_was_read() -> None:
    value = replace(made.MORE.value, low=39, high=39)  # type: ignore[type-var]
    corrected = replace(made.MORE, value=value)
    words = made.MORE.evidence[0]
    locator = Locator(
        blob=made.RELATIVES.blob, property="figure", exact=words.exact, prefix="", suffix="", value=to_builtins(made.MORE.value)
    )  # fmt: skip
    judgement = Judgement(
        verdict="correct", subject=made.MORE.key, by="Ada", at=made.AT, value=to_builtins(value), reason="a slip", locator=locator
    )
    claims = tuple(corrected if claim.key == made.MORE.key else claim for claim in made.CLAIMS)
    figure = replace(made.KILLED, claims=(corrected.key,), aside=())
    contents = replace(
        made.CONTENTS,
        claims=claims,
        judgements=(judgement,),
        standing={corrected.key: "corrected"},
        known_as={corrected.key: made.MORE.key},
    )
    (line,) = sheet(replace(made.SIEGE, figures=(figure,)), contents).figures[0].claims
    assert (line.value, line.judged) == ("39", ("corrected from 394 by Ada, 1 June 2024: a slip",))
    assert line.short == short(made.MORE.key)


def test_parts_stay_under_a_whole_that_a_person_corrected() -> None:
    corrected = replace(made.WHOLE, value=replace(made.WHOLE.value, low=323, high=323))  # type: ignore[type-var]
    claims = tuple(corrected if claim.key == made.WHOLE.key else claim for claim in made.CLAIMS)
    figure = replace(made.KILLED, claims=tuple(corrected.key if key == made.WHOLE.key else key for key in made.KILLED.claims))
    contents = replace(made.CONTENTS, claims=claims, known_as={corrected.key: made.WHOLE.key})
    killed = sheet(replace(made.SIEGE, figures=(figure,)), contents).figures[0]
    assert [part.value for line in killed.claims if line.value == "323" for part in line.parts] == ["155"]


def test_words_that_are_no_longer_in_a_text_stand_alone() -> None:
    lost = replace(made.MORE, document="document:000000000000000000000000")
    claims = tuple(lost if claim.key == made.MORE.key else claim for claim in made.CLAIMS)
    figure = replace(made.KILLED, claims=(lost.key,), aside=(), trajectory=())
    (line,) = sheet(replace(made.SIEGE, figures=(figure,)), replace(made.CONTENTS, claims=claims)).figures[0].claims
    assert [(run.text, run.mark) for run in line.sentence] == [("394 people", "value")]
    assert line.outlet == "a report no longer read"


def test_the_points_of_an_outlet_keep_their_open_ends() -> None:
    series = {each.outlet: each.points for each in KILLED.series}
    assert [(point.low, point.high, point.date) for point in series["The Harbour Post"]] == [(200, None, "3 September 2004")]


def test_an_accusation_that_nobody_makes_is_said_to_be_rejected() -> None:
    rejected = replace(made.CLAIMED, value=replace(made.CLAIMED.value, status="SUSPECTED OR ACCUSED"), certainty="denied")  # type: ignore[type-var]
    claims = tuple(rejected if claim.key == made.CLAIMED.key else claim for claim in made.CLAIMS)
    (line,) = made.SIEGE.responsibility
    incident = replace(made.SIEGE, responsibility=(replace(line, status="SUSPECTED OR ACCUSED", claims=(rejected.key,)),))
    (actor,) = sheet(incident, replace(made.CONTENTS, claims=claims)).responsibility
    assert actor.lines[0].status == "said not to have done it"


def test_deeds_that_are_in_no_line_of_responsibility_have_a_section() -> None:
    sections = sheet(replace(made.SIEGE, responsibility=()), made.CONTENTS).sections
    assert [each.label for each in sections if each.property == "responsibility"] == ["Told of police, soldiers and others without a name"]
    assert "responsibility" not in SHEET.told_of


def test_an_incident_without_anything_still_has_a_sheet() -> None:
    bare = replace(made.ARSON, figures=(), documents=("document:gone",), where=None)
    empty = sheet(bare, replace(made.CONTENTS, claims=(), accounts=(), problems=(), suggestions=()))
    assert (empty.figures, empty.documents, empty.when, empty.where) == ((), (), None, None)


def test_victims_are_counted_and_not_named() -> None:
    said = "1 person is named among those who came to harm: `variorum victims` lists them; 1 pair may be one person"
    assert SHEET.victims.startswith(said)
    assert sheet(made.ARSON, made.CONTENTS).victims == ""


def test_an_incident_without_figures_says_so_and_one_that_is_only_mentioned_does_not() -> None:
    bare = replace(made.SIEGE, figures=())
    out = StringIO()
    written(sheet(bare, made.CONTENTS), Console(file=out, width=200))
    assert "Figures  none told" in out.getvalue()
    page = dossier([bare], made.CONTENTS)
    assert "<dt>Figures</dt><dd>none told</dd>" in page
    assert "stands above" not in page
    assert "none told" not in dossier([replace(bare, documents=(), mentioned_in=bare.documents)], made.CONTENTS)
