"""A lab's statement, cut at its headings, so that each part's task stands beside the place to write it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from autograder.explaining.numbers import points
from exercises.spec import Lab, Part, folder_of

Language = Literal["zh", "en"]
_HEADING = re.compile(r"^(?=## )", re.MULTILINE)


@dataclass(frozen=True)
class Statement:
    """The texts of one lab in one language, as Markdown."""

    opening: str
    """Title, task, and what holds for all parts."""
    parts: dict[str, str]
    """By part: its own section, or its title where the statement has none."""


def statement(lab: Lab, language: Language) -> Statement:
    """Read a lab's statement; a section belongs to the part whose id its heading shows."""
    text = (folder_of(lab.id) / f"statement.{language}.md").read_text(encoding="utf-8")
    common, own = [], dict[str, str]()
    for section in _HEADING.split(text):
        heading = section.partition("\n")[0]
        part = next(
            (one.id for one in lab.parts if f"`{one.id}`" in heading and heading.startswith("## ")), None
        )
        if part is None:
            common.append(section.strip())
        else:
            own[part] = section.strip()
    return Statement(
        "\n\n".join(common), {part.id: own.get(part.id) or _title(part, language) for part in lab.parts}
    )


def _title(part: Part, language: Language) -> str:
    worth = points(part.points)
    return f"## `{part.id}` " + (
        f"{part.title.zh}（{worth} 分）" if language == "zh" else f"{part.title.en} ({worth} points)"
    )
