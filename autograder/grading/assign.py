"""Which deliverable counts for which part: by name, then by the best fit over the lab's parts.

A deliverable that passes one part is never evidence against another: a momentum class turned into Nesterov, as the
lecture asks, leaves ``momentum`` not found, not wrong.
"""

from __future__ import annotations

from autograder.driving.plan import Plan
from autograder.grading.candidates import Deliverable
from autograder.grading.verdicts import Verdict, judge
from exercises.spec import Part


class Assignment:
    """Verdicts of all deliverables on all parts, judged when asked for and only once."""

    def __init__(self, parts: tuple[Part, ...], found: list[Deliverable], plan: Plan) -> None:
        self.parts = parts
        self.plan = plan
        self.found = {part.id: [one for one in found if _could_be(one, part)] for part in parts}
        self._verdicts: dict[tuple[str, str], Verdict | None] = {}

    def own(self, part: Part) -> list[Deliverable]:
        """Return the deliverables whose name belongs to this part."""
        return [one for one in self.found[part.id] if one.named_part(self.parts) is part]

    def nameless(self, part: Part) -> list[Deliverable]:
        """Return the deliverables whose name belongs to no part."""
        return [one for one in self.found[part.id] if one.named_part(self.parts) is None]

    def verdict(self, part: Part, deliverable: Deliverable) -> Verdict | None:
        """Return the verdict of one deliverable on one part."""
        key = (part.id, deliverable.candidate.id)
        if key not in self._verdicts:
            self._verdicts[key] = judge(part, deliverable, self.plan)
        return self._verdicts[key]

    def choose(self, part: Part) -> Verdict | None:
        """Return the verdict that counts for a part, or None where nothing was handed in for it."""
        own, nameless = self._judged(part, self.own(part)), self._judged(part, self.nameless(part))
        others: list[Verdict] = []
        if not own:
            elsewhere = [one for one in self.found[part.id] if one.named_part(self.parts) not in (None, part)]
            others = [one for one in self._judged(part, elsewhere) if not self._passes_own(one.deliverable)]
        for group in (own, nameless, others):
            passing = [one for one in group if one.passed]
            if passing:
                return min(passing, key=lambda one: one.distance)
        blamed = [
            one for one in own or self._unclaimed(part, nameless) if not self._passes_another(part, one)
        ]
        return min(blamed, key=lambda one: (not one.named, one.distance), default=None)

    def _judged(self, part: Part, group: list[Deliverable]) -> list[Verdict]:
        verdicts = (self.verdict(part, one) for one in group if not one.candidate.stub)
        return [verdict for verdict in verdicts if verdict is not None]

    def _passes_own(self, deliverable: Deliverable) -> bool:
        named = deliverable.named_part(self.parts)
        verdict = self.verdict(named, deliverable) if named is not None else None
        return verdict is not None and verdict.passed

    def _passes_another(self, part: Part, verdict: Verdict) -> bool:
        rivals = (self.verdict(other, verdict.deliverable) for other in self.parts if other is not part)
        return any(rival is not None and rival.passed for rival in rivals)

    def _unclaimed(self, part: Part, nameless: list[Verdict]) -> list[Verdict]:
        """A nameless wrong deliverable is held against one part only: the one that names it, else the nearest."""
        kept = []
        for verdict in nameless:
            rivals = [
                (self.verdict(other, verdict.deliverable), index)
                for index, other in enumerate(self.parts)
                if verdict.deliverable in self.found[other.id] and not self.own(other)
            ]
            ranked = [
                (not rival.named, rival.distance, index) for rival, index in rivals if rival is not None
            ]
            if ranked and self.parts[min(ranked)[2]] is part:
                kept.append(verdict)
        return kept


def _could_be(deliverable: Deliverable, part: Part) -> bool:
    return (deliverable.candidate.form == "schedule") == (part.kind == "schedule")
