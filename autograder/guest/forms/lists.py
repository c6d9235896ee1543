"""[schedule] by a script that keeps its rates in lists or arrays, which are read from the namespace."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ..cells import Workspace, plain_numbers
from ..names import normal
from ..values import BadValueError, exact, is_single, items
from ..wire import Vector
from .observed import MIN_RATES, RATE_NAME, Collected, Units, standard_numbers

MAX_LISTS = 8
_NEVER = re.compile(r"^(w|b)\d*$|^(loss|cost|theta|weight|bias|err|acc|grad)", re.IGNORECASE)
"""Under gradient descent on a parabola these fall by one factor in every step too."""
_DATA = re.compile(r"^([xyt]$|[xyt]\d|[xyt]_|data|hist)|^[xyt](data|train|test|s)$", re.IGNORECASE)


def collected_rates(workspace: Workspace, keywords: Sequence[str]) -> list[Collected]:
    """Lists and arrays of rates in the namespace, the clearest names first."""
    units = Units(workspace)
    numbers = plain_numbers({**workspace.namespace, **workspace.initial})
    found = [
        _listed(f"list {name}", name, value, _made_from(units, name, numbers), keywords)
        for name, value in list(workspace.namespace.items())
    ]
    for index, each in enumerate(workspace.rebound):
        key = f"list {each.name} before {index}"
        found.append(_listed(key, each.name, each.value, each.numbers, keywords, each.supplied))
    kept = [made for made in found if made is not None]
    kept.sort(key=lambda each: (each.doubtful, not RATE_NAME.search(each.name)))
    return kept[:MAX_LISTS]


def _made_from(units: Units, name: str, numbers: Mapping[str, float]) -> Mapping[str, float]:
    position = units.storing(name)
    if position is None:
        return numbers
    read = units.read_by(position)
    return {key: value for key, value in numbers.items() if key in read}


def _listed(
    key: str,
    name: str,
    value: Any,
    numbers: Mapping[str, float],
    keywords: Sequence[str],
    supplied: str = "",
) -> Collected | None:
    if name.startswith("_") or not isinstance(value, list | tuple | np.ndarray) or _NEVER.match(normal(name)):
        return None
    rates = _floats(value)
    if rates is None:
        return None
    told = RATE_NAME.search(name) or any(word in name.lower() for word in keywords)
    doubtful = not told and bool(_DATA.match(name))
    if doubtful and np.any(np.diff(rates) > 0):
        return None
    single = is_single(value) or (isinstance(value, list | tuple) and is_single(value[0]))
    resolution = 6e-8 * float(np.max(np.abs(rates))) if single else 0.0
    return Collected(
        key,
        name,
        None,
        None,
        rates,
        resolution,
        standard_numbers(numbers),
        labels=(name,),
        doubtful=doubtful,
        supplied=supplied,
    )


def _floats(value: Any) -> Vector | None:
    """At least ten numbers that aren't a count, positive or falling below 0 for good."""
    if isinstance(value, np.ndarray) and (
        value.ndim != 1 or value.dtype.kind != "f" or not MIN_RATES <= value.size <= 4096
    ):
        return None
    if isinstance(value, list | tuple) and not MIN_RATES <= len(value) <= 4096:
        return None
    if isinstance(value, list | tuple) and any(items(member) is not None for member in value[:1]):
        return None
    try:
        rates = np.concatenate([exact(member).reshape(1) for member in value])
    except (BadValueError, ValueError):
        return None
    if not np.all(np.isfinite(rates)) or rates[0] <= 0 or np.all(rates == np.round(rates)):
        return None
    if np.any(rates <= 0) and np.any(np.diff(rates) > 0):
        return None
    return rates
