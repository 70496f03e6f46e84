"""Profiles by the thousand: packed, unpacked when they are wanted, the last wanted at hand."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from typing import IO, TypeAlias

import msgspec

from variorum.resolve.profile import Profile
from variorum.resolve.view import forget_view

AT_HAND = 20_000  # unpacked profiles: some 300 MB with what comparisons ask of them

PackedOf: TypeAlias = Callable[[Sequence[str]], Mapping[str, bytes]]  # packed profiles by their keys

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Profile).decode


def pack(profile: Profile) -> bytes:
    """A profile as MessagePack, about 2 kB a report; `unpack` gives the same profile."""
    return _encode(profile)


def unpack(packed: bytes) -> Profile:
    """The profile that was packed."""
    return _decode(packed)


class Store:
    """Packed profiles in a file: a million take more memory than all else that `resolve` keeps."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._ends = array("q", [0])
        self._place: dict[str, int] = {}

    def add(self, profile: Profile) -> None:
        """Keep a profile."""
        packed = pack(profile)
        self._file.write(packed)
        self._place[profile.key] = len(self._place)
        self._ends.append(self._ends[-1] + len(packed))

    def packed_of(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The packed profiles of these keys."""
        return {key: self._read(self._place[key]) for key in keys}

    def _read(self, place: int) -> bytes:
        self._file.seek(self._ends[place])
        return self._file.read(self._ends[place + 1] - self._ends[place])


class Shelf:
    """Gives profiles by their keys; the last ones wanted are kept unpacked."""

    def __init__(self, packed_of: PackedOf) -> None:
        self._packed_of = packed_of
        self._at_hand: OrderedDict[str, Profile] = OrderedDict()

    def __call__(self, key: str) -> Profile:
        """The profile of that key."""
        if key in self._at_hand:
            self._at_hand.move_to_end(key)
            return self._at_hand[key]
        self._at_hand[key] = found = unpack(self._packed_of([key])[key])
        if len(self._at_hand) > AT_HAND:
            forget_view(self._at_hand.popitem(last=False)[1])
        return found

    def clear(self) -> None:
        """Let go of all that is at hand."""
        while self._at_hand:
            forget_view(self._at_hand.popitem()[1])
