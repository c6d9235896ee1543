"""Which of the gradients that were asked for an update uses, of which variables, and where they were asked for."""

from __future__ import annotations

from typing import Any

from . import graph_ahead
from .heard import Asked, Notes


def asked_for(needed: dict[str, Any], notes: Notes, trainable: dict[str, Any]) -> Asked | None:
    """The gradients that operations use, of the variables themselves."""
    for asked in notes.asked:
        ours = (gradient for gradient in asked.gradients if hasattr(gradient, "op"))
        if any(gradient.op.name in needed for gradient in ours) and pairs_of(asked, trainable):
            return asked
    return None


def pairs_of(asked: Asked, trainable: dict[str, Any]) -> list[tuple[Any, Any]]:
    """Gradients and variables of what was asked."""
    found = []
    for source, gradient in zip(asked.sources, asked.gradients, strict=True):
        variable = graph_ahead.variable_behind(source, trainable)
        if variable is not None and gradient is not None:
            found.append((gradient, variable))
    return found


def points_asked(asked: Asked | None, variables: list[Any], trainable: dict[str, Any]) -> list[Any] | None:
    """Where gradients of these variables were asked for; None where that is where the variables are."""
    if asked is None:
        return None
    sources = {}
    for source in asked.sources:
        variable = graph_ahead.variable_behind(source, trainable)
        if variable is not None:
            sources[variable.op.name] = source
    if any(variable.op.name not in sources for variable in variables):
        return None
    return graph_ahead.points(asked.loss, [sources[v.op.name] for v in variables], variables)


def asked_by_the_way(moved: list[Any], notes: Notes, trainable: dict[str, Any]) -> Asked | None:
    """Gradients of these variables that were asked for, though they take their way outside the graph."""
    names = {variable.op.name for variable in moved}
    fitting = [asked for asked in notes.asked if {v.op.name for _, v in pairs_of(asked, trainable)} >= names]
    return fitting[-1] if fitting else None
