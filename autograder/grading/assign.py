"""Which deliverable counts for which part: by name, then by the best fit over the lab's parts.

A deliverable that passes one part is never evidence against another: a momentum class turned into Nesterov, as the
lecture asks, leaves ``momentum`` not found, not wrong. The other way about, what is named Nesterov and is momentum is
a Nesterov without its look-ahead.
"""

from __future__ import annotations

from autograder.diagnosis.identify import NO_PAST
from autograder.driving.plan import Plan
from autograder.grading.candidates import Deliverable
from autograder.grading.labels import refines, update_parts
from autograder.grading.verdicts import (
    UpdateVerdict,
    Verdict,
    follows,
    judge_right,
    judge_wrong,
    may_descend,
)
from exercises.spec import Part


class Assignment:
    """Verdicts of all deliverables on all parts, judged when asked for and only once."""

    def __init__(self, parts: tuple[Part, ...], found: list[Deliverable], plan: Plan) -> None:
        self.parts = parts
        self.plan = plan
        self.found = {part.id: [one for one in found if _could_be(one, part)] for part in parts}
        self._right: dict[tuple[str, str], Verdict | None] = {}
        self._wrong: dict[tuple[str, str], Verdict | None] = {}
        self._elsewhere: dict[tuple[str, str], bool] = {}

    def own(self, part: Part) -> list[Deliverable]:
        """Return the deliverables whose tag or name belongs to this part; those of other labs' sections come last."""
        named = [one for one in self.found[part.id] if one.named_part(self.parts) is part]
        tagged = [one for one in named if one.tagged == part.id]
        return tagged or [one for one in named if one.home != "elsewhere"] or named

    def nameless(self, part: Part) -> list[Deliverable]:
        """Return the deliverables whose name belongs to no part, and whose section to no other lab."""
        return [
            one
            for one in self.found[part.id]
            if one.named_part(self.parts) is None and one.home != "elsewhere"
        ]

    def right(self, part: Part, deliverable: Deliverable) -> Verdict | None:
        """Return the verdict of a deliverable that is right for the part, else None."""
        key = (part.id, deliverable.candidate.id)
        if key not in self._right:
            self._right[key] = judge_right(part, deliverable, self.plan)
        return self._right[key]

    def choose(self, part: Part) -> Verdict | None:
        """Return the verdict that counts for a part, or None where nothing was handed in for it.

        What a script shows doesn't count beside code that was asked itself and is wrong, where that surely is what was
        handed in: ``linear(x)`` may be a model.
        """
        own, nameless, others = self.own(part), self.nameless(part), list[Deliverable]()
        if own:  # a class AdaGrad that is RMSProp by mistake doesn't stand in for the class RMSProp beside it
            nameless = [one for one in nameless if not _named_elsewhere(one, self.parts)]
        else:
            rest = [one for one in self.found[part.id] if one not in nameless]
            others = [one for one in rest if not self._passes_own(one) and not self._refines(part, one)]
        answered = [one for one in _begun(own) if self._answers_wrongly(part, one)]
        excused = not any(one.surely_is(part) for one in answered)
        for group in (own, nameless, others):
            heard = [one for one in _begun(self._latest(part, group)) if excused or not one.observed]
            passing = [one for one in (self.right(part, each) for each in heard) if one is not None]
            if passing:
                return min(passing, key=lambda one: one.distance)
        blamed = [
            one
            for one in self._latest(part, answered or _begun(own)) or self._unclaimed(part, nameless)
            if not one.doubtful and not self.passes_another(part, one)
        ]
        blamed = [
            one for one in blamed if not (_named_elsewhere(one, self.parts) and self._another_labs(part, one))
        ]
        verdicts = [one for one in (self._explained(part, each) for each in blamed) if one is not None]
        verdicts = [one for one in verdicts if not self._of_another_rule(part, one)]
        return min(
            verdicts,
            key=lambda one: (
                not one.named,
                _algorithm(one) != "",
                -self._said(one.deliverable),
                one.distance,
            ),
            default=None,
        )

    def _of_another_rule(self, part: Part, verdict: Verdict) -> bool:
        """``update`` is defined once per rule, and this one is another rule's: nothing to hold against anybody."""
        one = verdict.deliverable
        twins = [other for other in self.found[part.id] if other.candidate.name == one.candidate.name]
        if len(twins) == 1 or one.tagged or one.observed:  # what a script shows has no name of its own
            return False
        return not verdict.named or _algorithm(verdict) != "" or self._another_labs(part, one)

    def _another_labs(self, part: Part, one: Deliverable) -> bool:
        """Whether it is right for another lab, and its name could mean that: RMSProp is no forgetful AdaGrad."""
        key = (part.id, one.candidate.id)
        ours = one.named_part(self.parts) is not None and not _named_elsewhere(one, self.parts)
        if part.kind != "update" or one.tagged or ours:
            return False
        if key not in self._elsewhere:
            self._elsewhere[key] = any(
                follows(part, each, one, self.plan) for each in update_parts() if each not in self.parts
            )
        return self._elsewhere[key]

    def _said(self, one: Deliverable) -> int:
        """How much of its name is about this lab: ``RMSPropNesterov`` is lab 5's more than ``Nesterov`` is."""
        name = one.candidate.name.lower()
        ours = sum(any(fragment in name for fragment in part.names) for part in self.parts)
        return ours - len(_named_elsewhere(one, self.parts))

    def _latest(self, part: Part, group: list[Deliverable]) -> list[Deliverable]:
        """Leave out what a later definition of its name replaced, if that one is meant for the part too.

        A notebook that defines ``update`` once per rule hands in all of them; one that mends its Adam the last.
        """
        return [one for one in group if not any(self._replaces(part, later, one) for later in group)]

    def _replaces(self, part: Part, later: Deliverable, one: Deliverable) -> bool:
        if later.candidate.name != one.candidate.name or later.candidate.stub or later.place <= one.place:
            return False
        if self.right_elsewhere(part, later) is not None or self._another_labs(part, later):
            return False
        verdict = self._explained(part, later)
        if verdict is None:  # it couldn't be run
            return later.named_part(self.parts) is part
        return verdict.passed or (verdict.named and not _algorithm(verdict))

    def _answers_wrongly(self, part: Part, deliverable: Deliverable) -> bool:
        """Whether code that could be asked gave rates, and they are wrong."""
        return deliverable.answers and self.right(part, deliverable) is None

    def passes_another(self, part: Part, deliverable: Deliverable) -> bool:
        """Whether a deliverable is right for another part of the lab.

        One that bears this part's name belongs here all the same, where this part refines that one or another one
        stands for it: a class Nesterov that is plain momentum is a wrong Nesterov, also where it is alone.
        """
        elsewhere = [
            one for one in self.parts if one is not part and self.right(one, deliverable) is not None
        ]
        if deliverable in self.own(part):
            elsewhere = [
                one
                for one in elsewhere
                if not (self._refines(one, deliverable) or self._served(one) or _begun(self.own(one)))
            ]
        return bool(elsewhere)

    def shown(self, part: Part) -> list[Deliverable]:
        """Return what was found for a part; not what stopped, unless another part accounts for that."""
        return [
            one
            for one in self.found[part.id]
            if not one.supplied or any(self._explained(other, one) for other in self.parts)
        ]

    def right_elsewhere(self, part: Part, deliverable: Deliverable) -> Part | None:
        """Return another part of the lab that a deliverable is right for."""
        others = (one for one in self.parts if one is not part)
        return next((one for one in others if self.right(one, deliverable) is not None), None)

    def is_plain(self, deliverable: Deliverable, *, ask: bool) -> bool:
        """Whether it is plain gradient descent under a part that it could be for; ``ask``: work it out if need be."""
        parts = [part for part in self.parts if part.kind == "update" and deliverable in self.found[part.id]]
        if not ask:
            return any(_is_descent(self._wrong.get((part.id, deliverable.candidate.id))) for part in parts)
        return any(
            may_descend(part, deliverable, self.plan) and _is_descent(self._explained(part, deliverable))
            for part in parts
        )

    def _served(self, part: Part) -> bool:
        candidates = _begun([*self.own(part), *self.nameless(part)])
        return any(self.right(part, one) is not None for one in candidates)

    def _explained(self, part: Part, deliverable: Deliverable) -> Verdict | None:
        key = (part.id, deliverable.candidate.id)
        if key not in self._wrong:
            self._wrong[key] = judge_wrong(part, deliverable, self.plan)
        return self._wrong[key]

    def _passes_own(self, deliverable: Deliverable) -> bool:
        named = deliverable.named_part(self.parts)
        return named is not None and self.right(named, deliverable) is not None

    def _refines(self, part: Part, deliverable: Deliverable) -> bool:
        """Whether its name says that it goes further than this part: Nesterov's method is made of momentum."""
        named = deliverable.named_part(self.parts)
        return named is not None and refines(named, part, self.parts)

    def _unclaimed(self, part: Part, nameless: list[Deliverable]) -> list[Deliverable]:
        """A nameless wrong deliverable is held against one part only: the one that names it, else the nearest."""
        kept = []
        for deliverable in _begun(nameless):
            if self._is_a_comparison(part, deliverable) or self._shows_another(part, deliverable):
                continue
            rivals = [
                one
                for one in self.parts
                if deliverable in self.found[one.id] and not self.own(one) and not self._served(one)
            ]
            if len(rivals) > 1:
                verdicts = [(self._explained(one, deliverable), index) for index, one in enumerate(rivals)]
                ranked = [
                    (not one.named, _algorithm(one) != "", one.distance, index)
                    for one, index in verdicts
                    if one is not None
                ]
                rivals = [rivals[min(ranked)[3]]] if ranked else []
            if part in rivals:
                kept.append(deliverable)
        return kept

    def _shows_another(self, part: Part, deliverable: Deliverable) -> bool:
        """Whether it is rates, or their function, of the code for another part: none of this one's mistakes fits."""
        others = [one for one in self.parts if one is not part and one.kind == part.kind]
        taken = [one for one in others if _begun(self.own(one))]
        if part.kind != "schedule" or not taken:
            return False
        verdict = self._explained(part, deliverable)
        if verdict is not None and verdict.named:
            return False
        there = (self._explained(one, deliverable) for one in taken)
        return deliverable.observed or any(one is not None and one.named for one in there)

    def _is_a_comparison(self, part: Part, deliverable: Deliverable) -> bool:
        """Whether it is no attempt at this part.

        Plain gradient descent beside other deliverables is there to compare with, as the labs ask; what another lab's
        name says is that lab's.
        """
        if deliverable.candidate.form != "schedule" and _named_elsewhere(deliverable, self.parts):
            return True
        plain = _is_descent(self._explained(part, deliverable))
        alone = len([one for one in self.found[part.id] if not one.candidate.stub]) == 1
        return plain and not alone and "momentum" not in deliverable.candidate.accepts


def _named_elsewhere(deliverable: Deliverable, parts: tuple[Part, ...]) -> list[Part]:
    """Parts of other labs that its name tells: ``AdaGrad`` in a file that is handed in for lab 3 too.

    What is only a piece of a word of this lab says nothing: ``ada`` in ``Adam``.
    """
    name = deliverable.candidate.name.lower()
    known = [fragment for part in parts for fragment in part.names if fragment in name]
    return [
        part
        for part in update_parts()
        if part not in parts
        and any(
            fragment in name and not any(fragment in own and fragment != own for own in known)
            for fragment in part.names
        )
    ]


def _algorithm(verdict: Verdict | None) -> str:
    """Name of the other algorithm that it is."""
    finding = verdict.finding if isinstance(verdict, UpdateVerdict) else None
    return str(finding.details.get("algorithm", "")) if finding is not None else ""


def _is_descent(verdict: Verdict | None) -> bool:
    """Whether it is plain gradient descent; beside momentum that is a velocity without a past."""
    forgets = isinstance(verdict, UpdateVerdict) and verdict.mistakes == (NO_PAST,)
    return forgets or _algorithm(verdict) == "sgd"


def _begun(group: list[Deliverable]) -> list[Deliverable]:
    return [one for one in group if not one.candidate.stub]


def _could_be(deliverable: Deliverable, part: Part) -> bool:
    return (deliverable.candidate.form == "schedule") == (part.kind == "schedule")
