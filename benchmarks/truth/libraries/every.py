"""All four libraries, whatever their versions."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.truth.libraries import keras_optimizers, optax_alias, tf1_train, torch_optim
from benchmarks.truth.libraries.shipped import Shipped


def everything() -> Iterator[Shipped]:
    """Yield what they ship."""
    for library in (torch_optim, keras_optimizers, tf1_train, optax_alias):
        yield from library.everything()
