"""Bytes of the message pipe, well formed or not: never an exception, never more memory than agreed."""

from __future__ import annotations

import itertools
import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.protocol.arrays import Array
from autograder.protocol.replies import DoneMessage, Recording
from autograder.sandbox.collect import MAX_MESSAGES, PROTOCOL_BYTES, Messages, Output

DONE = b'{"type":"done"}'


def framed(*frames: bytes) -> bytes:
    return b"".join(len(frame).to_bytes(4, "big") + frame for frame in frames)


def recording(theta: dict[str, object]) -> bytes:
    message = {
        "type": "recording",
        "request": "a",
        "candidate": "Adam",
        "convention": "step()",
        "sizes": [2],
        "dtype": "float64",
        "given": {},
        "theta": theta,
    }
    return json.dumps(message).encode()


@given(st.binary(max_size=300), st.lists(st.integers(0, 300), max_size=5))
def test_any_bytes_in_any_pieces(data: bytes, cuts: list[int]) -> None:
    """Rubbish is named as such or waited on; it is never a job that is done."""
    messages = Messages()
    edges = [0, *sorted(cuts), len(data)]
    for start, end in itertools.pairwise(edges):
        messages.feed(data[start:end])
    assert not messages.done or framed(b"", DONE) == data


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda x: (
            st.lists(x)
            | st.dictionaries(
                st.sampled_from(["type", "cells", "candidates", "theta", "shape", "data", "rates"]), x
            )
        ),
        max_leaves=5,
    )
)
def test_any_json(value: object) -> None:
    """A frame of JSON that isn't a message is an error of the protocol, not of ours."""
    messages = Messages()
    messages.feed(framed(b"", json.dumps(value).encode()))
    assert messages.error or messages.decoded


@given(st.lists(st.integers(1, 40), max_size=12))
def test_the_cuts_of_the_pipe_do_not_matter(sizes: list[int]) -> None:
    theta = Array.of([[1.0, float("nan")]])
    data = framed(b"", recording(msgspec.to_builtins(theta)), DONE)
    messages = Messages()
    start = 0
    for size in sizes:
        messages.feed(data[start : start + size])
        start += size
    messages.feed(data[start:])
    assert messages.done
    assert [type(message) for message in messages.decoded] == [Recording, DoneMessage]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (framed(DONE), "not empty"),
        (framed(b"", DONE, DONE), "after the last"),
        (framed(b"", b""), "not a message"),
        (b"\0\0\0\0\xff\xff\xff\xff", "at most"),
        (framed(b"", b'{"type":"verdict","points":10}'), "not a message"),
        (framed(b"", recording({"shape": [2, 2], "data": "AAAA"})), "bytes"),
        (framed(b"", recording({"shape": [-1], "data": ""})), "at most"),
        (framed(b"", recording({"shape": [10**9, 10**9], "data": ""})), "at most"),
        (framed(b"", recording({"shape": [1], "data": "%%%%"})), "base64"),
        (framed(b"", b"[" * 100_000), "not a message"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, word: str) -> None:
    messages = Messages()
    messages.feed(data)
    assert word in messages.error
    assert not messages.done


def test_the_total_is_bounded() -> None:
    """Many right messages are too many at some point."""
    cells = [{"index": number, "status": "ok"} for number in range(20_000)]
    one = framed(json.dumps({"type": "cells", "cells": cells}).encode())
    messages = Messages()
    messages.feed(framed(b""))
    for _ in range(PROTOCOL_BYTES // len(one) + 1):
        messages.feed(one)
    assert "MiB" in messages.error


def test_the_number_is_bounded() -> None:
    messages = Messages()
    messages.feed(framed(b"", *[b'{"type":"cells","cells":[]}'] * (MAX_MESSAGES + 1)))
    assert "messages" in messages.error
    assert len(messages.decoded) == MAX_MESSAGES


@given(st.lists(st.binary(max_size=40), max_size=20), st.integers(0, 100))
def test_output_is_the_head(pieces: list[bytes], limit: int) -> None:
    output = Output(limit)
    for piece in pieces:
        output.feed(piece)
    whole = b"".join(pieces)
    assert bytes(output.head) == whole[:limit]
    assert output.truncated == (len(whole) > limit)
    assert output.text == whole[:limit].decode("utf-8", "replace")
