"""A rule that an exercise's `oracle.py` brings along: the rule, its mistakes, its other forms.

    ORACLE = Oracle(ALGORITHM, titles={"zh": ..., "en": ...}, mistakes=(Alteration(...), ...), forms=(...))
    ORACLE = ScheduleOracle("cosine", cosine, titles={...}, mistakes=(ScheduleAlteration(...), ...))

`adopt` makes it known under its name; from then on it is run, compared and diagnosed as the lecture's rules are.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from reference.algorithms.algorithm import Algorithm
from reference.mistakes.alteration import Alteration
from reference.mistakes.schedules import OWN_TABLE, ScheduleAlteration
from reference.mistakes.table import OWN_MISTAKES
from reference.rule import ALGORITHMS, OTHER_ALGORITHMS, OWN_ALGORITHMS, Rule
from reference.run import run
from reference.schedules import OWN_SCHEDULES, SCHEDULES, Schedule

_TRIED = ((1.0, -0.5), (0.25, 2.0), (-1.0, 0.75))
"""Gradients on which a new rule has to give numbers."""


@dataclass(frozen=True)
class Form:
    """Another way to write the rule that is full marks too."""

    convention: str
    """Its id in the list of accepted conventions, for example `epsilon-inside`."""
    switches: Mapping[str, str]


@dataclass(frozen=True)
class Oracle:
    """An update rule."""

    algorithm: Algorithm
    titles: Mapping[str, str]
    """The rule's name inside a sentence, in `zh` and `en`."""
    mistakes: tuple[Alteration, ...] = ()
    """Beside those that any update can have."""
    forms: tuple[Form, ...] = ()

    @property
    def name(self) -> str:
        """What `rule` in lab.toml says."""
        return self.algorithm.name


@dataclass(frozen=True)
class ScheduleOracle:
    """A learning-rate schedule; its factory takes the part's hyperparameters by their names."""

    name: str
    schedule: Callable[..., Schedule]
    titles: Mapping[str, str]
    mistakes: tuple[ScheduleAlteration, ...] = ()


ORACLES: dict[str, Oracle | ScheduleOracle] = {}
"""What was adopted, by name."""


def adopt(oracle: Oracle | ScheduleOracle) -> None:
    """Make a rule known; `ValueError` where its name is taken, or a mistake or form is no rule of it."""
    name = oracle.name
    if name in {*ALGORITHMS, *OTHER_ALGORITHMS, *SCHEDULES, *ORACLES}:
        raise ValueError(f"there is a rule {name!r} already; give this one a name of its own")
    if set(oracle.titles) != {"zh", "en"}:
        raise ValueError(f"{name}: titles must be given in zh and en, not in {', '.join(oracle.titles)}")
    if isinstance(oracle, ScheduleOracle):
        strangers = [one.id for one in oracle.mistakes if one.schedule != name]
        if strangers:
            raise ValueError(f"{name}: mistake {strangers[0]} is of another schedule; name {name!r} in it")
        OWN_SCHEDULES[name] = oracle.schedule
        OWN_TABLE.extend(oracle.mistakes)
    else:
        OWN_ALGORITHMS[name] = oracle.algorithm
        try:
            _try_out(oracle)
        except Exception:
            del OWN_ALGORITHMS[name]
            raise
        OWN_MISTAKES[name] = oracle.mistakes
    ORACLES[name] = oracle


def _try_out(oracle: Oracle) -> None:
    """Every mistake and form is run for a few steps, so that a slip in it shows here and not in a student's page."""
    rule = Rule(oracle.name)
    run(rule, _TRIED, {})
    for form in oracle.forms:
        run(rule.switched(**form.switches), _TRIED, {})
    for mistake in oracle.mistakes:
        run(mistake.apply(rule), _TRIED, mistake.numbers)
