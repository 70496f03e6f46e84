from __future__ import annotations

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.errors import UsageError
from variorum.lexicon.datelines import credits
from variorum.lexicon.registry import COLUMNS, Registry, entry_line, parse_registry, shipped
from variorum.lexicon.sources import closing_credit, is_agency, is_known, source_of

LINES = """\
# ours
lakeside-daily\tThe Lakeside Daily\tnewspaper\tShore Media\tNZ\ten\tlakeside.example, news.lake.example\tThe Daily,Lakeside Daily Online
harbour\tHarbour Dispatch Service\tagency\t\t\t\t\tHDS
bbc\tBBC\t\tShore Media
quay\tQuay
"""


def with_lines(text: str = LINES) -> Registry:
    return shipped().with_own(parse_registry(text, "sources.tsv"))


@pytest.mark.parametrize(
    ("given_name", "source"),
    [
        ("The Lakeside Daily", "lakeside-daily"),
        ("lakeside daily online", "lakeside-daily"),
        ("the daily", "lakeside-daily"),
        ("https://www.news.lake.example/a/b", "lakeside-daily"),
        ("sport.lakeside.example", "lakeside-daily"),
        ("lakeside-daily", "lakeside-daily"),
        ("HDS", "harbour"),
        ("Quay", "quay"),
        ("Reuters", "reuters"),
        ("Nobody's Paper", "nobody-s-paper"),
    ],
)
def test_a_user_s_lines_stand_on_top_of_ours(given_name: str, source: str) -> None:
    assert with_lines().source_of(given_name).id == source
    assert source_of(given_name, with_lines()).id == source


def test_a_line_with_an_id_of_ours_changes_that_outlet() -> None:
    registry = with_lines()
    found, before = registry.source_of("https://www.bbc.co.uk/news"), shipped().source_of("bbc.co.uk")
    assert (found.id, found.owner_group) == ("bbc", "Shore Media")
    assert (found.kind, found.country, found.language) == (before.kind, before.country, before.language)
    assert registry.source_of("BBC News") == found
    (line,) = parse_registry("bbc\tBBC\t\t-\t-", "sources.tsv")
    assert shipped().with_own([line]).source_of("BBC").owner_group is None
    assert shipped().with_own([line]).source_of("BBC").country is None


def test_a_name_and_a_domain_of_ours_may_be_taken_over() -> None:
    registry = with_lines("wire\tHarbour Wire\tagency\t\t\t\treuters.com\tReuters News")
    assert registry.source_of("reuters.com").id == registry.source_of("Reuters News").id == "wire"
    assert registry.source_of("Reuters").id == "reuters"


def test_agencies_are_told_by_the_registry_that_is_given() -> None:
    registry = with_lines()
    assert is_agency("HDS", registry)
    assert not is_agency("HDS")
    assert is_known("Lakeside Daily", registry)
    assert not is_known("Lakeside Daily")
    assert credits("(HDS) — Two boats sank.", registry) == "HDS"
    assert credits("(HDS) — Two boats sank.") is None
    found = closing_credit("Two boats sank (HDS)", registry)
    assert found is not None
    assert found.name == "HDS"
    assert not is_agency("Reuters", with_lines("reuters\tReuters\tnewspaper"))


def test_what_is_ours_is_told_from_what_is_the_user_s_and_from_the_unknown() -> None:
    registry = with_lines()
    assert registry.own == {"lakeside-daily", "harbour", "bbc", "quay"}
    assert registry.holds(registry.source_of("Quay"))
    assert not registry.holds(registry.source_of("Nobody's Paper"))
    assert shipped().own == frozenset()


def test_a_registry_is_a_plain_value() -> None:
    copy = pickle.loads(pickle.dumps(with_lines()))
    assert copy == with_lines()
    assert copy.source_of("HDS") == with_lines().source_of("HDS")
    assert with_lines() != shipped()
    assert with_lines("") == shipped()


def test_an_edition_changes_with_what_the_user_wrote() -> None:
    assert shipped().edition == with_lines("# nothing").edition == ""
    assert with_lines().edition == with_lines(LINES + "# a comment\n").edition
    assert with_lines().edition != with_lines(LINES.replace("Shore Media", "Sea Media")).edition


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("quay", "line 1: only one column"),
        ("# a comment\n\nquay\t", "line 3: the name is ''"),
        ("\tQuay", "line 1: the id is ''"),
        ("the quay\tQuay", "line 1: the id is 'the quay'"),
        ("a\tQuay\tpaper", "line 1: the kind is 'paper': one of agency, newspaper"),
        ("a\tQuay\t\t\tnz", "line 1: the country is 'nz': two capital letters"),
        ("a\tQuay\t\t\t\tEN", "line 1: the language is 'EN': two small letters"),
        ("a\tQuay\t\t\t\t\tquay", "line 1: 'quay' is no domain"),
        ("a\tQuay\t\t\t\t\t\t\tmore", "line 1: 9 columns"),
        ("a\tQuay\nb\tThe Quay", "line 2: the name 'quay' stands in line 1 already"),
        ("a\tQuay\na\tPier", "line 2: the id 'a' stands in line 1 already"),
        ("a\tQuay\t\t\t\t\tx.example\nb\tPier\t\t\t\t\thttps://www.x.example/", "line 2: the domain 'x.example' stands in line 1 already"),
    ],
)
def test_a_mistake_is_one_line_with_file_and_number(text: str, said: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_registry(text, "my.variorum/sources.tsv")
    assert str(raised.value).startswith(f"my.variorum/sources.tsv, {said}")
    assert "\n" not in str(raised.value)


def test_a_table_from_a_spreadsheet_is_read() -> None:
    header = "\t".join(COLUMNS)
    text = f'\ufeff{header}\r\nquay\tQuay\tnewspaper\t\t\t\t\t"Quay Post,The Quay Times"\r\n\t\t\t\r\n'
    (entry,) = parse_registry(text, "sources.tsv")
    assert (entry.source.id, entry.source.kind, entry.names) == ("quay", "newspaper", ("Quay Post", "The Quay Times"))


def test_entries_are_written_as_they_are_read() -> None:
    entries = parse_registry(LINES, "sources.tsv")
    assert parse_registry("\n".join(map(entry_line, entries)), "sources.tsv") == entries
    assert parse_registry("\n".join(map(entry_line, shipped().entries)), "sources.tsv") == shipped().entries


@given(st.text(alphabet=st.sampled_from('ab\t\n\r,.-#"é🙂 ا'), max_size=80))
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    said = "sources.tsv, line "
    try:
        shipped().with_own(parse_registry(text, "sources.tsv"))
    except UsageError as error:
        said = str(error)
    assert said.startswith("sources.tsv, line ")
    assert "\n" not in said


@given(st.text(max_size=60))
def test_anything_may_be_asked(name: str) -> None:
    registry = with_lines()
    assert registry.source_of(name).id
    registry.named(name)
