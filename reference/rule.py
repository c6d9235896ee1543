"""A rule as data: an algorithm and the switches that differ from the lecture's box."""

from collections.abc import Mapping
from dataclasses import dataclass

from reference.algorithms import (
    adadelta,
    adagrad,
    adam,
    adamax,
    adamw,
    amsgrad,
    lion,
    momentum,
    nadam,
    nesterov,
    radam,
    rmsprop,
    rmsprop_nesterov,
    sgd,
)
from reference.algorithms.algorithm import Algorithm

ALGORITHMS: Mapping[str, Algorithm] = {
    module.ALGORITHM.name: module.ALGORITHM
    for module in (sgd, momentum, nesterov, adagrad, rmsprop, rmsprop_nesterov, adam)
}
"""The lecture's."""
OTHER_ALGORITHMS: Mapping[str, Algorithm] = {
    module.ALGORITHM.name: module.ALGORITHM
    for module in (adamax, nadam, amsgrad, adamw, adadelta, radam, lion)
}
"""What students write in their place, from elsewhere."""
OWN_ALGORITHMS: dict[str, Algorithm] = {}
"""What an exercise brought along (`reference.oracle`)."""


def algorithm(name: str) -> Algorithm:
    """Look an algorithm up by name."""
    for table in (ALGORITHMS, OTHER_ALGORITHMS, OWN_ALGORITHMS):
        if name in table:
            return table[name]
    known = ", ".join((*ALGORITHMS, *OTHER_ALGORITHMS, *OWN_ALGORITHMS))
    raise ValueError(f"algorithm {name!r} is unknown; known: {known}")


@dataclass(frozen=True)
class Rule:
    """An update rule as data: an algorithm and switches."""

    algorithm: str
    switches: tuple[tuple[str, str], ...] = ()
    """Sorted; only those that differ from the algorithm's lecture box."""

    def __post_init__(self) -> None:
        """Refuse what the table does not know, and put the switches into their one form."""
        given = dict(self.switches)
        if len(given) != len(self.switches):
            raise ValueError(f"{self.algorithm}: a switch is given twice in {self.switches}")
        for name, value in given.items():
            allowed = self._allowed(name)
            if value not in allowed:
                raise ValueError(
                    f"{self.algorithm}: switch {name} cannot be {value!r}; allowed: {', '.join(allowed)}"
                )
        canonical = tuple(
            sorted((name, value) for name, value in given.items() if value != self._allowed(name)[0])
        )
        object.__setattr__(self, "switches", canonical)

    def switched(self, **switches: str) -> "Rule":
        """Return the rule with these switches set."""
        return Rule(self.algorithm, tuple({**dict(self.switches), **switches}.items()))

    def switch(self, name: str) -> str:
        """Return the current value of a switch."""
        return dict(self.switches).get(name, self._allowed(name)[0])

    def all_switches(self) -> dict[str, str]:
        """Return every switch of the algorithm with its current value."""
        return {name: values[0] for name, values in algorithm(self.algorithm).switches.items()} | dict(
            self.switches
        )

    def _allowed(self, name: str) -> tuple[str, ...]:
        known = algorithm(self.algorithm).switches
        if name not in known:
            raise ValueError(f"{self.algorithm} has no switch {name!r}; it has: {', '.join(known)}")
        return known[name]
