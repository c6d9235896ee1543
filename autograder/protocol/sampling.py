"""Mini-batches: what a sampler is asked for, and which rows its batches hold."""

from __future__ import annotations

import msgspec

from autograder.protocol.arrays import Array, Short
from autograder.protocol.replies import Fault


class SampleRequest(msgspec.Struct, frozen=True, tag_field="kind", tag="sample"):
    """Draw so many epochs of mini-batches from n samples. Every row of x and every y occurs once, as whole numbers."""

    id: str
    x: Array
    """(n, 3)."""
    y: Array
    """(n,)."""
    batch_size: int
    epochs: int
    seed: int
    """Of the generator, where the code takes one, and of the global ones."""


class Drawn(msgspec.Struct, frozen=True, tag_field="type", tag="drawn"):
    """The batches that one candidate drew under one way of calling it, one after the other."""

    request: Short
    candidate: Short
    convention: Short
    sizes: Array
    """(batches,): how many samples each batch holds."""
    x_rows: Array
    """(all samples of all batches,): which row of x each is."""
    y_rows: Array
    """The same of y."""
    ends: Array
    """(epochs,): number of batches drawn when each epoch ended; empty where the code doesn't say where one ends."""
    indices: bool = False
    """The batches are row numbers: x and y are taken by one and the same."""
    sized: bool = True
    """The code could be told the batch size."""
    again: bool = False
    """It was asked batch by batch."""
    error: Fault | None = None
