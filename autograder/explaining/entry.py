"""What there is to say about one mistake, in English and still with its placeholders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Entry:
    """Texts of one mistake."""

    lecture: str
    """Section of the lecture, for example ``3.3``."""
    title: str
    what: str
    """What the code does."""
    why: str
    """Why it matters for training."""
    hint: str
    """Toward the fix, never the fix itself."""
    numbers: str = ""
    """A sentence with the student's own numbers, said where all of them are known."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """In place of ``what``, by ``details["of"]``."""
