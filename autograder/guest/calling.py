"""One way of calling the student's update, step after step: arguments in, new parameters and state out."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from .evidence import Evidence
from .recipes import Recipe
from .roles import Argument, Roles
from .values import BadValueError, items, number
from .variables import Container, Holder
from .wire import Vector

StateMode = Literal["evidence", "zeros", "none", "empty", "initialiser", "scalar"]
Outcome = Literal["in place", "returned", "change", "attribute"]
GradientAt = Callable[[Vector], Vector]


@dataclass(frozen=True)
class Reading:
    """How the new parameters come back, settled on the first step and kept."""

    outcome: Outcome
    slots: tuple[tuple[str, str | int] | None, ...] = ()
    """Per element of a returned tuple: ("params", group), ("state", name), ("time", name) or None."""
    keys: tuple[str, ...] = ()
    """Keys of a returned dict, in place of positions."""
    sign: float = 1.0
    attribute: str = ""


@dataclass(frozen=True)
class Way:
    """A convention of calling."""

    roles: Roles
    recipe: Recipe
    state_mode: StateMode = "evidence"
    time_from: int = 1
    reading: Reading | None = None
    swapped: bool = False

    def named(self, name: str) -> str:
        """For people: ``step(params: list, grads: list), in place``."""
        shown = []
        for argument in self.roles.arguments:
            if argument.role in {"params", "grads"}:
                shown.append(f"{argument.name}: {self.recipe.style}")
            elif argument.role == "time":
                shown.append(f"{argument.name} from {self.time_from}")
            elif argument.role in {"state", "config", "gradient-function", "pairs", "object", "key"}:
                shown.append(argument.name)
        outcome = self.reading.outcome if self.reading else "?"
        sign = "" if self.reading is None or outcome != "change" else (" added" if self.reading.sign > 0 else " subtracted")
        order = ", gradients first" if self.swapped else ""
        return f"{name}({', '.join(shown)}), {outcome}{sign}{order}"


@dataclass
class Target:
    """Something to call on one run: a function, or a method of a fresh instance."""

    function: Callable[..., Any]
    instance: Any = None
    before: list[Callable[[], Any]] = field(default_factory=list)
    after: list[Callable[[], Any]] = field(default_factory=list)
    initialise: Callable[..., Any] | None = None
    """Makes the states from the parameters, where the maker of the function made this too."""
    held: str = ""
    """Attribute of the instance that keeps the parameters, where the constructor took them."""


@dataclass(frozen=True)
class Inputs:
    """What is the same for all steps of a run."""

    evidence: Evidence
    hyper: Mapping[str, Any]
    config: Mapping[str, Any]
    initialise: Callable[[Any], Mapping[str, Any]] | None = None
    """The student's own initialiser, giving states by argument name."""


class Stepper:
    """Drives one fresh target from ``theta0``."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Callable[[Any], Target]) -> None:
        self.way = way
        self.inputs = inputs
        self.containers = way.recipe.build(theta0.size)
        self.ends = np.cumsum([sum(c.variables.sizes) for c in self.containers])[:-1]
        self.slots: list[Any] = [c.pack(flat) for c, flat in zip(self.containers, self._cut(theta0), strict=True)]
        self.current = theta0.copy()
        self.reading = way.reading
        self.single = False
        self.notes: set[str] = set()
        self.asked: Vector | None = None
        self.both: Reading | None = None
        """Another reading that would make sense too: parameters changed in place and returned, differently."""
        self.time: dict[str, Any] = {}
        self.steps = 0
        self.target = make(self.slots[0] if len(self.slots) == 1 else self.slots)
        self.states: dict[str, Any] = {}
        self._initialise(theta0)

    # ---- helpers -----------------------------------------------------------------------------------------------
    def _cut(self, flat: Vector) -> list[Vector]:
        return list(np.split(flat, self.ends)) if len(self.containers) > 1 else [flat]

    @property
    def sizes(self) -> tuple[int, ...]:
        """Sizes of all variables in the order of the flat vector."""
        return tuple(size for container in self.containers for size in container.variables.sizes)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all variables."""
        return tuple(name for container in self.containers for name in container.variables.names)

    @property
    def per_variable(self) -> bool:
        """One call for each variable in every step."""
        return self.way.recipe.style == "keyed"

    def _container(self, argument: Argument) -> Container:
        return self.containers[argument.group] if 0 <= argument.group < len(self.containers) else self.containers[0]

    def _initialise(self, theta0: Vector) -> None:
        roles = self.way.roles
        mode = self.way.state_mode
        if mode == "initialiser" and self.inputs.initialise is not None:
            packed = self.containers[0].pack(theta0) if len(self.containers) == 1 else self.slots
            self.states.update(self.inputs.initialise(packed))
        elif self.target.initialise is not None and mode == "evidence":
            names = [argument.name for argument in roles.of("state")]
            made = self.target.initialise(self.containers[0].pack(theta0))
            parts = made if isinstance(made, tuple) and len(names) == len(made) > 1 else (made,)
            self.states.update(zip(names, parts, strict=False))
        for argument in roles.of("state"):
            if argument.name in self.states:
                continue
            start = self._initial(argument, mode)
            if start is not _OMIT:
                self.states[argument.name] = start
        for argument in roles.of("config"):
            if argument.name not in self.states:
                self.states[argument.name] = self._configuration(argument)
        for argument in roles.of("time"):
            self.time[argument.name] = self.way.time_from

    def _initial(self, argument: Argument, mode: StateMode) -> Any:
        evidence = self.inputs.evidence
        container = self._container(argument)
        size = sum(container.variables.sizes)
        if mode == "none":
            return None
        if mode == "empty":
            return {}
        if mode == "scalar":
            return 0.0
        if mode == "evidence":
            if not argument.required:
                return _OMIT
            if evidence.keys.get(argument.name) and not evidence.prefixes.get(argument.name):
                if container.kind != "dict" or not set(evidence.keys[argument.name]) <= set(container.keys + container.gradient_keys):
                    return self._configuration(argument)
            if argument.name in evidence.none_tested:
                return None
        zeros = np.zeros(size)
        if container.holds_gradient:
            return [part for part in container.variables.split(zeros)]
        heads = evidence.prefixes.get(argument.name, []) + evidence.keys.get(argument.name, [])
        if container.kind == "dict" and container.gradient_keys and any(k.startswith("d") for k in heads):
            return container.pack_gradient(zeros)
        return container.pack(zeros)

    def _configuration(self, argument: Argument) -> dict[str, Any]:
        """A config or state dict: hyperparameters under the source's keys, zeros for state without a fallback."""
        evidence = self.inputs.evidence
        made = {key: value for key, value in self.inputs.config.items() if key in evidence.keys.get(argument.name, [])}
        container = self.containers[0]
        for key in evidence.keys.get(argument.name, []):
            if key in made or key in evidence.guarded.get(argument.name, set()):
                continue
            bare = key.lower().strip("_")
            made[key] = 0 if bare in {"t", "step", "iter", "iteration", "count", "time"} else container.pack(np.zeros(sum(container.variables.sizes)))
        return made

    # ---- one step ----------------------------------------------------------------------------------------------
    def step(self, gradient_at: GradientAt) -> None:
        """One update; the gradient is asked for at the current point, or where the code asks."""
        self.asked = None
        for hook in self.target.before:
            hook()
        if self.per_variable:
            gradients = self._cut(gradient_at(self.current))
            for index in range(len(self.containers)):
                self._call([index], [gradients[index]], gradient_at)
        else:
            flats = self._cut(gradient_at(self.current)) if not self.way.roles.of("gradient-function") else []
            self._call(list(range(len(self.containers))), flats, gradient_at)
        for hook in self.target.after:
            hook()
        self.steps += 1
        for name, value in self.time.items():
            if self.reading is None or ("time", name) not in self.reading.slots:
                self.time[name] = value + 1
        self.current = self.theta()

    def theta(self) -> Vector:
        """The parameters as the student's code has them now."""
        assert self.reading is not None
        if self.reading.outcome == "attribute":
            value = getattr(self.target.instance, self.reading.attribute)
            self.single = self.single or self.containers[0].is_single(value)
            return self.containers[0].unpack(value)
        parts = []
        for container, slot in zip(self.containers, self.slots, strict=True):
            parts.append(container.unpack(slot))
            self.single = self.single or container.is_single(slot)
        return np.concatenate(parts)

    def _call(self, groups: list[int], flats: list[Vector], gradient_at: GradientAt) -> None:
        before = [self.containers[g].unpack(self.slots[g]) for g in groups]
        gradients = [self.containers[g].pack_gradient(flat) for g, flat in zip(groups, flats, strict=False)]
        for g, flat in zip(groups, flats, strict=False):
            if self.containers[g].holds_gradient:
                self.containers[g].load_gradient(self.slots[g], flat)
        positional, keyword = self._arguments(groups, gradients, gradient_at)
        result = self.target.function(*positional, **keyword)
        for g, flat, packed in zip(groups, flats, gradients, strict=False):
            self._check_gradient(g, flat, packed)
        if self.reading is None:
            self.reading = self._read(result, groups, before)
        self._absorb(result, groups, before)

    def _check_gradient(self, group: int, flat: Vector, packed: Any) -> None:
        try:
            if not _same(self.containers[group].unpack_gradient(packed), flat):
                self.notes.add("gradient-modified")
        except BadValueError:
            self.notes.add("gradient-modified")

    def _arguments(self, groups: list[int], gradients: list[Any], gradient_at: GradientAt) -> tuple[list[Any], dict[str, Any]]:
        positional: list[Any] = []
        keyword: dict[str, Any] = {}
        skipped = False
        for argument in self.way.roles.arguments:
            value = self._value(argument, groups, gradients, gradient_at)
            if value is _OMIT:
                skipped = True
                continue
            if argument.kind is inspect.Parameter.KEYWORD_ONLY or skipped:
                keyword[argument.name] = value
            else:
                positional.append(value)
        if self.way.roles.keywords:
            keyword.update({key: value for key, value in self.inputs.config.items() if key not in keyword})
        return positional, keyword

    def _value(self, argument: Argument, groups: list[int], gradients: list[Any], gradient_at: GradientAt) -> Any:
        group = groups[0] if len(groups) == 1 or argument.group < 0 else argument.group
        match argument.role:
            case "params" | "object":
                return self.slots[group]
            case "grads":
                return gradients[groups.index(group)]
            case "pairs":
                return self._pairs(argument, gradients[0])
            case "gradient-function":
                return self._gradient_function(gradient_at)
            case "time":
                return self.time[argument.name]
            case "state" | "config":
                return self.states.get(argument.name, _OMIT)
            case "key":
                return self.containers[group].keys[0] if self.containers[group].keys else group
            case "size":
                return self.containers[0].variables.shapes[0]
            case _:
                if argument.name in self.inputs.hyper:
                    return self.inputs.hyper[argument.name]
                return None if argument.required else _OMIT

    def _pairs(self, argument: Argument, gradients: list[Any]) -> list[tuple[Any, Any]]:
        names = self.inputs.evidence.pairs.get(argument.name, ())
        params = self.slots[0]
        text = (names[0] if names else argument.name).lower()
        gradient_first = not text.startswith(("p", "v", "w", "theta", "x"))
        return list(zip(gradients, params, strict=True)) if gradient_first else list(zip(params, gradients, strict=True))

    def _gradient_function(self, gradient_at: GradientAt) -> Callable[..., Any]:
        def gradient(*arguments: Any, **named: Any) -> Any:
            point = self.current
            for value in (*arguments, *named.values(), list(arguments)):
                try:
                    point = self._point(value)
                except (BadValueError, TypeError, ValueError):
                    continue
                break
            self.asked = point
            flats = self._cut(gradient_at(point))
            packed = [c.pack_gradient(flat) for c, flat in zip(self.containers, flats, strict=True)]
            return packed[0] if len(packed) == 1 else tuple(packed)

        return gradient

    def _point(self, value: Any) -> Vector:
        if len(self.containers) == 1:
            return self.containers[0].unpack(value)
        members = items(value)
        if members is None or len(members) < len(self.containers):
            raise BadValueError("not a point")
        return np.concatenate([c.unpack(member) for c, member in zip(self.containers, members, strict=False)])

    # ---- what came back ----------------------------------------------------------------------------------------
    def _read(self, result: Any, groups: list[int], before: list[Vector]) -> Reading:
        moved = any(not _same(self.containers[g].unpack(self.slots[g]), old) for g, old in zip(groups, before, strict=True))
        fallback = self._without_return(moved)
        if result is None:
            return fallback
        if len(groups) == 1 and self._fits(groups[0], result):
            found = Reading("returned", (("params", groups[0]),))
        else:
            found = self._read_several(result, groups) or fallback
        if found.outcome == "returned" and moved:
            self.both = Reading("in place", tuple(slot if slot and slot[0] != "params" else None for slot in found.slots), found.keys)
        return found

    def _without_return(self, moved: bool) -> Reading:
        if moved or self.target.instance is None:
            return Reading("in place")
        held = self.target.held
        if held and len(self.containers) == 1:
            return Reading("attribute", attribute=held)
        return Reading("in place")

    def _fits(self, group: int, value: Any) -> bool:
        try:
            self.containers[group].unpack(value)
        except (BadValueError, TypeError, ValueError):
            return False
        return True

    def _read_several(self, result: Any, groups: list[int]) -> Reading | None:
        keys: tuple[str, ...] = ()
        if isinstance(result, dict):
            keys = tuple(key for key in result if isinstance(key, str))[:12]
            members: list[Any] = [result[key] for key in keys]
            names: list[str | None] = list(keys)
        else:
            found = items(result) if isinstance(result, tuple | list) else [result]
            if found is None:
                return None
            members = found
            names = self.inputs.evidence.returned_names(len(members)) or [None] * len(members)
        slots: list[tuple[str, str | int] | None] = [self._slot(name, groups) if name else None for name in names]
        for position, slot in enumerate(slots):
            if slot and slot[0] == "params" and not self._fits(int(slot[1]), members[position]):
                if number(members[position]) is not None or members[position] is None:
                    slots[position] = None
                else:
                    self.containers[int(slot[1])].unpack(members[position])  # raises with both shapes
        open_params = [g for g in groups if ("params", g) not in slots]
        open_states = [a.name for a in self.way.roles.of("state", "config") if ("state", a.name) not in slots]
        for position, member in enumerate(members):
            if slots[position] is not None:
                continue
            if open_params and self._fits(open_params[0], member):
                slots[position] = ("params", open_params.pop(0))
            elif open_states and not keys and number(member) is None and member is not None:
                slots[position] = ("state", open_states.pop(0))
        if not any(slots):
            return None
        has_params = any(slot and slot[0] == "params" for slot in slots)
        return Reading("returned" if has_params else "in place", tuple(slots), keys)

    def _slot(self, name: str, groups: list[int]) -> tuple[str, str | int] | None:
        for text in (name, _core(name)):
            for argument in self.way.roles.arguments:
                if text not in {argument.name, _core(argument.name)}:
                    continue
                if argument.role == "params":
                    return ("params", groups[0] if len(groups) == 1 else max(argument.group, 0))
                if argument.role in {"state", "config"}:
                    return ("state", argument.name)
                if argument.role == "time":
                    return ("time", argument.name)
        return None

    def _absorb(self, result: Any, groups: list[int], before: list[Vector]) -> None:
        reading = self.reading
        assert reading is not None
        if reading.outcome == "change":
            change = self.containers[groups[0]].unpack(result if len(reading.slots) <= 1 else _member(result, 0, reading))
            self.slots[groups[0]] = self.containers[groups[0]].pack(before[0] + reading.sign * change)
            if len(reading.slots) <= 1:
                return
        if not reading.slots:
            return
        if len(reading.slots) == 1 and reading.slots[0] and reading.slots[0][0] == "params" and not reading.keys:
            self._keep(groups[0], result)
            return
        for position, slot in enumerate(reading.slots):
            if slot is None:
                continue
            member = _member(result, position, reading)
            if slot[0] == "params":
                if reading.outcome == "returned":
                    self._keep(groups[0] if len(groups) == 1 else int(slot[1]), member)
            elif slot[0] == "state":
                self.states[str(slot[1])] = member
            else:
                self.time[str(slot[1])] = member

    def _keep(self, group: int, value: Any) -> None:
        self.containers[group].unpack(value)
        if isinstance(value, list | dict | np.ndarray | Holder | int | float | np.number):
            self.slots[group] = value
        else:
            self.slots[group] = self.containers[group].pack(self.containers[group].unpack(value))


def _member(result: Any, position: int, reading: Reading) -> Any:
    if reading.keys:
        return result[reading.keys[position]]
    found = items(result) if isinstance(result, tuple | list) else [result]
    if found is None or len(found) <= position:
        raise BadValueError(f"a result of {0 if found is None else len(found)} elements in place of {len(reading.slots)}")
    return found[position]


def _core(name: str) -> str:
    """``new_w``, ``w_new``, ``next_w``, ``w_t``, ``w1`` … without what says only that it is the next one."""
    text = re.sub(r"^(new|next|updated|upd|curr|current|cur|old|prev|previous|n)_", "", name)
    text = re.sub(r"_?(new|next|updated|upd|out|t|old|prev|next|1|_)$", "", text, flags=re.IGNORECASE)
    return text.lower() or name


def _same(a: Vector, b: Vector) -> bool:
    return bool(np.array_equal(a, b, equal_nan=True))


class ByCoordinate:
    """Scalar code: one fresh target and one stepper for every coordinate."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Callable[[Any], Target]) -> None:
        self.parts = [Stepper(way, inputs, theta0[i : i + 1], make) for i in range(theta0.size)]
        self.current = theta0.copy()
        self.asked: Vector | None = None
        self.sizes = (1,) * theta0.size
        self.names = tuple(f"theta{i}" for i in range(theta0.size))
        self.single = False
        self.both: Reading | None = None
        self.notes: set[str] = set()

    @property
    def reading(self) -> Reading | None:
        """How the first coordinate's result is read."""
        return self.parts[0].reading

    def step(self, gradient_at: GradientAt) -> None:
        """One update of every coordinate."""
        whole = self.current.copy()
        gradient = gradient_at(whole)
        points = whole.copy()
        for index, part in enumerate(self.parts):

            def along(point: Vector, index: int = index) -> Vector:
                moved = whole.copy()
                moved[index] = point[0]
                return gradient_at(moved)[index : index + 1]

            part.step(along if part.way.roles.of("gradient-function") else lambda _point, index=index: gradient[index : index + 1])  # type: ignore[misc]
            if part.asked is not None:
                points[index] = part.asked[0]
        if self.parts[0].asked is not None:
            self.asked = points
        self.current = np.concatenate([part.current for part in self.parts])


PlainStepper = Stepper | ByCoordinate


def start(way: Way, inputs: Inputs, theta0: Vector, make: Callable[[Any], Target]) -> PlainStepper:
    """A stepper for this way."""
    if way.recipe.style == "scalar":
        return ByCoordinate(way, inputs, theta0, make)
    return Stepper(way, inputs, theta0, make)


class _Omit:
    """Marks an argument that is left to its default."""


_OMIT = _Omit()
