"""Shapes of NumPy code: classes over dictionaries and lists, one instance per weight, functions with their state."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.truth.code import Words, body, indented, taken_off
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import arguments, function, hyperparameters, title

Writer = Callable[[Recipe, random.Random], str | None]
NUMPY = {"sqrt": "np.sqrt", "square": "np.square", "abs": "np.abs", "clip": "np.clip"}
_HEAD = "import numpy as np\n"


def counting(recipe: Recipe) -> tuple[str, bool, bool]:
    """The count before the first step, whether it is counted at all, whether once per variable."""
    how = recipe.change.get("time", "0")
    return ("1" if how in {"1", "frozen"} else "0"), how != "frozen", how == "inside"


def _settings(called: dict[str, str]) -> list[str]:
    return [f"self.{name} = {name}" for name in called.values()]


def class_of_dictionaries(recipe: Recipe, chance: random.Random) -> str | None:
    """``update(params, grads)`` over the keys of two dictionaries, in place."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    local = chance.random() < 0.5
    names = {**NUMPY, **({n: v if local else f"self.{v}" for n, v in called.items()}), "t": "self.t"}
    grad = chance.choice(("g", "grads[k]"))
    names |= {"p": "params[k]", "g": grad, **{slot: f"self.{slot}[k]" for slot in recipe.slots}}
    words = Words(names, lambda slot, way: f"self.{slot}[k] = {way}", taken_off("params[k]", chance))
    loop = [*(["g = grads[k]"] if grad == "g" else []), *body(recipe, words, chance)]
    made = [f"self.{slot}[k] = np.zeros_like(params[k])" for slot in recipe.slots]
    lazily = chance.choice(("none", "in", "empty"))
    if lazily == "in" and not rebuilt:
        loop = [f"if k not in self.{recipe.slots[0]}:", *indented(made, 1), *loop]
        first = []
    else:
        every = ["for k in params:", *indented(made, 1)]
        clear = [f"self.{slot} = {{}}" for slot in recipe.slots]
        test = "if self.first:" if lazily == "none" else f"if not self.{recipe.slots[0]}:"
        first = [*clear, *every] if rebuilt else [test, *indented([*every, "self.first = False"], 1)]
    tick = ["self.t += 1"] if recipe.timed and counted else []
    over = chance.choice(("for k in params:", "for k in params.keys():", "for k in grads:"))
    method = chance.choice(("update", "step"))
    lines = [
        f"class {title(recipe, chance)}:",
        f"    def __init__(self, {arguments(recipe, called)}):",
        *indented(_settings(called), 2),
        *indented([f"self.{slot} = {{}}" for slot in recipe.slots], 2),
        *indented(["self.first = True"], 2),
        *indented([f"self.t = {start}"] if recipe.timed else [], 2),
        "",
        f"    def {method}(self, params, grads):",
        *indented([f"{name} = self.{name}" for name in called.values()] if local else [], 2),
        *indented([] if inside else tick, 2),
        *indented(first, 2),
        f"        {over}",
        *indented([*(tick if inside else []), *loop], 3),
        *indented(["return params"] if chance.random() < 0.3 else [], 2),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def class_of_lists(recipe: Recipe, chance: random.Random) -> str | None:
    """``update(params, grads)`` over two lists, in place or returned."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    bound = chance.random() < 0.3
    returned = not bound and chance.random() < 0.5
    zipped = chance.random() < 0.5
    names = {**NUMPY, **{n: f"self.{v}" for n, v in called.items()}, "t": "self.t"}
    names |= {
        "p": "p" if zipped else "params[i]",
        "g": "g" if zipped else "grads[i]",
        **{slot: f"self.{slot}[i]" for slot in recipe.slots},
    }
    if bound:
        names["p"] = "p" if zipped else "self.params[i]"
    kept = names["p"]
    if returned:
        move = lambda step: f"new.append({kept} - ({step}))"
    elif zipped:
        move = chance.choice((lambda step: f"p -= {step}", lambda step: f"p[...] = p - ({step})"))
    else:
        move = taken_off(kept, chance)
    words = Words(names, lambda slot, way: f"self.{slot}[i] = {way}", move)
    if "old" in recipe.change and returned:
        return class_of_lists(recipe, chance)
    holder = "self.params" if bound else "params"
    over = (
        f"for i, (p, g) in enumerate(zip({holder}, grads)):" if zipped else f"for i in range(len({holder})):"
    )
    zeros = chance.choice((f"[np.zeros_like(p) for p in {holder}]", f"[np.zeros(p.shape) for p in {holder}]"))
    made = [f"self.{slot} = {zeros}" for slot in recipe.slots]
    if rebuilt:
        first, early = made, []
    elif bound:
        first, early = [], made
    else:
        first, early = (
            [f"if self.{recipe.slots[0]} is None:", *indented(made, 1)],
            [f"self.{slot} = None" for slot in recipe.slots],
        )
    tick = [chance.choice(("self.t += 1", "self.t = self.t + 1"))] if recipe.timed and counted else []
    method = chance.choice(("update", "step", "apply_gradients")) if not bound else "step"
    signature = "self, grads" if bound else "self, params, grads"
    if method == "apply_gradients":
        signature = "self, grads, params"
    lines = [
        f"class {title(recipe, chance)}(object):",
        f"    def __init__(self, {'params, ' if bound else ''}{arguments(recipe, called)}):",
        *indented(["self.params = params"] if bound else [], 2),
        *indented(_settings(called), 2),
        *indented(early, 2),
        *indented([f"self.t = {start}"] if recipe.timed else [], 2),
        "",
        f"    def {method}({signature}):",
        *indented([] if inside else tick, 2),
        *indented(first, 2),
        *indented(["new = []"] if returned else [], 2),
        f"        {over}",
        *indented([*(tick if inside else []), *body(recipe, words, chance)], 3),
        *indented(["return new"] if returned else [], 2),
    ]
    return _HEAD + "\n".join(lines) + "\n"


def instance_per_weight(recipe: Recipe, chance: random.Random) -> str | None:
    """One object for each weight: ``update(w, grad)`` returns the weight, from a gradient or a gradient function."""
    if recipe.change.get("time") == "inside":
        return None
    called = hyperparameters(recipe, chance)
    start, counted, _ = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    local = chance.random() < 0.4
    names = {
        **NUMPY,
        **{n: v if local else f"self.{v}" for n, v in called.items()},
        "t": "self.t",
        "p": "w",
        "g": "grad_wrt_w",
        "f": "grad_func",
    }
    names |= {slot: f"self.{slot}" for slot in recipe.slots}
    words = Words(names, lambda slot, way: f"self.{slot} = {way}", lambda step: f"w = w - ({step})")
    zeros = chance.choice(("np.zeros(np.shape(w))", "np.zeros_like(w)", "0.0 * w"))
    made = [f"self.{slot} = {zeros}" for slot in recipe.slots]
    plain = chance.random() < 0.3 and not rebuilt
    first = (
        made if rebuilt else ([] if plain else [f"if self.{recipe.slots[0]} is None:", *indented(made, 1)])
    )
    lines = [
        f"class {title(recipe, chance)}:",
        f"    def __init__(self, {arguments(recipe, called)}):",
        *indented(_settings(called), 2),
        *indented([f"self.{slot} = {'0.0' if plain else 'None'}" for slot in recipe.slots], 2),
        *indented([f"self.t = {start}"] if recipe.timed else [], 2),
        "",
        f"    def {chance.choice(('update', 'step', '__call__'))}(self, w, {'grad_func' if recipe.asks else 'grad_wrt_w'}):",
        *indented([f"{name} = self.{name}" for name in called.values()] if local else [], 2),
        *indented(first, 2),
        *indented(["self.t += 1"] if recipe.timed and counted else [], 2),
        *indented(body(recipe, words, chance), 2),
        "        return w",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def function_with_config(recipe: Recipe, chance: random.Random) -> str | None:
    """``f(w, dw, config) -> (w, config)``."""
    if recipe.change.get("time") == "inside":
        return None
    start, counted, _ = counting(recipe)
    names_of = {
        "lr": "learning_rate",
        "momentum": "momentum",
        "rho": "decay_rate",
        "beta1": "beta1",
        "beta2": "beta2",
        "eps": "epsilon",
    }
    called = {name: names_of[name] for name in recipe.hyperparameters}
    local = chance.random() < 0.5
    local_slots = chance.random() < 0.5
    names = {
        **NUMPY,
        **{n: v if local else f"config['{v}']" for n, v in called.items()},
        "p": "w",
        "g": "dw",
        "f": "grad",
    }
    names |= {
        "t": "config['t']",
        **{slot: slot if local_slots else f"config['{slot}']" for slot in recipe.slots},
    }
    store = (
        (lambda slot, way: f"{slot} = {way}")
        if local_slots
        else (lambda slot, way: f"config['{slot}'] = {way}")
    )
    words = Words(names, store, lambda step: f"next_w = w - ({step})")
    default = chance.choice(("setdefault", "in"))

    def given(key: str, value: str) -> list[str]:
        if default == "setdefault":
            return [f"config.setdefault('{key}', {value})"]
        return [f"if '{key}' not in config:", f"    config['{key}'] = {value}"]

    rebuilt = recipe.change.get("slots") == "rebuilt"
    slots = []
    for slot in recipe.slots:
        slots += [f"config['{slot}'] = np.zeros_like(w)"] if rebuilt else given(slot, "np.zeros_like(w)")
    lines = [
        f"def {function(recipe, chance)}(w, {'grad' if recipe.asks else 'dw'}, config=None):",
        "    if config is None:",
        "        config = {}",
        *indented(
            [
                line
                for name, value in recipe.hyperparameters.items()
                for line in given(called[name], repr(value))
            ],
            1,
        ),
        *indented(slots, 1),
        *indented(given("t", start) if recipe.timed else [], 1),
        *indented([f"{v} = config['{v}']" for v in called.values()] if local else [], 1),
        *indented([f"{slot} = config['{slot}']" for slot in recipe.slots] if local_slots else [], 1),
        *indented(["config['t'] += 1"] if recipe.timed and counted else [], 1),
        *indented(body(recipe, words, chance), 1),
        *indented([f"config['{slot}'] = {slot}" for slot in recipe.slots] if local_slots else [], 1),
        "    return next_w, config",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def function_with_state(recipe: Recipe, chance: random.Random) -> str | None:
    """``f(params, grads, v, s, t, learning_rate=...)`` over dictionaries, beside a function that makes the slots."""
    if (
        recipe.asks
        or recipe.change.get("slots") == "rebuilt"
        or recipe.change.get("time") in {"frozen", "1", "inside"}
    ):
        return None
    called = hyperparameters(recipe, chance)
    names = {
        **NUMPY,
        **called,
        "t": "t",
        "p": "parameters[key]",
        "g": chance.choice(("grads['d' + key]", "dp")),
    }
    names |= {slot: f"{slot}['d' + key]" for slot in recipe.slots}
    words = Words(names, lambda slot, way: f"{slot}['d' + key] = {way}", taken_off("parameters[key]", chance))
    name = {"rmsprop-nesterov": "rmsprop_nesterov"}.get(recipe.rule, recipe.rule)
    both = ", ".join(recipe.slots)
    loop = [*(["dp = grads['d' + key]"] if names["g"] == "dp" else []), *body(recipe, words, chance)]
    over = chance.choice(("for key in parameters:", "for key in parameters.keys():"))
    counted = chance.random() < 0.5
    if counted:
        over = "for l in range(1, len(parameters) // 2 + 1):"
        loop = ["for name in ('W', 'b'):", *indented(["key = name + str(l)", *loop], 1)]
    lines = [
        f"def initialize_{name}(parameters):",
        *indented([f"{slot} = {{}}" for slot in recipe.slots], 1),
        "    for key in parameters:",
        *indented([f"{slot}['d' + key] = np.zeros(parameters[key].shape)" for slot in recipe.slots], 2),
        f"    return {both}",
        "",
        "",
        f"def update_parameters_with_{name}(parameters, grads, {both}, {'t, ' if recipe.timed else ''}{arguments(recipe, called)}):",
        f"    {over}",
        *indented(loop, 2),
        f"    return parameters, {both}",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def function_of_arrays(recipe: Recipe, chance: random.Random) -> str | None:
    """``f(w, g, v, lr=...) -> (w, v)``: one step, everything handed over."""
    if recipe.change.get("slots") == "rebuilt" or recipe.change.get("time") in {"frozen", "1", "inside"}:
        return None
    called = hyperparameters(recipe, chance)
    point = chance.choice(("w", "theta", "x"))
    names = {
        **NUMPY,
        **called,
        "t": "t",
        "p": point,
        "g": "grad",
        "f": "grad",
        **{slot: slot for slot in recipe.slots},
    }
    move = chance.choice(
        (lambda step: f"{point} = {point} - ({step})", lambda step: f"{point} = {point} + -({step})")
    )
    words = Words(names, lambda slot, way: f"{slot} = {way}", move)
    both = ", ".join(recipe.slots)
    lines = [
        f"def {function(recipe, chance)}({point}, grad, {both}, {'t, ' if recipe.timed else ''}{arguments(recipe, called)}):",
        *indented(body(recipe, words, chance), 1),
        f"    return {point}, {both}",
    ]
    return _HEAD + "\n".join(lines) + "\n"


def closure(recipe: Recipe, chance: random.Random) -> str | None:
    """A function that makes an ``update(params, grads)`` with its state around it."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    names = {
        **NUMPY,
        **called,
        "t": "state['t']",
        "p": "params[i]",
        "g": "grads[i]",
        **{slot: f"state['{slot}'][i]" for slot in recipe.slots},
    }
    words = Words(names, lambda slot, way: f"state['{slot}'][i] = {way}", taken_off("params[i]", chance))
    made = [f"state['{slot}'] = [np.zeros_like(p) for p in params]" for slot in recipe.slots]
    tick = ["state['t'] += 1"] if recipe.timed and counted else []
    first = made if rebuilt else [f"if '{recipe.slots[0]}' not in state:", *indented(made, 1)]
    lines = [
        f"def make_{function(recipe, chance)}({arguments(recipe, called)}):",
        f"    state = {{'t': {start}}}" if recipe.timed else "    state = {}",
        "",
        "    def update(params, grads):",
        *indented(first, 2),
        *indented([] if inside else tick, 2),
        "        for i in range(len(params)):",
        *indented([*(tick if inside else []), *body(recipe, words, chance)], 3),
        "        return params",
        "",
        "    return update",
    ]
    return _HEAD + "\n".join(lines) + "\n"


FORMS: tuple[tuple[str, tuple[Writer, ...]], ...] = (
    ("plain-class", (class_of_dictionaries, class_of_lists, instance_per_weight)),
    ("update-function", (function_with_config, function_with_state, function_of_arrays, closure)),
)
