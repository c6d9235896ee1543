"""All that may be a gradient in a loop: what products with the rate were made of, functions' values, variables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ..wire import Vector
from .loop_calls import Inside, insides
from .loop_flow import touches
from .loop_numbers import is_constant
from .loop_series import Series
from .loop_table import LoopTable, Product
from .loop_words import is_gradient_name, is_state_name

_MAX_MEMBERS = 8
NOWHERE = Inside()


@dataclass(frozen=True)
class Source:
    """Rows that may be gradients."""

    path: str
    """Its name in the code; empty for an expression."""
    rows: Vector
    rank: int
    """0: as the update used it; 1: as a function gave it; 2: the variable after the iteration."""
    rates: Vector | None = None
    """The rate it was multiplied with."""
    whole: Vector | None = None
    """The product of both, as it was computed."""
    paths: frozenset[str] = frozenset()
    """What an expression is made from: variables, and what is held by them, ``self.v`` beside ``self``."""
    below: frozenset[str] = frozenset()
    """Those of them that it is divided by."""
    asked: tuple[Vector, ...] = ()
    """What the gradient function was given."""
    inside: Inside = NOWHERE
    """The function in which it stands, where that isn't the loop's own."""

    @property
    def names(self) -> frozenset[str]:
        """The variables among what it is made from."""
        return frozenset(path for path in self.paths if "." not in path)

    @property
    def size(self) -> int:
        """Number of coordinates."""
        return int(self.rows.shape[1])


def sources(series: Series, table: LoopTable) -> list[Source]:
    """What may be a gradient, the surest first."""
    inner = insides(series, table)
    found = [*_products(series, table, inner), *_functions(series, table), *_variables(series, table, inner)]
    return [each for each in found if each.size <= 64 and bool(np.any(np.isfinite(each.rows)))]


def _products(series: Series, table: LoopTable, inner: Mapping[str, Inside]) -> Iterator[Source]:
    for product in table.products:
        rates = series.rows_passed(product.rate)
        whole = series.rows_passed(product.whole)
        if rates is None or whole is None or rates.shape[1] != 1 or product.roots:
            continue
        rest = series.rows_passed(product.rest) if product.rest is not None else None
        if rest is None:
            weights = series.rows_passed(product.weight) if product.weight is not None else None
            rest = _divided(whole, rates if weights is None else rates * weights, product)
        if rest.shape[1] != whole.shape[1]:
            continue
        sign = -1.0 if product.negative_rate else 1.0
        inside = inner.get(product.function, NOWHERE)
        yield Source(
            product.rest_path,
            rest,
            0,
            rates=sign * rates[:, 0],
            whole=whole,
            paths=product.paths | inside.outer(product.paths),
            below=product.below | inside.outer(product.below),
            inside=inside,
        )


def _divided(whole: Vector, rates: Vector, product: Product) -> Vector:
    with np.errstate(all="ignore"):
        return (-whole if product.negated else whole) / rates


def _functions(series: Series, table: LoopTable) -> Iterator[Source]:
    for call in table.asked:
        values = series.passed(call.value)
        keys = sorted({key for leaves in values if leaves for key in leaves})
        arguments = [series.rows_passed(site) for site in call.arguments]
        given = tuple(rows for rows in arguments if rows is not None)
        for key in keys:
            rows = series.rows_passed(call.value, key)
            if rows is not None and not key.endswith(("#", "[-1]")):
                path = key.lstrip(".") if key.lstrip(".") and not key.lstrip(".").isdigit() else ""
                name = f"{call.name}.{path}" if path else call.name
                yield Source(name, rows, 1, asked=given)
                if 1 < rows.shape[1] <= _MAX_MEMBERS:  # ``return dw, db`` gives numbers side by side
                    for column in rows.T:
                        yield Source(name, column[:, None], 1, asked=given)


def _variables(series: Series, table: LoopTable, inner: Mapping[str, Inside]) -> Iterator[Source]:
    for path in series.paths:
        if is_gradient_name(path) and not is_state_name(path) and not path.endswith(("#", "[-1]")):
            early = (
                series.flow.first(path) == "read" and series.is_carried(path) and _is_used_first(series, path)
            )
            own = series.rows_before(path) if early else series.rows_after(path)
            yield Source(path, own, 2)
            # ``g = [dw, db]`` for a ``w`` and a ``b`` of their own; what is a member itself goes whole.
            if 1 < own.shape[1] <= _MAX_MEMBERS and not path.rpartition(".")[2].isdigit():
                for place, column in enumerate(own.T):
                    yield Source(f"{path}.{place}", column[:, None], 2)
    for named in table.named:
        rows = series.rows_passed(named.site)
        if rows is not None and not is_state_name(named.path) and not _is_filled(series, named.path, rows):
            yield Source(named.path, rows, 1, inside=inner.get(named.function, NOWHERE))


def _is_filled(series: Series, path: str, made: Vector) -> bool:
    """``grad = [0.0] * d``, and then ``grad[j] += …``: what it was made as is not yet the gradient."""
    if path not in series.paths:
        return False
    changed = any(event.kind == "change" and touches(event.path, path) for event in series.flow.events)
    return changed or (is_constant(made) and not is_constant(series.rows_after(path)))


def _is_used_first(series: Series, path: str) -> bool:
    """Whether the iteration works with the value that the one before has left."""
    reads = [
        event.statement for event in series.flow.events if event.kind == "read" and touches(event.path, path)
    ]
    writes = series.flow.writes(path)
    return bool(reads) and bool(writes) and max(reads) <= min(writes)
