"""Reported numbers that variables hold: dictionaries by method, one variable per method, lists in the sheet's order."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from autograder.protocol.values import Value
from autograder.reported.methods import method_of
from autograder.reported.numbers import Count, Entry, Losses, resolution

_LOSS = re.compile(r"loss|cost|hist|err|mse|代价|损失|误差", re.IGNORECASE)
_STEP = re.compile(r"step|iter|epoch|count|num|converg|步|次数|收敛", re.IGNORECASE)
_CLAIM = re.compile(r"fast|quick|better|winner|conclusion|claim|快|结论|answer|观察", re.IGNORECASE)
_EARLY = re.compile(r"early|first|begin|start|前期|初|开始", re.IGNORECASE)
_LATE = re.compile(r"late|last|end|final|converg|后期|最后|最终|收敛", re.IGNORECASE)
_SHORTEST = 2


@dataclass
class Held:
    """What the variables report."""

    losses: dict[str, list[Losses]] = field(default_factory=dict)
    steps: dict[str, list[Count]] = field(default_factory=dict)
    claims: list[tuple[str, str]] = field(default_factory=list)
    """Phase (early, late or empty) and text."""
    blank: list[Value] = field(default_factory=list)
    """Variables that are there to be filled in, and aren't."""


def read_values(values: Iterable[Value], methods: tuple[str, ...], typed: Callable[[str], bool]) -> Held:
    """Return what these variables report; ``typed`` tells whether a number as written stands in the source."""
    held = Held()
    for one in values:
        if _is_blank(one.value):
            held.blank.append(one)
        _Reader(held, methods, typed).read(
            one.value, one.name, _kind(one.name), method_of(one.name, methods), ""
        )
    return held


def phase_of(text: str) -> str:
    """Return whether a text speaks of the beginning or of the end; empty where it speaks of neither or of both."""
    early, late = bool(_EARLY.search(text)), bool(_LATE.search(text))
    return "" if early == late else "early" if early else "late"


def _kind(name: str) -> str:
    """What a variable or key holds by its name; the last word decides: ``loss_steps`` are steps."""
    if _CLAIM.search(name):
        return "claim"
    found = [
        (match.start(), kind)
        for kind, words in (("losses", _LOSS), ("steps", _STEP))
        for match in words.finditer(name)
    ]
    return max(found)[1] if found else ""


def _is_blank(value: object) -> bool:
    if isinstance(value, dict):
        return bool(value) and all(map(_is_blank, value.values()))
    if isinstance(value, list):
        return all(map(_is_blank, value))
    return value is None or value == ""


@dataclass
class _Reader:
    held: Held
    methods: tuple[str, ...]
    typed: Callable[[str], bool]

    def read(self, value: object, name: str, kind: str, method: str, phase: str) -> None:
        if isinstance(value, dict):
            for key, member in value.items():
                self.read(
                    member,
                    key,
                    _kind(key) or kind,
                    method_of(key, self.methods) or method,
                    phase_of(key) or phase,
                )
        elif isinstance(value, list):
            self._list(value, name, kind, method)
        elif isinstance(value, str):
            if kind == "claim" and value.strip():
                self.held.claims.append((phase, value))
        elif method and kind == "steps" and type(value) in {int, float} and _whole(value):
            count = int(float(str(value)))
            self.held.steps.setdefault(method, []).append(Count(count, self.typed(str(count))))

    def _list(self, value: list[object], name: str, kind: str, method: str) -> None:
        flat = [_number(one) for one in value]
        if method and kind != "steps" and len(flat) >= _SHORTEST and all(one is not None for one in flat):
            written = [str(one) for one in value]
            entries = tuple(
                Entry(step, one, resolution(text) if math.isfinite(one) else 0.0)
                for step, (one, text) in enumerate(zip(flat, written, strict=True))
                if one is not None
            )
            shown = written[: min(len(written), 10)]
            typed = all(self.typed(text) for text in shown)
            self.held.losses.setdefault(method, []).append(Losses(entries, typed))
        elif not method and len(value) == len(self.methods):
            # One per method, in the sheet's order.
            for member, each in zip(value, self.methods, strict=True):
                self.read(member, name, kind, each, "")


def _whole(value: object) -> bool:
    return float(str(value)).is_integer() and float(str(value)) >= 0


def _number(value: object) -> float | None:
    if isinstance(value, list):  # a loss as an array of one number
        return _number(value[0]) if len(value) == 1 else None
    if isinstance(value, str):
        return float(value) if value in {"nan", "inf", "-inf"} else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
