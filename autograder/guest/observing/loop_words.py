"""What the names in a training loop say: parameters, gradients, states, rates, losses."""

from __future__ import annotations

import ast
import functools
import re

from ..names import meanings, normal
from ..vocabulary import GRADS, PARAMS, STATE

_LOSS = re.compile(
    r"^(?:(?:train|training|current|curr|cur|new|total|epoch|batch|mean|avg|average|this|now|l|my)?"
    r"(?:loss|cost|mse|error|err|sse|objective|risk)(?:val|value|now|new|cur|current|s|t|i)?|j|l|jtheta|costj|损失|误差|代价"
    r"|fx|fval|objective|rss|lossfn|fw|fnew)$"
)
_BEFORE = re.compile(r"prev|last|old|best|init|before|min|tol|eps|test|val(?:id)?_|上|旧|前", re.IGNORECASE)
_HISTORY = re.compile(r"loss|cost|mse|err|^j|hist|obj|损失|误差|代价", re.IGNORECASE)
_NO_RATE = re.compile(r"decay|momentum|beta|rho|tol|thresh", re.IGNORECASE)
_WEIGHTS = re.compile(
    r"^(?:w|b|k|theta|thetas|weight|weights|bias|biases|param|params|coef|coefs|coefficient|coefficients|coef_|"
    r"intercept|intercept_|slope|beta|betas|权重|偏置|参数)(?:hat|fit|gd|sgd|\d*)?\d*(?:gd|sgd|mom|nag|adam|rms|m|n|a|t)?$"
)
_HEADS = ("gradients", "gradient", "grads", "grad", "nabla", "dl", "dj", "d", "g", "partial", "deriv")
_TAILS = ("gradients", "gradient", "grads", "grad", "deriv", "slope")
_ALL_OF_THEM = frozenset({"grads", "gradients", "gs", "derivs", "slopes"})
_STATEFUL = re.compile(
    r"^(?:v|m|s|r|h|vel|velocity|mom|moment|cache|acc|accum|state|s?q|prev|eg|ema|avg|grad_?sq|buffer|delta|step|update|动量|速度)"
    r"(?:_?(?:d?[wb]|theta|k|hat|corr|corrected|grad|t)?_?\d*)$"
)


def path_of(node: ast.AST) -> str:
    """``self.w``, ``params.w`` for ``params['w']``, ``theta.0`` for ``theta[0]``; empty where it isn't a path."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=attribute):
            inner = path_of(value)
            return f"{inner}.{attribute}" if inner else ""
        case ast.Subscript(value=value, slice=ast.Constant(value=str() | int() as key)):
            inner = path_of(value)
            return f"{inner}.{key}" if inner else ""
        case ast.Call(func=ast.Name(id="float"), args=[inner]):
            return path_of(inner)
        case _:
            return ""


def last(path: str) -> str:
    """The last word of a path that isn't a number."""
    words = [word for word in path.split(".") if not word.isdigit()]
    return words[-1] if words else path


def rate_weight(node: ast.AST) -> float:
    """How clearly an expression is a learning rate by its name."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return rate_weight(node.operand)
    if isinstance(node, ast.Call):
        # ``schedule(i)``, ``get_lr(t)``
        return rate_name(last(path_of(node.func))) if path_of(node.func) else 0.0
    path = path_of(node)
    return rate_name(last(path)) if path else 0.0


@functools.lru_cache(maxsize=4096)
def rate_name(name: str) -> float:
    """How clearly a name is a learning rate's."""
    if _NO_RATE.search(name) and "lr" not in name.lower() and "rate" not in name.lower():
        return 0.0
    senses = meanings(name)
    if re.search(r"lr|learning|学习率", name, re.IGNORECASE) and not re.search(
        "decay|min|stable|end", name, re.IGNORECASE
    ):
        return 12.0
    return max(senses.get("learning_rate", 0.0), senses.get("start_lr", 0.0) - 2)


@functools.lru_cache(maxsize=4096)
def is_gradient_name(path: str) -> bool:
    """``dw``, ``grad_b``, ``g``, ``grads.W1``, ``D_m`` and the like."""
    words = [word for word in path.split(".") if not word.isdigit()]
    return any(_gradient_word(word) for word in words)


def _gradient_word(word: str) -> bool:
    text = normal(word)
    if is_state_name(word) and text not in GRADS:
        return False
    if (
        text in GRADS
        or "grad" in text
        or text.startswith(("nabla", "deriv", "dloss", "dj", "dl"))
        or "梯度" in word
    ):
        return True
    return bool(
        re.fullmatch(
            r"[dDg]_?[a-zA-Z]{1,2}\d*|[dD]_?(?:theta|weight|weights|bias|slope|intercept)_?\d*|g\d*", word
        )
    )


@functools.lru_cache(maxsize=4096)
def is_gradient_function(name: str) -> bool:
    """``grad``, ``compute_gradient``, ``df``, ``dJ`` … as a function's name."""
    text = normal(name)
    return (
        "grad" in text
        and "descent" not in text
        and not text.startswith(("apply", "zero", "clip", "check", "plot"))
    ) or bool(re.fullmatch(r"d(?:f|j|l|loss|cost|fdx|fx|ldw|ldb|jdw)\d?|fprime|nabla\w*|deriv\w*", text))


@functools.lru_cache(maxsize=4096)
def gradient_of(gradient: str, parameter: str) -> bool:
    """Whether a name says that it is this parameter's gradient: ``dw`` of ``w``, ``grads.b`` of ``params.b``."""
    if gradient == f"{parameter}.grad":
        return True
    g, p = normal(last(gradient)), normal(last(parameter))
    if g in _ALL_OF_THEM:
        g = g.removesuffix("s")  # ``grads`` is not the gradient of ``s``
    places = gradient.rpartition(".")[2], parameter.rpartition(".")[2]
    if places[0].isdigit() and p in PARAMS and g in GRADS:
        return places[0] == places[1]
    if g == p:
        holders = gradient.split(".", maxsplit=1)[0], parameter.split(".", maxsplit=1)[0]
        return holders[0] != holders[1] and is_gradient_name(gradient.rpartition(".")[0])
    rests = [g[len(head) :] for head in _HEADS if g.startswith(head)]
    rests += [g[: -len(tail)] for tail in _TAILS if g.endswith(tail)]
    return _short(p) in {_short(rest) for rest in rests}


def _short(word: str) -> str:
    """``w`` for ``weights``, ``b`` for ``bias``."""
    return re.sub(r"^weights?$", "w", re.sub(r"^bias(?:es)?$", "b", word))


@functools.lru_cache(maxsize=4096)
def is_state_name(path: str) -> bool:
    """``v``, ``velocity_w``, ``self.m``, ``v.w``, ``prev_dw`` and the like."""
    words = [word for word in path.split(".") if not word.isdigit()]
    return any(
        word != "h" and (normal(word) in STATE or bool(_STATEFUL.match(word.strip("_").lower())))
        for word in words
    )


@functools.lru_cache(maxsize=4096)
def parameter_weight(path: str) -> int:
    """3: surely a parameter's name; 1: it may be one; 0: it means something else."""
    word = last(path)
    if word == "grad" or any(normal(part) in GRADS for part in path.split(".")[:-1]):
        return 0  # ``grads.w`` is no parameter
    lower = word.strip("_").lower()
    if (
        _WEIGHTS.match(lower)
        or normal(word) in PARAMS
        or any(normal(part) in PARAMS for part in path.split("."))
    ):
        return 0 if is_state_name(path) and not _WEIGHTS.match(lower) else 3
    if is_loss_name(path) or is_gradient_name(path) or rate_name(word) >= 8:
        return 0
    return 1


@functools.lru_cache(maxsize=4096)
def is_loss_name(path: str) -> bool:
    """``loss``, ``cost``, ``mse``, ``J`` …; not ``prev_loss`` nor ``best_loss``."""
    word = last(path)
    text = word.lower().strip("_").replace("_", "")
    return bool(_LOSS.match(text)) and not _BEFORE.search(word)


def is_history_name(path: str) -> bool:
    """``losses``, ``cost_history`` and the like."""
    return bool(_HISTORY.search(last(path)))
