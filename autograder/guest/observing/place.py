"""Where in the student's code something happens: the frames of their cells on the stack."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import FrameType
from typing import Any

from ..wire import cell_of, clip, fault

MAX_NUMBERS = 80
_MAX_FRAMES = 200

# Bound at import: the student's code may replace it later.
_frame = sys._getframe  # noqa: SLF001 - the only way to see whose code is running


@dataclass(frozen=True)
class Place:
    """A line of the student's, the function around its loop, and the numbers that are in sight there."""

    cell: int | None = None
    line: int | None = None
    function: str = ""
    """Of the innermost frame that stands in a loop; empty at the top level."""
    numbers: Mapping[str, float] | None = None
    loop: tuple[int, int] = (0, 0)
    """Cell and first line of that loop; (0, 0) where there is none."""


def stack() -> Iterator[FrameType]:
    """All frames, the innermost first."""
    frame: FrameType | None = _frame(1)
    left = _MAX_FRAMES
    while frame is not None and left > 0:
        yield frame
        frame = frame.f_back
        left -= 1


def student_frames() -> list[FrameType]:
    """The frames of the student's own code, the innermost first."""
    return [frame for frame in stack() if cell_of(frame.f_code.co_filename) is not None]


def entered(names: Collection[str]) -> str:
    """What the student's own code called to get here: the outermost of the named functions below their last frame."""
    found = ""
    for frame in stack():
        if cell_of(frame.f_code.co_filename) is not None:
            return found
        if frame.f_code.co_name in names:
            found = frame.f_code.co_name
    return ""


def times_around() -> int:
    """How many other calls of the function that called the caller of this are running around that call."""
    _, _, function, *outer = stack()
    return sum(frame.f_code is function.f_code for frame in outer)


def here(loops: Mapping[tuple[int, int], int]) -> Place:
    """The place that is running now; ``loops`` gives the outermost loop of a function around a line."""
    frames = student_frames()
    if not frames:
        return Place()
    looping = next((frame for frame in frames if _loop(frame, loops)[1]), frames[0])
    code = looping.f_code
    name = getattr(code, "co_qualname", code.co_name)
    return Place(
        cell=cell_of(code.co_filename),
        line=looping.f_lineno,
        function="" if code.co_name == "<module>" else clip(name.replace(".<locals>", "")),
        numbers=_numbers(frames),
        loop=_loop(looping, loops),
    )


def _loop(frame: FrameType, loops: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    cell = cell_of(frame.f_code.co_filename)
    return (0, 0) if cell is None else (cell, loops.get((cell, frame.f_lineno), 0))


def _numbers(frames: list[FrameType]) -> dict[str, float]:
    """Plain numbers of the globals and of all the student's running functions, the innermost last."""
    found: dict[str, float] = {}
    for names in [frames[0].f_globals, *(frame.f_locals for frame in reversed(frames))]:
        for key, value in list(names.items()):
            if type(key) is str and type(value) in {int, float} and abs(value) < 1e15:
                found.pop(key, None)
                found[clip(key)] = float(value)
    return dict(list(found.items())[-MAX_NUMBERS:])


def loop_here(loops: Mapping[tuple[int, int], int]) -> tuple[int, int]:
    """Cell and first line of the innermost loop that the student's code stands in."""
    for frame in stack():
        found = _loop(frame, loops)
        if found[1]:
            return found
    return (0, 0)


def frame_here(loops: Mapping[tuple[int, int], int]) -> FrameType | None:
    """The innermost frame of the student's that stands in a loop."""
    return next((frame for frame in stack() if _loop(frame, loops)[1]), None)


def still_in(frame: FrameType, loop: tuple[int, int], loops: Mapping[tuple[int, int], int]) -> bool:
    """Whether a frame is running still, and in this loop."""
    return any(each is frame and _loop(each, loops) == loop for each in stack())


def loops_of(
    error: BaseException, loops: Mapping[tuple[int, int], int]
) -> list[tuple[FrameType, tuple[int, int]]]:
    """The frames that an exception came through while they stood in a loop, with its cell and first line."""
    found = []
    trace = error.__traceback__
    while trace is not None:
        cell = cell_of(trace.tb_frame.f_code.co_filename)
        if cell is not None and (line := loops.get((cell, trace.tb_lineno), 0)):
            found.append((trace.tb_frame, (cell, line)))
        trace = trace.tb_next
    return found[-_MAX_FRAMES:]


def own_names(values: Sequence[Any]) -> list[str]:
    """What the student's code calls some objects; the framework's name where it has no name of its own for one."""
    names: dict[int, str] = {}
    for frame in student_frames():
        for space in (frame.f_locals, frame.f_globals):
            for name, value in list(space.items()):
                if type(name) is str:
                    names.setdefault(id(value), name)
    found = []
    for place, value in enumerate(values):
        shown = getattr(value, "path", None) or getattr(value, "name", None)
        usual = shown if isinstance(shown, str) else f"p{place}"
        found.append(clip(names.get(id(value), usual.removesuffix(":0")), 100))
    return found


def failed_here(error: BaseException) -> dict[str, Any]:
    """An exception that is on its way to the student's code, with the line that it will reach first."""
    told = fault(error)
    frames = student_frames()
    if told["line"] is None and frames:
        told["cell"], told["line"] = cell_of(frames[0].f_code.co_filename), frames[0].f_lineno
    return told


def in_own_order(values: Sequence[Any]) -> list[Any]:
    """Objects in the order in which the student's code gave them names; those without a name stay behind."""
    places: dict[int, int] = {}
    for frame in student_frames():
        for space in (frame.f_locals, frame.f_globals):
            for value in list(space.values()):
                places.setdefault(id(value), len(places))
    return sorted(values, key=lambda value: places.get(id(value), len(places)))


def own_object() -> str:
    """Class of the student's own object whose method is running."""
    for frame in student_frames():
        owner = type(frame.f_locals.get("self"))
        if owner.__module__ == "__main__":
            return clip(owner.__name__)
    return ""
