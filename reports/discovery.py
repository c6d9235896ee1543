"""What was found in a file before anything ran: said while the framework is still being imported."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.explaining.catalogue import mark, translator
from autograder.explaining.messages import say
from autograder.explaining.messages_discovery import CHOSEN, lacks
from autograder.loading.submission import Submission
from autograder.record import Discovered, Grade, PartResult
from exercises.spec import Lab
from reports import verdict
from reports.columns import printable
from reports.inert import one_line

_FRAMEWORKS = {
    "numpy": "NumPy",
    "tf1": "TensorFlow 1",
    "tf2": "TensorFlow 2",
    "keras": "Keras",
    "torch": "PyTorch",
}

_NOT_BEGUN, _NOT_TAKEN = mark("not begun"), mark("not taken")
_A_TRAINING = mark("a training that was watched")
_CAN_BE_GIVEN, _GIVEN = mark("can be given"), mark("given")


def discovery(submission: Submission, language: str) -> str:
    """Return a line on framework and definitions, and one for each finding."""
    names = ", ".join(one_line(name, 40) for name in submission.names[:8]) or "-"
    lines = [f"{one_line(submission.name, 60)}: {_FRAMEWORKS[submission.framework]}; {names}"]
    lines += [say(finding.key, finding.arguments, language) for finding in submission.findings]
    return printable("\n".join(lines))


def explained_discovery(grade: Grade, lab: Lab, language: str) -> str:
    """Return what ran: every candidate, what was taken for which part and why, and what each one left lacked."""
    translate = translator(language)
    lines = []
    if grade.discovered:
        lines.append(translate(mark("Found in the file:")))
    elif all(part.status == "not_found" for part in grade.parts):
        lines.append(translate(mark("Nothing to judge was found.")))
    lines += [line for one in grade.discovered for line in _candidate(one, language)]
    used = {one.name for one in grade.discovered} | {
        part.deliverable.partition(".")[0] for part in grade.parts
    }
    aside = [left for left in grade.passed_over if left.name not in used]
    if aside:
        lines.append(translate(mark("Left aside:")))
        for left in aside:
            lines.append(
                f"  {one_line(left.name, 60)}{_place(left.cell, left.line)}  {_lacks(left.lacks, language)}"
            )
    lines.append(translate(mark("Judged:")))
    lines += [line for part in grade.parts for line in _judged(part, lab, language)]
    return printable("\n".join(lines))


def _candidate(one: Discovered, language: str) -> Iterator[str]:
    translate = translator(language)
    begun, given_to, not_taken = map(translate, (_NOT_BEGUN, _CAN_BE_GIVEN, _NOT_TAKEN))
    accepts = ", ".join(one_line(name, 40) for name in one.accepts) or "-"
    stub = f" ({begun})" if one.stub else ""
    yield f"  {one_line(one.name, 60)}{_place(one.cell, one.line)}  {one.form}{stub}  {given_to}: {accepts}"
    if one.left and not one.stub:
        yield f"      {not_taken}: {_lacks(one.left, language)}"


def _judged(part: PartResult, lab: Lab, language: str) -> Iterator[str]:
    translate = translator(language)
    called = part.evidence.get("update", {})
    judged = one_line(part.deliverable, 60) or "-"
    if called and not called["convention"] and part.line is not None:
        # Watched, not called: its place says which one it is.
        judged = f"{one_line(part.deliverable, 60) or translate(_A_TRAINING)}{_place(part.cell, part.line)}"
    why = f" ({translate(CHOSEN[part.chosen])})" if part.chosen in CHOSEN else ""
    yield f"  {verdict.part_title(lab, part.part, language)}: {judged}{why}"
    if called and called["convention"]:
        given = ", ".join(f"{name}={value:g}" for name, value in called["given"].items()) or "-"
        yield f"      {one_line(called['convention'], 120)}; {translate(_GIVEN)}: {given}"
    elif part.status == "not_found":
        yield f"      {verdict.sentence(part, language)}"


def _place(cell: int | None, line: int | None) -> str:
    return f":{line}" if cell is None else f":[{cell}]:{line}"


def _lacks(told: str, language: str) -> str:
    return lacks(one_line(told, 120), language)
