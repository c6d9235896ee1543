"""What a source tells without being run: framework, lab tags, defined names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from autograder.loading.legacy import legacy_eras
from autograder.loading.old_names import removed_names, version1_names
from autograder.loading.submission import Framework, Legacy, Removed
from autograder.loading.tags import CHINESE_DIGIT

_LAB_TAG = re.compile(r"\blab[ _-]?([1-6])\b", re.IGNORECASE)
_WORD_TAG = re.compile(
    r"^[# \t:]*(?:lab[ :]*)?(quiz|minibatch|compare|think|extra)(?:\.[a-z0-9]+)?[ \t.:]*$", re.IGNORECASE
)
"""These are common words too: the comment must say nothing else but the part."""
_LAB_IN_NAME = re.compile(r"(?<![A-Za-z0-9])lab[ _-]?([1-6])(?![0-9])", re.IGNORECASE)
_CHINESE_LAB = re.compile(r"实验\s*([一二三四五六1-6])")
_HEAD_LINES, _HEAD_COLUMNS = 5, 300
_MOST_NUMBERS = 1_000

_TRAINS_EAGERLY = frozenset({"GradientTape"})
_HARMLESS = frozenset({"compat.v1", "logging", "set_random_seed", "gfile", "app", "flags"})
"""Names of version 1 that TF2 code uses in passing: beside a tape they make no TensorFlow 1 code of it."""


@dataclass
class Statics:
    """Findings of one submission, cell by cell."""

    modules: set[str] = field(default_factory=set)
    v1_names: set[str] = field(default_factory=set)
    keras: bool = False
    names: list[str] = field(default_factory=list)
    variables: list[str] = field(default_factory=list)
    numbers: set[float] = field(default_factory=set)
    aliases: set[str] = field(default_factory=lambda: {"tf", "tensorflow"})
    """What the file calls TensorFlow."""
    taped: bool = False
    """It takes its gradients from a tape."""
    eras: set[Legacy] = field(default_factory=set)
    removed: list[Removed] = field(default_factory=list)
    imported: dict[str, str] = field(default_factory=dict)
    """Local names with what they stand for."""

    @property
    def framework(self) -> Framework:
        """Framework of the submission, from what it imports and which of the framework's names it uses."""
        if "tensorflow" in self.modules or "keras" in self.modules:
            if self.legacy:
                return "keras"
            if self.v1_names - (_HARMLESS if self.taped else set()):
                return "tf1"
            return "keras" if self.keras else "tf2"
        return "torch" if "torch" in self.modules else "numpy"

    @property
    def legacy(self) -> Legacy:
        """How an optimizer of Keras 2 in it does its update, the oldest way first."""
        eras: tuple[Legacy, ...] = ("get_updates", "slots", "update_step")
        return next((era for era in eras if era in self.eras), "")

    def read(self, tree: ast.Module, cell: int | None = None) -> None:
        """Add one cell's findings."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._imported(alias.name)
                    self.imported[alias.asname or alias.name.partition(".")[0]] = (
                        alias.name if alias.asname else alias.name.partition(".")[0]
                    )
                    if alias.name == "tensorflow" and alias.asname:
                        self.aliases.add(alias.asname)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    self._imported(f"{node.module}.{alias.name}")
                    self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, ast.Attribute):
                self._attribute(node)
            elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
                self._number(node.value)  # type: ignore[arg-type]
        self.names.extend(_defined(tree))
        self.variables.extend(_assigned(tree))
        self.eras.update(legacy_eras(tree, self.imported))
        aliases = self.aliases if "tensorflow" in self.modules else ()
        removed = [replace(each, cell=cell) for each in removed_names(tree, aliases)]
        self.removed += removed
        # What TensorFlow 1 lost on its way was TensorFlow 1's.
        self.v1_names |= {each.old for each in removed if each.old.partition(".")[0] in aliases}

    def _number(self, value: float) -> None:
        """Only numbers that a hyperparameter could have, so that a table of data costs nothing."""
        if 0 < value < 1e6 and len(self.numbers) < _MOST_NUMBERS:
            self.numbers.add(float(value))

    def _imported(self, dotted: str) -> None:
        parts = dotted.split(".")
        self.modules.add(parts[0])
        if parts[:3] in (["tensorflow", "compat", "v1"], ["tensorflow", "python", "training"]):
            self.v1_names.add(".".join(parts[1:3]))
        elif parts[0] == "tensorflow" and len(parts) == 2 and parts[1] in version1_names()["top"]:
            self.v1_names.add(parts[1])
        if parts[0] == "keras" or parts[:2] == ["tensorflow", "keras"]:
            self.keras = True

    def _attribute(self, node: ast.Attribute) -> None:
        base = node.value
        if isinstance(base, ast.Name) and base.id in self.aliases:
            if node.attr in version1_names()["top"]:
                self.v1_names.add(node.attr)
            self.taped |= node.attr in _TRAINS_EAGERLY
            self.keras |= node.attr == "keras"
        elif isinstance(base, ast.Attribute) and node.attr in version1_names().get(base.attr, ()):
            self.v1_names.add(f"{base.attr}.{node.attr}")
        elif isinstance(base, ast.Attribute) and base.attr == "compat" and node.attr == "v1":
            self.v1_names.add("compat.v1")


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _assigned(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.Assign):
            yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def lab_tags(name: str, sources: Iterable[str], tagged: Iterable[str] = ()) -> tuple[str, ...]:
    """Labs that the file names itself: in its name, in a comment within the first lines of a cell, in its tags."""
    stem = PurePath(name).stem
    found = [f"lab{digit}" for digit in _LAB_IN_NAME.findall(stem)]
    found += [f"lab{CHINESE_DIGIT.get(digit, digit)}" for digit in _CHINESE_LAB.findall(stem)]
    if not found:
        for source in sources:
            for line in source.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
                _, mark, comment = line[:_HEAD_COLUMNS].partition("#")
                if mark and not line.startswith("# expect:"):
                    found += _tags(comment)
    named = list(dict.fromkeys(tagged))
    if len(named) > 1 or not found:
        found += named
    return tuple(dict.fromkeys(found))


def _tags(comment: str) -> list[str]:
    digits = _LAB_TAG.findall(comment) + [
        CHINESE_DIGIT.get(digit, digit) for digit in _CHINESE_LAB.findall(comment)
    ]
    return [f"lab{digit}" for digit in digits] + [word.lower() for word in _WORD_TAG.findall(comment)]
