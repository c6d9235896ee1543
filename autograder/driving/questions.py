"""What is asked of the student's variables, for parts that are answered in them."""

from __future__ import annotations

from autograder.protocol.values import ValuesRequest
from exercises.spec import Part


def value_requests(parts: tuple[Part, ...]) -> list[ValuesRequest]:
    """Return the requests for the variables of these parts."""
    return [ValuesRequest(f"values-{part.id}", part.names) for part in parts if part.kind == "compare"]
