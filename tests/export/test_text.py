import io
from dataclasses import replace

from rich.console import Console

from tests.export import made
from variorum.export.sheet import sheet
from variorum.export.text import written

SHEET = sheet(made.SIEGE, made.CONTENTS)


def shown(width: int = 100, **options: object) -> str:
    out = io.StringIO()
    written(SHEET, Console(file=out, width=width, highlight=False, **options))  # type: ignore[arg-type]
    return out.getvalue()


def test_the_text_says_what_the_page_says() -> None:
    text = shown(width=10_000)
    for words in (
        "Hostage-taking, Beslan, 1 September 2004",
        "1–3 September 2004 (within two to six days)",
        "School No. 1, Beslan, North Ossetia, Russia (exact place)",
        "The deputy prosecutor general announced that *322 people were killed*, 155 of them children",
        "the deputy prosecutor general (official), via the state news agency; Lakeside Daily [4], 4 September 2004; accepted",
        "rejected by Ada, 1 June 2024: double count",
        "Struck   school, children",
        "Weapons  gunfire",
        "children  155 killed · 1 report",
        "Weapons denied, feared or unclear",
        "Where the reports disagree",
        "Running totals:",
        "about Hostage-taking, Moscow, 2002",
        "[3] Coast Observer: Relatives count 394",
        "Figures are claims, not facts.",
    ):
        assert words in text, words


def test_it_keeps_to_the_width() -> None:
    assert max(len(line) for line in shown(width=60).splitlines()) <= 60


def test_a_pipe_gets_no_control_sequences_and_a_terminal_no_asterisks() -> None:
    assert "\x1b" not in shown()
    coloured = shown(force_terminal=True, color_system="standard")
    assert "\x1b[4m" in coloured
    assert "*322" not in coloured


def test_no_words_of_a_report_reach_the_terminal_as_commands() -> None:
    hostile = made.document("T\x1b]0;x\x07", "In all 17 people\x1b[2J were killed.", outlet="O\x1b[31m", day=None)
    account = made.account(hostile, "In all 17", main=True)
    claim = made.claim(hostile, account, "17 people\x1b[2J", made.people("killed", 17))
    figure = replace(made.KILLED, claims=(claim.key,), aside=(), trajectory=())
    incident = replace(
        made.ARSON, id=account.key, title="x\x1b[0m", accounts=(account.key,), documents=(hostile.key,), figures=(figure,)
    )  # fmt: skip
    contents = replace(made.CONTENTS, documents={hostile.key: hostile}, claims=(claim,), accounts=(account,), incidents=(incident,))
    out = io.StringIO()
    written(sheet(incident, contents), Console(file=out, width=100))
    assert "\x1b" not in out.getvalue()
    assert "[U+001B]" in out.getvalue()
