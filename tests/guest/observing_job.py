"""Run in a process of its own by the test_observing files: trainings of one framework, observations as JSON lines."""

from __future__ import annotations

import importlib
import io
import json
import sys
from typing import Any

from autograder.guest.work import run_job
from autograder.protocol.jobs import encode_job
from tests.guest.harness import Framework, job, restored


def run(framework: Framework, cells: list[str], *, observe: bool) -> tuple[list[dict[str, Any]], str]:
    """Messages of a job, and what its cells printed."""
    work = json.loads(encode_job(job(cells, (), framework=framework)))
    work["observe"] = observe
    if "tf_keras" in sys.modules:
        work["legacy"] = "slots"
    work["limits"]["cells_wall_s"], work["limits"]["wall_s"] = 60.0, 120.0
    messages: list[dict[str, Any]] = []
    if framework == "tf1":
        importlib.import_module("tensorflow.compat.v1").reset_default_graph()
    with restored():
        sys.stdout = shown = io.StringIO()
        run_job(work, lambda message: messages.append(json.loads(json.dumps(message, allow_nan=False))))
    return messages, shown.getvalue()


def main() -> None:
    """Watch each (name, framework, cells) of standard input, after a run that nobody watches."""
    for module in sys.argv[1:]:
        importlib.import_module(module)  # as the warm interpreter has it
    for name, framework, cells in json.load(sys.stdin):
        before, unwatched = run(framework, cells, observe=False)
        after, watched = run(framework, cells, observe=True)
        answer = {
            "name": name,
            "messages": after,
            "cells_alone": before[0],
            "alone": unwatched,
            "watched": watched,
        }
        sys.__stdout__.write("ANSWER " + json.dumps(answer) + "\n")  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
