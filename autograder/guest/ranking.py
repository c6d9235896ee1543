"""Which of the deliverables that were found count, and in which order they are tried."""

from __future__ import annotations

from collections.abc import Sequence

from .found import Found
from .names import normal


def without_helpers(found: Sequence[Found], keywords: Sequence[str]) -> list[Found]:
    """Leave out functions that another deliverable calls, and bases of others, unless their name says deliverable."""
    called: set[str] = set()
    for each in found:
        called |= {name for name in each.evidence.called if name != each.name}
    kept = [
        each
        for each in found
        if each.stub
        or not (each.name in called if each.form == "update-function" else _only_a_base(each, found))
        or any(word in normal(each.name) for word in keywords)
    ]
    return kept or list(found)


def _only_a_base(each: Found, found: Sequence[Found]) -> bool:
    """Whether the updates of its subclasses are methods that this class doesn't have: what it has are helpers."""
    own = {method.name for method in each.methods}
    heirs = [
        other for other in found if isinstance(other.value, type) and each.value in other.value.__mro__[1:]
    ]
    return bool(own and heirs) and not any(own & {method.name for method in heir.methods} for heir in heirs)


def rank(found: Found, keywords: Sequence[str]) -> tuple[int, int, int]:
    """Sort key: names of the deliverables first, stubs last, then the order of the file."""
    text = normal(found.name)
    named = any(word.replace("_", "") in text for word in keywords)
    return (int(found.stub), int(not named), (found.cell or 0) * 100_000 + (found.line or 0))
