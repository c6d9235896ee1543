"""[schedule] by a script that prints one rate a step or keeps them in a list: read from output and namespace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import numpy as np

from ..cells import Printed, Workspace, plain_numbers
from ..names import Offer, assign, meanings, normal
from ..values import BadValueError, exact, is_single, items
from ..wire import Vector, array, clip

MIN_RATES = 10
MAX_RUNS = 10
MAX_LISTS = 6
MAX_WRAPPED = 60
_NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w])")
_RATE_LABEL = re.compile(r"(lr|rate|学习率|eps|eta|alpha)\W*$", re.IGNORECASE)
_RATE_NAME = re.compile(r"lr|rate|学习率|eps|eta|alpha|decay|sched", re.IGNORECASE)
_DATA_NAME = re.compile(
    r"^(x|y|t|loss|cost|w|b|theta|data|x_?data|y_?data|x_?train|y_?train|hist)", re.IGNORECASE
)
STANDARDS = ("start_lr", "stable_lr", "decay_steps", "decay_rate", "decay_interval")


@dataclass(frozen=True)
class Collected:
    """A run of rates with its place."""

    id: str
    name: str
    cell: int | None
    line: int | None
    rates: Vector
    resolution: float
    namespace: dict[str, float]

    def candidate(self) -> dict[str, Any]:
        """The protocol's Candidate."""
        return {
            "id": clip(self.id),
            "name": clip(self.name),
            "form": "schedule",
            "cell": self.cell,
            "line": self.line,
            "accepts": [],
            "stub": False,
            "builtin_base": "",
        }

    def message(self) -> dict[str, Any]:
        """The protocol's Rates."""
        return {
            "type": "rates",
            "request": "",
            "candidate": clip(self.id),
            "given": {},
            "rates": array(self.rates),
            "resolution": self.resolution,
            "namespace": self.namespace,
            "error": None,
        }


@dataclass(frozen=True)
class _Line:
    texts: tuple[str, ...]
    labels: tuple[str, ...]


def _parse(line: str) -> _Line | None:
    found = list(_NUMBER.finditer(line))
    if not found or len(found) > 6:
        return None
    ends = [0, *(match.end() for match in found)]
    labels = tuple(line[end : match.start()] for end, match in zip(ends, found, strict=False))
    return _Line(tuple(match.group() for match in found), labels)


def _blocks(printed: Iterable[Printed]) -> list[tuple[tuple[int, int], list[_Line]]]:
    """Lines of one statement with equally many numbers, in a row."""
    blocks: list[tuple[tuple[int, int], list[_Line]]] = []
    place: tuple[int, int] | None = None
    for entry in printed:
        line = _parse(entry.text)
        here = (entry.cell, entry.statement)
        if line is None:
            if entry.text.strip():
                place = None
            continue
        if place == here and len(blocks[-1][1][-1].texts) == len(line.texts):
            blocks[-1][1].append(line)
        else:
            blocks.append((here, [line]))
            place = here
    return blocks


def _is_counter(column: Sequence[str]) -> bool:
    return all(re.fullmatch(r"\d+", text) for text in column) and len(set(column)) > 1


def _split(lines: Sequence[_Line], counter: int | None) -> list[list[_Line]]:
    """Cut where the step counter starts again."""
    if counter is None:
        return [list(lines)]
    runs: list[list[_Line]] = []
    last: int | None = None
    for line in lines:
        step = int(line.texts[counter])
        if last is None or step <= last:
            runs.append([])
        runs[-1].append(line)
        last = step
    return runs


def _resolution(texts: Sequence[str], rates: Vector) -> float:
    """Half a unit of the last printed digit, from the way all of them were printed."""
    decimals = [Decimal(text) for text in texts]
    exponents = [int(value.as_tuple().exponent) for value in decimals]
    digits = [len(value.as_tuple().digits) for value in decimals]
    size = float(np.max(np.abs(rates)))
    if len(set(exponents)) == 1:
        return 0.5 * 10.0 ** exponents[0] if exponents[0] > -15 else 0.0
    if len(set(digits)) == 1:
        return 0.5 * 10.0 ** max(exponents)
    if max(digits) <= 9 and max(digits) >= 7:
        return max(0.5 * 10.0 ** min(exponents), 6e-8 * size)  # single precision, printed in full
    return 0.5 * 10.0 ** min(exponents) if min(exponents) > -15 else 0.0


def _columns(lines: Sequence[_Line]) -> tuple[int | None, list[int]]:
    """The step's column, and the columns that may be the rate, the likeliest first."""
    count = len(lines[0].texts)
    columns = [[line.texts[position] for line in lines] for position in range(count)]
    counter = next(
        (position for position in range(count) if count > 1 and _is_counter(columns[position])), None
    )
    rates = [
        p
        for p in range(count)
        if p != counter and any("." in text or "e" in text.lower() for text in columns[p])
    ]
    labelled = [p for p in rates if _RATE_LABEL.search(lines[0].labels[p])]
    return counter, labelled or rates[::-1][:2]


def printed_rates(workspace: Workspace) -> list[Collected]:
    """Runs of rates among what was printed."""
    found: list[Collected] = []
    for block, ((cell, statement), lines) in enumerate(_blocks(workspace.printed)):
        if len(lines) < MIN_RATES:
            continue
        counter, columns = _columns(lines)
        for number, part in enumerate(_split(lines, counter)):
            for column in columns:
                made = _collect(
                    workspace,
                    (cell, statement),
                    [line.texts[column] for line in part],
                    f"{block + 1}.{number + 1}.{column + 1}",
                )
                if made is not None:
                    found.append(made)
    for number, (place, texts) in enumerate(_brackets(workspace.printed)):
        made = _collect(workspace, place, texts, f"list {number + 1}")
        if made is not None:
            found.append(made)
    return found[:MAX_RUNS]


def _brackets(printed: Iterable[Printed]) -> list[tuple[tuple[int, int], list[str]]]:
    """Numbers of each printed list or array, which NumPy wraps over several lines."""
    found: list[tuple[tuple[int, int], list[str]]] = []
    open_: list[str] | None = None
    for entry in printed:
        text = entry.text
        if open_ is None:
            _, bracket, text = text.partition("[")
            if not bracket:
                continue
            open_ = []
        inside, closed, _ = text.partition("]")
        open_.append(inside)
        if closed or len(open_) > MAX_WRAPPED:
            texts = _NUMBER.findall(" ".join(open_))
            if closed and len(texts) >= MIN_RATES:
                found.append(((entry.cell, entry.statement), texts))
            open_ = None
    return found


def _collect(
    workspace: Workspace, place: tuple[int, int], texts: Sequence[str], suffix: str
) -> Collected | None:
    if len(texts) < MIN_RATES:
        return None
    try:
        rates = np.array([float(text) for text in texts])
        resolution = _resolution(texts, rates)
    except (ValueError, InvalidOperation):
        return None
    cell, statement = place
    tree = workspace.trees.get(cell)
    line = tree.body[statement].lineno if tree is not None and statement < len(tree.body) else None
    numbers = workspace.numbers_after.get(place, {})
    return Collected(
        f"printed {cell}:{line}:{suffix}", "print", cell, line, rates, resolution, standard_numbers(numbers)
    )


def standard_numbers(numbers: Mapping[str, float]) -> dict[str, float]:
    """Numbers of a namespace under standard names, where their names are clear."""
    offers = [
        Offer(name, value)
        for name, value in numbers.items()
        if any(meanings(name).get(s, 0.0) >= 8 for s in STANDARDS)
    ]
    return {standard: numbers[name] for standard, name in assign(offers, STANDARDS).items()}


def collected_rates(workspace: Workspace) -> list[Collected]:
    """Lists and arrays of rates in the namespace."""
    numbers = plain_numbers({**workspace.namespace, **workspace.initial})
    lists = [(f"list {name}", name, value, numbers) for name, value in list(workspace.namespace.items())]
    lists += [
        (f"list {each.name} before {index}", each.name, each.value, each.numbers)
        for index, each in enumerate(workspace.rebound)
    ]
    found = [made for made in (_listed(*each) for each in lists) if made is not None]
    found.sort(key=lambda each: not _RATE_NAME.search(each.name))
    return found[:MAX_LISTS]


def _listed(key: str, name: str, value: Any, numbers: Mapping[str, float]) -> Collected | None:
    if (
        name.startswith("_")
        or not isinstance(value, list | tuple | np.ndarray)
        or _DATA_NAME.match(normal(name))
    ):
        return None
    rates = _floats(value)
    if rates is None:
        return None
    single = is_single(value) or (isinstance(value, list | tuple) and is_single(value[0]))
    resolution = 6e-8 * float(np.max(np.abs(rates))) if single else 0.0
    return Collected(key, name, None, None, rates, resolution, standard_numbers(numbers))


def _floats(value: Any) -> Vector | None:
    """At least ten numbers that aren't a count, positive or falling below 0 for good."""
    if isinstance(value, np.ndarray) and (
        value.ndim != 1 or value.dtype.kind != "f" or not MIN_RATES <= value.size <= 4096
    ):
        return None
    if isinstance(value, list | tuple) and not MIN_RATES <= len(value) <= 4096:
        return None
    if isinstance(value, list | tuple) and any(items(member) is not None for member in value[:1]):
        return None
    try:
        rates = np.concatenate([exact(member).reshape(1) for member in value])
    except (BadValueError, ValueError):
        return None
    if not np.all(np.isfinite(rates)) or rates[0] <= 0 or np.all(rates == np.round(rates)):
        return None
    if np.any(rates <= 0) and np.any(np.diff(rates) > 0):
        return None
    return rates
