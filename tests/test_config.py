from __future__ import annotations

import pytest

from variorum.config import Config, config_text, parse_config
from variorum.errors import UsageError


@pytest.mark.parametrize("config", [Config(), Config(rule="range", max_file_bytes=10, workers=3)])
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
    ],
)
def test_a_mistake_is_told_in_one_line(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as raised:
        parse_config(text, "my.variorum/config.toml")
    assert str(raised.value).startswith("my.variorum/config.toml")
    assert "\n" not in str(raised.value)
