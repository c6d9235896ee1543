"""Calling the student's update one way, step after step: arguments in, new parameters and state out."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from .ahead import point_ahead
from .arguments import Argument
from .asking import Asking, Falling, GradientAt
from .results import fits, member, read_several, slot_of
from .states import configuration, initial
from .values import BadValueError
from .variables import Container
from .ways import OMIT, Inputs, Reading, Target, Way
from .wire import Vector

_CHECKED_STEPS = 3
"""A gradient changed in place, or single precision, shows at once."""


class Stepper(Asking):
    """Drives one fresh target from ``theta0``."""

    def __init__(self, way: Way, inputs: Inputs, theta0: Vector, make: Callable[[Stepper], Target]) -> None:
        super().__init__(inputs, way.recipe.build(theta0.size), theta0)
        self.way = way
        self.slots: list[Any] = [
            c.pack(flat) for c, flat in zip(self.containers, self._cut(theta0), strict=True)
        ]
        self.reading = way.reading
        self.single = False
        self.notes: set[str] = set()
        self.both: Reading | None = None
        """Another reading that would make sense too: parameters changed in place and returned, differently."""
        self.steps = 0
        self.shared_gradients: list[Any] | None = None
        """Containers of gradients that the constructor took; refilled before every step."""
        self.target = make(self)
        self.states: dict[str, Any] = {}
        self.time: dict[str, Any] = dict.fromkeys(
            (argument.name for argument in way.roles.of("time")), way.time_from
        )
        self._initialise(theta0)

    # ---- before the first step -----------------------------------------------------------------------------
    @property
    def parameters(self) -> Any:
        """What a constructor that takes the parameters is given."""
        return self.slots[0] if len(self.slots) == 1 else self.slots

    def gradients_to_share(self) -> Any:
        """What a constructor that takes the gradients is given: they are refilled in place."""
        if self.shared_gradients is None:
            self.shared_gradients = [
                c.pack_gradient(np.zeros(sum(c.variables.sizes))) for c in self.containers
            ]
        return self.shared_gradients[0] if len(self.shared_gradients) == 1 else self.shared_gradients

    def _initialise(self, theta0: Vector) -> None:
        roles, mode = self.way.roles, self.way.state_mode
        names = [argument.name for argument in roles.of("state")]
        fresh = (
            self.containers[0].pack(theta0)
            if len(self.containers) == 1
            else [c.pack(flat) for c, flat in zip(self.containers, self._cut(theta0), strict=True)]
        )
        if mode == "initialiser" and self.inputs.initialise is not None:
            self.states.update(self.inputs.initialise(fresh))
        elif mode == "evidence" and self.target.initialise is not None:
            made = self.target.initialise(fresh)
            parts = made if isinstance(made, tuple) and len(names) == len(made) > 1 else (made,)
            if made is not None:
                self.states.update(zip(names, parts, strict=False))
        for argument in roles.of("state", "config"):
            if argument.name not in self.states:
                container = self._container(argument)
                start = (
                    configuration(argument, container, self.inputs, self._owner, self.way.time_from)
                    if argument.role == "config"
                    else initial(argument, mode, container, self.inputs, self._owner, self.way.time_from)
                )
                if start is not OMIT:
                    self.states[argument.name] = start

    # ---- small helpers -------------------------------------------------------------------------------------
    @property
    def sizes(self) -> tuple[int, ...]:
        """Sizes of all variables in the order of the flat vector."""
        return tuple(size for container in self.containers for size in container.variables.sizes)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all variables."""
        return tuple(name for container in self.containers for name in container.variables.names)

    def _container(self, argument: Argument) -> Container:
        return self.containers[argument.group if 0 <= argument.group < len(self.containers) else 0]

    def _owner(self, name: str) -> Container | None:
        """The parameter whose name ends a state's: ``mw`` is w's, ``cache['b']`` is b's."""
        text = name.lower().replace("_", "")
        words = [(a.name.lower().replace("_", ""), a) for a in self.way.roles.of("params")]
        return next((self._container(a) for word, a in words if text.endswith(word)), None)

    # ---- one step ------------------------------------------------------------------------------------------
    def step(self, gradient_at: GradientAt) -> None:
        """One update; the gradient is asked for at the current point, or where the code asks."""
        self.asked = None
        self._gradient_at = gradient_at
        for hook in self.target.before:
            hook()
        if self.target.ahead is not None and len(self.containers) == 1:
            self.asked = point_ahead(self.target.ahead, self.containers[0], self.slots[0])
        point = self.current if self.asked is None else self.asked
        flats = [] if self.inputs.asks else self._cut(gradient_at(point))
        if self.shared_gradients is not None:
            for container, shared, flat in zip(self.containers, self.shared_gradients, flats, strict=True):
                container.refill(shared, flat)
        groups = list(range(len(self.containers)))
        if self.way.recipe.style == "keyed":
            for group in groups:
                self._call([group], flats[group : group + 1])
        else:
            self._call(groups, flats)
        for hook in self.target.after:
            hook()
        self.steps += 1
        for name, value in self.time.items():
            if self.reading is None or ("time", name) not in self.reading.slots:
                self.time[name] = value + 1
        self.current = self._theta()

    def _theta(self) -> Vector:
        """The parameters as the student's code has them now."""
        values = self.slots
        if self.reading is not None and self.reading.outcome == "attribute":
            values = [getattr(self.target.instance, self.reading.attribute)]
        parts = [container.unpack(value) for container, value in zip(self.containers, values, strict=True)]
        if self.steps <= _CHECKED_STEPS and not self.single:
            pairs = zip(self.containers, values, strict=True)
            self.single = any(container.is_single(value) for container, value in pairs)
        return np.concatenate(parts)

    def _call(self, groups: list[int], flats: list[Vector]) -> None:
        change = self.reading is not None and self.reading.outcome == "change"
        before = (
            [self.containers[g].unpack(self.slots[g]) for g in groups]
            if change or self.reading is None
            else []
        )
        gradients = [self.containers[g].pack_gradient(flat) for g, flat in zip(groups, flats, strict=False)]
        for g, flat in zip(groups, flats, strict=False):
            if self.containers[g].holds_gradient:
                self.containers[g].load_gradient(self.slots[g], flat)
        positional, keyword = self._arguments(groups, gradients)
        result = self.target.function(*positional, **keyword)
        if self.steps < _CHECKED_STEPS:
            for g, flat, packed in zip(groups, flats, gradients, strict=False):
                self._check_gradient(g, flat, packed)
        if self.reading is None:
            self.reading = self._read(result, groups, before)
        self._absorb(result, groups, before)

    def _check_gradient(self, group: int, flat: Vector, packed: Any) -> None:
        """Other numbers than were handed over; gradients that are set to zero or taken out are only used up."""
        try:
            left = self.containers[group].unpack_gradient(packed)
        except BadValueError:
            return
        handed = flat if self.containers[group].tensors == "numpy" else flat.astype(np.float32)
        if left.any() and not np.array_equal(left, handed, equal_nan=True):
            self.notes.add("gradient-modified")

    # ---- arguments -----------------------------------------------------------------------------------------
    def _arguments(self, groups: list[int], gradients: list[Any]) -> tuple[list[Any], dict[str, Any]]:
        positional: list[Any] = []
        keyword: dict[str, Any] = {}
        skipped = False
        for argument in self.way.roles.arguments:
            value = self._value(argument, groups, gradients)
            if value is OMIT:
                skipped = True
            elif argument.kind is inspect.Parameter.KEYWORD_ONLY or skipped:
                keyword[argument.name] = value
            else:
                positional.append(value)
        if self.way.roles.keywords:
            keyword.update({key: value for key, value in self.inputs.config.items() if key not in keyword})
        return positional, keyword

    def _value(self, argument: Argument, groups: list[int], gradients: list[Any]) -> Any:
        group = groups[0] if len(groups) == 1 or argument.group < 0 else argument.group
        match argument.role:
            case "params" | "object":
                return self.slots[group]
            case "grads":
                together = len(groups) > len(self.way.roles.of("grads")) == 1
                return gradients if together else gradients[groups.index(group)]
            case "pairs":
                return self._pairs(argument.name, gradients[0])
            case "time":
                return self.time[argument.name]
            case "state" | "config":
                return self.states.get(argument.name, OMIT)
            case _:
                return self._further(argument, group)

    def _further(self, argument: Argument, group: int) -> Any:
        """What a training function wants beside parameters and gradients, else a hyperparameter."""
        match argument.role:
            case "gradient-function":
                return self.answering(argument)
            case "data":
                return np.zeros((1, 1)) if argument.required else OMIT  # a loop over samples makes one turn
            case "samples":
                return 1  # what is handed over is the mean already
            case "tolerance":
                return 0.0  # a gradient that is designed to be tiny is no reason to stop
            case "key":
                return self.containers[group].keys[0] if self.containers[group].keys else group
            case "bounds":
                return np.stack([self.slots[group]] * 2, axis=-1)
            case "objective":
                return Falling()
            case "size":
                return self.containers[0].variables.shapes[0]
            case _:
                if argument.name in self.inputs.hyper:
                    return self.inputs.hyper[argument.name]
                return None if argument.required else OMIT

    def _pairs(self, name: str, gradients: list[Any]) -> list[tuple[Any, Any]]:
        names = self.inputs.evidence.pairs.get(name, ())
        text = (names[0] if names else name.removeprefix("self.")).lower()
        if text.startswith(("p", "v", "w", "theta", "x")):
            return list(zip(self.slots[0], gradients, strict=True))
        return list(zip(gradients, self.slots[0], strict=True))

    def pairs_to_share(self, name: str) -> list[tuple[Any, Any]]:
        """What a constructor that takes parameters with their gradients is given."""
        return self._pairs(name, self.gradients_to_share())

    # ---- what came back ------------------------------------------------------------------------------------
    def _read(self, result: Any, groups: list[int], before: list[Vector]) -> Reading:
        moved = any(
            not np.array_equal(self.containers[g].unpack(self.slots[g]), old, equal_nan=True)
            for g, old in zip(groups, before, strict=True)
        )
        if result is None:
            return self._without_return(moved=moved)
        if len(groups) == 1 and moved and (state := self._returned_state()):
            return Reading("in place", (("state", state),))
        if len(groups) == 1 and fits(self.containers[groups[0]], result):
            found = Reading("returned", (("params", groups[0]),))
        else:
            several = read_several(result, groups, self.containers, self.way.roles, self.inputs.evidence)
            found = several or self._without_return(moved=moved)
        if found.outcome == "returned" and moved:
            kept = tuple(slot if slot and slot[0] != "params" else None for slot in found.slots)
            self.both = Reading("in place", kept, found.keys)
        return found

    def _returned_state(self) -> str:
        """The state that a single returned name stands for: ``return v`` beside ``theta += v``."""
        names = self.inputs.evidence.returned_names(1)
        slot = slot_of(names[0], [0], self.way.roles) if names and names[0] else None
        return str(slot[1]) if slot is not None and slot[0] == "state" else ""

    def _without_return(self, *, moved: bool) -> Reading:
        if not moved and self.target.held and len(self.containers) == 1:
            return Reading("attribute", attribute=self.target.held)
        return Reading("in place")

    def _absorb(self, result: Any, groups: list[int], before: list[Vector]) -> None:
        reading = self.reading
        if reading is None or not reading.slots:
            return
        for position, slot in enumerate(reading.slots):
            if slot is None:
                continue
            alone = len(reading.slots) == 1 and not reading.keys
            part = result if alone else member(result, position, reading)
            kind, which = slot
            if kind == "state":
                self.states[str(which)] = part
            elif kind == "time":
                self.time[str(which)] = part
            elif reading.outcome == "change":
                container = self.containers[groups[0]]
                self.slots[groups[0]] = container.pack(before[0] + reading.sign * container.unpack(part))
            elif reading.outcome == "returned":
                self._keep(groups[0] if len(groups) == 1 else int(which), part)

    def _keep(self, group: int, value: Any) -> None:
        """What was returned is handed in again as it is, as the student's own loop would."""
        flat = self.containers[group].unpack(value)
        reusable = isinstance(value, list | tuple | dict | np.ndarray | int | float | np.number)
        self.slots[group] = value if reusable else self.containers[group].pack(flat)
