"""The cells of a release, in order: task, imports, data, a place to write each part, a self-check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from autograder.driving.tasks import task
from autograder.explaining.catalogue import translator
from autograder.explaining.release import CHECK, CHECK_SCRIPT, DATA, DATA_TEXT
from autograder.protocol.arrays import Vector
from autograder.releasing.statement import Language, statement
from exercises.spec import Lab
from exercises.starters import StarterFramework, starter

WITHOUT_DATA = frozenset({"answers", "essay"})
"""Kinds of part that need nothing to compute with."""
_TASK = "lecture-regression"


@dataclass(frozen=True)
class ReleaseCell:
    """One cell of a notebook, or one block of a script."""

    id: str
    kind: Literal["markdown", "code"]
    text: str
    part: str = ""
    """The part whose place to write this is."""
    only: Literal["", "notebook", "script"] = ""
    """Where it belongs, if not to both."""


@dataclass(frozen=True)
class Release:
    """What a student gets for one lab, in one language and for one framework."""

    lab: str
    cells: tuple[ReleaseCell, ...]

    def filled(self, part: str, source: str) -> Release:
        """Return the release as a student hands it in who wrote this source in the part's place."""
        if not any(cell.part == part for cell in self.cells):
            raise ValueError(f"{self.lab}: the release has no place for {part}")
        tag = f"# {self.lab}.{part}\n"
        return replace(
            self,
            cells=tuple(
                replace(cell, text=tag + source) if cell.part == part else cell for cell in self.cells
            ),
        )


def compose(lab: Lab, framework: StarterFramework, language: Language) -> Release:
    """Put a lab's release together."""
    say, texts, template = translator(language), statement(lab, language), starter(lab, framework, language)
    cells = [ReleaseCell(f"{lab.id}-task", "markdown", texts.opening)]
    if template.preamble:
        cells.append(ReleaseCell(f"{lab.id}-imports", "code", template.preamble))
    if any(part.kind not in WITHOUT_DATA for part in lab.parts):
        cells.append(ReleaseCell(f"{lab.id}-data-text", "markdown", say(DATA_TEXT)))
        needs = "" if "import numpy as np" in template.preamble else "import numpy as np\n\n"
        numbers = f"{needs}# {say(DATA)}\n{data(framework)}"
        cells.append(ReleaseCell(f"{lab.id}-data", "code", numbers))
    for section in template.sections:
        name = f"{lab.id}-{section.part}"
        cells.append(ReleaseCell(f"{name}-text", "markdown", texts.parts[section.part]))
        place, *more = section.cells or ("",)
        cells.append(ReleaseCell(name, "code", f"# {lab.id}.{section.part}\n{place}", section.part))
        cells += [ReleaseCell(f"{name}-{i}", "code", text) for i, text in enumerate(more, start=2)]
    cells.append(
        ReleaseCell(f"{lab.id}-check-text", "markdown", say(CHECK).format(lab=lab.id), only="notebook")
    )
    told = "" if language == "zh" else f', lang="{language}"'
    call = f'from autograder.notebook import check\n\ncheck("{lab.id}"{told})'
    cells.append(ReleaseCell(f"{lab.id}-check", "code", call, only="notebook"))
    note = f"# {say(CHECK_SCRIPT).format(file=f'{lab.id}.py', lab=lab.id)}"
    cells.append(ReleaseCell(f"{lab.id}-check-script", "code", note, only="script"))
    return Release(lab.id, tuple(cells))


def data(framework: StarterFramework) -> str:
    """The lecture's regression as literal numbers; its minimum stays with us."""
    problem = task(_TASK)
    dtype = "" if framework == "numpy" else ", dtype=np.float32"
    rows = "".join(f"        [{_listed(row)}],\n" for row in problem.x)
    block = "    ],\n" if not dtype else "    ],\n    dtype=np.float32,\n"
    return (
        f"x = np.array(\n    [\n{rows}{block})\n"
        f"y = np.array([{_listed(problem.y)}]{dtype})\n"
        f"start = np.array([{_listed(problem.start)}]{dtype})"
    )


def _listed(values: Vector) -> str:
    return ", ".join(map(_number, values))


def _number(value: np.floating[Any]) -> str:
    return repr(float(value))
