import csv
import json
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.export import made
from variorum.config import CONTEXT
from variorum.export.contents import Contents
from variorum.export.csv import COLUMNS, csv_lines
from variorum.export.jsonl import jsonl
from variorum.export.news import judgement_words
from variorum.export.rows import Row, ledger_rows, rows_of
from variorum.export.withheld import withheld
from variorum.export.wording import short
from variorum.model import Judgement, Mention, TargetValue
from variorum.model.records import to_builtins
from variorum.reckon.locating import locator_of

ROWS = list(ledger_rows(made.CONTENTS))


def claim_row_of(key: str, rows: list[Row] = ROWS) -> Row:
    return next(row for row in rows_of(rows, "claim") if row["key"] == key)


def table(contents: Contents = made.CONTENTS, **options: bool) -> list[dict[str, str]]:
    return list(csv.DictReader("".join(csv_lines(contents, **options)).splitlines(keepends=True)))


def test_all_records_come_out_in_the_order_of_the_format() -> None:
    kinds = list(dict.fromkeys(row["record"] for row in ROWS))
    assert kinds == ["document", "account", "claim", "incident", "suggestion", "foretold", "copy", "judgement", "problem"]
    counts = Counter(row["record"] for row in ROWS)
    assert (counts["document"], counts["account"], counts["claim"]) == (6, 8, len(made.CLAIMS) - 2)


def test_a_line_is_json_and_keeps_its_letters() -> None:
    lines = list(jsonl(ROWS))
    assert [json.loads(line)["record"] for line in lines] == [row["record"] for row in ROWS]
    assert any("—" in line for line in lines)
    assert not any("\n" in line for line in lines)


def test_evidence_is_found_again_by_position_and_by_its_surroundings() -> None:
    for row in rows_of(ROWS, "claim"):
        text = made.CONTENTS.documents[row["document"]].text
        for words in row["evidence"]:
            assert text[words["start"] : words["end"]] == words["exact"]
            assert words["prefix"] + words["exact"] + words["suffix"] in text
            assert len(words["prefix"]) <= CONTEXT >= len(words["suffix"])


def test_a_document() -> None:
    row = next(row for row in rows_of(ROWS, "document") if row["id"] == made.SEIZED.key)
    assert row["published"]["earliest"] == "2004-09-01"
    assert (row["publisher"], row["credit"], row["part"], row["file"]) == ("Meridian Wire", "Meridian Wire", 1, "0.txt")
    assert row["text"].startswith(row["title"])
    assert row["sha256"] == made.SEIZED.blob


def test_a_figure_claim() -> None:
    row = claim_row_of(made.CHILDREN.key)
    assert (row["property"], row["standing"], row["certainty"]) == ("figure", "as read", "asserted")
    value = {name: row["value"][name] for name in ("category", "low", "high", "bound", "group", "part_of")}
    assert value == {"category": "killed", "low": 155, "high": 155, "bound": "exact", "group": "children", "part_of": made.WHOLE.key}
    assert row["said_by"]["via"] == "the state news agency"
    assert row["incident"] == made.SIEGE.id
    assert row["id"].startswith(row["key"] + "@")


def test_several_groups_are_a_list_and_an_open_end_is_null() -> None:
    claim = replace(made.TWO, value=made.people("killed", 2, bound="at_least", group=("women", "children")))
    rows = list(ledger_rows(replace(made.CONTENTS, claims=(claim,))))
    value = claim_row_of(claim.key, rows)["value"]
    assert value["group"] == ["women", "children"]
    assert value["high"] is None


def test_a_comparison_is_exported_with_what_it_likens_to() -> None:
    assert claim_row_of(made.LIKENED.key)["value"]["with"] == "the Moscow theatre siege"


def test_an_incident_with_its_figures() -> None:
    row = next(row for row in rows_of(ROWS, "incident") if row["id"] == made.SIEGE.id)
    killed = row["figures"]["killed"]
    assert (killed["low"], killed["best"], killed["high"], killed["rule"], killed["reports"]) == (2, 334, 394, "range", 5)
    first = {"outlet": "Meridian Wire", "at": "2004-09-01", "low": 2, "high": None, "claims": [made.TWO.key], "witness": "Meridian Wire"}
    assert killed["trajectory"][0] == {**first, "step": None, "why": ""}
    assert row["date"]["precision"] == 2
    assert row["place"]["country"] == "RU"
    assert row["mentioned_in"] == [made.YEARS_LATER.key]
    assert row["disagreements"][0]["kind"] == "value"
    assert row["responsibility"][0]["status"] == "CLAIMED OR ADMITTED"


def test_every_account_that_is_exported_leads_to_its_incident() -> None:
    accounts = {row["id"]: row["incident"] for row in rows_of(ROWS, "account")}
    for row in rows_of(ROWS, "incident"):
        assert {accounts[key] for key in row["accounts"]} == {row["id"]}


@pytest.mark.parametrize("victims", [False, True])
def test_victims_are_left_out_unless_asked_for(victims: bool) -> None:
    rows = list(ledger_rows(made.CONTENTS, victims=victims))
    assert any(row["property"] == "victim" for row in rows_of(rows, "claim")) is victims
    assert any(row["property"] == "victim" for row in table(victims=victims)) is victims


def test_without_texts_only_the_smallest_phrase_and_its_surroundings_are_given() -> None:
    rows = list(ledger_rows(made.CONTENTS, text=False))
    assert not any("text" in row for row in rows_of(rows, "document"))
    assert all(len(row["evidence"]) == 1 for row in rows_of(rows, "claim"))


def test_mentions_come_when_asked_for() -> None:
    mention = Mention(span=made.span(made.SEIZED, "Beslan"), kind="place", where=made.SCHOOL)
    contents = replace(made.CONTENTS, mentions=((made.SEIZED.key, mention),))
    assert not list(rows_of(ledger_rows(contents), "mention"))
    (row,) = rows_of(ledger_rows(contents, mentions=True), "mention")
    assert (row["document"], row["kind"], row["where"]["name"]) == (made.SEIZED.key, "place", "Beslan")


def test_words_of_a_text_that_is_gone_are_exported_without_surroundings() -> None:
    lost = replace(made.MORE, document="document:gone")
    contents = replace(made.CONTENTS, claims=(lost, made.TWO), unfound=frozenset({made.TWO.key}))
    for row in rows_of(ledger_rows(contents), "claim"):
        assert {**row["evidence"][0], "exact": None} == {"start": None, "end": None, "exact": None, "prefix": "", "suffix": ""}
    assert table(contents)[0]["publisher"] == ""


def test_a_corrected_claim_has_one_key_in_all_records() -> None:
    contents = replace(made.CONTENTS, known_as={made.MORE.key: "claim:of-the-ledger"}, judgements=())
    rows = list(ledger_rows(contents))
    incident = next(row for row in rows_of(rows, "incident") if row["id"] == made.SIEGE.id)
    named = [*incident["figures"]["killed"]["claims"], *incident["disagreements"][0]["claims"]]
    assert named.count("claim:of-the-ledger") == 2
    assert made.MORE.key not in json.dumps(rows)
    assert claim_row_of("claim:of-the-ledger", rows)


def test_the_table_has_a_line_for_each_claim() -> None:
    lines = table()
    assert len(lines) == len(made.CLAIMS) - 2
    assert tuple(lines[0]) == COLUMNS
    whole = next(line for line in lines if line["claim"] == made.WHOLE.key)
    assert (whole["low"], whole["high"], whole["said_by"], whole["publisher"]) == (
        "322", "322", "the deputy prosecutor general", "Lakeside Daily",
    )  # fmt: skip
    assert whole["incident_title"] == made.SIEGE.title
    claimed = next(line for line in lines if line["claim"] == made.CLAIMED.key)
    assert (claimed["actor"], claimed["status"], claimed["value"]) == ("the group", "CLAIMED OR ADMITTED", "")


def test_no_cell_is_a_formula() -> None:
    document = made.document("T", "=HYPERLINK(1) killed 5 people", outlet="+cmd|x", day=None)
    account = made.account(document, "killed", main=True)
    claim = made.claim(document, account, "=HYPERLINK(1) killed 5 people", made.people("killed", 5))
    (line,) = table(replace(made.CONTENTS, documents={document.key: document}, claims=(claim,)))
    assert line["exact"].startswith("'=")
    assert line["publisher"].startswith("'+")


def test_an_incident_with_what_was_struck_and_what_with() -> None:
    row = next(row for row in rows_of(ROWS, "incident") if row["id"] == made.SIEGE.id)
    assert [(each["kind"], each["description"], each["claims"]) for each in row["targets"]] == [
        ("physical", "school", [made.STRUCK.key]),
        ("human", "children", [made.SIEGED.key]),
        ("human", "people", [made.MANY.key]),
    ]
    assert row["targets"][1]["outcomes"] == [{"number": "155", "effect": "DEATH", "claims": [made.SIEGED.key]}]
    assert [(each["name"], each["kind"]) for each in row["weapons"]] == [("gunfire", "gun")]


def test_a_person_struck_is_named_only_where_victims_are_asked_for() -> None:
    assert "Ivan Example" not in json.dumps([row for row in ROWS if row["record"] in ("claim", "incident")])
    rows = list(ledger_rows(made.CONTENTS, victims=True))
    assert claim_row_of(made.TEACHER.key, rows)["value"]["name"] == "Ivan Example"
    row = next(row for row in rows_of(rows, "incident") if row["id"] == made.SIEGE.id)
    assert "Ivan Example" in [each["name"] for each in row["targets"]]
    assert not [line for line in table() if line["claim"] == made.TEACHER.key]
    assert [line["target"] for line in table(victims=True) if line["claim"] == made.TEACHER.key] == ["Ivan Example"]


def test_a_holder_of_public_office_is_named() -> None:
    governor = replace(made.TEACHER, value=TargetValue(kind="human", name="Mara Lind", type="GOVERNMENT OFFICIAL"))
    loose = replace(made.TEACHER, account=None, value=TargetValue(kind="human", name="Olof Sand"))
    contents = replace(made.CONTENTS, claims=(governor, loose))
    assert withheld(contents) == {loose.key}


def test_the_columns_of_targets_and_weapons() -> None:
    lines = {line["claim"]: line for line in table()}
    children, guns, group = lines[made.SIEGED.key], lines[made.GUNFIRE.key], lines[made.CLAIMED.key]
    told = [children[name] for name in ("target", "target_kind", "target_type", "number", "effect", "weapon")]
    assert told == ["children", "human", "CIVILIAN", "155", "DEATH", ""]
    assert (guns["weapon"], guns["weapon_kind"], guns["target"]) == ("gunfire", "gun", "")
    assert (group["actor"], group["actor_kind"]) == ("the group", "armed_group")


def test_victims_and_who_may_be_one_of_them_stand_only_where_asked_for() -> None:
    private = {"victim", "duplicate"}
    assert not private & {row["record"] for row in ROWS}
    asked = [*ledger_rows(replace(made.CONTENTS, known_as={made.VICTIM.key: "claim:known"}), victims=True)]
    (victim,), (duplicate,) = (list(rows_of(asked, record)) for record in ("victim", "duplicate"))
    assert (victim["name"], victim["ages"], victim["claims"]) == ("Ivan Example", (62,), ["claim:known"])
    assert (duplicate["left"], duplicate["score"]) == ("claim:known", 0.6)
    assert "Ivan" not in json.dumps([row for row in ROWS if row["record"] != "document"])


def test_what_people_decide_of_victims_is_written_without_names_unless_asked_for() -> None:
    document = made.CONTENTS.documents[made.VICTIM.document]
    corrected = Judgement(
        verdict="correct",
        subject=made.VICTIM.key,
        value={"name": "Ivan Other"},
        by="ana",
        at=datetime(2024, 6, 1, tzinfo=UTC),
        locator=locator_of(made.VICTIM, document),
    )
    words = {"same": True, "subject": to_builtins(corrected.locator), "other": to_builtins(corrected.locator)}
    paired = replace(corrected, verdict="person", other="claim:another", value=words, locator=None)
    contents = replace(made.CONTENTS, judgements=(corrected, paired))
    plain, asked = (list(rows_of(ledger_rows(contents, victims=victims), "judgement")) for victims in (False, True))
    assert "Ivan" not in json.dumps(plain)
    assert [row["withheld"] for row in plain] == [True, True]
    assert all("Ivan" in json.dumps(row) and "withheld" not in row for row in asked)
    assert [judgement_words(each).partition(",")[0] for each in (corrected, paired)] == [
        f"ana corrected the name of somebody who came to harm ({short(made.VICTIM.key)})",
        f"ana called {short(made.VICTIM.key)} and claim:another one person",
    ]
