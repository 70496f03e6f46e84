"""Profiles by the thousand: packed, unpacked when they are wanted, the last wanted at hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import msgspec

from variorum.resolve.profile import Profile

AT_HAND = 20_000  # unpacked profiles: about 200 MB of long reports

PackedOf: TypeAlias = Callable[[Sequence[str]], Mapping[str, bytes]]  # packed profiles by their keys

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Profile).decode


def pack(profile: Profile) -> bytes:
    """A profile as MessagePack, about 2 kB a report; `unpack` gives the same profile."""
    return _encode(profile)


def unpack(packed: bytes) -> Profile:
    """The profile that was packed."""
    return _decode(packed)


def shelf(packed_of: PackedOf) -> Callable[[str], Profile]:
    """Gives profiles by their keys; the last ones are kept unpacked."""

    @lru_cache(maxsize=AT_HAND)
    def profile_of(key: str) -> Profile:
        return unpack(packed_of([key])[key])

    return profile_of
