"""The cells that count: those executed in this kernel, each one as it was executed last.

The kernel's history is the truth, not the file: an edit that was run but not saved counts, one that wasn't run doesn't.
Which executions are of one and the same cell is told

1. by the front end's id of the cell, for all that was executed since our module was imported;
2. else by a part's tag (``# lab3.momentum``) that both begin with, or by classes and functions: an execution is
   replaced by a later one that defines all of its definitions again;
3. else by the same text.

A cell stands where it was executed first, as in the notebook read from top to bottom, unless it needs something that
was made only later: then where it was executed last. Where nothing was executed yet, the saved file counts, if the
front end tells where it is.
"""

from __future__ import annotations

import builtins
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.kernel.names import bound, needed

_OURS = re.compile(
    r"\s*(?:from autograder\.notebook import .*|import autograder.*|%(?:re)?load_ext autograder.*|%check\b.*|check\(.*)"
)
_SAYS_NOTHING = re.compile(r"\s*(?:#.*)?")
_TAG = re.compile(
    r"\A\s*#[ \t]*((?:lab[1-6]|quiz|minibatch|compare|think|extra)\.[a-z0-9]+)[ \t]*$", re.MULTILINE
)
_DEFINED = re.compile(r"^(?:class|def)[ \t]+(\w+)", re.MULTILINE)
_BUILT_IN = frozenset(vars(builtins))


@dataclass(frozen=True)
class Execution:
    """One execution of a cell."""

    source: str
    cell_id: str = ""
    """The front end's name for the cell; empty where it isn't known."""


def executions(shell: Any, ids: Mapping[int, str]) -> list[Execution]:  # noqa: ANN401 - IPython's shell has no types
    """Return what was executed in this kernel in order, but not the cells that only call the check."""
    history: Sequence[str] = shell.history_manager.input_hist_raw
    found = [Execution(str(source), ids.get(count, "")) for count, source in enumerate(history) if count]
    return [one for one in found if not _only_ours(one.source)]


def cells(executed: Sequence[Execution]) -> list[str]:
    """Return the sources of the cells, in the order in which a notebook would hold them."""
    kept: list[tuple[int, int]] = []
    """First and last execution of each cell, by number."""
    for last, execution in enumerate(executed):
        replaced = [i for i, (_, before) in enumerate(kept) if _same_cell(executed[before], execution)]
        first = min((kept[i][0] for i in replaced), default=last)
        kept = [pair for i, pair in enumerate(kept) if i not in replaced]
        kept.append((first, last))
    placed = sorted((_place(executed, first, last), last) for first, last in kept)
    return [executed[last].source for _, last in placed]


def saved(namespace: Mapping[str, Any]) -> Path | None:
    """Return the notebook's file where the front end tells it: VS Code in a variable, Jupyter in the environment."""
    for told in (namespace.get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")):
        if isinstance(told, str) and told.lower().endswith(".ipynb"):
            return Path(told)
    return None


def code_of(path: Path) -> list[str]:
    """Return the code cells of a saved notebook; none where it can't be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in found if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [source for source in sources if not _only_ours(source)]


def _only_ours(source: str) -> bool:
    """Whether a cell only calls the check; one of nothing but comments may hold a part's tag, or answers."""
    lines = [line for line in source.splitlines() if not _SAYS_NOTHING.fullmatch(line)]
    return all(map(_OURS.fullmatch, lines)) and (bool(lines) or not source.strip())


def _same_cell(before: Execution, after: Execution) -> bool:
    if before.cell_id and after.cell_id:
        return before.cell_id == after.cell_id
    if before.source == after.source:
        return True
    tags = _TAG.search(before.source), _TAG.search(after.source)
    if tags[0] and tags[1]:
        return tags[0][1] == tags[1][1]
    defined = set(_DEFINED.findall(before.source))
    return bool(defined) and defined <= set(_DEFINED.findall(after.source))


def _place(executed: Sequence[Execution], first: int, last: int) -> int:
    """Where a cell stands: at its first execution, if all that it needs was there by then."""
    if first == last:
        return last
    before = _bound_by(executed[:first])
    between = _bound_by(executed[first:last])
    wanted = needed(executed[last].source) - bound(executed[last].source) - _BUILT_IN
    return last if wanted & between - before else first


def _bound_by(executed: Sequence[Execution]) -> set[str]:
    return {name for names in _names(executed) for name in names}


def _names(executed: Sequence[Execution]) -> Iterator[set[str]]:
    for one in executed:
        yield bound(one.source)
