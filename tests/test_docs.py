"""What the pages say is what the program does."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from variorum.cli import COMMANDS
from variorum.model import CODES

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def page_id(page: Path) -> str:
    return page.name


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_on_the_pages_exist(page: Path) -> None:
    shell = re.findall(r"^(?: {4})?variorum ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(shell) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_every_command_is_on_the_readme_or_in_the_changelog() -> None:
    told = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert {command for command in COMMANDS if f"`{command}`" not in told and f"variorum {command}" not in told} == set()


def test_every_problem_code_is_documented() -> None:
    words = (ROOT / "docs" / "words.md").read_text(encoding="utf-8")
    assert {code: meaning for code, meaning in CODES.items() if f"| {code} | {meaning} |" not in words} == {}


def test_the_code_on_the_api_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    first = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "api.md").read_text(encoding="utf-8"), re.DOTALL)[0]
    exec(compile(first, "api.md", "exec"), {})
    assert "figure At least 15 people police" in capsys.readouterr().out


def test_the_lock_asks_for_what_the_package_needs() -> None:
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    asked = (ROOT / "requirements" / "run.in").read_text(encoding="utf-8").splitlines()
    assert set(needed) <= set(asked)


def test_pages_name_no_machine() -> None:
    for page in PAGES:
        assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", page.read_text(encoding="utf-8")), page.name
