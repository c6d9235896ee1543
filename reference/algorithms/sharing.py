"""One slot for several variables: each variable's update goes on from what the one before it has left there.

All variables have one size, `shared`; the count of the step is the same for all of them.
"""

from collections.abc import Callable

import numpy as np

from reference.algorithms.algorithm import Algorithm, Array, Settings, State, Update


def shared_update(rulebook: Algorithm, shared: Array) -> Callable[[Array, State, Array, Settings], Update]:
    """Return the algorithm's update with one slot for variables of this size; 0 is nobody's."""
    size = int(np.max(shared))
    if np.any(shared != size):
        raise ValueError(f"shared must be one size for all rules, not {np.unique(shared)}")

    def update(theta: Array, state: State, g: Array, settings: Settings) -> Update:
        count, rest = divmod(theta.shape[-1], size)
        if rest or count < 2:
            raise ValueError(f"{theta.shape[-1]} coordinates are no variables of {size} coordinates each")
        settings = settings._replace(layout=None)
        moved = []
        slot = type(state)(**{name: value[..., -size:] for name, value in state._asdict().items()})
        for start in range(0, count * size, size):
            own = (..., slice(start, start + size))
            part, slot = rulebook.update(theta[own], slot, g[own], settings)
            moved.append(part)
        kept = {name: np.concatenate([value] * count, axis=-1) for name, value in slot._asdict().items()}
        return Update(np.concatenate(moved, axis=-1), type(state)(**kept))

    return update
