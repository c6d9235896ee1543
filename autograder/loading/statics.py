"""What a source tells without being run: framework, lab tags, defined names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePath

from autograder.loading.submission import Framework
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

V1_ONLY = frozenset(
    "Session InteractiveSession placeholder placeholder_with_default global_variables_initializer get_variable "
    "variable_scope global_variables trainable_variables disable_v2_behavior disable_eager_execution assign assign_add "
    "assign_sub reset_default_graph get_default_graph initialize_all_variables local_variables_initializer ConfigProto "
    "layers AUTO_REUSE set_random_seed to_float random_normal random_uniform truncated_normal log gradients".split()
)
"""Gone today, or, as ``gradients``, of use in a graph alone."""
_V1_TRAIN = frozenset(
    "Optimizer GradientDescentOptimizer MomentumOptimizer AdagradOptimizer AdamOptimizer RMSPropOptimizer "
    "AdadeltaOptimizer FtrlOptimizer exponential_decay polynomial_decay natural_exp_decay inverse_time_decay "
    "piecewise_constant get_or_create_global_step get_global_step create_global_step Saver".split()
)
_V1_INSIDE = {
    "train": _V1_TRAIN,
    "losses": frozenset(
        "softmax_cross_entropy sparse_softmax_cross_entropy sigmoid_cross_entropy "
        "absolute_difference log_loss hinge_loss huber_loss get_total_loss get_losses add_loss".split()
    ),
}
"""Names inside a submodule that today's TensorFlow has too, with other names in it."""


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

    @property
    def framework(self) -> Framework:
        """Framework of the submission, from what it imports and which of the framework's names it uses."""
        if "tensorflow" in self.modules or "keras" in self.modules:
            if self.v1_names:
                return "tf1"
            return "keras" if self.keras else "tf2"
        return "torch" if "torch" in self.modules else "numpy"

    def read(self, tree: ast.Module) -> None:
        """Add one cell's findings."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    self._imported(alias.name)
                    if alias.name == "tensorflow" and alias.asname:
                        self.aliases.add(alias.asname)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                for alias in node.names:
                    self._imported(f"{node.module}.{alias.name}")
            elif isinstance(node, ast.Attribute):
                self._attribute(node)
            elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
                self._number(node.value)  # type: ignore[arg-type]
        self.names.extend(_defined(tree))
        self.variables.extend(_assigned(tree))

    def _number(self, value: float) -> None:
        """Only numbers that a hyperparameter could have, so that a table of data costs nothing."""
        if 0 < value < 1e6 and len(self.numbers) < _MOST_NUMBERS:
            self.numbers.add(float(value))

    def _imported(self, dotted: str) -> None:
        parts = dotted.split(".")
        self.modules.add(parts[0])
        if parts[:3] in (["tensorflow", "compat", "v1"], ["tensorflow", "python", "training"]):
            self.v1_names.add(".".join(parts[1:3]))
        elif parts[0] == "tensorflow" and len(parts) == 2 and parts[1] in V1_ONLY:
            self.v1_names.add(parts[1])
        if parts[0] == "keras" or parts[:2] == ["tensorflow", "keras"]:
            self.keras = True

    def _attribute(self, node: ast.Attribute) -> None:
        base = node.value
        if isinstance(base, ast.Name) and base.id in self.aliases:
            if node.attr in V1_ONLY:
                self.v1_names.add(node.attr)
            self.keras |= node.attr == "keras"
        elif isinstance(base, ast.Attribute) and node.attr in _V1_INSIDE.get(base.attr, ()):
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
