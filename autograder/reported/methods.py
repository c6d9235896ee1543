"""The words that name a method, in identifiers and in sentences, English and Chinese."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "nesterov": (
        r"(?:带\s*)?nesterov(?:[ _-]*(?:accelerated|加速))?(?:[ _-]*(?:momentum|动量|gradient))?(?:法|方法)?"
        r"|(?<![a-z])nag(?![a-z])|加速梯度"
    ),
    "momentum": (
        r"(?:(?<![a-z])(?:m?bgd|sgd|gd|gradient descent)(?:[_+-]+|[ _]*(?:with|w/)[ _]*))?"
        r"(?<![a-z])mom(?:entum)?(?![a-z])(?:[ _-]*(?:gradient[ _]descent|sgd|gd)(?![a-z]))?"
        r"|(?:带|使用|加)?有?\s*动量(?:的|项)?\s*(?:小批量|随机)?(?:梯度下降)?(?:法|方法)?"
    ),
    "adagrad": r"(?<![a-z])ada[ _-]?grad|(?<![a-z])ada(?![a-z])",
    "rmsprop": r"(?<![a-z])rms[ _-]?prop",
    "adam": r"(?<![a-z])adam(?![a-z])",
    "sgd": (
        r"(?<![a-z])(?:s|mb|b)?gd(?![a-z])"
        r"|(?:mini[ -]?batch |stochastic |batch |plain |vanilla )?gradient[ _-]?descent"
        r"|(?:小批量|随机|批量|普通|标准)?梯度下降(?:法)?|(?<![a-z])vanilla|(?<![a-z])plain"
    ),
}
"""The longer names stand first: momentum gradient descent isn't plain gradient descent."""
_PATTERN = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _WORDS.items()), re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Named:
    """A method's name within a text."""

    method: str
    start: int
    end: int


def mentions(text: str, methods: tuple[str, ...]) -> list[Named]:
    """Return the names of these methods in a text, in order; of other methods none."""
    found = []
    for match in _PATTERN.finditer(text):
        method = match.lastgroup or ""
        if method in methods:
            found.append(Named(method, match.start(), match.end()))
    return found


def method_of(identifier: str, methods: tuple[str, ...]) -> str:
    """Return the one method that an identifier or key names; empty where it names none or several."""
    spaced = _HUMP.sub("_", identifier)
    named = {one.method for one in mentions(spaced, methods)}
    return named.pop() if len(named) == 1 else ""
