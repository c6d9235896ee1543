"""Trainings whose step is a function that is given its numbers and returns them: tuples, named tuples, several values."""

from __future__ import annotations

import random

from benchmarks.truth.code import indented, taken_off, updated
from benchmarks.truth.containers import Draft, asking, slot_names, squares_gradient, start_values
from benchmarks.truth.numpy_forms import counting
from benchmarks.truth.recipes import Recipe


def in_a_named_tuple(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> Draft | None:
    """``state = step(state, …)`` whose state is a named tuple, or a plain one."""
    lines, slots, point = _returned(recipe, names, tick, chance)
    fields = [point, *slots.values(), *(["t"] if recipe.timed else [])]
    kind = chance.choice(("namedtuple", "typed", "plain"))
    name = chance.choice(("State", "TrainState"))
    if kind == "namedtuple":
        top = ["from collections import namedtuple", f"{name} = namedtuple('{name}', '{' '.join(fields)}')"]
    elif kind == "typed":
        top = [
            "from typing import NamedTuple",
            f"class {name}(NamedTuple):",
            *(f"    {one}: object" for one in fields),
        ]
    else:
        top, name = [], ""
    function = chance.choice(("step", "advance", "one_step", "update"))
    opened = (
        [f"{', '.join(fields)} = state"]
        if kind == "plain" or chance.random() < 0.5
        else [f"{one} = state.{one}" for one in fields]
    )
    back = f"return {name}({', '.join(fields)})"
    if kind != "plain" and chance.random() < 0.3:
        back = "return state._replace(" + ", ".join(f"{one}={one}" for one in fields) + ")"
    before = [
        *top,
        *(asking(chance) if recipe.asks else []),
        f"def {function}(state, rows, goals):",
        *indented([*opened, *lines, back], 1),
    ]
    zeros = ["np.zeros(2)" for _ in slots] + ([counting(recipe)[0]] if recipe.timed else [])
    made = [f"state = {name}({', '.join([start_values(), *zeros])})"]
    at = "state[0]" if kind == "plain" else f"state.{point}"
    return Draft(before, made, [f"state = {function}(state, {{X}}, {{Y}})"], f"np.mean((X @ {at} - Y) ** 2)")


def in_a_tuple_of_numbers(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> Draft | None:
    """``w, b, v_w, v_b = state``: a weight, an intercept and their slots are numbers in one tuple."""
    if recipe.asks:
        return None
    seed, update, fields = chance.random(), list[str](), ["w", "b"]
    for point in ("w", "b"):
        slots = {slot: f"{slot}_{point}" for slot in recipe.slots}
        mine = {**names, "p": point, "g": f"d{point}", **slots}
        update += updated(recipe, mine, taken_off(point, random.Random(seed)), random.Random(seed))
        fields += slots.values()
    fields += ["t"] if recipe.timed else []
    function = chance.choice(("step", "advance", "one_step"))
    gradients = chance.choice(
        (
            ["dw = 2 * np.mean(e * rows[:, 0])", "db = 2 * np.mean(e)"],
            ["dw, db = 2 * np.mean(e * rows[:, 0]), 2 * np.mean(e)"],
        )
    )
    before = [
        f"def {function}(state, rows, goals):",
        *indented(
            [f"{', '.join(fields)} = state", "e = w * rows[:, 0] + b - goals", *gradients, *tick, *update], 1
        ),
        f"    return {', '.join(fields)}",
    ]
    zeros = ["0.0"] * (2 * len(recipe.slots)) + ([counting(recipe)[0]] if recipe.timed else [])
    made = [f"state = ({', '.join(['-1.0', '2.0', *zeros])})"]
    return Draft(
        before,
        made,
        [f"state = {function}(state, {{X}}, {{Y}})"],
        "np.mean((state[0] * X[:, 0] + state[1] - Y) ** 2)",
    )


def in_returned_names(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> Draft | None:
    """``w, v = step(w, v, X, Y)``."""
    lines, slots, point = _returned(recipe, names, tick, chance)
    fields = [point, *slots.values(), *(["t"] if recipe.timed else [])]
    function = chance.choice(("step", "advance", "one_step"))
    before = [
        *(asking(chance) if recipe.asks else []),
        f"def {function}({', '.join([*fields, 'rows', 'goals'])}):",
        *indented([*lines, f"return {', '.join(fields)}"], 1),
    ]
    made = [f"{point} = {start_values()}", *(f"{name} = np.zeros(2)" for name in slots.values())]
    if recipe.timed:
        made.append(f"t = {counting(recipe)[0]}")
    together = ", ".join(fields)
    return Draft(
        before,
        made,
        [f"{together} = {function}({together}, {{X}}, {{Y}})"],
        f"np.mean((X @ {point} - Y) ** 2)",
    )


def _returned(
    recipe: Recipe, names: dict[str, str], tick: list[str], chance: random.Random
) -> tuple[list[str], dict[str, str], str]:
    """The body of a function that works a step out of local names, and what they are."""
    slots = slot_names(recipe, chance)
    point = chance.choice(("theta", "w", "x"))
    asks = ["g = " + squares_gradient(point, chance).format(X="rows", Y="goals")]
    mine = {**names, "p": point, "g": "g", "f": "grad_at", **slots}
    move = lambda step: f"{point} = {point} - ({step})"
    lines = updated(recipe, mine, move, chance, at="rows, goals")
    return [*([] if recipe.asks else asks), *tick, *lines], slots, point
