"""A user's registry of sources in a ledger's folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.cli import OK, USAGE, main
from variorum.config import Config
from variorum.errors import UsageError
from variorum.lexicon.registry import parse_registry, shipped
from variorum.model import Document
from variorum.registry import lines_for, outlets_among, registry_of, registry_path, with_source
from variorum.store import Ledger


def document(
    number: int, *, publisher: str | None = None, source: str | None = None, credit: str | None = None, address: str | None = None
) -> Document:
    return Document(
        capture=f"capture:{number}", blob=str(number), text="", publisher=publisher, source=source, copy_credit=credit, address=address
    )


DOCUMENTS = (
    document(1, publisher="The Lakeside Daily", address="https://lakeside.example/1"),
    document(2, publisher="Lakeside Daily", address="https://lakeside.example/2", credit="Reuters"),
    document(3, source="quay.example", credit="AP"),
    document(4, publisher="BBC News", source="bbc", credit="AP"),
    document(5),
    document(6, publisher="Pier, the paper", address="https://lakeside.example/3"),
)


def test_outlets_are_counted_the_unknown_first() -> None:
    found = outlets_among(DOCUMENTS, shipped())
    assert [(each.source.id, each.known, each.documents, each.credited) for each in found] == [
        ("lakeside-daily", None, 2, 0),
        ("pier-the-paper", None, 1, 0),
        ("quay.example", None, 1, 0),
        ("bbc", "ours", 1, 0),
        ("ap", "ours", 0, 2),
        ("reuters", "ours", 0, 1),
    ]
    assert found[0].printed == ("Lakeside Daily", "The Lakeside Daily")
    assert found[0].domains == ("lakeside.example",)


def test_lines_for_unknown_outlets_can_be_added_to_the_file(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "test.variorum") as ledger:
        unknown = [each for each in outlets_among(DOCUMENTS, registry_of(ledger)) if each.known is None]
        registry_path(ledger).write_text("\n".join(lines_for(unknown, registry_of(ledger))), encoding="utf-8")
        assert {each.known for each in outlets_among(DOCUMENTS, registry_of(ledger))} == {"ours", "yours"}
        assert registry_of(ledger).source_of("https://lakeside.example/9").id == "lakeside-daily"


def test_documents_have_the_id_that_their_outlet_has_now() -> None:
    mine = shipped().with_own(parse_registry("daily\tThe Lakeside Daily\nquay\tQuay\t\t\t\t\tquay.example", "sources.tsv"))
    assert [with_source(each, mine).source for each in DOCUMENTS[:5]] == ["daily", "daily", "quay", "bbc", None]
    assert with_source(DOCUMENTS[0], mine).key == DOCUMENTS[0].key
    assert with_source(DOCUMENTS[3], mine) is DOCUMENTS[3]


def test_the_file_is_looked_for_in_the_folder_or_where_the_settings_say(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.variorum") as ledger:
        assert registry_of(ledger) == shipped()
        (ledger.path / "sources.tsv").write_text("quay\tQuay\tagency\n", encoding="utf-8")
        assert registry_of(ledger).source_of("Quay").kind == "agency"
    (tmp_path / "shared.tsv").write_text("quay\tQuay\tngo\n", encoding="utf-8")
    with Ledger.create(tmp_path / "b.variorum", config=Config(sources="../shared.tsv")) as ledger:
        assert registry_of(ledger).source_of("Quay").kind == "ngo"
    with (
        Ledger.create(tmp_path / "c.variorum", config=Config(sources="gone.tsv")) as ledger,
        pytest.raises(UsageError, match="is not there"),
    ):
        registry_of(ledger)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.variorum") as ledger:
        registry_path(ledger).write_bytes(b"quay\tQu\xe9y\n")
        with pytest.raises(UsageError, match="UTF-8"):
            registry_of(ledger)


def test_the_command_lists_them_and_says_how_to_add_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["sources", *arguments, "--ledger", str(folder)])
        printed = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, printed.out, printed.err

    folder = tmp_path / "my.variorum"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(
        "<html><head><meta property='og:site_name' content='The Lakeside Daily'></head><body><h1>Two boats sank</h1>"
        "<p>Two boats sank off the quay on Monday, the harbour master said, and nobody was hurt in either of them.</p></body></html>",
        encoding="utf-8",
    )
    with pytest.raises(SystemExit):
        main(["add", str(tmp_path / "in"), "--ledger", str(folder)])
    capsys.readouterr()
    code, out, err = call()
    assert code == OK
    assert "The Lakeside Daily" in out
    assert "1 not in the registry: `variorum sources --template" in err
    code, out, _ = call("--template")
    assert out.splitlines()[0].startswith("id\tname\tkind")
    (folder / "sources.tsv").write_text(out, encoding="utf-8")
    code, out, err = call("--unknown")
    assert (code, out.strip(), err) == (OK, "no outlets", "")
    (folder / "sources.tsv").write_text("# mine\nquay\tQuay\tpaper\n", encoding="utf-8")
    code, _, err = call()
    assert code == USAGE
    assert "sources.tsv, line 2: the kind is 'paper'" in err
