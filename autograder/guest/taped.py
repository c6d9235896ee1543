"""Code that has its framework take the gradient: ``tape.gradient(loss, variables)``, ``loss.backward()``.

While such code is driven those calls are answered with the designed gradient of the point where the variables are. The
loss and the samples it is handed are stand-ins: nothing of the answer depends on them.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, Protocol

from .arguments import Roles
from .names import normal
from .tensor_recipes import Family
from .variables import Container
from .vocabulary import OBJECTIVES

_ANSWERS = frozenset("labels targets target label".split())


class Asked(Protocol):
    """The stepper that drives the code."""

    containers: tuple[Container, ...]
    slots: list[Any]

    def gradient(self, *arguments: Any, **named: Any) -> Any:
        """The gradient at a point, in the containers' structure."""


def stand_ins(roles: Roles, family: Family, called: Collection[str], rows: int) -> dict[str, Any]:
    """Values for a tape, for samples of so many features and for a loss, by the argument's name."""
    made: dict[str, Any] = {}
    for argument in roles.of("flag", "data"):
        text = normal(argument.name)
        if not argument.required:
            continue
        if text == "closure":
            made[argument.name] = lambda: _loss(family).backward(clear=True)
        elif "tape" in text:
            made[argument.name] = importlib.import_module("tensorflow").GradientTape()
        elif argument.name in called:
            made[argument.name] = lambda *_arguments, **_named: _loss(family)
        elif text in OBJECTIVES or "loss" in text:
            made[argument.name] = _loss(family)
        else:
            made[argument.name] = _samples(family, 1 if text in _ANSWERS or text.startswith("y") else rows)
    return made


def _loss(family: Family) -> Any:
    if family == "torch":
        return importlib.import_module("torch").ones((), requires_grad=True)
    return importlib.import_module("tensorflow").ones(())


def _samples(family: Family, columns: int) -> Any:
    name = "torch" if family == "torch" else "tensorflow"
    return importlib.import_module(name).zeros((1, columns))


def answered(stepper: Asked, family: Family, function: Callable[..., Any]) -> Callable[..., Any]:
    """The student's function with its framework's gradients answered by the stepper."""
    patches = _torch(stepper) if family == "torch" else _tensorflow(stepper)

    def call(*arguments: Any, **named: Any) -> Any:
        with contextlib.ExitStack() as stack:
            for owner, name, value in patches:
                stack.enter_context(_patched(owner, name, value))
            return function(*arguments, **named)

    return call


@contextlib.contextmanager
def _patched(owner: Any, name: str, value: Any) -> Iterator[None]:
    kept = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, kept)


def _gradients(stepper: Asked) -> dict[int, tuple[Any, Any]]:
    """Our variables with their gradients at this point, by the variable's identity."""
    packed = stepper.gradient(*stepper.slots)
    several = packed if len(stepper.containers) > 1 else (packed,)
    found: dict[int, tuple[Any, Any]] = {}
    for container, slot, gradients in zip(stepper.containers, stepper.slots, several, strict=True):
        for variable, gradient in container.paired(slot, gradients):
            found[id(variable)] = (variable, gradient)
    return found


def _alike(sources: Any, known: Mapping[int, tuple[Any, Any]]) -> Any:
    """Gradients in the structure of the sources."""
    if isinstance(sources, list | tuple):
        return [_alike(each, known) for each in sources]
    if isinstance(sources, dict):
        return {key: _alike(each, known) for key, each in sources.items()}
    return known[id(sources)][1]


def _tensorflow(stepper: Asked) -> list[tuple[Any, str, Any]]:
    tf = importlib.import_module("tensorflow")
    tf.config.run_functions_eagerly(run_eagerly=True)  # a traced step would hold the first gradient for good
    usual = tf.GradientTape.gradient

    def gradient(tape: Any, target: Any, sources: Any, *arguments: Any, **named: Any) -> Any:
        try:
            return _alike(sources, _gradients(stepper))
        except KeyError:
            return usual(tape, target, sources, *arguments, **named)

    return [(tf.GradientTape, "gradient", gradient)]


def _torch(stepper: Asked) -> list[tuple[Any, str, Any]]:
    torch = importlib.import_module("torch")

    closed: list[Any] = []
    """What the closure gave back last; the gradients that were there before it."""

    def backward(loss: Any, *_arguments: Any, clear: bool = False, **_named: Any) -> Any:
        known = _gradients(stepper)
        if clear:
            closed[:] = [loss.detach(), {key: variable.grad for key, (variable, _) in known.items()}]
        # A closure may go backward itself or leave that to who calls it: never both.
        own = bool(closed) and loss is closed[0]
        for key, (variable, gradient) in known.items():
            kept = None if clear else closed[1].get(key) if own else variable.grad
            variable.grad = gradient if kept is None else kept + gradient
        return closed[0] if clear else None

    def grad(_outputs: Any, inputs: Any, *_arguments: Any, **_named: Any) -> Any:
        known = _gradients(stepper)
        return (
            tuple(_alike(list(inputs), known))
            if isinstance(inputs, list | tuple)
            else (_alike(inputs, known),)
        )

    return [(torch.Tensor, "backward", backward), (torch.autograd, "grad", grad)]
