"""Reading what an update returned: which element is a parameter, a state, the time, and which is none of these."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .arguments import Roles
from .carried import core
from .evidence import Evidence
from .values import BadValueError, items, number
from .variables import Container
from .ways import Reading, Slot


def fits(container: Container, value: Any) -> bool:
    """Whether a value can be these parameters."""
    try:
        container.unpack(value)
    except (BadValueError, TypeError, ValueError):
        return False
    return True


def read_several(
    result: Any, groups: Sequence[int], containers: Sequence[Container], roles: Roles, evidence: Evidence
) -> Reading | None:
    """Match the elements of a tuple, list or dict by their names in the return statement, the rest in order."""
    keys: tuple[str, ...] = ()
    if isinstance(result, dict):
        keys = tuple(key for key in result if isinstance(key, str))[:12]
        members: list[Any] = [result[key] for key in keys]
        names: Sequence[str | None] = keys
    else:
        found = items(result) if isinstance(result, tuple | list) else [result]
        if found is None:
            return None
        members = found
        names = evidence.returned_names(len(members)) or [None] * len(members)
    slots = [slot_of(name, groups, roles) if name else None for name in names]
    _check(slots, members, containers)
    left = [position for position, name in enumerate(names) if not slots[position] and not _is_loss(name)]
    _fill(slots, left, members, groups, containers, roles, named=bool(keys))
    if not any(slots):
        return None
    has_params = any(slot and slot[0] == "params" for slot in slots)
    return Reading("returned" if has_params else "in place", tuple(slots), keys)


def _check(slots: list[Slot | None], members: Sequence[Any], containers: Sequence[Container]) -> None:
    """A parameter by name that isn't of the parameter's shape: a loss perhaps, else the student's mistake."""
    for position, slot in enumerate(slots):
        if slot and slot[0] == "params" and not fits(containers[int(slot[1])], members[position]):
            if number(members[position]) is not None or members[position] is None:
                slots[position] = None
            else:
                containers[int(slot[1])].unpack(members[position])  # raises, with both shapes


def _is_loss(name: str | None) -> bool:
    """Returned to be printed."""
    return name is not None and ("loss" in name.lower() or "cost" in name.lower())


def _fill(
    slots: list[Slot | None],
    left: Sequence[int],
    members: Sequence[Any],
    groups: Sequence[int],
    containers: Sequence[Container],
    roles: Roles,
    *,
    named: bool,
) -> None:
    open_params = [group for group in groups if ("params", group) not in slots]
    open_states = [a.name for a in roles.of("state", "config") if ("state", a.name) not in slots]
    for position in left:
        member = members[position]
        if open_params and fits(containers[open_params[0]], member):
            slots[position] = ("params", open_params.pop(0))
        elif open_states and not named and number(member) is None and member is not None:
            slots[position] = ("state", open_states.pop(0))


def slot_of(name: str, groups: Sequence[int], roles: Roles) -> Slot | None:
    """What a returned name is: a parameter, a state, the time, or nothing that was handed in."""
    for text in (name, core(name)):
        for argument in roles.arguments:
            if text not in {argument.name, core(argument.name)}:
                continue
            if argument.role == "params":
                return ("params", groups[0] if len(groups) == 1 else max(argument.group, 0))
            if argument.role in {"state", "config"}:
                return ("state", argument.name)
            if argument.role == "time":
                return ("time", argument.name)
    return None


def member(result: Any, position: int, reading: Reading) -> Any:
    """One element of a result, as on the first step."""
    if reading.keys:
        return result[reading.keys[position]]
    found = items(result) if isinstance(result, tuple | list) else [result]
    if found is None or len(found) <= position:
        count = 0 if found is None else len(found)
        raise BadValueError(f"a result of {count} elements in place of {len(reading.slots)}")
    return found[position]
