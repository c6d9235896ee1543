"""Finding the update rules among what the student's cells defined: classes and functions of their own.

Helpers are left aside: losses, gradients, data, plots, training loops. A starter that was never filled in is a stub.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .arguments import Roles, arguments_of
from .autograd import taped_roles
from .evidence import Evidence, FunctionNode, merge
from .found import Form, Found, Method
from .frameworks import concrete_base
from .names import normal
from .own_start import makes_its_parameters
from .reading import read
from .roles import classify
from .scheduled import HELPERS
from .sources import Sources, is_stub, own_methods, plain_function
from .wire import cell_of

_METHODS = tuple(
    """
    update step applygradients apply updateparams updateparameters updateweights minimize optimize call getupdate
    getupdates calculateupdate computeupdate updateparam updateweight applygradient applyupdate updatevariables run
    train trainstep stepupdate updatestep iterate next __call__ 更新
    """.split()
)
_FRAMEWORK_METHODS = frozenset(
    """
    _apply_dense _resource_apply_dense apply_gradients minimize update_step apply step _apply_sparse
    _resource_apply_sparse get_updates compute_gradients _finish
    """.split()
)
_DERIVATIVES = {"df", "dj", "dl", "deriv", "derivative"}
_NOT_UPDATES = ("grad", "computegrad", "getgrad", "calcgrad", "dloss", "numericalgrad", "clip")


def plain_class(name: str, kind: type, sources: Sources, own: Iterable[str]) -> Found | None:
    """A class with an update method, or None."""
    cell, node = sources.place(kind)
    methods = own_methods(kind, sources)
    evidence = {method: read(part) for method, (_, part) in methods.items()}
    gradients = [*own]
    ranked: list[tuple[float, Method, FunctionNode | None]] = []
    for method, (function, part) in methods.items():
        if (method.startswith("__") and method != "__call__") or sources.only_trains(part):
            continue
        arguments, keywords = arguments_of(function)
        static = isinstance(inspect.getattr_static(kind, method), staticmethod)
        arguments = arguments if static else arguments[1:]
        taped = sources.taped(part)
        roles = (
            taped_roles(part, arguments, keywords, evidence[method])
            if taped
            else classify(arguments, keywords, evidence[method])
        )
        asked = "" if taped else _own_gradient(evidence[method], roles, gradients, part)
        score = _method_rank(method, roles, evidence[method], asks=bool(asked or taped))
        if score is None and normal(method).startswith("back") and roles.of("grads") and _is_optimizer(name):
            score = 1.0
        if score is not None:
            made = Method(method, function, roles, evidence[method], asked, part, taped)
            ranked.append((score, made, part))
    if not ranked:
        return None
    ranked.sort(key=lambda entry: -entry[0])
    called = {inner for _, method, _ in ranked for inner in method.evidence.called}
    called |= _called_by_overridden(kind, [method.name for _, method, _ in ranked], sources)
    outer = [entry for entry in ranked if f"self.{entry[1].name}" not in called] or ranked[:1]
    initial = merge(
        read(sources.function(vars(base)["__init__"])) for base in kind.__mro__ if _is_own_init(base)
    )
    whole = merge([*evidence.values(), initial])
    constructor = _constructor(methods.get("__init__"), whole)
    return Found(
        name,
        "plain-class",
        kind,
        cell,
        node.lineno if node else None,
        tuple(method for _, method, _ in outer),
        constructor,
        whole,
        all(is_stub(part) for _, _, part in outer),
        node,
        setup=_setup(kind, methods, evidence, initial, {method.name for _, method, _ in ranked}),
    )


def _is_own_init(base: type) -> bool:
    return base.__module__ == "__main__" and "__init__" in vars(base)


def _setup(
    kind: type,
    methods: Mapping[str, tuple[Callable[..., Any], FunctionNode | None]],
    evidence: Mapping[str, Evidence],
    initial: Evidence,
    updates: set[str],
) -> Method | None:
    """``opt.initialize(params)``: the method that makes attributes which the update reads and nothing else makes."""
    called = {inner for update in updates for inner in evidence[update].called}
    read_by_update = {name for update in updates for name in evidence[update].attributes.get("self", ())}
    made = initial.stored_attributes["self"] | {name for name in read_by_update if hasattr(kind, name)}
    for name in methods:
        if f"self.{name}" in initial.called:
            made = made | evidence[name].stored_attributes["self"]
    for method, (function, _) in methods.items():
        if method in updates or method.startswith("__") or f"self.{method}" in called:
            continue
        if (read_by_update - made) & evidence[method].stored_attributes["self"]:
            arguments, keywords = arguments_of(function)
            roles = classify(arguments[1:], keywords, evidence[method], constructor=True)
            return Method(method, function, roles, evidence[method])
    return None


def _called_by_overridden(kind: type, names: Sequence[str], sources: Sources) -> set[str]:
    """What the methods of these names call in the bases, where ``super()`` finds them."""
    own = [vars(base) for base in kind.__mro__ if base.__module__ == "__main__"]
    members = [plain_function(each[name]) for each in own for name in names if name in each]
    return {inner for member in members for inner in read(sources.function(member)).called}


def _is_optimizer(name: str) -> bool:
    """A layer's ``backward`` takes a gradient too."""
    words = ("optim", "adam", "adagrad", "rmsprop", "momentum", "nesterov", "nag", "sgd", "descent")
    return any(word in normal(name) for word in words)


def _constructor(initial: tuple[Callable[..., Any], FunctionNode | None] | None, whole: Evidence) -> Roles:
    if initial is None:
        return Roles((), settled=True)
    arguments, keywords = arguments_of(initial[0])
    return classify(arguments[1:], keywords, whole, constructor=True)


def _method_rank(name: str, roles: Roles, evidence: Evidence, *, asks: bool) -> float | None:
    """How likely a method is the update; None where it can't be."""
    text = normal(name) if name != "__call__" else name
    gradient = asks or bool(roles.of("grads", "gradient-function", "pairs")) or _holds_gradient(evidence)
    gradient = gradient or _derives_loss(roles, evidence)
    named = text in _METHODS
    starts = text.startswith(("update", "step", "apply", "optimi", "minimi"))
    if name in {"__call__", "call"} and not gradient:
        return None  # a model
    words = "loss cost plot predict forward backward zero reset init setup create".split()
    if (any(word in text for word in words) and not named) or not (gradient or named or starts):
        return None
    if roles.of("data") and not gradient:
        return None
    score = 10.0 if gradient else 0.0
    if named:
        score += 8 - _METHODS.index(text) / 10
    elif starts:
        score += 4
    return score - 6 if name.startswith("_") and name != "__call__" else score


def _holds_gradient(evidence: Evidence) -> bool:
    return any(
        any(
            other in attributes
            for other in ("grad", "gradient", "grads", *(f"d{name}" for name in attributes))
        )
        for attributes in evidence.attributes.values()
    )


def _derives_loss(roles: Roles, evidence: Evidence) -> bool:
    """A method of a loss that has the framework take its gradients: ``tf.gradients(loss, variables)``."""
    takes = any(normal(argument.name) in {"loss", "cost", "lossfn"} for argument in roles.arguments)
    asked = {attribute for attributes in evidence.attributes.values() for attribute in attributes}
    return takes and bool(asked & {"gradients", "compute_gradients"})


def _own_gradient(evidence: Evidence, roles: Roles, own: Sequence[str], node: FunctionNode | None) -> str:
    """The student's own gradient function that the body calls, where it is no argument.

    A loop must be handed its start, so that what it does next can be told.
    """
    if roles.settled and roles.of("grads", "gradient-function", "pairs"):
        return ""
    loops = evidence.has_while or (node is not None and _counts(node))
    if loops and (roles.of("data") or not roles.of("params", "bounds")):
        return ""
    names = [name for name in own if name in evidence.called and not name.startswith("self.")]
    grads = [name for name in names if "grad" in normal(name) or normal(name) in _DERIVATIVES]
    return grads[0] if grads else ""


def _counts(node: FunctionNode) -> bool:
    """``for i in range(steps)``: a training loop."""
    for inner in ast.walk(node):
        match inner:
            case ast.For(
                iter=ast.Call(func=ast.Name(id="range" | "trange"), args=[*_, ast.Name() | ast.Constant()])
            ):
                return True
            case _:
                pass
    return False


def update_function(
    name: str, function: Any, sources: Sources, keywords: Sequence[str], own: Iterable[str]
) -> Found | None:
    """A function that does one update, or None."""
    node = sources.function(function)
    if node is None or sources.trains_with(node):
        return None
    evidence = read(node)
    arguments, rest = arguments_of(function)
    text = normal(name)
    wanted = any(word in text for word in keywords) or text.startswith(("update", "step", "apply"))
    helper = any(text.startswith(word) or text.endswith(word) for word in HELPERS)
    roles = classify(arguments, rest, evidence)
    asked = _own_gradient(evidence, roles, [other for other in own if other != name], node)
    if asked:
        roles = classify(arguments, rest, evidence, asks=True)
    taped = frozenset[str]() if asked else sources.taped(node)
    if taped:
        roles = taped_roles(node, arguments, rest, evidence)
    told = bool(asked or taped) or (bool(roles.of("grads", "gradient-function", "pairs")) and roles.settled)
    if (helper or text.startswith(_NOT_UPDATES)) and not (wanted or taped) and "descent" not in text:
        return None
    if not told and (roles.of("data") or not (wanted and len(arguments) >= 2)):
        return None
    if not roles.of("params", "pairs", "object", "bounds", "grads", "objective"):
        return None
    if trains_alone(node, roles):
        return None
    code = plain_function(function).__code__
    return Found(
        name,
        "update-function",
        function,
        cell_of(code.co_filename),
        code.co_firstlineno,
        (Method(name, function, roles, evidence, asked, node, taped),),
        evidence=evidence,
        stub=is_stub(node),
        node=node,
    )


def trains_alone(node: FunctionNode, roles: Roles) -> bool:
    """Whether a function can be given neither parameters nor gradients: it trains what it made, on data."""
    fed = roles.of("gradient-function", "pairs", "object", "bounds")
    fed += roles.of("grads") if roles.settled else []
    return not fed and makes_its_parameters(node, [argument.name for argument in roles.arguments])


def framework_optimizer(name: str, kind: type, form: Form, sources: Sources) -> Found:
    """A subclass of the framework's optimizer."""
    cell, node = sources.place(kind)
    methods = own_methods(kind, sources)
    whole = merge([read(part) for _, part in methods.values()])
    initial = methods.get("__init__")
    if initial is not None:
        constructor = _constructor(initial, whole)
    else:
        arguments, _ = arguments_of(kind)
        constructor = classify(arguments, "", Evidence(), constructor=True)
    doing = [part for method, (_, part) in methods.items() if method in _FRAMEWORK_METHODS]
    return Found(
        name,
        form,
        kind,
        cell,
        node.lineno if node else None,
        (),
        constructor,
        whole,
        not concrete_base(kind) and all(is_stub(part) for part in doing),
        node,
        written=frozenset(methods),
    )
