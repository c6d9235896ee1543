"""What was found in a file before anything ran: said while the framework is still being imported."""

from __future__ import annotations

from autograder.explaining.messages import say
from autograder.loading.submission import Submission
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
