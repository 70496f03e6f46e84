"""Accuracy on our own labelled reports does not fall, and floors do not come down."""

from __future__ import annotations

from bench.articles import corpus_digest, measure
from bench.floors import below, load, raised


def test_accuracy_is_not_below_its_floors() -> None:
    held = load()["ci"]
    assert held["corpus"] == corpus_digest(), "the labelled reports have changed: measure anew with `python -m bench.floors --raise`"
    assert below(measure(), held["measures"]) == []  # type: ignore[arg-type]


def test_what_falls_or_is_gone_is_named() -> None:
    assert below({"a": 0.5}, {"a": 0.6, "b": 0.1}) == ["a: 0.5 is below the floor of 0.6", "b: None is below the floor of 0.1"]


def test_floors_only_rise() -> None:
    assert raised({"a": 0.5, "b": 0.9, "c": 0.3}, {"a": 0.6, "b": 0.7}) == {"a": 0.6, "b": 0.89, "c": 0.29}
