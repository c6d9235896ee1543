"""What belongs to the student's framework: its optimizer base classes, and its own concrete optimizers.

Nothing is imported here: a class can only come from a module that is loaded already. Here the source is read; whether
a built-in's update really ran, ``kernels`` watches.
"""

from __future__ import annotations

import ast
import dis
import sys
import types
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Literal

from .sources import plain_function

_BASES: dict[str, tuple[tuple[str, str], ...]] = {
    "tf1": (("tensorflow.python.training.optimizer", "Optimizer"),),
    "keras": (("keras.src.optimizers.base_optimizer", "BaseOptimizer"),),
    "legacy": (
        ("tf_keras.src.optimizers.optimizer", "_BaseOptimizer"),
        ("tf_keras.src.optimizers.legacy.optimizer_v2", "OptimizerV2"),
        ("tf_keras.src.optimizers.optimizer_v1", "Optimizer"),
        ("tensorflow.python.keras.optimizer_v2.optimizer_v2", "OptimizerV2"),
        ("tensorflow.python.keras.optimizer_v1", "Optimizer"),
    ),
    "torch": (("torch.optim.optimizer", "Optimizer"),),
}
_SCHEDULES = (
    ("keras.src.optimizers.schedules.learning_rate_schedule", "LearningRateSchedule"),
    ("tf_keras.src.optimizers.schedules.learning_rate_schedule", "LearningRateSchedule"),
)
_ABSTRACT = {
    "_BaseOptimizer",
    "Optimizer",
    "BaseOptimizer",
    "TFOptimizer",
    "KerasOptimizer",
    "KerasAutoTrackable",
    "OptimizerV2",
    "JaxOptimizer",
    "TorchOptimizer",
}
_KERNELS = (
    "adam",
    "momentum",
    "adagrad",
    "rmsprop",
    "rms_prop",
    "adadelta",
    "gradientdescent",
    "gradient_descent",
    "ftrl",
)
UPDATES = frozenset(
    """
    _apply_dense _resource_apply_dense apply_gradients minimize update_step apply step get_updates
    """.split()
)
"""Methods through which a framework's optimizer moves the variables; its other methods decide nothing."""

_TELLING = 8
"""Names that a method must use for it to be no one else's work by chance."""

Kind = Literal["tf1", "keras", "legacy", "torch"]
KINDS: tuple[Kind, ...] = ("tf1", "keras", "legacy", "torch")


def _loaded(module: str, name: str) -> type | None:
    found = getattr(sys.modules.get(module), name, None)
    return found if isinstance(found, type) else None


def kind_of(value: type) -> Kind | None:
    """Whose optimizer a class is, if any."""
    for kind in KINDS:
        if issubclass(value, bases_of(kind)):
            return kind
    return None


def bases_of(kind: Kind) -> tuple[type, ...]:
    """The framework's base classes of all optimizers that are loaded."""
    found = [_loaded(*each) for each in _BASES[kind]]
    return tuple(base for base in found if base is not None)


def is_concrete(value: type) -> bool:
    """Whether a class is the framework's own algorithm: neither the student's nor an abstract base."""
    return value.__module__ != "__main__" and value.__name__ not in _ABSTRACT and kind_of(value) is not None


def is_schedule(value: type) -> bool:
    """Whether a class is a Keras learning-rate schedule."""
    bases = [_loaded(*each) for each in _SCHEDULES]
    return any(base is not None and issubclass(value, base) for base in bases)


def concrete_base(value: type) -> str:
    """Name of the framework's own algorithm whose update a class inherits; empty where the student wrote the update.

    Who takes over a built-in's constructor or ``_prepare`` and overrides the update has written the rule; whether the
    built-in's update is called from there, only running it tells.
    """
    for base in value.__mro__:
        if is_concrete(base):
            return base.__name__
        if base.__module__ == "__main__" and UPDATES & vars(base).keys():
            return _copied_from(base)
    return ""


def _copied_from(value: type) -> str:
    """Name of the framework's own algorithm whose update this class has to the letter: ``exec(inspect.getsource(…))``.

    Local variables may have other names.
    """
    mine = {
        name: code for name in UPDATES & vars(value).keys() if (code := _code(vars(value)[name])) is not None
    }
    for kind in KINDS if mine else ():
        for base in bases_of(kind):
            for built_in in filter(is_concrete, below(base)):
                if any(_does_the_same(own, _code(vars(built_in).get(name))) for name, own in mine.items()):
                    return built_in.__name__
    return ""


def below(kind: type) -> Iterator[type]:
    """All classes that inherit from one, however far down."""
    inner: type
    for inner in type.__subclasses__(kind):
        yield inner
        yield from below(inner)


def _code(member: Any) -> types.CodeType | None:
    """A method's code; None for one too short to be nobody else's."""
    code = getattr(plain_function(member), "__code__", None)
    return code if isinstance(code, types.CodeType) and len(code.co_names) >= _TELLING else None


def _does_the_same(one: types.CodeType, other: types.CodeType | None) -> bool:
    """Whether two methods work with the same names and arithmetic, in the same order.

    Not the bytes: modules that a file imports itself are called by other instructions. Names first: taking code apart
    costs more than the rest of a candidate's description.
    """
    return other is not None and one.co_names == other.co_names and _operations(one) == _operations(other)


def _operations(code: types.CodeType) -> list[object]:
    return [
        one.argval
        for one in dis.get_instructions(code)
        if one.opcode in dis.hasname or one.opname == "BINARY_OP"
    ]


def _resolve(node: ast.expr, namespace: Mapping[str, Any]) -> Any:
    """The object a dotted name stands for, followed through modules only."""
    if isinstance(node, ast.Name):
        return namespace.get(node.id)
    if isinstance(node, ast.Attribute):
        owner = _resolve(node.value, namespace)
        if isinstance(owner, type(sys)) or type(owner).__name__ in {"KerasLazyLoader", "_KerasLazyLoader"}:
            try:
                return getattr(owner, node.attr, None)
            except Exception:  # noqa: BLE001 - a lazy module may fail to load
                return None
    return None


def delegates_to(nodes: Iterable[ast.AST], namespace: Mapping[str, Any]) -> str:
    """Name of the framework's own optimizer (or of its kernel) that does this code's update; empty where none does.

    One that is made and only asked for ``compute_gradients``, as the lecture's second method has it, does no update.
    """
    made = ""
    moved = False
    for node in nodes:
        for inner in ast.walk(node):
            if not isinstance(inner, ast.Call):
                continue
            name = (
                inner.func.attr
                if isinstance(inner.func, ast.Attribute)
                else inner.func.id
                if isinstance(inner.func, ast.Name)
                else ""
            )
            lowered = name.lower()
            if "apply" in lowered and any(word in lowered for word in _KERNELS) and _from_kernels(inner.func):
                return name
            moved = moved or _moves_another(inner.func)
            if not made and name[:1].isupper():
                value = _resolve(inner.func, namespace)
                made = value.__name__ if isinstance(value, type) and is_concrete(value) else ""
    return made if moved else ""


def reached(kind: ast.ClassDef, starts: Collection[str]) -> list[ast.AST]:
    """Methods of a class that its update may come to: what only compares it with a built-in is left aside."""
    methods = {node.name: node for node in kind.body if isinstance(node, ast.FunctionDef)}
    found: dict[str, ast.AST] = {}
    waiting = [name for name in methods if name in starts or name.startswith("_")]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = methods[name]
        waiting += [
            inner.attr
            for inner in ast.walk(methods[name])
            if isinstance(inner, ast.Attribute) and inner.attr in methods
        ]
    return list(found.values())


def moves_variables(node: ast.AST | None) -> bool:
    """Whether code changes TensorFlow's variables in place."""
    methods = {"assign", "assign_sub", "assign_add"}
    return node is not None and any(
        isinstance(inner, ast.Attribute) and inner.attr in methods for inner in ast.walk(node)
    )


def _moves_another(function: ast.expr) -> bool:
    """``self.inner.apply_gradients(...)``: an update method of an object that isn't this one."""
    if not isinstance(function, ast.Attribute) or function.attr not in UPDATES:
        return False
    match function.value:
        case ast.Name(id="self") | ast.Call(func=ast.Name(id="super")):
            return False
        case _:
            return True


def _from_kernels(node: ast.expr) -> bool:
    owner = node.value if isinstance(node, ast.Attribute) else None
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name in {"raw_ops", "training_ops", "gen_training_ops"}
