"""Run in a process of its own by test_frameworks.py: sources of one framework, answers as JSON lines."""

from __future__ import annotations

import importlib
import json
import sys

from autograder.loading.load import load_bytes
from tests.guest.harness import distance, hear, job, update_requests


def main() -> None:
    """Judge each (name, framework, rule, source) of standard input."""
    for module in sys.argv[1:]:
        importlib.import_module(module)  # as the warm interpreter has it
    for name, framework, rule, source in json.load(sys.stdin):
        legacy = load_bytes("a.py", source.encode()).legacy
        heard = hear(job(source, update_requests(rule), framework=framework, legacy=legacy))
        answer = {"name": name, "candidates": {}, "found": []}
        for key, candidate in heard.candidates.items():
            answer["candidates"][key] = [
                candidate.form,
                candidate.stub,
                candidate.builtin_base,
                candidate.accepts,
            ]
        for request in ("open-a", "open-b", "train"):
            for recording in heard.recordings(request):
                answer["found"].append(
                    {
                        "request": request,
                        "candidate": recording.candidate,
                        "dtype": recording.dtype,
                        "sizes": recording.sizes,
                        "error": recording.error and f"{recording.error.kind}: {recording.error.message}",
                        "builtin": recording.builtin,
                        "asked": recording.asked is not None,
                        "distance": distance(recording, rule, {}),
                    }
                )
        sys.__stdout__.write("ANSWER " + json.dumps(answer) + "\n")  # type: ignore[union-attr]
        sys.__stdout__.flush()  # type: ignore[union-attr]


if __name__ == "__main__":
    main()
