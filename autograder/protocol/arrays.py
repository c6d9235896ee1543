"""Arrays and bounded texts on the wire.

A frame is a 4-byte big-endian length and that many bytes of JSON. Arrays travel as
``{"shape": [...], "data": "<base64 of little-endian float64>"}``, which keeps NaN and every bit and can't run anything.
The guest builds the same JSON with the standard library; nothing is shared but this format.
"""

from __future__ import annotations

import base64
import binascii
import math
from typing import Annotated, Any

import msgspec
import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.floating[Any]]

MAX_VALUES = 200_000
Short = Annotated[str, msgspec.Meta(max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=2_000)]
Long = Annotated[str, msgspec.Meta(max_length=20_000)]


class ProtocolError(ValueError):
    """The other side sent something that isn't a message; the text says what."""


class Array(msgspec.Struct, frozen=True):
    """An array of float64 on the wire."""

    shape: Annotated[tuple[int, ...], msgspec.Meta(max_length=4)]
    data: str

    def __post_init__(self) -> None:
        """Shape and bytes agree in every array there is, so that nobody has to ask again."""
        self.numpy()

    @classmethod
    def of(cls, values: npt.ArrayLike) -> Array:
        """Encode an array."""
        array = np.ascontiguousarray(values, dtype="<f8")
        return cls(shape=array.shape, data=base64.b64encode(array.tobytes()).decode("ascii"))

    def numpy(self) -> Vector:
        """Decode; ``ProtocolError`` where shape and bytes disagree."""
        count = math.prod(self.shape)
        if any(size < 0 for size in self.shape) or count > MAX_VALUES:
            raise ProtocolError(f"array of shape {self.shape}: at most {MAX_VALUES} values")
        try:
            raw = base64.b64decode(self.data, validate=True)
        except (binascii.Error, ValueError) as error:
            raise ProtocolError(f"array data is not base64: {error}") from error
        if len(raw) != 8 * count:
            raise ProtocolError(f"array of shape {self.shape} has {len(raw)} bytes, not {8 * count}")
        try:
            return np.frombuffer(raw, dtype="<f8").reshape(self.shape).astype(np.float64)
        except ValueError as error:  # nothing in one direction and more than any machine holds in another
            raise ProtocolError(f"array of shape {self.shape}: {error}") from error
