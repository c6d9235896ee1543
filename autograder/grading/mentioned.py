"""What the source says about a built-in whose training wasn't seen: called, and used for anything, or never called."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from autograder.loading.submission import Submission
from autograder.suspects.shapes import called
from exercises.spec import Part

_BUILD = frozenset({"minimize", "compute_gradients", "apply_gradients", "group", "control_dependencies"})
"""In a TF1 graph these only describe a step; nothing moves before a session runs it."""
_IDLE = frozenset(
    "print type repr str dir vars help isinstance get_config zero_grad state_dict build".split()
)
"""Whoever calls only these of an optimizer, or on it, moves nothing."""

_TRAIN = frozenset(
    "minimize apply_gradients apply compute_gradients gradient gradients backward grad fit train_on_batch run".split()
)
"""Nothing of a framework's is trained without one of these."""


@dataclass(frozen=True)
class Mention:
    """A call of one of the wanted names."""

    name: str
    cell: int
    line: int
    idle: bool
    """What it made is surely never used to train."""


def last_names(part: Part) -> frozenset[str]:
    """Return the names of the part's built-ins as the source writes them, without their modules."""
    return frozenset(name.rpartition(".")[2] for names in part.builtin.values() for name in names)


def mention(submission: Submission, wanted: Collection[str]) -> Mention | None:
    """Return the first call of a wanted built-in in the source, at best one that is used.

    What the submission defines itself under that name is its own; what stands inside a class of its own helps that one.
    """
    if submission.framework == "numpy":
        return None
    trees = submission.trees
    aliases = {alias: name for tree in trees.values() for alias, name in _aliases(tree, wanted)}
    found = [
        (index, node, name)
        for index, tree in trees.items()
        for node in _outside_classes(tree)
        if isinstance(node, ast.Call)
        and (name := aliases.get(called(node), called(node))) in wanted
        and not (isinstance(node.func, ast.Name) and node.func.id in submission.names)
    ]
    if not found:
        return None
    graph = submission.framework == "tf1"
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    mentions = [
        Mention(name, index, node.lineno, _idle(node, nodes, graph=graph)) for index, node, name in found
    ]
    return min(mentions, key=lambda one: one.idle)


def trains(submission: Submission) -> bool:
    """Whether the source calls anything that could train."""
    nodes = (node for tree in submission.trees.values() for node in ast.walk(tree))
    return any(isinstance(node, ast.Call) and called(node) in _TRAIN for node in nodes)


def hands_over_step(submission: Submission) -> bool:
    """Whether a TF1 source hands its ``global_step`` to the update, or counts it by an operation of its own."""
    for tree in submission.trees.values():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = called(node)
            if name in {"minimize", "apply_gradients"} and (
                len(node.args) > 1 or any(one.arg == "global_step" for one in node.keywords)
            ):
                return True
            if name in {"assign_add", "assign", "increment_var"}:
                return True
    return False


_TELLS_RATE = frozenset({"get_last_lr", "get_lr", "base_lrs", "last_epoch", "state_dict"})
"""What a scheduler is asked without being stepped."""


def steps_scheduler(submission: Submission, wanted: Collection[str]) -> bool:
    """Whether a PyTorch source steps its scheduler, or does something with it that may."""
    nodes = [node for tree in submission.trees.values() for node in ast.walk(tree)]
    made = [node for node in nodes if isinstance(node, ast.Call) and called(node) in wanted]
    kept = {
        target.id: node.value
        for node in nodes
        if isinstance(node, ast.Assign) and node.value in made
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    if any(call not in kept.values() for call in made):
        return True
    asked = {id(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr in _TELLS_RATE}
    return any(
        isinstance(node, ast.Name)
        and node.id in kept
        and isinstance(node.ctx, ast.Load)
        and id(node) not in asked
        for node in nodes
    )


def _outside_classes(tree: ast.Module) -> Iterator[ast.AST]:
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop(0)
        yield node
        waiting += [one for one in ast.iter_child_nodes(node) if not isinstance(one, ast.ClassDef)]


def _aliases(tree: ast.Module, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
    """``from … import Adam as A``; ``Adam = tf.train.AdamOptimizer``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((one.asname, one.name) for one in node.names if one.asname and one.name in wanted)
        elif (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in wanted
            and isinstance(node.targets[0], ast.Name)
        ):
            yield node.targets[0].id, node.value.attr


def _idle(call: ast.Call, nodes: list[ast.AST], *, graph: bool) -> bool:
    """Whether what the call makes goes nowhere but into names that go nowhere."""
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    waiting: list[ast.AST] = [call]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        parent = parents.get(node)
        if isinstance(parent, ast.Attribute) and isinstance(outer := parents.get(parent), ast.Call):
            node, parent = parent, outer
        if isinstance(parent, ast.Call | ast.keyword):
            parent = parents[parent] if isinstance(parent, ast.keyword) else parent
            if not isinstance(parent, ast.Call) or called(parent) not in (_BUILD | _IDLE if graph else _IDLE):
                return False
            waiting.append(parent)
        elif isinstance(parent, ast.Assign | ast.AnnAssign):
            targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
            names = {inner.id for one in targets for inner in ast.walk(one) if isinstance(inner, ast.Name)}
            if any(not isinstance(one, ast.Name) for one in targets):
                return False
            waiting += [
                inner
                for inner in nodes
                if isinstance(inner, ast.Name)
                and inner.id in names - seen
                and isinstance(inner.ctx, ast.Load)
            ]
            seen |= names
        elif not isinstance(parent, ast.Expr | ast.FormattedValue):
            return False
    return True
