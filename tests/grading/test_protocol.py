"""What the guest sends is inert and checked: whatever arrives is a message or a ``ProtocolError``."""

from __future__ import annotations

import base64
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.protocol.arrays import MAX_VALUES, Array, ProtocolError
from autograder.protocol.jobs import Job, encode_job
from autograder.protocol.messages import MAX_FRAME_BYTES, decode_message
from autograder.protocol.replies import CandidatesMessage, CellsMessage, DoneMessage, Rates, Recording

RECORDING: dict[str, Any] = {
    "type": "recording",
    "request": "open-a",
    "candidate": "Adam",
    "convention": "step",
    "sizes": [6, 5, 5],
    "dtype": "float32",
    "given": {"learning_rate": 0.1},
    "theta": {"shape": [1, 2], "data": base64.b64encode(np.zeros(2).tobytes()).decode()},
}
RATES: dict[str, Any] = {
    **{key: RECORDING[key] for key in ("request", "candidate", "given")},
    "type": "rates",
} | {"rates": RECORDING["theta"]}


def arrays(message: object) -> None:
    for value in (getattr(message, name, None) for name in ("theta", "asked", "rates")):
        if isinstance(value, Array):
            value.numpy()


def received(frame: bytes) -> bool:
    """Whether it is a message with readable arrays; anything but ``ProtocolError`` is a fault of ours."""
    try:
        arrays(decode_message(frame))
    except ProtocolError as error:
        assert str(error).splitlines() == [str(error)]  # noqa: PT017 - both ways are right, this holds of one
        assert len(str(error)) < 500  # noqa: PT017 - the same
        return False
    return True


def test_the_five_messages_are_read() -> None:
    frames: list[tuple[dict[str, Any], type]] = [
        ({"type": "cells", "cells": [{"index": 0, "status": "ok"}]}, CellsMessage),
        (
            {"type": "candidates", "candidates": [{"id": "a", "name": "A", "form": "plain-class"}]},
            CandidatesMessage,
        ),
        (RECORDING, Recording),
        (RATES, Rates),
        ({"type": "done"}, DoneMessage),
    ]
    for frame, kind in frames:
        assert isinstance(decode_message(json.dumps(frame).encode()), kind)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_protocol_error(frame: bytes) -> None:
    received(frame)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from([RECORDING, RATES]), st.sampled_from(sorted(RECORDING)), JSON)
def test_any_json_in_any_field_is_a_message_or_a_protocol_error(
    good: dict[str, Any], field: str, value: object
) -> None:
    received(json.dumps({**good, field: value}).encode())


@given(st.lists(st.integers(-3, 10**19), max_size=5), st.text("AQ=+/ \n", max_size=24))
@example([0, 2**60], "")
def test_shape_and_bytes_of_an_array_agree_or_it_is_refused(shape: list[int], data: str) -> None:
    frame = json.dumps({**RECORDING, "theta": {"shape": shape, "data": data}}).encode()
    if received(frame):
        message = decode_message(frame)
        assert isinstance(message, Recording)
        assert message.theta.numpy().shape == tuple(shape)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'{"type": "done"' + b" " * (MAX_FRAME_BYTES + 1) + b"}",
        b'{"type": "other"}',
        b'{"type": "cells", "cells": [' + b",".join([b'{"index": 0, "status": "ok"}'] * 20_001) + b"]}",
        b'{"type": "\xff"}',
        b'{"type": "rates", "request": "\\ud800", "candidate": "", "given": {}, "rates": {"shape": [0], "data": ""}}',
        json.dumps({**RECORDING, "candidate": "x" * 201}).encode(),
        json.dumps({**RECORDING, "dtype": "complex64"}).encode(),
        json.dumps({**RECORDING, "given": {"learning_rate": float("nan")}}).encode(),
        json.dumps({**RECORDING, "given": {"learning_rate": 10**400}}).encode(),
        json.dumps({**RECORDING, "theta": {"shape": [10**9, 10**9], "data": ""}}).encode(),
        json.dumps({**RECORDING, "theta": {"shape": [MAX_VALUES + 1], "data": ""}}).encode(),
        json.dumps({**RECORDING, "theta": {"shape": [-1, -1], "data": ""}}).encode(),
        json.dumps({**RECORDING, "theta": {"shape": [1], "data": "not base64"}}).encode(),
    ],
    ids=range(17),
)
def test_what_is_out_of_bounds_is_refused(frame: bytes) -> None:
    assert not received(frame)


@given(
    st.lists(st.floats(width=64), min_size=1, max_size=12).map(lambda values: np.array(values, np.float64)),
)
def test_arrays_keep_every_bit(values: np.ndarray[Any, np.dtype[np.float64]]) -> None:
    """NaN, infinities, negative zero and the smallest numbers come back as they went."""
    back = Array.of(values).numpy()
    assert back.tobytes() == values.tobytes()
    back[0] = 1.0  # a copy of one's own, not a view of bytes


def test_a_job_is_plain_json() -> None:
    job = Job(1, "a.py", "numpy", (), (), (), ())
    assert json.loads(encode_job(job))["limits"]["processes"] == 64
