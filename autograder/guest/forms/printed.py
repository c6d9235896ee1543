"""[schedule] by a script that prints its rates: one a line beside the step, several a line, or a whole list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import InvalidOperation

import numpy as np

from ..cells import Workspace
from ..output import Printed
from .observed import MIN_RATES, Collected, Units, standard_numbers
from .texts import LETTERS, NUMBER, Line, is_counter, parse, resolution_of, without_steps

MAX_RUNS = 12
MAX_WRAPPED = 60
MAX_COLUMNS = 6
"""More numbers than this in a line are rates in a row."""
MAX_RATES, LAST_STEP = 400, 400
"""Of a longer run the beginning is read, as long as enough of it lies there."""
COARSE = 0.03
"""Of the greatest rate: what is printed with fewer digits shows no schedule."""
_RATE_LABEL = re.compile(r"(lr|rate|学习率|eps|eta|alpha)[为是]?\W*$", re.IGNORECASE)
_OTHER_LABEL = re.compile(r"(loss|cost|损失|误差|error|acc|mse|\b[wb]\d?)[为是]?\W*$", re.IGNORECASE)
_OPENING = re.compile(r"[\[{]")
_CLOSING = {"[": "]", "{": "}"}


@dataclass
class _Block:
    """Lines in a row of one loop, with equally many numbers."""

    source: Printed
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class _Run:
    """Texts of one run of rates."""

    source: Printed
    key: str
    texts: Sequence[str]
    labels: tuple[str, ...]
    steps: Sequence[int] | None = None


def printed_rates(workspace: Workspace) -> list[Collected]:
    """Runs of rates among what was printed."""
    lists, rest = _lists(workspace.printed)
    runs: list[_Run] = []
    for number, block in enumerate(_blocks(rest)):
        runs += _rows(block, number) if _in_rows(block) else _columns(block, number)
    runs += lists
    units = Units(workspace)
    found = (_collect(workspace, units, run) for run in runs)
    return [made for made in found if made is not None][:MAX_RUNS]


def _blocks(printed: Sequence[Printed]) -> list[_Block]:
    """A line without numbers ends a block, and is the title of the next; a shorter line may end rows of rates."""
    blocks: list[_Block] = []
    current: _Block | None = None
    title = ""
    for entry in printed:
        line = parse(entry.text)
        if line is None:
            if entry.text.strip():
                current, title = None, entry.text.strip()
            continue
        if current is not None and _same(current.source, entry):
            wide = len(current.lines[-1].texts)
            if wide == len(line.texts) or (wide > len(line.texts) and _in_rows(current)):
                current.lines.append(line)
                continue
        current = _Block(entry, title, [line])
        blocks.append(current)
        title = ""
    return blocks


def _same(one: Printed, other: Printed) -> bool:
    return (one.cell, one.statement, one.loops, one.supplied) == (
        other.cell,
        other.statement,
        other.loops,
        other.supplied,
    )


# ---- rates in rows -------------------------------------------------------------------------------------------------


def _in_rows(block: _Block) -> bool:
    """Several rates a line, not a rate beside other things: many of them, or read in a row they only fall or rise."""
    width = len(block.lines[0].texts)
    if width < 2 or not all(line.wordless for line in block.lines):
        return False
    if width > MAX_COLUMNS:
        return True
    if width == 2 or _counter(block.lines) is not None or len(block.lines) < 2:
        return False
    values = np.array([float(text) for line in block.lines for text in line.texts])
    steps = np.diff(values)
    return bool(np.any(steps) and (np.all(steps <= 0) or np.all(steps >= 0)))


def _rows(block: _Block, number: int) -> list[_Run]:
    texts = [text for line in block.lines for text in line.texts]
    rates, steps = without_steps(texts)
    return [_Run(block.source, f"{number + 1}", rates, (block.lines[0].labels[0], block.title), steps)]


# ---- rates in columns ----------------------------------------------------------------------------------------------


def _counter(lines: Sequence[Line]) -> int | None:
    """The step's column."""
    count = len(lines[-1].texts)
    columns = range(count if count > 1 else 0)
    return next((p for p in columns if is_counter([line.texts[p] for line in lines])), None)


def _columns(block: _Block, number: int) -> Iterator[_Run]:
    """The columns that may be the rate, the likeliest first, cut where the step counter starts again."""
    first = block.lines[0]
    count = len(first.texts)
    counter = _counter(block.lines)
    rates = [
        p
        for p in range(count)
        if p != counter
        and any("." in line.texts[p] or "e" in line.texts[p].lower() for line in block.lines)
        and not _OTHER_LABEL.search(first.labels[p])
    ]
    labelled = [p for p in rates if _RATE_LABEL.search(first.labels[p])]
    heads = block.title.split()
    for part_number, part in enumerate(_split(block.lines, counter)):
        for p in labelled or rates[::-1][:2]:
            head = heads[p] if len(heads) == count else ""  # a table's
            labels = (first.labels[p], " ".join(first.labels), head, block.title)
            yield _Run(
                block.source,
                f"{number + 1}.{part_number + 1}.{p + 1}",
                [line.texts[p] for line in part],
                labels,
                None if counter is None else [int(line.texts[counter]) for line in part],
            )


def _split(lines: Sequence[Line], counter: int | None) -> list[list[Line]]:
    """Cut where the step counter starts again."""
    if counter is None:
        return [list(lines)]
    runs: list[list[Line]] = []
    last: int | None = None
    for line in lines:
        step = int(line.texts[counter])
        if last is None or step <= last:
            runs.append([])
        runs[-1].append(line)
        last = step
    return runs


# ---- printed lists -------------------------------------------------------------------------------------------------


def _lists(printed: Sequence[Printed]) -> tuple[list[_Run], list[Printed]]:
    """Printed lists, arrays and dictionaries, which NumPy wraps over several lines; and the lines that are none."""
    found: list[_Run] = []
    rest: list[Printed] = []
    title = ""
    position = 0
    while position < len(printed):
        entry = printed[position]
        lines, runs = _opened(printed, position, title)
        found += [_Run(entry, f"list {len(found) + n + 1}", *run) for n, run in enumerate(runs)]
        if runs:
            title = ""
        else:
            rest.append(entry)
            title = entry.text.strip() if parse(entry.text) is None and entry.text.strip() else ""
        position += lines
    return found, rest


def _opened(
    printed: Sequence[Printed], position: int, title: str
) -> tuple[int, list[tuple[Sequence[str], tuple[str, ...], Sequence[int] | None]]]:
    """How many lines from here belong to lists, and the long lists among them."""
    runs: list[tuple[Sequence[str], tuple[str, ...], Sequence[int] | None]] = []
    text, used = printed[position].text, 1
    while (opening := _OPENING.search(text)) is not None:
        label, text = text[: opening.start()], text[opening.end() :]
        closing = _CLOSING[opening.group()]
        while closing not in text and used < MAX_WRAPPED and position + used < len(printed):
            text += " " + printed[position + used].text
            used += 1
        inside, closed, text = text.partition(closing)
        texts = NUMBER.findall(inside)
        if closed and len(texts) >= MIN_RATES:
            rates, steps = without_steps(texts)
            runs.append((rates, (label, title), steps))
    return (used if runs else 1), runs


# ---- from texts to rates -------------------------------------------------------------------------------------------


def _collect(workspace: Workspace, units: Units, run: _Run) -> Collected | None:
    if len(run.texts) < MIN_RATES:
        return None
    keep = _kept(len(run.texts), run.steps)
    texts = run.texts[:keep]
    try:
        rates = np.array([float(text) for text in texts])
        resolution = resolution_of(texts, rates)
    except (ValueError, InvalidOperation):
        return None
    if resolution > COARSE * float(np.max(np.abs(rates))):
        return None
    cell, statement = run.source.cell, run.source.statement
    tree = workspace.trees.get(cell)
    line = run.source.loops[1] or None
    if line is None and tree is not None and statement < len(tree.body):
        line = tree.body[statement].lineno
    numbers = workspace.numbers_after.get((cell, statement), {})
    unit = units.at(cell, line) if line is not None else None
    read = units.read_by(unit) if unit is not None else frozenset(numbers)
    constant = len(set(texts)) == 1
    unused = constant and unit is not None and units.computes_another_rate(unit, numbers, float(rates[0]))
    labels = tuple(label.strip() for label in run.labels if label.strip())
    return Collected(
        f"printed {cell}:{line}:{run.key}",
        "print",
        cell,
        line,
        rates,
        resolution,
        standard_numbers({name: value for name, value in numbers.items() if name in read}),
        steps=None if run.steps is None else np.array(run.steps[:keep], dtype=np.float64),
        labels=labels,
        doubtful=constant and not unused and not any(LETTERS.search(label) for label in labels),
        unused=unused,
        supplied=run.source.supplied,
    )


def _kept(count: int, steps: Sequence[int] | None) -> int:
    if steps is None:
        return min(count, MAX_RATES)
    within = sum(step <= LAST_STEP for step in steps)
    return min(count, MAX_RATES, max(within, 2 * MIN_RATES))
