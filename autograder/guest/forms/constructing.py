"""Arguments for a class or a maker: hyperparameters, and parameters, gradients or sizes where it asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..arguments import EMPTY, Argument
from ..calling import Stepper
from ..found import Found, Method
from ..hyper import Places, Supply
from ..isolation import Snapshot
from ..names import meanings, normal
from ..states import as_taken_apart
from ..tensor_recipes import HOLDERS
from ..variables import Container


def constructor_arguments(
    found: Found, given: Supply, stepper: Stepper | None = None
) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword arguments; without a stepper only hyperparameters can be given."""
    positional: list[Any] = []
    keyword: dict[str, Any] = {}
    skipped = False
    sizes = found.constructor.of("size")
    for argument in found.constructor.arguments:
        value = _value(argument, found, given, stepper)
        if value is EMPTY and argument in sizes and argument.required and stepper is not None:
            value = _size(argument, sizes, stepper.containers)
        if value is EMPTY and argument.required:
            value = None
        if value is EMPTY:
            skipped = True
        elif skipped or argument.kind == argument.kind.KEYWORD_ONLY:
            keyword[argument.name] = value
        else:
            positional.append(value)
    if found.constructor.keywords:
        keyword.update(given.config)
    return positional, keyword


def setup_arguments(setup: Method, given: Supply, stepper: Stepper) -> tuple[list[Any], dict[str, Any]]:
    """What a method that prepares the state before the first step is called with."""
    positional: list[Any] = []
    keyword: dict[str, Any] = {}
    sizes = setup.roles.of("size")
    several = len([a for a in setup.roles.arguments if _wants_parameters(a, given)]) == len(stepper.slots) > 1
    slots = iter(stepper.slots)
    for argument in setup.roles.arguments:
        value: Any = given.constructor.get(argument.name, EMPTY)
        if value is EMPTY and argument in sizes and argument.required:
            value = _size(argument, sizes, stepper.containers)
        elif value is EMPTY and _wants_parameters(argument, given):
            value = next(slots) if several else stepper.parameters
        if value is EMPTY:
            continue
        if (
            keyword
            or argument.kind is argument.kind.KEYWORD_ONLY
            or len(positional) < setup.roles.arguments.index(argument)
        ):
            keyword[argument.name] = value
        else:
            positional.append(value)
    return positional, keyword


def _wants_parameters(argument: Argument, given: Supply) -> bool:
    return argument.required and argument.name not in given.constructor and argument.role != "size"


def _known(argument: Argument, found: Found, given: Supply) -> Any:
    """A value that needs no parameters."""
    fixed = dict(found.fixed)
    if argument.name in fixed:
        return fixed[argument.name]
    if argument.name in given.constructor:
        return given.constructor[argument.name]
    if argument.role == "samples":
        return 1  # what is handed over is the mean already
    if argument.role == "config":
        evidence = found.evidence
        kept = f"self.{evidence.kept_as.get(argument.name, argument.name)}"
        return as_taken_apart(
            kept if evidence.attributes.get(kept) else argument.name, given.config, evidence
        )
    return EMPTY


def _value(argument: Argument, found: Found, given: Supply, stepper: Stepper | None) -> Any:
    known = _known(argument, found, given)
    if known is not EMPTY:
        return known
    if stepper is None:
        return EMPTY
    match argument.role:
        case "params" | "object":
            return stepper.parameters
        case "grads":
            return stepper.gradients_to_share()
        case "gradient-function":
            return stepper.gradient
        case "pairs":
            kept = found.evidence.kept_as.get(argument.name, "")
            return stepper.pairs_to_share(f"self.{kept}" if kept else argument.name)
        case "unknown" if argument.required and normal(argument.name) in HOLDERS:
            return stepper.parameters
        case _:
            return EMPTY


def _size(argument: Argument, sizes: Sequence[Argument], containers: Sequence[Container]) -> Any:
    """The shape or size of the variables; the second size is the second parameter's."""
    place = list(sizes).index(argument)
    variables = containers[place if len(containers) > 1 and place < len(containers) else 0].variables
    if len(variables.shapes) > 1:
        return list(variables.shapes)
    if "shape" in argument.name.lower():
        return variables.shapes[0]
    return variables.sizes[0]


def framework_places(found: Found, snapshot: Snapshot) -> Places:
    """Where a framework's optimizer takes hyperparameters: its constructor, and globals that its methods read."""
    fixed = dict(found.fixed)
    arguments = [argument for argument in found.constructor.arguments if argument.name not in fixed]
    numbers = snapshot.numbers(found.evidence.loads)
    return Places(arguments, globals=changeable_globals(numbers, [argument.name for argument in arguments]))


def changeable_globals(numbers: Mapping[str, float], local: Iterable[str]) -> dict[str, float]:
    """Globals that the code reads as numbers: none that an argument hides."""
    own = set(local)
    return {name: value for name, value in numbers.items() if name not in own}


def changeable_constants(numbers: Mapping[str, float]) -> dict[str, float]:
    """Numbers that a constructor writes down and whose names mean a hyperparameter."""
    return {name: value for name, value in numbers.items() if meanings(name)}
