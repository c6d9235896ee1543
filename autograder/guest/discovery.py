"""Finding the deliverables among what the student's cells defined: classes and functions of their own.

Helpers are left aside: losses, gradients, data, plots, training loops. A starter that was never filled in is a stub.
"""

from __future__ import annotations

import ast
import inspect
import types
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from .cells import Workspace
from .evidence import Evidence, FunctionNode, read
from .names import normal
from .roles import EMPTY, Argument, Roles, arguments_of, classify
from .wire import cell_of

Form = Literal["tf1-optimizer", "keras-optimizer", "plain-class", "update-function", "schedule"]

_METHODS = (
    "update", "step", "applygradients", "apply", "updateparams", "updateparameters", "updateweights", "minimize", "optimize", "call",
    "getupdate", "getupdates", "calculateupdate", "computeupdate", "updateparam", "updateweight", "applygradient", "applyupdate",
    "updatevariables", "run", "train", "trainstep", "stepupdate", "updatestep", "iterate", "next", "__call__",
)  # fmt: skip
_HELPERS = (
    "loss", "cost", "mse", "predict", "forward", "backward", "backprop", "plot", "draw", "main", "load", "data", "train", "fit", "test",
    "check", "sigmoid", "relu", "softmax", "accuracy", "generate", "init", "show", "print", "objective", "evaluate", "batch", "compare",
    "shuffle", "propagat", "normalize", "standardize", "visual", "animate", "hessian", "demo", "experiment",
)  # fmt: skip


@dataclass(frozen=True)
class Method:
    """A callable that may be the update."""

    name: str
    function: Callable[..., Any]
    roles: Roles
    evidence: Evidence


@dataclass
class Found:
    """A deliverable: a class with its methods, or a function."""

    name: str
    form: Form
    value: Any
    cell: int | None
    line: int | None
    methods: list[Method] = field(default_factory=list)
    constructor: Roles = field(default_factory=lambda: Roles((), settled=True))
    evidence: Evidence = field(default_factory=Evidence)
    """Of all methods of the class together."""
    stub: bool = False
    node: ast.AST | None = None
    factory: str = ""
    """Name of the inner function that this function makes and returns, if it is a maker."""

    @property
    def id(self) -> str:
        """Its name: the last definition of a name is the only one there is."""
        return self.name


class Sources:
    """AST nodes of the student's functions and classes."""

    def __init__(self, trees: Mapping[int, ast.Module]) -> None:
        self.functions: dict[tuple[int, int, str], FunctionNode] = {}
        self.classes: dict[str, tuple[int, ast.ClassDef]] = {}
        for cell, tree in trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                    self.functions[(cell, first, node.name)] = node
                elif isinstance(node, ast.Lambda):
                    self.functions.setdefault((cell, node.lineno, "<lambda>"), node)
                elif isinstance(node, ast.ClassDef):
                    self.classes[node.name] = (cell, node)

    def function(self, function: Callable[..., Any]) -> FunctionNode | None:
        """Node of a function of the student."""
        code = getattr(plain_function(function), "__code__", None)
        if not isinstance(code, types.CodeType):
            return None
        cell = cell_of(code.co_filename)
        return None if cell is None else self.functions.get((cell, code.co_firstlineno, code.co_name))


def plain_function(function: Any) -> Any:
    """The function behind decorators and bound methods."""
    for _ in range(8):
        inner = getattr(function, "__wrapped__", None) or getattr(function, "python_function", None) or getattr(function, "__func__", None)
        if inner is None:
            break
        function = inner
    return function


def _is_own_function(value: Any) -> bool:
    if isinstance(value, types.MethodType):
        return False
    code = getattr(plain_function(value), "__code__", None)
    return callable(value) and not isinstance(value, type) and isinstance(code, types.CodeType) and cell_of(code.co_filename) is not None


def is_stub(node: FunctionNode | None) -> bool:
    """Nothing but docstring, pass, ..., NotImplementedError, or handing back what came in."""
    if node is None or isinstance(node, ast.Lambda):
        return False
    parameters = {argument.arg for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs)}
    return all(_is_empty(statement, parameters) for statement in node.body)


def _is_empty(node: ast.stmt, known: set[str]) -> bool:
    if isinstance(node, ast.Pass | ast.Global | ast.Nonlocal):
        return True
    if isinstance(node, ast.Expr):
        if isinstance(node.value, ast.Call) and isinstance(node.value.func, ast.Name):
            return node.value.func.id == "print"
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Raise):
        named = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        return isinstance(named, ast.Name) and named.id in {"NotImplementedError", "NotImplemented"}
    if isinstance(node, ast.Return):
        return node.value is None or _hands_back(node.value, known)
    if isinstance(node, ast.Assign):
        if all(isinstance(target, ast.Name) for target in node.targets) and isinstance(node.value, ast.Constant):
            known.update(target.id for target in node.targets if isinstance(target, ast.Name))
            return True
    return False


def _hands_back(value: ast.expr, known: set[str]) -> bool:
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Name):
        return value.id in known or value.id == "NotImplemented"
    if isinstance(value, ast.Tuple | ast.List):
        return all(_hands_back(element, known) for element in value.elts)
    return isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name) and value.value.id == "self"


def definitions(workspace: Workspace) -> Iterator[tuple[str, Any]]:
    """The student's own classes and functions by name."""
    for name, value in list(workspace.namespace.items()):
        if name.startswith("__"):
            continue
        if isinstance(value, type):
            if getattr(value, "__module__", "") == "__main__":
                yield name, value
        elif _is_own_function(value):
            yield name, value


def own_methods(kind: type, sources: Sources) -> dict[str, tuple[types.FunctionType, FunctionNode | None]]:
    """Methods that the student wrote, inherited ones included."""
    found: dict[str, tuple[types.FunctionType, FunctionNode | None]] = {}
    for base in kind.__mro__:
        if base.__module__ != "__main__":
            continue
        for name, member in vars(base).items():
            function = plain_function(member)
            if isinstance(function, types.FunctionType) and name not in found:
                found[name] = (function, sources.function(function))
    return found


def _merge(parts: Sequence[Evidence]) -> Evidence:
    whole = Evidence()
    for part in parts:
        for name in ("called", "mapping", "looped", "arithmetic", "none_tested", "increments", "exponents", "scalar_only", "loads", "assigned"):
            getattr(whole, name).update(getattr(part, name))
        for name in ("keys", "prefixes", "suffixes", "attributes"):
            for key, values in getattr(part, name).items():
                kept = getattr(whole, name)[key]
                kept.extend(value for value in values if value not in kept)
        whole.kept_as.update(part.kept_as)
        whole.unpacked.update(part.unpacked)
        for key, members in part.guarded.items():
            whole.guarded[key] |= members
        for key, members in part.stored_attributes.items():
            whole.stored_attributes[key] |= members
    return whole


def plain_class(name: str, kind: type, sources: Sources) -> Found | None:
    """A class with an update method, or None."""
    cell, node = sources.classes.get(kind.__name__, (None, None))
    methods = own_methods(kind, sources)
    initial = methods.get("__init__", (None, None))[1]
    evidence = {method: read(part) for method, (_, part) in methods.items()}
    ranked = []
    for method, (function, part) in methods.items():
        if method == "__init__" or (method.startswith("__") and method != "__call__"):
            continue
        arguments, keywords = arguments_of(function)
        static = isinstance(inspect.getattr_static(kind, method), staticmethod)
        roles = classify(arguments if static else arguments[1:], keywords, evidence[method])
        ranked.append((_method_rank(method, roles, evidence[method]), Method(method, function, roles, evidence[method]), part))
    usable = sorted((entry for entry in ranked if entry[0] is not None), key=lambda entry: -(entry[0] or 0))
    if not usable:
        return None
    constructor: Roles = Roles((), settled=True)
    if "__init__" in methods:
        arguments, keywords = arguments_of(methods["__init__"][0])
        constructor = classify(arguments[1:], keywords, read(initial), constructor=True)
    called = {inner for entry in usable for inner in entry[1].evidence.called}
    chosen = [entry[1] for entry in usable if f"self.{entry[1].name}" not in called] or [usable[0][1]]
    best = next(entry for entry in usable if entry[1] is chosen[0])
    stub = all(is_stub(part) for _, method, part in usable if method in chosen)
    return Found(
        name, "plain-class", kind, cell, node.lineno if node else None, chosen[:3], constructor, _merge(list(evidence.values())), stub, best[2]
    )


def _method_rank(name: str, roles: Roles, evidence: Evidence) -> float | None:
    text = normal(name) if name != "__call__" else name
    gradient = bool(roles.of("grads", "gradient-function", "pairs")) or _holds_gradient(evidence)
    named = text in _METHODS
    starts = text.startswith(("update", "step", "apply", "optimi", "minimi"))
    helper = any(word in text for word in ("loss", "cost", "plot", "predict", "forward", "backward", "zero", "reset", "init", "setup", "create"))
    if helper and not named:
        return None
    if not gradient and not (named or starts):
        return None
    if roles.of("data") and not gradient:
        return None
    rank = 10.0 if gradient else 0.0
    if named:
        rank += 8 - _METHODS.index(text) / 10
    elif starts:
        rank += 4
    if name.startswith("_") and name != "__call__":
        rank -= 6
    return rank


def _holds_gradient(evidence: Evidence) -> bool:
    return any(
        any(other in attributes for other in ("grad", "gradient", "grads", *(f"d{name}" for name in attributes)))
        for attributes in evidence.attributes.values()
    )


def update_function(name: str, function: Any, sources: Sources, keywords: Sequence[str]) -> Found | None:
    """A function that does one update, or None."""
    node = sources.function(function)
    if node is None:
        return None
    evidence = read(node)
    arguments, rest = arguments_of(function)
    text = normal(name)
    wanted = any(word in text for word in keywords) or text.startswith(("update", "step", "apply"))
    helper = any(text.startswith(word) or text.endswith(word) for word in _HELPERS)
    roles = classify(arguments, rest, evidence)
    named_gradient = any(argument.role in {"grads", "gradient-function", "pairs"} for argument in roles.arguments) and roles.settled
    if helper and not wanted:
        return None
    if not named_gradient and not (wanted and len(arguments) >= 2):
        return None
    if roles.of("data") and not named_gradient:
        return None
    if text.startswith(("grad", "computegrad", "getgrad", "calcgrad", "dloss", "numericalgrad", "clip")):
        return None
    code = plain_function(function).__code__
    method = Method(name, function, roles, evidence)
    return Found(name, "update-function", function, cell_of(code.co_filename), code.co_firstlineno, [method], evidence=evidence,
                 stub=is_stub(node), node=node)  # fmt: skip


def made_function(name: str, function: Any, sources: Sources, keywords: Sequence[str]) -> Found | None:
    """A maker: a function that returns the update function (``make_adam(lr)`` gives ``update``), or None."""
    node = sources.function(function)
    if node is None or isinstance(node, ast.Lambda):
        return None
    inner = _returned_functions(node)
    best: tuple[float, FunctionNode, Method] | None = None
    for part in inner:
        evidence = read(part)
        evidence.returns = [value for value in evidence.returns if value is not None]
        roles = classify(_written_arguments(part), "", evidence)
        gradient = bool(roles.of("grads", "gradient-function", "pairs")) and roles.settled
        text = normal(getattr(part, "name", "update"))
        score = 2.0 * gradient + (text in _METHODS or text.startswith(("update", "step", "apply")))
        if score > 0 and (gradient or any(word in normal(name) for word in keywords)) and (best is None or score > best[0]):
            best = (score, part, Method(getattr(part, "name", "<lambda>"), function, roles, evidence))
    if best is None:
        return None
    arguments, rest = arguments_of(function)
    constructor = classify(arguments, rest, read(node), constructor=True)
    code = plain_function(function).__code__
    return Found(name, "update-function", function, cell_of(code.co_filename), code.co_firstlineno, [best[2]], constructor,
                 _merge([read(node), best[2].evidence]), is_stub(best[1]), node, factory=best[2].name)  # fmt: skip


def _returned_functions(node: FunctionNode) -> list[FunctionNode]:
    """Functions and lambdas defined inside ``node`` that it returns."""
    if isinstance(node, ast.Lambda):
        return []
    nested = {part.name: part for part in node.body if isinstance(part, ast.FunctionDef)}
    lambdas = {
        target.id: part.value
        for part in node.body
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Lambda)
        for target in part.targets
        if isinstance(target, ast.Name)
    }
    found: list[FunctionNode] = []
    for value in read(node).returns:
        members = value.elts if isinstance(value, ast.Tuple | ast.List) else value.values if isinstance(value, ast.Dict) else [value]
        for member in members:
            if isinstance(member, ast.Lambda):
                found.append(member)
            elif isinstance(member, ast.Name) and member.id in nested:
                found.append(nested[member.id])
            elif isinstance(member, ast.Name) and member.id in lambdas:
                found.append(lambdas[member.id])
    return found


def _written_arguments(node: FunctionNode) -> list[Argument]:
    """Arguments as written, for a function that doesn't exist yet."""
    places = [*node.args.posonlyargs, *node.args.args]
    defaults: list[ast.expr | None] = [*([None] * (len(places) - len(node.args.defaults))), *node.args.defaults]
    found = [Argument(place.arg, inspect.Parameter.POSITIONAL_OR_KEYWORD, _literal(default)) for place, default in zip(places, defaults, strict=True)]
    for place, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
        found.append(Argument(place.arg, inspect.Parameter.KEYWORD_ONLY, _literal(default)))
    return found


def _literal(node: ast.expr | None) -> Any:
    if node is None:
        return EMPTY
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        return ...


def without_helpers(found: Sequence[Found], keywords: Sequence[str]) -> list[Found]:
    """Leave out functions that another deliverable calls, unless they carry a deliverable's name."""
    called: set[str] = set()
    for each in found:
        called |= {name for name in each.evidence.called if name != each.name}
    kept = [
        each
        for each in found
        if each.form != "update-function" or each.name not in called or any(word in normal(each.name) for word in keywords)
    ]
    return kept or list(found)


def rank(found: Found, keywords: Sequence[str]) -> tuple[int, int, int]:
    """Sort key: names of the deliverables first, stubs last, then the order of the file."""
    text = normal(found.name)
    return (int(found.stub), int(not any(word.replace("_", "") in text for word in keywords)), (found.cell or 0) * 100_000 + (found.line or 0))


_RATE_WORDS = ("decay", "schedule", "scheduler", "lr", "learningrate", "anneal", "linear", "exponential", "exp", "衰减", "学习率")


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
    if not (named or timely) or any(text.startswith(word) for word in _HELPERS) or len(arguments) > 8 or not (evidence.returns or is_stub(node)):
        return None
    roles = classify(arguments, rest, evidence)
    if any(argument.role in {"grads", "gradient-function", "pairs", "data"} and normal(argument.name) not in _STEP_NAMES and roles.settled
           for argument in roles.arguments):  # fmt: skip
        return None
    code = plain_function(function).__code__
    inner = _returned_functions(node)
    return Found(name, "schedule", function, cell_of(code.co_filename), code.co_firstlineno, [Method(name, function, roles, evidence)],
                 evidence=evidence, stub=is_stub(node), node=node, factory=getattr(inner[0], "name", "<lambda>") if inner else "")  # fmt: skip


_STEP_NAMES = {"step", "i", "t", "k", "epoch", "iteration", "iter", "globalstep", "it", "currentstep", "stepnum", "trainstep"}
_READERS = (
    "__call__", "getlr", "getlearningrate", "getrate", "learningrate", "lr", "rate", "value", "getlastlr", "call", "compute", "decay",
    "schedule", "at", "step", "update", "next",
)  # fmt: skip


def schedule_class(name: str, kind: type, sources: Sources) -> Found | None:
    """A class whose objects give a rate."""
    methods = own_methods(kind, sources)
    cell, node = sources.classes.get(kind.__name__, (None, None))
    readers: list[tuple[int, Method]] = []
    for method, (function, part) in methods.items():
        text = method if method == "__call__" else normal(method)
        arguments, rest = arguments_of(function)
        if text in _READERS and len(arguments) <= 3:
            evidence = read(part)
            readers.append((_READERS.index(text), Method(method, function, classify(arguments[1:], rest, evidence), evidence)))
    if not readers:
        return None
    readers.sort(key=lambda entry: entry[0])
    chosen = [method for _, method in readers]
    constructor = Roles((), settled=True)
    if "__init__" in methods:
        arguments, rest = arguments_of(methods["__init__"][0])
        constructor = classify(arguments[1:], rest, read(methods["__init__"][1]), constructor=True)
    stub = all(is_stub(methods[method.name][1]) for method in chosen)
    return Found(name, "schedule", kind, cell, node.lineno if node else None, chosen, constructor, stub=stub, node=node)


def framework_optimizer(name: str, kind: type, form: Form, sources: Sources) -> tuple[Found, frozenset[str]]:
    """A subclass of the framework's optimizer, and the names of the methods the student wrote."""
    cell, node = sources.classes.get(kind.__name__, (None, None))
    methods = own_methods(kind, sources)
    evidence = _merge([read(part) for _, part in methods.values()])
    constructor = Roles((), settled=True)
    arguments, rest = arguments_of(kind.__init__)
    constructor = classify(arguments[1:], rest if "__init__" in methods else "", read(methods.get("__init__", (None, None))[1]), constructor=True)
    doing = [part for method, (_, part) in methods.items() if method in _FRAMEWORK_METHODS]
    stub = not doing or all(is_stub(part) for part in doing)
    found = Found(name, form, kind, cell, node.lineno if node else None, [], constructor, evidence, stub, node)
    return found, frozenset(methods)


_FRAMEWORK_METHODS = {
    "_apply_dense", "_resource_apply_dense", "apply_gradients", "minimize", "update_step", "apply", "step", "_apply_sparse",
    "_resource_apply_sparse", "get_updates", "compute_gradients", "_finish",
}  # fmt: skip
