"""Which samples a step sees (lecture 1.2): batch, mini-batch, stochastic, online.

    batch        every step sees all n samples
    mini-batch   per epoch: shuffle, then cut into pieces of m; the last one holds what is left of n
    stochastic   one sample a step, over and over from a fixed set
    online       one sample a step from a stream, each seen once

Within an epoch no sample is used twice, so the mini-batches part the set, and their gradients, weighted by
their sizes, average to the whole gradient (`epoch_gradient`):

    sum_j m_j / n grad J_j(theta) = grad J(theta)

Chance comes from the generator handed in and from nothing else. A sampler that has a fixed set never ends;
take as many steps as you want (`itertools.islice`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from reference.algorithms.algorithm import Array


class Batch(NamedTuple):
    """What one step sees."""

    x: Array
    """(m, ...): samples."""
    y: Array
    """(m, ...): what they shall give, in the same order."""
    rows: NDArray[np.integer[Any]]
    """(m,): their places in the set; in a stream, how many came before."""


def batch(x: Array, y: Array) -> Iterator[Batch]:
    """See all samples in every step, in their order."""
    rows = np.arange(_count(x, y))
    return _forever(lambda: (_taken(x, y, rows),))


def minibatch(x: Array, y: Array, size: int, generator: np.random.Generator) -> Iterator[Batch]:
    """See `size` samples a step, shuffled anew in every epoch; an epoch's last step sees what is left."""
    _sized(size, _count(x, y))
    return _forever(lambda: epoch(x, y, size, generator))


def stochastic(
    x: Array, y: Array, generator: np.random.Generator, *, draws: str = "shuffled"
) -> Iterator[Batch]:
    """See one sample a step.

    Draws are "shuffled" (each epoch visits every sample once) or "independent" (any sample at any time, so
    that some come twice before others come at all). Both are unbiased.
    """
    count = _count(x, y)
    if draws == "shuffled":
        return minibatch(x, y, 1, generator)
    if draws == "independent":
        return _forever(lambda: (_taken(x, y, generator.integers(count, size=1)),))
    raise ValueError(f"draws cannot be {draws!r}; allowed: shuffled, independent")


def online(stream: Iterable[tuple[Array, Array]]) -> Iterator[Batch]:
    """See each sample (x, y) once, when it comes; end with the stream."""
    for seen, (x, y) in enumerate(stream):
        yield Batch(np.asarray(x)[None], np.asarray(y)[None], np.array([seen]))


def epoch(x: Array, y: Array, size: int, generator: np.random.Generator) -> tuple[Batch, ...]:
    """Return one epoch's mini-batches: rows = permutation(n), cut at size, 2 size, ..."""
    count = _count(x, y)
    _sized(size, count)
    order = generator.permutation(count)
    return tuple(_taken(x, y, order[first : first + size]) for first in range(0, count, size))


def epoch_gradient(gradient: Callable[[Array, Array], Array], batches: Sequence[Batch]) -> Array:
    """Return sum_j m_j g_j / sum_j m_j, g_j = gradient(x_j, y_j): over an epoch, the whole set's gradient.

    The plain mean of the g_j is another number as soon as the last batch is short: it gives that batch's
    samples too much weight.
    """
    if not batches:
        raise ValueError("an epoch has at least one batch")
    sizes = [len(seen.y) for seen in batches]
    weighted = [m * gradient(seen.x, seen.y) for m, seen in zip(sizes, batches, strict=True)]
    total: Array = sum(weighted[1:], start=weighted[0]) / sum(sizes)
    return total


def _taken(x: Array, y: Array, rows: NDArray[np.integer[Any]]) -> Batch:
    return Batch(x[rows], y[rows], rows)


def _forever(epochs: Callable[[], tuple[Batch, ...]]) -> Iterator[Batch]:
    while True:
        yield from epochs()


def _count(x: Array, y: Array) -> int:
    if len(x) != len(y) or not len(x):
        raise ValueError(f"samples: {len(x)} of x and {len(y)} of y; give as many of each, at least one")
    return len(x)


def _sized(size: int, count: int) -> None:
    if not 1 <= size <= count:
        raise ValueError(f"mini-batch: size must lie between 1 and the {count} samples, not {size}")
