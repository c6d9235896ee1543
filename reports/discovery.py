"""What was found in a file before anything ran: said while the framework is still being imported."""

from __future__ import annotations

from autograder.explaining.catalogue import mark, translator
from autograder.explaining.messages import say
from autograder.loading.submission import Submission
from autograder.record import Grade
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


def discovery(submission: Submission, language: str) -> str:
    """Return a line on framework and definitions, and one for each finding."""
    names = ", ".join(one_line(name, 40) for name in submission.names[:8]) or "-"
    lines = [f"{one_line(submission.name, 60)}: {_FRAMEWORKS[submission.framework]}; {names}"]
    lines += [say(finding.key, finding.arguments, language) for finding in submission.findings]
    return printable("\n".join(lines))


def explained_discovery(grade: Grade, lab: Lab, language: str) -> str:
    """Return what ran: every candidate with what it can be given, then what was judged for which part and how."""
    translate = translator(language)
    begun, given_to = translate(mark("not begun")), translate(mark("can be given"))
    given_now = translate(mark("given"))
    lines = [
        translate(mark("Found in the file:") if grade.discovered else mark("Nothing to judge was found."))
    ]
    for one in grade.discovered:
        place = f":{one.line}" if one.cell is None else f":[{one.cell}]:{one.line}"
        accepts = ", ".join(one_line(name, 40) for name in one.accepts) or "-"
        stub = f" ({begun})" if one.stub else ""
        lines.append(f"  {one_line(one.name, 60)}{place}  {one.form}{stub}  {given_to}: {accepts}")
    for part in grade.parts:
        called = part.evidence.get("update", {})
        judged = one_line(part.deliverable, 60) or "-"
        lines.append(f"  {verdict.part_title(lab, part.part, language)}: {judged}")
        if called:
            given = ", ".join(f"{name}={value:g}" for name, value in called["given"].items()) or "-"
            lines.append(f"      {one_line(called['convention'], 120)}; {given_now}: {given}")
    return printable("\n".join(lines))
