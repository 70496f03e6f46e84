from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from variorum.model.identity import canonical_json, id_of, key_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(st.dictionaries(st.text(), JSON))
def test_the_order_of_names_does_not_matter(data: dict[str, object]) -> None:
    turned = dict(reversed(data.items()))
    assert canonical_json(data) == canonical_json(turned)


def test_keys_tell_kinds_and_parts_apart() -> None:
    assert key_of("claim", "a", "b") == "claim:a12d9fdce0f3ec1d2939023f"  # on every machine, whatever the version
    assert len({key_of("claim", "a", "b"), key_of("account", "a", "b"), key_of("claim", "ab"), key_of("claim", "b", "a")}) == 4


def test_an_id_is_the_key_and_its_maker() -> None:
    assert id_of("claim:1", "rules-1").startswith("claim:1@")
    assert id_of("claim:1", "rules-1") != id_of("claim:1", "rules-2")
