"""The words of the small tables: their columns, what the gradients are, and the symbols of the numbers above them."""

from __future__ import annotations

from autograder.explaining.catalogue import mark, translator
from autograder.explaining.numbers import number
from autograder.record import Cell, Counterexample

COLUMNS: dict[str, str] = {
    "rate": "ϵ",
    "t": "t",
    "epoch": mark("epoch"),
    "point": mark("taken at"),
    "samples": mark("samples"),
    "targets": mark("targets"),
    "gradient": "g",
    "curvature": mark("curvature"),
    "step": "s",
    "y": "y",
    "s": "s",
    "r": "r",
    "s_hat": "ŝ",
    "r_hat": "r\u0302",
    "v": "v",
    "m": "m",
    "n": "n",
    "u": "u",
    "h_1": mark("H, column 1"),
    "h_2": mark("column 2"),
    "h_y": "H y",
    "direction": "p",
    "length": mark("length"),
    "update": "Δθ",
    "theta": "θ",
    "history": mark("history"),
    "loss": mark("loss"),
    "waited": mark("waited"),
    "best_at": mark("best epoch"),
    "stopped": mark("and then"),
    "counted": mark("counted as"),
    "later": mark("g afterwards"),
}
SETTINGS: dict[str, str] = {
    "fed": mark("The gradients are given. θ starts at {start}, everything that is remembered at 0."),
    "bowl": mark("J = θ² / 2, so the gradient at a point is the point itself. θ starts at {start}."),
    "valley": mark("J = (θ₁ + θ₂)² / 2, so both gradients are θ₁ + θ₂. θ starts at {start}."),
    "samples": mark(
        "Two samples: x = 1, y = 1 and x = 2, y = 2. The model is w x, the loss the mean square, and w starts at 0."
    ),
    "two-samples": mark("A batch of two samples whose gradients are 1 and 3. θ starts at 0."),
    "one-sample": mark(
        "For example, the inner derivative x is forgotten. One sample: x = 2, y = 1. The model is w x, the loss the "
        "square, and w starts at 0."
    ),
    "rates": mark("The learning rate of each step, counted from 0."),
    "draws": mark("What is expected is one example: any other order drawn at random is right too."),
    "epochs": mark("The loss on the data held out, after each epoch; epochs are counted from 0."),
    "quadratic": mark("J = θ₁² + θ₁ θ₂ + θ₂², so H has the rows (2, 1) and (1, 2). θ starts at {start}."),
    "quartic": mark("J = θ⁴ / 12: the slope is θ³ / 3, the curvature θ². θ starts at {start}."),
    "curvature": mark(
        "One step s changes the gradient of J = θ₁² + θ₁ θ₂ + θ₂² by y. H begins as 1, and then H y must be s."
    ),
    "steep": mark("J = 2 θ². θ starts at {start}."),
    "sweep": mark("J = θ₁² + θ₁ θ₂ + θ₂² − 4 θ₁ − 4 θ₂. θ starts at {start}; one sweep over both."),
}
SYMBOLS: dict[str, str] = {
    "learning_rate": "ϵ",
    "momentum": "α",
    "rho": "ρ",
    "beta_1": "ρ₁",
    "beta_2": "ρ₂",
    "epsilon": "δ",
    "start_lr": "ϵ₀",
    "stable_lr": "ϵ_τ",
    "decay_steps": "τ",
    "decay_rate": "d",
    "decay_interval": "n",
    "batch_size": mark("batch size"),
    "initial_accumulator": "r₀",
    "clip_at": mark("limit"),
    "weight_decay": "λ",
    "gradient_scale": mark("factor"),
    "samples": mark("samples"),
    "patience": mark("patience"),
    "steps": mark("steps asked for"),
    "goal": mark("goal"),
}
_CELLS = {"go on": mark("go on"), "stop": mark("stop"), "nan": "NaN", "inf": "∞", "-inf": "−∞"}
_OWN_VALUES = mark("With {values}, as in your code.")
_VALUES = mark("With {values}.")
_INSTEAD = mark("Instead: {values}.")
_DIGITS = 4


def column(name: str, language: str) -> str:
    """Return the head of a column."""
    return translator(language)(COLUMNS[name]) if name in COLUMNS else name


def shown(cell: Cell, language: str) -> str:
    """Return a cell as people read it."""
    if isinstance(cell, str):
        return translator(language)(_CELLS[cell]) if cell in _CELLS else cell
    return number(cell, _DIGITS)


def above(case: Counterexample, language: str) -> str:
    """Return the sentences above a table: what the gradients are, and with which numbers it was made."""
    say = translator(language)
    start = ", ".join(number(value) for value in case.start)
    start = f"({start})" if len(case.start) > 1 else start
    sentences = [say(SETTINGS[case.setting]).format(start=start)] if case.setting in SETTINGS else []
    if case.hyperparameters:
        template = _OWN_VALUES if set(case.hyperparameters) <= set(case.own) else _VALUES
        sentences.append(say(template).format(values=_listed(case.hyperparameters, language)))
    if case.other:
        sentences.append(say(_INSTEAD).format(values=_listed(case.other, language)))
    return ("" if language == "zh" else " ").join(sentences)


def _listed(values: dict[str, float], language: str) -> str:
    say = translator(language)
    told = (
        f"{say(SYMBOLS[name]) if name in SYMBOLS else name} = {number(value)}"
        for name, value in values.items()
    )
    return ("，" if language == "zh" else ", ").join(told)
