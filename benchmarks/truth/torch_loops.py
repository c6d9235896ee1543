"""Trainings written out in PyTorch: ``backward`` or ``autograd.grad``, and an update under ``no_grad``."""

from __future__ import annotations

import random
from dataclasses import replace

from benchmarks.truth.eager_loops import Frame, Part, can_be_written, written
from benchmarks.truth.numpy_forms import Writer
from benchmarks.truth.recipes import Recipe

_CALLS = {"sqrt": "torch.sqrt", "square": "torch.square", "abs": "torch.abs", "clip": "torch.clamp"}


def _frame(chance: random.Random, head: list[str], made: list[str], forward: str, points: str) -> Frame:
    """All but the parameters' own updates; ``points``: what ``autograd.grad`` is asked for, if it is."""
    in_place = chance.random() < 0.3
    loss = chance.choice(
        (
            f"(({forward} - {{Y}}) ** 2).mean()",
            f"torch.mean(({forward} - {{Y}}) ** 2)",
            f"torch.nn.functional.mse_loss({forward}, {{Y}})",
        )
    )
    return Frame(
        head=head,
        made=made,
        parts=[],
        gradients=[f"loss = {loss}", points or "loss.backward()"],
        told=chance.choice((["print(loss.item())"], ["losses.append(loss.item())"])),
        store=(lambda name, way: f"{name}.copy_({way})")
        if in_place
        else (lambda name, way: f"{name} = {way}"),
        move=chance.choice(
            (lambda point, step: f"{point} -= {step}", lambda point, step: f"{point}.sub_({step})")
        ),
        calls=_CALLS,
        copies=in_place,
        within="with torch.no_grad():",
    )


def _data(chance: random.Random, double: str, *, intercept: bool) -> list[str]:
    return [
        "import torch",
        "torch.manual_seed(0)",
        f"x = torch.linspace(-1, 1, 60{double}).reshape(-1, 1)",
        "X = torch.cat([x, torch.ones_like(x)], dim=1)" if intercept else "X = x",
        "Y = 3 * x - 1" + (" + 0.1 * torch.randn_like(x)" if chance.random() < 0.4 else ""),
    ]


def _double(chance: random.Random) -> str:
    return ", dtype=torch.float64" if chance.random() < 0.5 else ""


def _cleared(point: str, slots: dict[str, str], chance: random.Random) -> Part:
    """A parameter whose gradient is read off it and cleared."""
    own = chance.choice(("g", f"{point}.grad"))
    cleared = chance.choice((f"{point}.grad.zero_()", f"{point}.grad = None"))
    return Part(point, own, slots, [f"g = {point}.grad"] if own == "g" else [], [cleared])


def vector(recipe: Recipe, chance: random.Random) -> str | None:
    """One weight matrix with its intercept."""
    if not can_be_written(recipe):
        return None
    double, point, asked = _double(chance), chance.choice(("w", "theta")), chance.random() < 0.4
    slots = {slot: slot for slot in recipe.slots}
    made = [f"{point} = torch.tensor([[-1.0], [2.0]]{double}, requires_grad=True)"]
    made += [f"{name} = torch.zeros_like({point})" for name in slots.values()]
    grad = f"g = torch.autograd.grad(loss, {point})[0]" if asked else ""
    frame = _frame(chance, _data(chance, double, intercept=True), made, f"{{X}} @ {point}", grad)
    part = Part(point, "g", slots) if asked else _cleared(point, slots, chance)
    return written(recipe, chance, replace(frame, parts=[part]))


def two(recipe: Recipe, chance: random.Random) -> str | None:
    """A weight and an intercept."""
    if not can_be_written(recipe):
        return None
    double, asked = _double(chance), chance.random() < 0.4
    made = [
        f"w = torch.tensor([[-1.0]]{double}, requires_grad=True)",
        f"b = torch.tensor([2.0]{double}, requires_grad=True)",
    ]
    parts = []
    for point in ("w", "b"):
        slots = {slot: f"{slot}_{point}" for slot in recipe.slots}
        made += [f"{name} = torch.zeros_like({point})" for name in slots.values()]
        parts.append(Part(point, f"g{point}", slots) if asked else _cleared(point, slots, chance))
    forward = chance.choice(("{X} @ w + b", "torch.mm({X}, w) + b"))
    grad = "gw, gb = torch.autograd.grad(loss, [w, b])" if asked else ""
    frame = _frame(chance, _data(chance, double, intercept=False), made, forward, grad)
    return written(recipe, chance, replace(frame, parts=parts))


def model(recipe: Recipe, chance: random.Random) -> str | None:
    """The parameters of ``nn.Linear``."""
    if not can_be_written(recipe):
        return None
    double, asked = _double(chance), chance.random() < 0.4
    made = [
        "model = torch.nn.Linear(1, 1)" + (".double()" if double else ""),
        "params = list(model.parameters())",
    ]
    made += [f"{slot} = [torch.zeros_like(p) for p in params]" for slot in recipe.slots]
    slots = {slot: f"{slot}[i]" for slot in recipe.slots}
    grad = "grads = torch.autograd.grad(loss, params)" if asked else ""
    frame = _frame(chance, _data(chance, double, intercept=False), made, "model({X})", grad)
    part = Part("p", "grads[i]", slots) if asked else _cleared("p", slots, chance)
    return written(recipe, chance, replace(frame, parts=[part], over="for i, p in enumerate(params):"))


WRITERS: tuple[Writer, ...] = (vector, two, model)
