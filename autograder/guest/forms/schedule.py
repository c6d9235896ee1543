"""[schedule]: a function, class, closure or framework object that gives the rate at a step."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from ..arguments import EMPTY, Argument
from ..cells import plain_numbers
from ..counting import counted
from ..found import Found
from ..hyper import Places, Supply, supply
from ..interrupt import OutOfTimeError
from ..isolation import Snapshot, globals_read
from ..lending import lacks_stable_rate, lent_value
from ..multipliers import Multiplies, multiplied
from ..names import USUAL, meanings, normal
from ..values import items, number
from ..wire import array, clip
from .bound import Bound, Settings, is_bound, settings_of
from .constructing import constructor_arguments
from .instances import asked_without_step, ways_without_step
from .observed import standard_numbers
from .stepping import COUNTS, TIME_NAMES, as_hyper, current_rate, may_be_count, time_argument
from .tensors import in_session, is_graph_tensor, rate_of, told
from .torch_schedule import TorchBound, is_torch_scheduler

NEXT, NEXT_FROM_START = "each rate from the one before", "each rate from the one before, the first as given"


class Schedule:
    """Asks one schedule for its rates."""

    def __init__(
        self,
        found: Found,
        snapshot: Snapshot,
        multiplies: Multiplies | None = None,
        *,
        called_back: bool = False,
    ) -> None:
        self.found = found
        self.snapshot = snapshot
        self.multiplies = multiplies
        """Set where it gives a factor to a scheduler, and what that multiplies."""
        self.called_back = called_back
        """Whether Keras's callback calls it, with the rate that it gave last."""
        self.steps = 0
        self.guessed = False
        """Whether it was handed something that it may not have been written for."""
        self.bound: Bound | None = None
        self.is_class = isinstance(found.value, type)
        self.arguments = found.methods[0].roles.arguments if found.methods else ()
        self.whole = bool(found.factory) or inspect.isgeneratorfunction(found.value)
        counts = self.counts = counted(found.node)
        usual = [a for a in self.arguments if not is_bound(a) and not self._settings(a)]
        self.time = None if self.whole else time_argument(usual, counts)
        self.may_be_count = may_be_count(self.time, counts)
        self.current = None if self.whole or self.is_class else current_rate(self.arguments, self.time)
        self.ways = self._ways()

    def _ways(self) -> tuple[str, ...]:
        """How it may be asked, the likeliest way first."""
        if self.is_class:
            once = self.time is not None or is_torch_scheduler(self.found.value)
            return ("",) if once else ways_without_step(self.found.methods)
        if self.current is None:
            # Without any argument it goes on from what it left in a global, before or after that is used.
            return ("",) if self.arguments or self.whole else ("", NEXT_FROM_START)
        if self.time is None:
            return (NEXT, "")
        if self.called_back and self._unused_rate() is None:
            return (NEXT,)
        callback = self.arguments[0] is self.time and len(self.arguments) == 2
        return (NEXT, NEXT_FROM_START, "") if callback else ("", NEXT_FROM_START, NEXT)

    def places(self) -> Places:
        """Arguments of constructor and call, and globals."""
        call = [
            argument
            for argument in self.arguments
            if argument not in (self.time, self._unused_rate()) and not is_bound(argument)
        ]
        if any(meanings(argument.name).get("decay_steps", 0.0) >= 12 for argument in call):
            # Beside a decay's length, a number of steps is how many rates are wanted.
            call = [argument for argument in call if normal(argument.name) not in COUNTS]
        elif any("decay_steps" in meanings(each.name) and not self._is_count(each) for each in call):
            call = [each for each in call if not self._is_count(each)]
        names = set().union(*(globals_read(method.function) for method in self.found.methods))
        local = {argument.name for argument in (*self.found.constructor.arguments, *self.arguments)}
        numbers = {name: value for name, value in self.snapshot.numbers(names).items() if name not in local}
        holders = [found for a in self.arguments if (found := self._settings(a)) is not None]
        own = [a for a in self.found.constructor.arguments if not is_bound(a)]
        return Places(
            as_hyper(own),
            as_hyper([a for a in call if self._settings(a) is None]),
            globals=numbers,
            attributes={name: value for holder in holders for name, value in holder.numbers.items()},
        )

    def _is_count(self, argument: Argument) -> bool:
        """Whether it may be the number of rates that are wanted: it must be given, or the body counts up to it."""
        return normal(argument.name) in COUNTS and (argument.required or argument.name in self.counts)

    def _settings(self, argument: Argument) -> Settings | None:
        """The script's own ``args`` or ``config`` object, for an argument of that name."""
        if not argument.required:
            return None
        return settings_of(argument.name, self.snapshot.namespace.get(argument.name))

    def _unused_rate(self) -> Argument | None:
        """Keras' callback hands over the current rate as second argument; code that never reads it takes no value."""
        if self.time is None or len(self.arguments) != 2 or self.arguments[0] is not self.time:
            return None
        second = self.arguments[1]
        told = normal(second.name) in {"lr", "learningrate", "currentlr"} and second.required
        return second if told and second.name not in self.found.methods[0].evidence.loads else None

    def rates(self, request: Mapping[str, Any], way: str = "") -> dict[str, Any]:
        """The protocol's Rates for one request, asked in one way."""
        given = supply(self.places(), request["hyperparameters"])
        rates, error = self._tried(given, request, way)
        supplied = lacks_stable_rate(error)
        if supplied:
            # The lecture's slip: what would it give, had the name been there?
            value = lent_value(given.given or plain_numbers(self.snapshot.namespace))
            rates, error = self._tried(given, request, way, {supplied: value})
            self.snapshot.namespace.pop(supplied, None)
        if self.multiplies:
            # A factor knows no start of its own: where none can be given, the usual one has the usual end.
            rates = multiplied(rates, given.given.get("start_lr", USUAL["start_lr"]), self.multiplies)
        return {
            "type": "rates",
            "request": request["id"],
            "candidate": clip(self.found.id),
            "given": given.given,
            "rates": array(np.array(rates, dtype=np.float64)),
            "resolution": 0.0,
            "namespace": self._left(given),
            "error": told(error, guessed=self.guessed),
            "convention": way,
            "supplied": clip(supplied),
        }

    def _tried(
        self, given: Supply, request: Mapping[str, Any], way: str, lent: Mapping[str, float] | None = None
    ) -> tuple[list[float], BaseException | None]:
        rates: list[float] = []
        self.guessed = False
        try:
            self.snapshot.restore()
            self.snapshot.namespace.update(given.globals)
            self.snapshot.namespace.update(lent or {})
            self.bound = self._make_bound(given, request["hyperparameters"])
            self._ask(given, int(request["steps"]), rates, way)
        except BaseException as caught:
            if isinstance(caught, OutOfTimeError):
                raise
            return rates, caught
        return rates, None

    def _make_bound(self, given: Supply, wanted: Mapping[str, float]) -> Bound | None:
        """An object that holds a rate, for code that changes an optimizer's."""
        arguments = (*self.found.constructor.arguments, *self.arguments)
        torch = is_torch_scheduler(self.found.value)
        if not (torch or any(is_bound(argument) for argument in arguments)) or "start_lr" not in wanted:
            return None
        given.given.setdefault("start_lr", wanted["start_lr"])
        bound = TorchBound(wanted["start_lr"]) if torch else Bound(wanted["start_lr"])
        for argument in self.found.constructor.arguments:
            if is_bound(argument):
                given.constructor[argument.name] = bound.handed
        self.guessed = not torch
        return bound

    def _left(self, given: Supply) -> dict[str, float]:
        """Numbers of its own that the schedule goes on using: globals and defaults that weren't given."""
        places = self.places()
        numbers = {name: value for name, value in places.globals.items() if name not in given.globals}
        for argument, values in (
            (a, v)
            for arguments, v in ((places.constructor, given.constructor), (places.call, given.call))
            for a in arguments
        ):
            default = number(argument.default)
            if default is not None and argument.name not in values:
                numbers[argument.name] = default
        return {
            standard: value
            for standard, value in standard_numbers(numbers).items()
            if standard not in given.given
        }

    def _ask(self, given: Supply, steps: int, rates: list[float], way: str) -> None:
        self.steps = steps
        if self.may_be_count and self._whole_list(given, steps, rates):
            return
        ask = self._instance(given, way) if self.is_class else self._function(given)
        if way in {NEXT, NEXT_FROM_START}:
            ask = self._next(self.current, given, way)
        for step in range(steps):
            value = ask(step)
            if step == 0:
                again = self._after_first(value, ask, given, steps, rates)
                if again is None:
                    return
                ask, value = again
            rates.append(rate_of(value))

    def _whole_list(self, given: Supply, steps: int, rates: list[float]) -> bool:
        """Whether it makes as many rates as it is told; then they are all there."""
        try:
            value = self._call(self.found.value, given, steps) if not self.is_class else None
        except Exception:  # noqa: BLE001 - the argument may be the step after all
            return False
        members = list(value) if isinstance(value, np.ndarray) and value.ndim == 1 else items(value)
        if members is None or len(members) < min(10, steps):
            return False
        rates.extend(rate_of(member) for member in members[:steps])
        return True

    def _next(self, current: Argument | None, given: Supply, way: str) -> Callable[[int], Any]:
        """Each rate made of the one before it; the first as given, or what it makes of the first step."""
        start = given.given.get("start_lr", USUAL["start_lr"])
        made_at_once = way == NEXT and self.time is not None
        in_a_global = "start_lr" in standard_numbers(given.globals)
        last = start

        def call(step: int, before: float) -> float:
            if current is not None:
                given.call[current.name] = before
            return rate_of(self._call(self.found.value, given, step))

        def ask(step: int) -> float:
            nonlocal last
            if step > 0 or made_at_once:
                last = call(step, last)
            if step == 0 and made_at_once and not in_a_global and call(step, 2 * start) == last:
                given.given.pop("start_lr", None)  # it has a start of its own
            return last

        return ask

    def _after_first(
        self, value: Any, ask: Callable[[int], Any], given: Supply, steps: int, rates: list[float]
    ) -> tuple[Callable[[int], Any], Any] | None:
        """A factory's result is asked in turn; a whole list of rates, a generator or a tensor ends the questions."""
        if isinstance(value, Iterator):
            rates.extend(rate_of(member) for member in islice(value, steps))
            return None
        if callable(value) and not hasattr(value, "dtype"):
            inner = value
            return inner, inner(0)
        members = (
            items(value) if not isinstance(value, np.ndarray) else list(value) if value.ndim == 1 else None
        )
        if members is not None and len(members) >= min(10, steps):
            rates.extend(rate_of(member) for member in members[:steps])
            return None
        if is_graph_tensor(value):
            rates.extend(in_session(lambda asked: self._call(self.found.value, given, asked), steps))
            return None
        return ask, value

    # ---- functions ---------------------------------------------------------------------------------------------
    def _function(self, given: Supply) -> Callable[[int], Any]:
        function = self.found.value
        if hasattr(function, "get_concrete_function"):
            # A compiled function is traced anew for every plain number, and once for all tensors.
            constant = importlib.import_module("tensorflow").constant
            try:
                self._call(function, given, constant(0))
            except Exception:  # noqa: BLE001 - written for plain numbers only
                return lambda step: self._call(function, given, step)
            return lambda step: self._call(function, given, constant(step))
        return lambda step: self._call(function, given, step)

    def _call(self, function: Callable[..., Any], given: Supply, step: Any) -> Any:
        positional: list[Any] = []
        keyword: dict[str, Any] = {}
        skipped = False
        for argument in self.arguments:
            settings = self._settings(argument)
            if argument is self.time:
                value = step
            elif is_bound(argument) and self.bound is not None:
                value = self.bound
            elif settings is not None:
                value = settings.filled(given.attributes)
            elif argument.name in given.call:
                value = given.call[argument.name]
            elif argument.required or self._is_count(argument):
                value = self.steps if normal(argument.name) in COUNTS else None
                self.guessed |= value is None
            else:
                value = EMPTY
            if value is EMPTY:
                skipped = True
            elif skipped or argument.kind == argument.kind.KEYWORD_ONLY:
                keyword[argument.name] = value
            else:
                positional.append(value)
        self.guessed |= self.time is not None and normal(self.time.name) not in TIME_NAMES
        value = function(*positional, **keyword)
        return self.bound.rate if value is None and self.bound is not None else value

    # ---- classes -----------------------------------------------------------------------------------------------
    def _instance(self, given: Supply, way: str) -> Callable[[int], Any]:
        positional, keyword = constructor_arguments(self.found, given)
        self.guessed |= any(value is None for value in positional)
        if isinstance(self.bound, TorchBound):
            own = any(is_bound(argument) for argument in self.found.constructor.arguments)
            first = [] if own else [self.bound.handed]
            return self.bound.stepped(self.found.value(*first, *positional, **keyword))
        instance = self.found.value(*positional, **keyword)
        method = self.found.methods[0]
        if self.time is not None:
            return lambda step: self._call(getattr(instance, method.name), given, step)
        return asked_without_step(instance, self.found.methods, self.bound, way)
