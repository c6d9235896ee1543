"""The guest's side of the protocol: values, errors and messages as plain JSON.

Nothing of ours can be imported in the sandbox, so the shapes of ``autograder.protocol`` are written here once more,
as dictionaries. Everything that comes from the student's code passes ``clip`` or ``array`` first.
"""

from __future__ import annotations

import base64
import traceback
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]
Send = Callable[[dict[str, Any]], None]

SHORT = 200
LINE = 2_000
LONG = 20_000

# Bound at import: the student's code may replace them later.
_encode = base64.b64encode
_ascontiguous = np.ascontiguousarray


def clip(text: object, limit: int = SHORT) -> str:
    """Text of anything, bounded, never raising: an exception's ``__str__`` may be hostile."""
    try:
        shown = str(text)
        exact = str.__str__(shown)
    except BaseException as error:  # noqa: BLE001 - a hostile __str__ may raise anything
        exact = f"<no text: {type(error).__name__}>"
    if len(exact) > limit:
        exact = exact[: limit - 1] + "…"
    return exact.encode("utf-8", "replace").decode("utf-8")


def array(values: npt.ArrayLike) -> dict[str, Any]:
    """Encode an array of float64."""
    data = _ascontiguous(values, dtype="<f8")
    return {"shape": list(data.shape), "data": _encode(data.tobytes()).decode("ascii")}


def from_array(message: Mapping[str, Any]) -> Vector:
    """Decode an array of the host."""
    raw = base64.b64decode(message["data"])
    return np.frombuffer(raw, dtype="<f8").reshape(message["shape"]).astype(np.float64)


def cell_of(filename: str) -> int | None:
    """Index of the cell that a code object's file name stands for; None for a library's file."""
    if filename.startswith("<cell ") and filename.endswith(">"):
        number = filename[6:-1]
        return int(number) if number.isdigit() else None
    return None


def cell_filename(index: int) -> str:
    """File name under which a cell is compiled."""
    return f"<cell {index}>"


def fault(error: BaseException) -> dict[str, Any]:
    """An exception of the student's code, with the frames of their own code only."""
    kind = clip(type(error).__name__)
    cell: int | None = None
    line: int | None = None
    shown: list[str] = []
    try:
        for frame, number in traceback.walk_tb(error.__traceback__):
            index = cell_of(frame.f_code.co_filename)
            if index is None:
                continue
            cell, line = index, number
            if len(shown) < 20:
                shown.append(f"cell {index}, line {number}, in {frame.f_code.co_name}")
        if isinstance(error, SyntaxError) and cell_of(str(error.filename)) is not None:
            cell, line = cell_of(str(error.filename)), error.lineno
    except Exception:  # noqa: BLE001 - the error object itself may be hostile; its class name is still known
        shown.append("(no traceback)")
    message = clip(error.msg if isinstance(error, SyntaxError) else error, LINE)
    return {
        "kind": kind,
        "message": message,
        "cell": cell,
        "line": line if isinstance(line, int) else None,
        "traceback": clip("\n".join(shown), LONG),
        "sure": True,
    }


def simple_fault(kind: str, message: str) -> dict[str, Any]:
    """A fault that the driver itself saw, for example a result of the wrong shape."""
    return {
        "kind": kind,
        "message": clip(message, LINE),
        "cell": None,
        "line": None,
        "traceback": "",
        "sure": True,
    }
