"""One mistake as an altered rule: what it is called, and the switches and numbers that make it.

To add a mistake: if an algorithm's switches cannot express it yet, give a formula its name in the tables
of `reference/algorithms/pieces.py` (or `velocity.py`), and the value to the algorithm's switches. Then
write one entry in the file of its family here (`velocity.py`, `second_moment.py`, `correction.py`,
`any_update.py`), with the id of the list of mistakes, and a test beside it that runs it against a loop
written by hand. Kinds of one mistake are entries with the same id and different details.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reference.algorithms.algorithm import Array
from reference.rule import Rule


@dataclass(frozen=True)
class Alteration:
    """A mistake: apply it to a rule, and run that with `numbers` added to the hyperparameters."""

    id: str
    details: Mapping[str, str] = field(default_factory=dict)
    """What the id alone leaves open, by the record's names (`of`, `factor`)."""
    switches: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float | Array] = field(default_factory=dict)
    unknown: str = ""
    """Which of the numbers is the student's own and has to be found; its value here is a usual one."""

    def apply(self, rule: Rule) -> Rule:
        """Return the rule with this mistake in it; its other switches stay."""
        return rule.switched(**self.switches)


@dataclass(frozen=True)
class Entry:
    """A line of the table: which algorithms can have the mistake."""

    algorithms: tuple[str, ...]
    alteration: Alteration


@dataclass(frozen=True)
class Pair:
    """Two mistakes that are often made together."""

    algorithm: str
    ids: tuple[str, str]


def entry(
    algorithms: tuple[str, ...],
    name: str,
    *,
    of: str | None = None,
    numbers: Mapping[str, float] | None = None,
    **switches: str,
) -> Entry:
    """Write one line of the table."""
    details = {} if of is None else {"of": of}
    return Entry(algorithms, Alteration(name, details, switches, numbers or {}))
