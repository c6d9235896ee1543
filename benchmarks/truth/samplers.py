"""Code that draws minibatches, as people write it: how the order is made, how it is cut, in what it is handed over."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping

from benchmarks.truth.code import indented

_ORDERS = (
    "order = rng.permutation(len(x))",
    "order = np.arange(len(x))\nrng.shuffle(order)",
    "order = rng.permutation(x.shape[0])",
    "order = rng.choice(len(x), size=len(x), replace=False)",
    "order = np.argsort(rng.random(len(x)))",
)
_CUTS = (
    "for i in range(0, len(x), batch_size):\n    part = order[i:i + batch_size]\n    yield x[part], y[part]",
    (
        "batches = []\nfor i in range(0, len(x), batch_size):\n    part = order[i:i + batch_size]\n"
        "    batches.append((x[part], y[part]))\nreturn batches"
    ),
    "xs, ys = x[order], y[order]\nfor i in range(0, len(x), batch_size):\n    yield xs[i:i + batch_size], ys[i:i + batch_size]",
    (
        "for b in range(int(np.ceil(len(x) / batch_size))):\n    part = order[b * batch_size:(b + 1) * batch_size]\n"
        "    yield x[part], y[part]"
    ),
    (
        "start = 0\nwhile start < len(x):\n    part = order[start:start + batch_size]\n    yield x[part], y[part]\n"
        "    start += batch_size"
    ),
    "for part in np.split(order, list(range(batch_size, len(x), batch_size))):\n    yield x[part], y[part]",
    "return [(x[order[i:i + batch_size]], y[order[i:i + batch_size]]) for i in range(0, len(x), batch_size)]",
    (
        "full = len(x) // batch_size\nbatches = []\nfor k in range(full):\n    part = order[k * batch_size:(k + 1) * batch_size]\n"
        "    batches.append((x[part], y[part]))\nif len(x) % batch_size != 0:\n    part = order[full * batch_size:]\n"
        "    batches.append((x[part], y[part]))\nreturn batches"
    ),
)
_NAMES = (
    "minibatches",
    "mini_batches",
    "get_batches",
    "iterate_minibatches",
    "random_mini_batches",
    "batch_iter",
)


def _lost(order: str, cut: str) -> tuple[str, str]:
    """Without what is left over."""
    for whole, less in (
        ("range(0, len(x), batch_size)", "range(0, len(x) - batch_size + 1, batch_size)"),
        ("int(np.ceil(len(x) / batch_size))", "len(x) // batch_size"),
        ("while start < len(x)", "while start + batch_size <= len(x)"),
        (
            "\nif len(x) % batch_size != 0:\n    part = order[full * batch_size:]\n    batches.append((x[part], y[part]))",
            "",
        ),
        (
            "np.split(order, list(range(batch_size, len(x), batch_size)))",
            "order[:len(x) // batch_size * batch_size].reshape(-1, batch_size)",
        ),
    ):
        cut = cut.replace(whole, less)
    return order, cut


def _apart(order: str, cut: str) -> tuple[str, str]:
    """The targets in an order of their own."""
    return f"{order}\ny = y[rng.permutation(len(y))]", cut


SLIPS: Mapping[str, Callable[[str, str], tuple[str, str]]] = {
    "not-shuffled": lambda _, cut: ("order = np.arange(len(x))", cut),
    "last-batch-lost": _lost,
    "with-replacement": lambda _, cut: ("order = rng.integers(0, len(x), len(x))", cut),
    "samples-misaligned": _apart,
}


def write(slip: str, number: int, chance: random.Random) -> str:
    """Return one file, right where ``slip`` is empty; ``number`` says in which shape."""
    order, cut = chance.choice(_ORDERS), _CUTS[number % len(_CUTS)]
    if slip:
        order, cut = SLIPS[slip](order, cut)
    lines = [*order.split("\n"), *cut.split("\n")]
    shape = chance.choice(("given", "own", "optional", "class"))
    if shape == "class":
        return _class(lines)
    name = chance.choice(_NAMES)
    if shape == "own":
        lines = [line.replace("rng.integers", "rng.randint") for line in lines]
        head = ["rng = np.random", "", f"def {name}(x, y, batch_size=8):"]
    elif shape == "optional":
        head = [
            f"def {name}(x, y, batch_size, rng=None):",
            "    rng = rng if rng is not None else np.random.default_rng()",
        ]
    else:
        head = [f"def {name}(x, y, batch_size, rng):"]
    return "\n".join(["import numpy as np", "", *head, *indented(lines, 1)]) + "\n"


def _class(lines: list[str]) -> str:
    text = "\n".join(lines)
    if "return batches" in text:
        text = text.replace("return batches", "return iter(batches)")
    if "return [" in text:
        text = text.replace("return [", "return iter([") + ")"
    return (
        "\n".join(
            [
                "import numpy as np",
                "",
                "class MiniBatchSampler:",
                "    def __init__(self, x, y, batch_size, rng=None):",
                "        self.x, self.y, self.batch_size = x, y, batch_size",
                "        self.rng = rng or np.random.default_rng()",
                "",
                "    def __iter__(self):",
                "        x, y, batch_size, rng = self.x, self.y, self.batch_size, self.rng",
                *indented(text.split("\n"), 2),
            ]
        )
        + "\n"
    )
