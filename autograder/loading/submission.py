"""A submission as the engine sees it: cells of plain Python, and what was found without running them."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from autograder.loading.passages import Passage
from autograder.loading.sections import Section

Framework = Literal["numpy", "tf1", "tf2", "keras", "torch"]
Legacy = Literal["", "get_updates", "slots", "update_step"]
"""How a Keras optimizer that was written for Keras 2 does its update; empty for Keras 3 and everything else."""

_SEEDS = re.compile(r"seed|default_rng|RandomState")
_CHOOSES_JAX = re.compile(r"""^[^#\n]*\bKERAS_BACKEND\b["'\]\s,:=]*["']?jax\b""", re.MULTILINE)


@dataclass(frozen=True)
class Finding:
    """One remark on the source: a message key of ``explaining.messages`` with its arguments and its place."""

    key: str
    arguments: dict[str, str | float]
    cell: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Removed:
    """A name that today's Python or TensorFlow doesn't have."""

    old: str
    instead: str
    line: int
    cell: int | None = None


@dataclass(frozen=True)
class SourceCell:
    """One cell: the student's text as written, and the plain Python that is run in its place, line for line."""

    index: int
    """1-based number among the notebook's code cells; 0 for a script."""
    written: str
    source: str


@dataclass(frozen=True)
class Complements:
    """What is taken from 1 somewhere: numbers, and names of variables or attributes."""

    numbers: frozenset[float] = frozenset()
    names: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Submission:
    """One file that can be read."""

    name: str
    raw: bytes
    cells: tuple[SourceCell, ...]
    framework: Framework
    findings: tuple[Finding, ...] = ()
    """Remarks that cost nothing."""
    tags: tuple[str, ...] = ()
    """Labs the file names itself, for example by ``# lab6`` or in its file name."""
    names: tuple[str, ...] = ()
    """Classes and functions defined, in order."""
    numbers: frozenset[float] = frozenset()
    """Positive numbers that are written in it."""
    variables: tuple[str, ...] = ()
    """Names assigned at the top level."""
    sections: tuple[Section, ...] = ()
    """Which lines a tag names, where the file has tags."""
    passages: tuple[Passage, ...] = ()
    """Texts, for the parts that are handed in as words."""
    refused: Finding | None = None
    """Why it isn't run at all: it imports the grader's own packages."""
    legacy: Legacy = ""
    removed: tuple[Removed, ...] = ()
    """Names in it that are gone today."""

    @property
    def sha256(self) -> str:
        """Hash of the raw bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    @cached_property
    def trees(self) -> dict[int, ast.Module]:
        """Syntax trees of the cells that can be parsed, by their index."""
        found = {}
        for cell in self.cells:
            with contextlib.suppress(SyntaxError, ValueError, RecursionError, MemoryError):
                found[cell.index] = ast.parse(cell.source)
        return found

    @cached_property
    def complements(self) -> Complements:
        """What the code takes from 1: ``1 - rho`` and ``1 - 0.9`` say which of both numbers is meant by the decay."""
        taken = [
            node.right
            for tree in self.trees.values()
            for node in ast.walk(tree)
            if isinstance(node, ast.BinOp)
            and isinstance(node.op, ast.Sub)
            and isinstance(node.left, ast.Constant)
            and node.left.value == 1
        ]
        numbers = {
            float(node.value)
            for node in taken
            if isinstance(node, ast.Constant) and isinstance(node.value, int | float)
        }
        names = {
            node.id if isinstance(node, ast.Name) else node.attr
            for node in taken
            if isinstance(node, ast.Name | ast.Attribute)
        }
        return Complements(frozenset(numbers), frozenset(names))

    @cached_property
    def factors(self) -> frozenset[float]:
        """Whole numbers that the code multiplies with, or twice of which, and that are no number of anything in it."""
        multiplied: set[float] = set()
        sizes: set[float] = set()
        for tree in self.trees.values():
            every = list(ast.walk(tree))
            terms = {
                id(side)
                for node in every
                if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div)
                for side in (node.left, node.right)
            }
            seeds = {
                id(one)
                for node in every
                if isinstance(node, ast.Call) and _SEEDS.search(ast.unparse(node.func))
                for one in node.args
            }
            for node in every:
                if isinstance(node, ast.List):
                    sizes.add(len(node.elts))
                elif (
                    isinstance(node, ast.Constant)
                    and isinstance(node.value, int | float)
                    and id(node) not in seeds
                ):
                    (multiplied if id(node) in terms else sizes).add(float(node.value))
        return frozenset(multiplied | {each / 2 for each in multiplied}) - sizes

    @property
    def backend(self) -> Literal["", "jax"]:
        """What Keras is told to compute with by the file itself, where that isn't TensorFlow."""
        chosen = any(_CHOOSES_JAX.search(cell.written) for cell in self.cells)
        return "jax" if self.framework == "keras" and not self.legacy and chosen else ""

    @property
    def is_notebook(self) -> bool:
        """Whether places are told as cell and line."""
        return bool(self.cells) and self.cells[0].index > 0

    def listing(self, limit: int = 65536) -> str:
        """The student's text for the report, at most ``limit`` characters."""
        if not self.is_notebook:
            return self.cells[0].written[:limit] if self.cells else ""
        return "\n\n".join(f"# ---- [{cell.index}] ----\n{cell.written}" for cell in self.cells)[:limit]

    def listing_line(self, cell: int | None, line: int | None) -> int | None:
        """Line of ``listing`` at which a place of the submission stands."""
        if line is None:
            return None
        offset = 0
        for one in self.cells:
            header = 1 if self.is_notebook else 0
            if one.index == (cell or 0):
                return offset + header + line
            offset += header + one.written.count("\n") + 2
        return None
