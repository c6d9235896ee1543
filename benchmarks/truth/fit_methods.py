"""Classes that fit a line by themselves: the loop stands in ``fit``, the numbers on ``self`` or beside it."""

from __future__ import annotations

import random

from benchmarks.truth.code import indented, taken_off, updated
from benchmarks.truth.containers import data
from benchmarks.truth.numpy_forms import NUMPY, counting
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import hyperparameters, settings


def fit_method(recipe: Recipe, chance: random.Random) -> str | None:
    """``model.fit(X, Y)`` of a linear regression that is written around one rule."""
    start, counted, inside = counting(recipe)
    if recipe.asks or recipe.change.get("slots") == "rebuilt" or inside:
        return None
    called = hyperparameters(recipe, chance)
    two, kept = chance.random() < 0.5, chance.random() < 0.5
    by_loop = recipe.timed and counted and start == "0" and chance.random() < 0.5
    names = {
        **NUMPY,
        **{name: f"self.{own}" for name, own in called.items()},
        "t": "epoch" if by_loop else "t",
    }
    points = {"self.w": ("dw", "_w"), "self.b": ("db", "_b")} if two else {"self.theta": ("grad", "")}
    made, update, seed = [], list[str](), chance.random()
    for point, (gradient, ending) in points.items():
        slots = {slot: f"self.{slot}{ending}" if kept else f"{slot}{ending}" for slot in recipe.slots}
        made += [f"{point} = {'0.0' if two else 'np.zeros(X.shape[1])'}"]
        made += [f"{name} = {'0.0' if two else 'np.zeros(X.shape[1])'}" for name in slots.values()]
        mine = {**names, "p": point, "g": gradient, **slots}
        update += updated(recipe, mine, taken_off(point, random.Random(seed)), random.Random(seed))
    if two:
        gradients = [
            "error = self.w * X[:, 0] + self.b - Y",
            "dw = 2 * np.mean(error * X[:, 0])",
            "db = 2 * np.mean(error)",
        ]
    else:
        gradients = ["error = X @ self.theta - Y", "grad = 2 / len(Y) * X.T @ error"]
    tick = ["t += 1"] if recipe.timed and counted and not by_loop else []
    shown = chance.choice(
        (
            [],
            ["self.losses.append(np.mean(error ** 2))"],
            ["if epoch % 100 == 0:", "    print(epoch, np.mean(error ** 2))"],
        )
    )
    given = [each.replace(" = ", "=") for each in settings(recipe, called)]
    lines = [
        "import numpy as np",
        "",
        f"class {chance.choice(('LinearRegression', 'Regressor', 'LineModel'))}:",
        f"    def __init__(self, {', '.join(given)}):",
        *indented([f"self.{own} = {own}" for own in called.values()], 2),
        "        self.losses = []",
        "",
        f"    def {chance.choice(('fit', 'train'))}(self, X, Y, epochs=400):",
        *indented([*made, *([f"t = {start}"] if recipe.timed and not by_loop else [])], 2),
        f"        for epoch in range({'1, epochs + 1' if by_loop else 'epochs'}):",
        *indented([*gradients, *tick, *update, *shown], 3),
        "        return self",
        "",
        *data(chance, column=False),
    ]
    name, method = (
        lines[2][6:-1],
        next(line for line in lines if "epochs=400" in line).split()[1].partition("(")[0],
    )
    lines += chance.choice(
        (
            [f"model = {name}()", f"model.{method}(X, Y)"],
            [f"{name}().{method}(X, Y)"],
            [f"model = {name}().{method}(X, Y, epochs=300)"],
        )
    )
    return "\n".join(lines) + "\n"
