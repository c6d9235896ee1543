"""What a sampler is asked for: numbers of samples that are and aren't a multiple of the batch, one sample, all of them.

Every row of x and every y is another whole number, so that a batch's rows are recognised, also in single precision.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from autograder.driving.seeds import SeedSource
from autograder.protocol.arrays import Array
from autograder.protocol.sampling import SampleRequest
from exercises.spec import Part

UNEVEN, EVEN, SINGLE, WHOLE, OVER = "uneven", "even", "single", "whole", "over"
FEATURES = 3
_FIRST_X, _FIRST_Y = 10_000, 1_000
"""x and y are told apart by their size, and from row numbers."""


@dataclass(frozen=True)
class _Case:
    name: str
    batches: tuple[int, int]
    """Smallest and greatest number of whole batches."""
    size: int
    rest: tuple[int, int]
    epochs: int


_CASES = (
    _Case(UNEVEN, (10, 11), 10, (3, 7), 3),
    _Case(EVEN, (6, 7), 16, (0, 0), 2),
    _Case(SINGLE, (48, 60), 1, (0, 0), 2),
    _Case(WHOLE, (1, 1), 40, (0, 0), 2),
    _Case(OVER, (0, 0), 40, (20, 30), 2),
)


def sample_request_id(part: Part, case: str) -> str:
    """Request id of one case of a sampler part."""
    return f"sample-{part.id}-{case}"


def sample_requests(parts: tuple[Part, ...], seeds: SeedSource) -> list[SampleRequest]:
    """Return the requests of all sampler parts."""
    return [_request(part, case, seeds) for part in parts if part.kind == "sampler" for case in _CASES]


def _request(part: Part, case: _Case, seeds: SeedSource) -> SampleRequest:
    name = sample_request_id(part, case.name)
    generator = seeds.generator(name)
    whole = int(generator.integers(case.batches[0], case.batches[1] + 1))
    count = whole * case.size + int(generator.integers(case.rest[0], case.rest[1] + 1))
    x = _FIRST_X + generator.permutation(9 * count)[: FEATURES * count].reshape(count, FEATURES)
    y = _FIRST_Y + generator.permutation(4 * count)[:count]
    seed = int(generator.integers(1, 2**31 - 100))
    return SampleRequest(name, Array.of(x), Array.of(y), case.size, case.epochs, seed)


def count_of(request: SampleRequest) -> int:
    """Number of samples."""
    return int(np.prod(request.y.shape))
