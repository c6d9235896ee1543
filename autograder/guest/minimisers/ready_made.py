"""Whether a ready-made minimiser ran: every call of Python code is looked at while a method is driven."""

from __future__ import annotations

import sys
from types import FrameType, TracebackType
from typing import Any, Self

from .. import kernels

_LIBRARIES = (
    "/scipy/optimize/",
    "/tensorflow_probability/",
    "/jax/scipy/optimize",
    "/statsmodels/",
    "/sklearn/",
)
_HELPERS = ("line_search", "linesearch", "dcsrch", "approx_fprime", "scalar")
"""Parts of names of what is no minimiser: searches along a line are a means, not the method."""
_MINIMISERS = (
    "minimize", "fmin", "newton", "root", "fsolve", "least_squares", "leastsq", "basinhopping", "dual_annealing",
    "shgo", "differential_evolution", "curve_fit",
)  # fmt: skip


class Watch:
    """Context manager: ``name`` is that of the first ready-made minimiser that was entered."""

    def __init__(self) -> None:
        self.name = ""
        self._others: set[str] = set()
        """Files of code that is of no such library: there are few of them, and very many calls."""

    def __enter__(self) -> Self:
        kernels.forget()
        sys.setprofile(self._seen)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.setprofile(None)
        self.name = self.name or kernels.ran()

    def _seen(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event != "call" or self.name:
            return
        code = frame.f_code
        if code.co_filename in self._others:
            return
        if not any(library in code.co_filename for library in _LIBRARIES):
            self._others.add(code.co_filename)
            return
        name = code.co_name.lstrip("_")
        minimises = any(word in name for word in _MINIMISERS)
        if minimises and not any(word in code.co_name for word in _HELPERS):
            self.name = name
