from __future__ import annotations

import pytest

from variorum.config import Choice, Config, config_text, parse_config
from variorum.errors import UsageError


@pytest.mark.parametrize(
    "config",
    [
        Config(),
        Config(rule="range", max_file_bytes=10, workers=3),
        Config(reader="rules", without_sets=("a", "b")),
        Config(sources='desk "A"\\outlets.tsv'),
    ],
)
def test_settings_are_read_as_they_are_written(config: Config) -> None:
    assert parse_config(config_text(config)) == config
    assert config_text(config).count("#") >= 3


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_config("") == Config()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rle = 'range'", "unknown setting rle"),
        ("[section]\nrule = 'range'", "unknown setting section"),
        ("rule = 'mean'", "reckons by range"),
        ("rule = 1", "reckons by range"),
        ("workers = 0", "workers is 0"),
        ("workers = true", "workers is True"),
        ("max_file_bytes = '1 GB'", "max_file_bytes is '1 GB'"),
        ("rule =", "not TOML"),
        ("reader = 'best'", "reader is 'best': one of trained, rules"),
        ("without_sets = 'tolls'", "without_sets is 'tolls'"),
        ("without_sets = [1]", "without_sets is "),
        ("sources = 1", "sources is 1"),
        ("sources = ' '", "sources is ' '"),
    ],
)
def test_a_mistake_is_told_in_one_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        parse_config(text, "my.variorum/config.toml")
    assert str(raised.value).startswith("my.variorum/config.toml")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("environment", "config", "expected"),
    [
        ({}, None, Choice()),
        ({}, Config(reader="rules", without_sets=("b", "a")), Choice(reader="rules", without_sets=("a", "b"))),
        ({"VARIORUM_READER": "trained"}, Config(reader="rules"), Choice()),
        ({"VARIORUM_READER": "rules"}, Config(), Choice(reader="rules")),
        ({"VARIORUM_WITHOUT_SETS": "tolls, other"}, Config(without_sets=("a",)), Choice(without_sets=("other", "tolls"))),
    ],
)
def test_the_environment_goes_before_the_settings(environment: dict[str, str], config: Config | None, expected: Choice) -> None:
    assert Choice.of(environment, config) == expected


def test_a_reader_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match="VARIORUM_READER"):
        Choice.of({"VARIORUM_READER": "best"})
