"""Definitions whose name was used again: a whole course in one notebook defines ``update`` once per lab.

The old object is kept with what its code could see: the functions, classes and first values of the time when it was
written, and what came beside them until it was replaced. A helper may have been replaced before it.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .sources import definitions

MAX_EARLIER = 12
MAX_WATCHED = 200
"""Definitions of which is kept what they could see; a file with more of them is no lab."""


@dataclass(frozen=True)
class Earlier:
    """A class or function that a later definition replaced under its name."""

    name: str
    value: Any
    definitions: Mapping[str, Any]
    """The student's classes and functions that it could see."""
    initial: Mapping[str, Any]
    """Plain data that it could see, as first written down."""
    attributes: Mapping[str, dict[str, Any]]
    """Attributes of functions at that time."""


class Redefinitions:
    """Watches the top-level statements go by."""

    def __init__(
        self,
        namespace: Mapping[str, Any],
        initial: Mapping[str, Any],
        attributes: Mapping[str, dict[str, Any]],
    ) -> None:
        self.kept: list[Earlier] = []
        self.namespace, self.initial, self.attributes = namespace, initial, attributes
        self._written: dict[str, str] = {}
        self._seen: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
        self._watched = 0

    def before(self, node: ast.stmt) -> Earlier | None:
        """What a statement is about to replace, unless it writes the same once more."""
        name = _defined_by(node)
        if name is None:
            return None
        text = ast.dump(node)
        again = self._written.get(name) == text
        self._written[name] = text
        if again or name not in self.namespace or len(self.kept) == MAX_EARLIER:
            return None
        own = dict(definitions(self.namespace))
        if name not in own:
            return None
        seen, values = self._seen.get(name, ({}, {}))
        visible = {**own, **seen, name: own[name]}
        return Earlier(name, own[name], visible, {**self.initial, **values}, dict(self.attributes))

    def after(self, node: ast.stmt, old: Earlier | None) -> None:
        """Keep it if it is gone, and note what the new one can see."""
        if old is not None and self.namespace.get(old.name) is not old.value:
            self.kept.append(old)
        name = _defined_by(node)
        if name is not None and self._watched < MAX_WATCHED:
            self._watched += 1
            self._seen[name] = dict(definitions(self.namespace)), dict(self.initial)


def _defined_by(node: ast.stmt) -> str | None:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return node.name
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
        targets = [target.id for target in node.targets if isinstance(target, ast.Name)]
        return targets[0] if len(targets) == 1 else None
    return None
