"""NumPy code that trains by itself: a loop at the top of a script, and functions that take a gradient function."""

from __future__ import annotations

import random

from benchmarks.truth.code import indented, taken_off, updated
from benchmarks.truth.numpy_forms import NUMPY, counting
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import arguments, function, hyperparameters, settings


def training_function(recipe: Recipe, chance: random.Random) -> str | None:
    """``minimize(grad_f, x0, lr=..., iterations=...)`` returns the end and the path."""
    slots_inside = recipe.change.get("slots") == "rebuilt"
    if recipe.change.get("time") == "inside":
        return None
    called = hyperparameters(recipe, chance)
    start, counted, _ = counting(recipe)
    by_loop = recipe.timed and counted and start == "0" and chance.random() < 0.6
    at = chance.choice(("k + 1", "k"))
    names = {**NUMPY, **called, "p": "x", "g": "g", "f": "grad_f", **{slot: slot for slot in recipe.slots}}
    names["t"] = ("(k + 1)" if at == "k + 1" else "k") if by_loop else "t"
    move = taken_off("x", chance)
    over = "for k in range(1, iterations + 1):" if by_loop and at == "k" else "for k in range(iterations):"
    made = [f"{slot} = np.zeros_like(x)" for slot in recipe.slots]
    recorded = chance.choice(("copy", "array", "none"))
    keep = {"copy": "path.append(x.copy())", "array": "path.append(np.array(x))", "none": ""}[recorded]
    name = chance.choice((f"{function(recipe, chance)}", f"{recipe.rule.replace('-', '_')}_minimize"))
    lines = [
        f"def {name}(grad_f, x0, {arguments(recipe, called)}, iterations=100):",
        "    x = np.array(x0, dtype=float)",
        *indented([] if slots_inside else made, 1),
        *indented([f"t = {start}"] if recipe.timed and not by_loop else [], 1),
        *indented(["path = [x.copy()]"] if keep else [], 1),
        f"    {over}",
        *indented(made if slots_inside else [], 2),
        *indented([] if recipe.asks else ["g = grad_f(x)"], 2),
        *indented(["t += 1"] if recipe.timed and not by_loop and counted else [], 2),
        *indented(updated(recipe, names, move, chance), 2),
        *indented([keep] if keep else [], 2),
        "    return x, path" if keep else "    return x",
    ]
    return "import numpy as np\n\n\n" + "\n".join(lines) + "\n"


def loop(recipe: Recipe, chance: random.Random) -> str | None:
    """A linear regression with its own data, trained at the top level or in ``main``."""
    start, counted, inside = counting(recipe)
    if recipe.change.get("slots") == "rebuilt":
        return None
    called = hyperparameters(recipe, chance)
    by_loop = recipe.timed and counted and not inside and start == "0" and chance.random() < 0.6
    names = {**NUMPY, **called, "f": "grad", "t": "step" if by_loop else "t"}
    one = recipe.asks or chance.random() < 0.5
    data = chance.choice(
        (
            ["X = np.c_[np.linspace(-1, 1, 40), np.ones(40)]", "Y = X @ np.array([2.0, 0.5])"],
            [
                "np.random.seed(0)",
                "X = np.hstack([np.random.randn(50, 1), np.ones((50, 1))])",
                "Y = X.dot(np.array([3.0, -1.0]))",
            ],
        )
    )
    over = "for step in range(1, 201):" if by_loop else "for step in range(200):"
    tick = [] if by_loop or not recipe.timed or not counted else ["t += 1"]
    if one:
        point = chance.choice(("theta", "w"))
        names |= {"p": point, "g": "g", **{slot: slot for slot in recipe.slots}}
        move = taken_off(point, chance)
        gradient = (
            ["", "", "def grad(theta):", "    return 2 / len(Y) * X.T @ (X @ theta - Y)", "", ""]
            if recipe.asks
            else []
        )
        made = [f"{point} = np.array([-1.0, 2.0])", *(f"{slot} = np.zeros(2)" for slot in recipe.slots)]
        own = [] if recipe.asks else [f"error = X @ {point} - Y", "g = 2 / len(Y) * X.T @ error"]
        if inside:
            return None
        inner = [*own, *tick, *updated(recipe, names, move, chance)]
        shown = f"print(step, np.mean((X @ {point} - Y) ** 2))"
    else:
        gradient = []
        made, inner = (
            ["w = -1.0", "b = 2.0"],
            ["error = w * X[:, 0] + b - Y", "dw = 2 * np.mean(error * X[:, 0])", "db = 2 * np.mean(error)"],
        )
        inner += [] if inside else tick
        seed = chance.random()
        for point in ("w", "b"):
            mine = {
                **names,
                "p": point,
                "g": f"d{point}",
                **{slot: f"{slot}_{point}" for slot in recipe.slots},
            }
            made += [f"{slot}_{point} = 0.0" for slot in recipe.slots]
            same = random.Random(seed)
            move = taken_off(point, same)
            inner += [*(tick if inside else []), *updated(recipe, mine, move, same)]
        shown = "print(step, np.mean((w * X[:, 0] + b - Y) ** 2))"
    lines = [
        *data,
        *gradient,
        *settings(recipe, called),
        *made,
        *([f"t = {start}"] if recipe.timed and not by_loop else []),
        over,
    ]
    lines += indented(
        [*inner, *(["if step % 50 == 0:", "    " + shown] if chance.random() < 0.5 else [shown])], 1
    )
    return "import numpy as np\n\n" + "\n".join(lines) + "\n"
