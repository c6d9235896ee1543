"""What is asked of a submission for the parts that are handed in as words: the variables of their names."""

from __future__ import annotations

from autograder.protocol.values import ValuesRequest
from exercises.spec import TEXT_KINDS, Part


def values_id(part: Part) -> str:
    """Return the id of the request for a part's variables."""
    return f"values-{part.id}"


def values_requests(parts: tuple[Part, ...]) -> list[ValuesRequest]:
    """Return one request per part that is handed in as words."""
    return [ValuesRequest(values_id(part), part.names) for part in parts if part.kind in TEXT_KINDS]
