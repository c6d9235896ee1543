"""Finding schedules: functions of the step, makers of such functions, and classes whose objects give a rate."""

from __future__ import annotations

import inspect
import types
from typing import Any

from .arguments import Argument, Roles, arguments_of
from .evidence import FunctionNode
from .found import Found, Method
from .makers import returned_functions
from .names import normal
from .reading import read
from .roles import classify
from .sources import Sources, is_stub, own_methods, plain_function
from .values import really
from .wire import cell_of

HELPERS = tuple(
    """
    loss cost mse predict forward backward backprop plot draw main load data train fit test check sigmoid relu softmax
    accuracy generate init show print objective evaluate batch compare shuffle propagat normalize standardize visual
    animate hessian demo experiment
    """.split()
)
"""Beginnings and ends of the names of functions that are never a deliverable."""

_RATE_WORDS = (
    "decay",
    "schedule",
    "scheduler",
    "lr",
    "learningrate",
    "anneal",
    "linear",
    "exponential",
    "exp",
    "衰减",
    "学习率",
)


_MODELS = ("regress", "model", "layer", "perceptron", "回归", "模型")
"""What is linear without being a schedule."""


def schedule_function(name: str, function: Any, sources: Sources) -> Found | None:
    """A function of the step that gives a rate, or a maker of one."""
    node = sources.function(function)
    if node is None:
        return None
    arguments, rest = arguments_of(function)
    evidence = read(node)
    text = normal(name)
    named = any(word in text for word in _RATE_WORDS)
    timely = any(normal(argument.name) in _STEP_NAMES for argument in arguments)
    if (
        not (named or timely)
        or any(word in text for word in _MODELS)
        or any(text.startswith(word) or text.endswith(word) for word in HELPERS)
        or len(arguments) > 8
        or not (evidence.returns or is_stub(node) or inspect.isgeneratorfunction(plain_function(function)))
    ):
        return None
    roles = classify(arguments, rest, evidence)
    if any(_of_an_update(argument) for argument in roles.arguments) and roles.settled:
        return None
    code = plain_function(function).__code__
    inner = returned_functions(node)
    return Found(
        name,
        "schedule",
        function,
        cell_of(code.co_filename),
        code.co_firstlineno,
        (Method(name, function, roles, evidence),),
        evidence=evidence,
        stub=is_stub(node),
        node=node,
        factory=getattr(inner[0], "name", "<lambda>") if inner else "",
    )


def _of_an_update(argument: Argument) -> bool:
    roles = {"grads", "gradient-function", "pairs", "data"}
    return argument.role in roles and normal(argument.name) not in _STEP_NAMES


_STEP_NAMES = frozenset("step i t k epoch iteration iter globalstep it currentstep stepnum trainstep".split())
_READERS = tuple(
    """
    __call__ getlr getlearningrate getrate learningrate lr rate value getlastlr call compute decay schedule at step
    update next
    """.split()
)


def _properties(kind: type, sources: Sources) -> dict[str, tuple[types.FunctionType, FunctionNode | None]]:
    """Rates that are read as attributes."""
    found: dict[str, tuple[types.FunctionType, FunctionNode | None]] = {}
    for base in reversed(kind.__mro__):
        for name, member in vars(base).items() if base.__module__ == "__main__" else ():
            if really(member, property) and isinstance(member.fget, types.FunctionType):
                found[name] = (member.fget, sources.function(member.fget))
    return found


def schedule_class(name: str, kind: type, sources: Sources) -> Found | None:
    """A class whose objects give a rate."""
    if any(word in normal(name) for word in _MODELS):
        return None
    methods = own_methods(kind, sources)
    methods.update(_properties(kind, sources))
    cell, node = sources.place(kind)
    readers: list[tuple[int, Method]] = []
    for method, (function, part) in methods.items():
        text = method if method == "__call__" else normal(method)
        arguments, rest = arguments_of(function)
        named = any(word in text for word in _RATE_WORDS) and not method.startswith("_")
        if (text in _READERS and len(arguments) <= 3) or named:
            evidence = read(part)
            static = isinstance(inspect.getattr_static(kind, method), staticmethod)
            roles = classify(arguments if static else arguments[1:], rest, evidence)
            rank = _READERS.index(text) if text in _READERS else len(_READERS)
            readers.append((rank, Method(method, function, roles, evidence)))
    if not readers:
        return None
    readers.sort(key=lambda entry: entry[0])
    chosen = tuple(method for _, method in readers)
    constructor = Roles((), settled=True)
    if "__init__" in methods:
        arguments, rest = arguments_of(methods["__init__"][0])
        constructor = classify(arguments[1:], rest, read(methods["__init__"][1]), constructor=True)
    stub = all(is_stub(methods[method.name][1]) for method in chosen)
    return Found(
        name, "schedule", kind, cell, node.lineno if node else None, chosen, constructor, stub=stub, node=node
    )
