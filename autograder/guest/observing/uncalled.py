"""Training functions that the cells define and never call are called, while somebody watches.

``def train_method2(): …`` is what a starter hands out; who fills it in and forgets the call has done the work. Only
functions that need no argument, whose name belongs to a part that is judged by its training, or ``main``.
"""

from __future__ import annotations

import ast
import contextlib
import inspect
import math
import sys
import warnings
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from ..cells import Runner, Workspace
from ..interrupt import OutOfTimeError, TimeLimit
from ..sources import is_stub
from ..wire import clip, fault

MAX_CALLED = 6
_LEAST_S = 0.3
_ENTRY = "main"

Status = Literal["ok", "error", "timed_out", "stub"]


def call_uncalled(runner: Runner, fragments: Sequence[str]) -> list[dict[str, Any]]:
    """Call what wasn't called; one message for each."""
    workspace = runner.workspace
    found = list(_uncalled(workspace, [one.lower() for one in fragments])) if fragments else []
    return [_called(runner, node) for node in found[:MAX_CALLED]]


def _uncalled(workspace: Workspace, fragments: Sequence[str]) -> Iterator[ast.FunctionDef]:
    trees = [tree for _, tree in sorted(workspace.trees.items())]
    nodes = {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}
    for name, node in nodes.items():
        wanted = any(fragment in name.lower() for fragment in fragments)
        # What main() calls is called by main.
        wanted = wanted or (name == _ENTRY and any(_named(one, fragments) for one in _names_in([node])))
        if wanted and not used(name, node, trees) and _needs_nothing(workspace.namespace.get(name)):
            yield node


def _named(name: str, fragments: Sequence[str]) -> bool:
    return any(fragment in name.lower() for fragment in fragments)


def used(name: str, own: ast.stmt, trees: Iterable[ast.Module]) -> bool:
    """Whether any code outside the function or class reads its name."""
    others = [node for tree in trees for node in tree.body if node is not own]
    return name in _names_in(others)


def _names_in(nodes: Iterable[ast.AST]) -> set[str]:
    return {
        inner.id
        for node in nodes
        for inner in ast.walk(node)
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
    }


def _needs_nothing(value: object) -> bool:
    if not inspect.isfunction(value):
        return False
    kinds = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return all(
        one.default is not inspect.Parameter.empty or one.kind in kinds
        for one in inspect.signature(value).parameters.values()
    )


@contextlib.contextmanager
def calling(runner: Runner, most: float = math.inf) -> Iterator[None]:
    """Around a call of a student's function: it prints as the cells do, and has the time that they left."""
    sys.stdout, kept = runner.tee, sys.stdout
    try:
        with warnings.catch_warnings(), TimeLimit(max(min(runner.clock.left(), most), _LEAST_S)):
            warnings.simplefilter("ignore")
            yield
    except BaseException as error:
        runner.left_by(error)
        raise
    finally:
        sys.stdout = kept
        runner.tee.finish()


def _called(runner: Runner, node: ast.FunctionDef) -> dict[str, Any]:
    name = node.name
    status: Status = "ok"
    failure: dict[str, Any] | None = None
    if is_stub(node):
        status = "stub"
    else:
        try:
            with calling(runner):
                runner.workspace.namespace[name]()
        except OutOfTimeError:
            status = "timed_out"
        except BaseException as error:  # noqa: BLE001 - whatever a student's function raises is its result
            if not (isinstance(error, SystemExit) and error.code in (None, 0)):
                status, failure = "error", fault(error)
    return {"type": "called", "name": clip(name), "status": status, "line": node.lineno, "error": failure}
