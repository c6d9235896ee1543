"""What one ``session.run`` does to the trainable variables: worked out once per set of fetches, from the graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from . import graph_ahead, graphs
from .graph_asked import asked_by_the_way, asked_for, pairs_of, points_asked
from .heard import Asked, Made, Notes
from .rates import arguments_of, constant, factor, rate_of
from .recorder import MAX_COORDINATES, Way

Path = tuple[Any, ...]
_MAX_INTERESTS = 40
_ASSIGNS = {"AssignSub": "assign_sub", "AssignAdd": "assign_add", "Assign": "assign"}


@dataclass
class Unit:
    """One update of one set of variables, by an optimizer or by assignments."""

    key: tuple[Any, ...]
    way: Way
    variables: list[Any]
    made: Made | None = None
    asked: Asked | None = None
    gradients: list[Any] | None = None
    """Tensors that the update is handed, per variable."""
    points: list[Any] | None = None
    """Tensors of where the gradients are asked for, per variable, where that is ahead of the variables."""
    loss: Any = None
    rate: Any = None
    """A number or a tensor."""
    rate_sign: float = 1.0
    called: list[str] = field(default_factory=list)
    builtin: str = ""
    moves: frozenset[str] = frozenset()
    """The variables that this run itself moves, by the names of their operations."""
    fed: bool = False
    """The new values come in through a placeholder."""
    prepares: bool = False
    """Only slots are moved, with gradients; the variables follow in a run of their own."""

    @property
    def sizes(self) -> dict[str, int]:
        """Names and sizes of the variables."""
        return {variable.op.name: int(variable.shape.num_elements() or 0) for variable in self.variables}

    @property
    def small(self) -> bool:
        """Whether its vectors are kept."""
        return 0 < sum(self.sizes.values()) <= MAX_COORDINATES

    @property
    def optimizer(self) -> Any:
        """The optimizer object that had a part in it."""
        return self.made.optimizer if self.made else self.asked.optimizer if self.asked else None


@dataclass
class Plan:
    """What a set of fetches does."""

    units: list[Unit]
    resets: set[str]
    """Variables that get a new start."""
    interests: list[tuple[Path, str]]
    """Where in the result losses and gradients stand, and their tensors' names."""
    needed: dict[str, Any]
    """All operations that run."""
    kept: Any = None
    """What the plan's key is made of, so that no identity is used again."""

    @property
    def plain(self) -> bool:
        """Nothing to see."""
        return not (self.units or self.resets or self.interests)


def make_plan(graph: Any, fetches: Any, notes: Notes) -> Plan:
    """Work out what fetching does."""
    places = list(elements(fetches))[:_MAX_INTERESTS]
    found = [(path, graph.as_graph_element(each)) for path, each in places]
    starts = [getattr(each, "op", each) for _, each in found]
    needed = graphs.ancestors(starts)
    trainable = _trainable(graph)
    movers: list[tuple[Any, Any]] = []
    slots: list[Any] = []
    resets: set[str] = set()
    for op in needed.values():
        target = graphs.moved(op)
        variable = trainable.get(target.name) if target is not None else None
        if target is not None and variable is None and not graphs.is_reset(op, target):
            slots.append(op)
        if variable is None:
            continue
        if op is getattr(variable, "initializer", None) or graphs.is_reset(op, target):
            resets.add(variable.op.name)
        else:
            movers.append((op, variable))
    units = list(_units(movers, notes, trainable))
    if not movers:
        units += _preparing(slots, notes, trainable)
    return Plan(units, resets, list(_interests(found, notes, trainable)), needed)


def elements(fetches: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Members of nested fetches with their places."""
    if isinstance(fetches, list | tuple):
        for place, member in enumerate(fetches):
            yield from elements(member, (*path, place))
    elif isinstance(fetches, dict):
        for key, member in fetches.items():
            yield from elements(member, (*path, key))
    elif fetches is not None:
        yield path, fetches


def at(result: Any, path: Path) -> Any:
    """The member of a result at a place."""
    for step in path:
        result = result[step]
    return result


def _trainable(graph: Any) -> dict[str, Any]:
    """Trainable variables by the names of their operations."""
    collected = graph.get_collection("trainable_variables")
    return {name: variable for variable in collected for name in graphs.variable_ops(variable)}


def _interests(
    found: Sequence[tuple[Path, Any]], notes: Notes, trainable: dict[str, Any]
) -> Iterator[tuple[Path, str]]:
    gradients = {
        gradient.name for asked in notes.asked for gradient in asked.gradients if hasattr(gradient, "dtype")
    }
    losses = {asked.loss.name for asked in notes.asked}
    for path, each in found:
        if not hasattr(each, "dtype"):
            continue
        known = each.name in gradients or each.name in losses
        if known or (graphs.may_be_number(each) and is_loss(each, trainable)):
            yield path, each.name


def is_loss(tensor: Any, trainable: dict[str, Any]) -> bool:
    """Whether a single number is worked out from trainable variables, and isn't one of them."""
    if graphs.moved(tensor.op) is not None:
        return False  # what an assignment returns is the variable
    if graphs.through(tensor).op.type in {"VariableV2", "Variable", "ReadVariableOp", "VarHandleOp"}:
        return False
    return any(name in trainable for name in graphs.depends(tensor))


def _units(movers: list[tuple[Any, Any]], notes: Notes, trainable: dict[str, Any]) -> Iterator[Unit]:
    rest = movers
    for made in notes.made:
        mine = [(op, variable) for op, variable in rest if op.name in made.movers]
        if not mine:
            continue
        rest = [(op, variable) for op, variable in rest if op.name not in made.movers]
        yield _by_optimizer(made, mine, notes, trainable)
    groups: dict[int, tuple[Asked | None, list[tuple[Any, Any]]]] = {}
    for op, variable in rest:
        asked = asked_for(graphs.ancestors([op]), notes, trainable)
        groups.setdefault(id(asked), (asked, []))[1].append((op, variable))
    for asked, mine in groups.values():
        yield _by_assignment(asked, mine, notes, trainable)


def true_gradients(unit: Unit, graph: Any) -> list[Any] | None:
    """Gradients of the unit's loss by its variables, where TensorFlow was asked for them."""
    if unit.asked is None:
        return None
    by_variable = {
        variable.op.name: gradient for gradient, variable in pairs_of(unit.asked, _trainable(graph))
    }
    found = [by_variable.get(variable.op.name) for variable in unit.variables]
    return found if all(hasattr(gradient, "dtype") for gradient in found) and found else None


def _by_optimizer(made: Made, movers: list[tuple[Any, Any]], notes: Notes, trainable: dict[str, Any]) -> Unit:
    if made.pairs is None:
        needed = graphs.ancestors([op for op, _ in movers])
        asked = asked_for(needed, notes, trainable)
        pairs = pairs_of(asked, trainable) if asked else []
    else:
        pairs = [(gradient, variable) for gradient, variable in made.pairs if gradient is not None]
        needed = graphs.ancestors([gradient.op for gradient, _ in pairs if hasattr(gradient, "op")])
        asked = asked_for(needed, notes, trainable)
    variables = [variable for _, variable in pairs] or _once((variable for _, variable in movers), trainable)
    gradients = [gradient for gradient, _ in pairs]
    usable = bool(gradients) and all(
        hasattr(gradient, "dtype") and hasattr(gradient, "op") for gradient in gradients
    )
    return Unit(
        key=(id(made.optimizer), *(variable.op.name for variable in variables)),
        way="minimize" if made.called == "minimize" else "apply_gradients",
        variables=variables,
        made=made,
        asked=asked,
        gradients=gradients if usable else None,
        points=points_asked(asked, variables, trainable),
        loss=asked.loss if asked else None,
        rate=rate_of(made.optimizer),
        called=list(dict.fromkeys(filter(None, (asked.called if asked else "", made.called)))),
        builtin=made.builtin,
        moves=frozenset(variable.op.name for _, variable in movers),
    )


def _by_assignment(
    asked: Asked | None, movers: list[tuple[Any, Any]], notes: Notes, trainable: dict[str, Any]
) -> Unit:
    moved = _once((variable for _, variable in movers), trainable)
    fed = asked is None and all(_is_fed(op, trainable) for op, _ in movers)
    if asked is None:
        asked = asked_by_the_way(moved, notes, trainable) if fed else None
    pairs = pairs_of(asked, trainable) if asked else []
    variables = [variable for _, variable in pairs] or moved
    gradients = [gradient for gradient, _ in pairs]
    unit = Unit(
        key=("assign", *(variable.op.name for variable in variables)),
        way="assign",
        variables=variables,
        asked=asked,
        gradients=gradients if gradients and all(hasattr(g, "op") for g in gradients) else None,
        points=points_asked(asked, variables, trainable) if asked else _unasked(movers, variables, fed=fed),
        loss=asked.loss if asked else None,
        called=[asked.called] if asked and asked.called else [],
        builtin=next((f"Apply{graphs.kernel(op)}" for op, _ in movers if graphs.kernel(op)), ""),
        moves=frozenset(variable.op.name for variable in moved),
        fed=fed,
    )
    unit.called += list(dict.fromkeys(_spelled(op) for op, variable in movers if variable in variables))
    names = {graphs.through(gradient).name for gradient in unit.gradients or ()}
    factors = [factor(op, names) for op, _ in movers if len(op.inputs) > 1]
    known = [each for each in factors if each is not None]
    if known and len(known) == len(movers) and len({_value(rate, sign) for rate, sign in known}) == 1:
        unit.rate, unit.rate_sign = known[0]
    return unit


def _preparing(slots: list[Any], notes: Notes, trainable: dict[str, Any]) -> list[Unit]:
    """Of a run that moves nothing but slots: the gradients that it uses."""
    asked = asked_for(graphs.ancestors(slots), notes, trainable) if slots else None
    if asked is None:
        return []
    unit = _by_assignment(asked, [], notes, trainable)
    unit.key = ("prepare", *unit.key)
    unit.prepares = True
    return [unit] if unit.gradients else []


def _unasked(movers: list[tuple[Any, Any]], variables: list[Any], *, fed: bool) -> list[Any] | None:
    return None if fed else graph_ahead.points_of([op for op, _ in movers], variables)


def _is_fed(mover: Any, trainable: dict[str, Any]) -> bool:
    """Whether what is assigned was worked out outside the graph."""
    needed = graphs.ancestors(tensor.op for tensor in list(mover.inputs)[1:])
    return not needed.keys() & trainable.keys() and any(op.type == "Placeholder" for op in needed.values())


def _spelled(op: Any) -> str:
    kind = op.type.removesuffix("VariableOp")
    return str(_ASSIGNS.get(kind, op.type))


def _value(rate: Any, sign: float) -> Any:
    found = constant(rate)
    return found * sign if found is not None else (graphs.through(rate).name, sign)


def _once(variables: Iterator[Any], trainable: dict[str, Any]) -> list[Any]:
    """Each once, in the order in which they were made."""
    names = {variable.op.name for variable in variables}
    ordered = {variable.op.name: variable for variable in trainable.values()}
    return [variable for name, variable in ordered.items() if name in names]


def hyperparameters(unit: Unit) -> dict[str, float]:
    """Of the optimizer object whose update it is."""
    return arguments_of(unit.made.optimizer) if unit.made else {}
