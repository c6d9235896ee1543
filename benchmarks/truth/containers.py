"""Where a training written out in NumPy keeps its numbers: names, dictionaries, lists, objects, named tuples, data classes."""

from __future__ import annotations

import random
from dataclasses import dataclass

from benchmarks.truth.code import indented, taken_off, updated
from benchmarks.truth.numpy_forms import counting
from benchmarks.truth.recipes import Recipe

_SLOT_NAMES = {
    "v": ("v", "velocity", "vel"),
    "r": ("r", "cache", "sq"),
    "m": ("m", "m1"),
}


@dataclass(frozen=True)
class Draft:
    """A training in parts, which a loop and a place put together."""

    before: list[str]
    """At the top of the script: classes and functions."""
    made: list[str]
    """Parameters and slots."""
    step: list[str]
    """One step; the data are ``{X}`` and ``{Y}``."""
    loss: str
    """An expression of the loss over ``X`` and ``Y``."""


def data(chance: random.Random, *, column: bool) -> list[str]:
    """A line with two numbers to find, the second the intercept; exact, or with noise."""
    noise = chance.choice(("", "", " + 0.1 * np.random.randn(60)"))
    lines = [
        "np.random.seed(1)",
        chance.choice(
            ("x = np.linspace(-1, 1, 60)", "x = np.random.uniform(-1, 1, 60)", "x = np.random.randn(60)")
        ),
        "X = np.stack([x, np.ones(60)], axis=1)" if chance.random() < 0.5 else "X = np.c_[x, np.ones(60)]",
        f"Y = X @ np.array([2.0, -0.7]){noise}",
    ]
    return [*lines, "Y = Y.reshape(-1, 1)"] if column else lines


def squares_gradient(point: str, chance: random.Random) -> str:
    """Return the gradient of the mean squared error over {X}, {Y}."""
    return chance.choice(
        (
            f"2 * {{X}}.T @ ({{X}} @ {point} - {{Y}}) / len({{Y}})",
            f"{{X}}.T.dot({{X}}.dot({point}) - {{Y}}) / {{X}}.shape[0]",
            f"(2.0 / len({{Y}})) * np.dot({{X}}.T, np.dot({{X}}, {point}) - {{Y}})",
        )
    )


def slot_names(recipe: Recipe, chance: random.Random) -> dict[str, str]:
    """Choose what the slots are called."""
    style = chance.randrange(3)
    return {slot: _SLOT_NAMES[slot][style % len(_SLOT_NAMES[slot])] for slot in recipe.slots}


def zeros_like(point: str, chance: random.Random) -> str:
    """Return a slot as it begins."""
    return chance.choice((f"np.zeros_like({point})", f"np.zeros({point}.shape)"))


def start_values(*, column: bool = False) -> str:
    """Return where the weight and the intercept begin."""
    return "np.array([[-1.0], [2.0]])" if column else "np.array([-1.0, 2.0])"


def asking(chance: random.Random) -> list[str]:
    """Return a gradient function, for rules that ask somewhere else."""
    return [
        "def grad_at(p, rows, goals):",
        f"    return {squares_gradient('p', chance).format(X='rows', Y='goals')}",
    ]


def in_names(recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random) -> Draft | None:
    """``theta``, ``v``."""
    column = chance.random() < 0.4
    point = chance.choice(("theta", "w", "weights", "beta"))
    slots = slot_names(recipe, chance)
    before: list[str] = []
    own: list[str] = []
    if recipe.asks:
        before = asking(chance)
    elif chance.random() < 0.4:
        before, own = asking(chance), [f"g = grad_at({point}, {{X}}, {{Y}})"]
    else:
        own = [f"g = {squares_gradient(point, chance)}"]
    names = {**names, "p": point, "g": "g", "f": "grad_at", **slots}
    lines = updated(recipe, names, taken_off(point, chance), chance, at="{X}, {Y}")
    made = [
        f"{point} = {start_values(column=column)}",
        *(f"{name} = {zeros_like(point, chance)}" for name in slots.values()),
    ]
    return Draft(before, made, [*own, *tick, *lines], f"np.mean((X @ {point} - Y) ** 2)")


def in_dictionaries(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> Draft | None:
    """``params["w"]``, ``grads["w"]``, ``v["w"]``, one after the other."""
    if recipe.asks:
        return None
    slots = slot_names(recipe, chance)
    mine = {
        **names,
        "p": "params[name]",
        "g": "grads[name]",
        **{slot: f"{slot_name}[name]" for slot, slot_name in slots.items()},
    }
    inner = updated(recipe, mine, taken_off("params[name]", chance), chance)
    made = [
        'params = {"w": -1.0, "b": 2.0}'
        if chance.random() < 0.5
        else "params = dict(w=np.array(-1.0), b=np.array(2.0))",
        *(
            f"{name} = "
            + chance.choice(
                ("{name: 0.0 for name in params}", "dict.fromkeys(params, 0.0)", '{"w": 0.0, "b": 0.0}')
            )
            for name in slots.values()
        ),
    ]
    own = [
        'err = params["w"] * {X}[:, 0] + params["b"] - {Y}',
        'grads = {{"w": 2 * np.mean(err * {X}[:, 0]), "b": 2 * np.mean(err)}}',
    ]
    loss = 'np.mean((params["w"] * X[:, 0] + params["b"] - Y) ** 2)'
    every = [
        chance.choice(("for name in params:", "for name in ('w', 'b'):", "for name in list(params):")),
        *indented(inner, 1),
    ]
    return Draft([], made, [*own, *tick, *every], loss)


def in_lists(recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random) -> Draft | None:
    """``params[i]``, ``grads[i]``, ``v[i]``: a weight and an intercept, as arrays or numbers."""
    if recipe.asks:
        return None
    slots = slot_names(recipe, chance)
    mine = {
        **names,
        "p": "params[i]",
        "g": "grads[i]",
        **{slot: f"{name}[i]" for slot, name in slots.items()},
    }
    inner = updated(recipe, mine, taken_off("params[i]", chance), chance)
    arrays = chance.random() < 0.5
    zero, at = ("np.zeros(1)", "[0]") if arrays else ("0.0", "")
    made = [
        "params = [np.array([-1.0]), np.array([2.0])]" if arrays else "params = [-1.0, 2.0]",
        *(f"{name} = [{zero} for _ in params]" for name in slots.values()),
    ]
    own = [f"err = params[0]{at} * {{X}}[:, 0] + params[1]{at} - {{Y}}"]
    own += (
        ["grads = [np.array([2 * np.mean(err * {X}[:, 0])]), np.array([2 * np.mean(err)])]"]
        if arrays
        else ["grads = [2 * np.mean(err * {X}[:, 0]), 2 * np.mean(err)]"]
    )
    loss = f"np.mean((params[0]{at} * X[:, 0] + params[1]{at} - Y) ** 2)"
    return Draft([], made, [*own, *tick, "for i in range(2):", *indented(inner, 1)], loss)


def in_an_object(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> Draft | None:
    """``self.w`` with ``self.v``: a model whose method takes one step."""
    if recipe.asks:
        return None
    slots = slot_names(recipe, chance)
    point = chance.choice(("self.w", "self.theta"))
    gone = chance.random() < 0.5
    mine = {**names, "p": point, "g": "g" if gone else "self.grad"}
    mine |= {slot: f"self.{name}" for slot, name in slots.items()}
    own = [f"{mine['g']} = {squares_gradient(point, chance).format(X='rows', Y='goals')}"]
    if recipe.timed:
        mine["t"] = "self.t"
        tick = [line.replace("t += 1", "self.t += 1") for line in tick]
    move = taken_off(point, chance)
    start = counting(recipe)[0]
    method = chance.choice(("fit_step", "train_step", "step", "learn"))
    before = [
        f"class {chance.choice(('Model', 'LinearRegression', 'Line'))}:",
        "    def __init__(self):",
        f"        {point} = {start_values()}",
        *indented([f"{mine[slot]} = {zeros_like(point, chance)}" for slot in recipe.slots], 2),
        *indented([f"self.t = {start}"] if recipe.timed else [], 2),
        "",
        "    def loss(self, rows, goals):",
        f"        return np.mean((rows @ {point} - goals) ** 2)",
        "",
        f"    def {method}(self, rows, goals):",
        *indented([*own, *tick, *updated(recipe, mine, move, chance)], 2),
    ]
    return Draft(
        before,
        ["model = Model()".replace("Model", before[0][6:-1])],
        [f"model.{method}({{X}}, {{Y}})"],
        "model.loss(X, Y)",
    )


def in_a_data_class(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> Draft | None:
    """``s.theta -= …``, with slots or without."""
    slots = slot_names(recipe, chance)
    point = chance.choice(("theta", "w"))
    holder = chance.choice(("s", "state", "opt"))
    mine = {**names, "p": f"{holder}.{point}", "g": "g", "f": "grad_at"}
    mine |= {slot: f"{holder}.{name}" for slot, name in slots.items()}
    lines = updated(recipe, mine, taken_off(mine["p"], chance), chance, at="{X}, {Y}")
    before = [
        "from dataclasses import dataclass",
        chance.choice(("@dataclass", "@dataclass(slots=True)")),
        "class State:",
        *indented([f"{one}: np.ndarray" for one in (point, *slots.values())], 1),
        *(asking(chance) if recipe.asks else []),
    ]
    own = [] if recipe.asks else [f"g = {squares_gradient(mine['p'], chance)}"]
    made = [f"{holder} = State({', '.join([start_values(), *('np.zeros(2)' for _ in slots)])})"]
    return Draft(before, made, [*own, *tick, *lines], f"np.mean((X @ {mine['p']} - Y) ** 2)")
