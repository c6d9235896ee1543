"""Trainings in PyTorch: optimizers through their global step hooks, updates by hand between two ``backward()``."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import numpy as np

from .. import kernels
from ..frameworks import is_concrete
from .alternating import Alternating
from .hand import ByHand
from .patching import Patches, Undo
from .place import entered, in_own_order, times_around
from .recorder import Recorder, Training
from .stepped import Before, Facts, Stepped, size_of
from .stretching import stretched_in
from .torch_facts import torch_arguments, torch_rate, torch_schedule

_CALLS = frozenset({"backward", "grad"})
_MAX_NODES = 5_000
_MAX_COORDINATES = 64


def watch_torch(recorder: Recorder) -> Undo | None:
    """Install; returns the undoing."""
    import torch

    if not hasattr(torch.optim, "Optimizer"):
        return None
    patches = Patches()
    watcher = _Torch(recorder, patches)
    handles = watcher.listen()

    def undo() -> None:
        with contextlib.suppress(Exception):
            watcher.finish()
        patches.undo()
        for handle in handles:
            handle.remove()

    return undo


def _values(tensors: Sequence[Any]) -> list[Any]:
    return [np.array(tensor.detach().cpu().numpy()) for tensor in tensors]


class _Torch:
    def __init__(self, recorder: Recorder, patches: Patches) -> None:
        self.recorder = recorder
        self.patches = patches
        self.stepped = Stepped(recorder, _values)
        self.hand = ByHand(recorder, "torch", _values, accumulates=True)
        self.alternating = Alternating()
        self.orders: dict[frozenset[int], list[Any]] = {}
        """Parameters of a loss in the student's order."""
        self.schedulers: dict[int, Any] = {}
        self.running: list[tuple[Any, Before | None]] = []
        """Optimizers whose step is running; an own class may call a built-in's from its own."""

    def listen(self) -> list[Any]:
        """Patch PyTorch; returns the handles of its own hooks."""
        import torch
        from torch.optim import lr_scheduler, optimizer

        kernels.watch()
        put = self.patches.put
        put(torch.autograd, "backward", self._backward(torch.autograd.backward))
        put(torch.autograd, "grad", self._grad(torch.autograd.grad))
        for name in ("__add__", "__radd__", "__sub__", "add", "sub"):
            put(torch.Tensor, name, self.hand.sums.listening(getattr(torch.Tensor, name)))
        for name in ("add", "sub"):
            put(torch, name, self.hand.sums.listening(getattr(torch, name)))
        scheduler = lr_scheduler.LRScheduler
        put(scheduler, "__init__", self._scheduling(scheduler.__init__))
        return [
            optimizer.register_optimizer_step_pre_hook(self._before),
            optimizer.register_optimizer_step_post_hook(self._after),
        ]

    # ---- gradients ---------------------------------------------------------------------------------------------
    def _backward(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def backward(tensors: Any, *rest: Any, **named: Any) -> Any:
            loss = tensors[0] if isinstance(tensors, list | tuple) and len(tensors) == 1 else tensors
            leaves: list[Any] = []
            with contextlib.suppress(Exception):
                leaves = self._ordered(_leaves(loss))
                self.recorder.stretched = stretched_in(loss)
            earlier = [None if leaf.grad is None else _values([leaf.grad])[0] for leaf in leaves]
            result = original(tensors, *rest, **named)
            with contextlib.suppress(Exception):
                self._asked(loss, leaves, [leaf.grad for leaf in leaves], earlier)
            return result

        return backward

    def _ordered(self, leaves: list[Any]) -> list[Any]:
        key = frozenset(map(id, leaves))
        if key not in self.orders:
            self.orders[key] = in_own_order(leaves)
        return self.orders[key]

    def _grad(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def grad(outputs: Any, inputs: Any, *rest: Any, **named: Any) -> Any:
            loss = outputs[0] if isinstance(outputs, list | tuple) and len(outputs) == 1 else outputs
            beside: list[tuple[Any, Any]] = []
            if isinstance(inputs, Iterator):
                inputs = tuple(inputs)  # ``model.parameters()`` can be gone through once
            with contextlib.suppress(Exception):
                self.recorder.stretched = stretched_in(loss)
                beside = self._beside(original, loss, inputs)
            found = original(outputs, inputs, *rest, **named)
            with contextlib.suppress(Exception):
                sources = _listed(inputs)
                if len(sources) == len(found) and all(source.is_leaf for source in sources):
                    self._asked(loss, sources, list(found), [None] * len(sources), beside)
            return found

        return grad

    def _beside(self, original: Callable[..., Any], loss: Any, inputs: Any) -> list[tuple[Any, Any]]:
        """A loss's gradients by its other small parameters, where those by some of them are asked for."""
        asked = {id(each) for each in _listed(inputs)}
        leaves = self._ordered(_leaves(loss))
        others = [leaf for leaf in leaves if id(leaf) not in asked]
        if len(others) in {0, len(leaves)} or loss.numel() != 1:
            return []
        if sum(size_of(leaf) or _MAX_COORDINATES for leaf in others) >= _MAX_COORDINATES:
            return []
        return list(zip(others, original(loss, others, retain_graph=True), strict=True))

    def _asked(
        self,
        loss: Any,
        leaves: list[Any],
        gradients: list[Any],
        earlier: list[Any],
        beside: Sequence[tuple[Any, Any]] = (),
    ) -> None:
        rows = [
            (leaf, gradient, before)
            for leaf, gradient, before in zip(leaves, gradients, earlier, strict=True)
            if gradient is not None and (size_of(leaf) or 0) <= _MAX_COORDINATES
        ]
        value = float(np.sum(_values([loss])[0], dtype=np.float64))
        handed = _values([gradient for _, gradient, _ in rows])
        fresh = [
            now if before is None else now - before for now, (_, _, before) in zip(handed, rows, strict=True)
        ]
        called = entered(_CALLS)
        pairs = [(leaf, g) for leaf, g, _ in rows]
        self.hand.asked(loss, loss, value, pairs, called, true=fresh, beside=beside)
        if self.running:
            self._within(value)

    def _within(self, loss: float) -> None:
        """A closure worked out the gradients while the step is running: the first time counts."""
        _, before = self.running[0]
        if before is None or before.loss is not None:
            return
        before.loss = loss
        before.gradient = self.stepped.flat([variable.grad for variable in before.variables])
        before.true = self.hand.gradient_of(before.variables)[1]

    # ---- steps -------------------------------------------------------------------------------------------------
    def _before(self, optimizer: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        before: Before | None = None
        # Of a step that raised, as a starter's does, PyTorch tells no end: those around this one are running still.
        del self.running[times_around() :]
        if not self.running:
            with contextlib.suppress(Exception):
                before = self._begun(optimizer, closure=_closure(arguments, named))
            kernels.forget()
        self.running.append((optimizer, before))

    def _begun(self, optimizer: Any, *, closure: bool) -> Before | None:
        listed = [parameter for group in optimizer.param_groups for parameter in group["params"]]
        variables = listed if closure else [each for each in listed if each.grad is not None]
        if not variables:
            return None
        if self.stepped.is_full(optimizer, variables):
            self.stepped.count(optimizer, variables)
            self.hand.taken()
            return None
        before = Before(variables, self.stepped.flat(variables), rate=torch_rate(optimizer))
        if not closure:
            before.loss, before.true = self.hand.gradient_of(variables)
            before.gradient = self.stepped.flat([variable.grad for variable in variables])
        return before

    def _after(self, optimizer: Any, _arguments: tuple[Any, ...], _named: dict[str, Any]) -> None:
        _, before = self.running.pop() if self.running else (None, None)
        if self.running:
            return
        if before is not None:
            with contextlib.suppress(Exception):
                ran = _class_name(optimizer, kernels.ran())
                training = self.stepped.step(optimizer, before, lambda: self._facts(optimizer), builtin=ran)
                self._alternates(optimizer, before, training)
        self.hand.taken()

    def _alternates(self, optimizer: Any, before: Before, training: Training) -> None:
        """Optimizers that share a loss may each step with gradients of their own asking."""
        question = self.hand.question
        if before.true is None or question is None:
            return
        key = (id(optimizer), *map(id, before.variables))
        for other in list(self.alternating.waiting(key)):
            _, *variables = cast("tuple[int, ...]", other)
            parts = [question.parts.get(each) for each in variables]
            if not set(variables) & set(key[1:]) and None not in parts:
                gradient = np.concatenate([np.ravel(part.true) for part in parts if part is not None])
                self.alternating.asked(other, question.number, gradient, by=key)
        self.alternating.stepped(key, training, question.number, before.true)

    def _facts(self, optimizer: Any) -> Facts:
        schedule, given = torch_schedule(self.schedulers.get(id(optimizer)))
        question = self.hand.question
        return Facts(
            framework="torch",
            way="step",
            optimizer=type(optimizer).__name__,
            arguments=torch_arguments(optimizer),
            schedule=schedule,
            schedule_arguments=given,
            called=(*(question.called if question is not None else ()), "step"),
        )

    def _scheduling(self, original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def make(scheduler: Any, optimizer: Any, *rest: Any, **named: Any) -> None:
            self.schedulers.setdefault(id(optimizer), scheduler)
            original(scheduler, optimizer, *rest, **named)

        return make

    def finish(self) -> None:
        """The cells are over."""
        self.hand.finish()
        self.stepped.finish()


def _class_name(optimizer: Any, ran: str) -> str:
    """The built-in class for the function that does its work: ``SGD`` for ``sgd``."""
    names = {kind.__name__.lower(): kind.__name__ for kind in type(optimizer).__mro__ if is_concrete(kind)}
    return names.get(ran.lower(), ran)


def _listed(inputs: Any) -> list[Any]:
    return [inputs] if hasattr(inputs, "detach") else list(inputs)


def _closure(arguments: tuple[Any, ...], named: dict[str, Any]) -> bool:
    """Whether a step was handed a function that works out the loss; the first argument is the optimizer itself."""
    given = [
        each for each in (*arguments, *named.values()) if callable(each) and not hasattr(each, "param_groups")
    ]
    return bool(given)


def _leaves(loss: Any) -> list[Any]:
    """Parameters that a loss depends on."""
    found: dict[int, Any] = {}
    seen: set[Any] = set()
    waiting = [loss.grad_fn]
    while waiting and len(seen) < _MAX_NODES:
        node = waiting.pop(0)
        if node is None or node in seen:
            continue
        seen.add(node)
        leaf = getattr(node, "variable", None)
        if leaf is not None:
            found[id(leaf)] = leaf
        waiting += [following for following, _ in node.next_functions]
    return list(found.values())
