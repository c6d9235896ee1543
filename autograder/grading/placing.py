"""Whole-course files: which deliverable stands in which lab's section, and under which part's tag.

A part's own tag is the last word. A lab's heading is a hint: it may be missing, or stand in the wrong place.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.grading.candidates import Deliverable
from autograder.loading.sections import Section, section_at
from exercises.spec import Part


def placed(
    found: list[Deliverable], sections: Sequence[Section], lab: str, parts: tuple[Part, ...]
) -> list[Deliverable]:
    """Mark what stands in a section; leave out what the tag of another lab's part claims."""
    if not any(section.tag.lab == lab for section in sections):
        return found
    kept = []
    for one in found:
        section = section_at(sections, *one.place)
        if section is not None:
            here = section.tag.lab == lab
            if section.tag.part and not here:
                continue
            one.home = "here" if here else "elsewhere"
            one.tagged = section.tag.part if here else ""
        kept.append(one)
    for part in parts:
        _by_name_within(part, kept, parts)
    return kept


def _by_name_within(part: Part, found: list[Deliverable], parts: tuple[Part, ...]) -> None:
    """Under the tag of Nesterov stand ``Momentum`` and ``Nesterov``: the names tell them apart."""
    tagged = [one for one in found if one.tagged == part.id]
    if any(one.part_of_name(parts) is part for one in tagged):
        for one in tagged:
            if one.part_of_name(parts) not in (part, None):
                one.tagged = ""
