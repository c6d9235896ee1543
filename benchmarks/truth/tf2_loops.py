"""Trainings written out in TensorFlow 2: ``GradientTape``, ``assign_sub``, slots as variables or as tensors."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.truth.eager_loops import Frame, Part, can_be_written, written
from benchmarks.truth.numpy_forms import Writer
from benchmarks.truth.recipes import Recipe

_CALLS = {"sqrt": "tf.sqrt", "square": "tf.square", "abs": "tf.abs", "clip": "tf.clip_by_value"}
_ZEROS = {True: "tf.Variable(tf.zeros_like({0}))", False: "tf.zeros_like({0})"}


def _frame(chance: random.Random, made: list[str], forward: str, asks: str, *, variables: bool) -> Frame:
    """All but the parameters' own updates; ``variables``: the slots are some."""
    loss = chance.choice(
        (f"tf.reduce_mean(tf.square({forward} - {{Y}}))", f"tf.reduce_mean(({forward} - {{Y}}) ** 2)")
    )
    return Frame(
        head=_data(chance, intercept="+ b" not in forward),
        made=made,
        parts=[],
        gradients=["with tf.GradientTape() as tape:", f"    loss = {loss}", asks],
        told=chance.choice((["print(float(loss))"], ["losses.append(loss.numpy())"])),
        store=(lambda name, way: f"{name}.assign({way})")
        if variables
        else (lambda name, way: f"{name} = {way}"),
        move=chance.choice(
            (
                lambda point, step: f"{point}.assign_sub({step})",
                lambda point, step: f"{point}.assign({point} - ({step}))",
            )
        ),
        calls=_CALLS,
        copies=variables,
    )


def _data(chance: random.Random, *, intercept: bool) -> list[str]:
    return [
        "import tensorflow as tf",
        "tf.random.set_seed(0)",
        "x = tf.reshape(tf.linspace(-1.0, 1.0, 60), (-1, 1))",
        "X = tf.concat([x, tf.ones_like(x)], axis=1)" if intercept else "X = x",
        "Y = 3.0 * x - 1.0" + (" + 0.1 * tf.random.normal(x.shape)" if chance.random() < 0.4 else ""),
    ]


def vector(recipe: Recipe, chance: random.Random) -> str | None:
    """One weight matrix with its intercept."""
    if not can_be_written(recipe):
        return None
    point, variables = chance.choice(("w", "theta")), chance.random() < 0.5
    made = [f"{point} = tf.Variable([[-1.0], [2.0]])"]
    made += [f"{slot} = {_ZEROS[variables].format(point)}" for slot in recipe.slots]
    asks = f"g = tape.gradient(loss, {point})"
    frame = _frame(chance, made, f"tf.matmul({{X}}, {point})", asks, variables=variables)
    return written(
        recipe, chance, replace(frame, parts=[Part(point, "g", {slot: slot for slot in recipe.slots})])
    )


def two(recipe: Recipe, chance: random.Random) -> str | None:
    """A weight and an intercept."""
    if not can_be_written(recipe):
        return None
    variables = chance.random() < 0.5
    made, parts = ["w = tf.Variable([[-1.0]])", "b = tf.Variable([2.0])"], []
    for point in ("w", "b"):
        slots = {slot: f"{slot}_{point}" for slot in recipe.slots}
        made += [f"{name} = {_ZEROS[variables].format(point)}" for name in slots.values()]
        parts.append(Part(point, f"d{point}", slots))
    asks = "dw, db = tape.gradient(loss, [w, b])"
    frame = _frame(chance, made, "tf.matmul({X}, w) + b", asks, variables=variables)
    return written(recipe, chance, replace(frame, parts=parts))


def listed(recipe: Recipe, chance: random.Random) -> str | None:
    """A list of variables."""
    if not can_be_written(recipe):
        return None
    variables = chance.random() < 0.5
    made = ["w = tf.Variable([[-1.0]])", "b = tf.Variable([2.0])", "params = [w, b]"]
    made += [f"{slot} = [{_ZEROS[variables].format('p')} for p in params]" for slot in recipe.slots]
    frame = _frame(chance, made, "{X} @ w + b", "grads = tape.gradient(loss, params)", variables=variables)
    part = Part("p", "g", {slot: f"{slot}[i]" for slot in recipe.slots})
    over = "for i, (p, g) in enumerate(zip(params, grads)):"
    return written(recipe, chance, replace(frame, parts=[part], over=over))


WRITERS: tuple[Writer, ...] = (vector, two, listed)
