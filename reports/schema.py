"""The published JSON Schema of a record; ``python -m reports.schema`` rewrites docs/record.schema.json."""

from __future__ import annotations

from pathlib import Path

import msgspec

from autograder.record import SCHEMA, Grade

PATH = Path(__file__).resolve().parents[1] / "docs" / "record.schema.json"


def schema_text() -> str:
    """Return the schema as it is published."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": SCHEMA,
        **msgspec.json.schema(Grade),
    }
    return msgspec.json.format(msgspec.json.encode(schema), indent=2).decode() + "\n"


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(schema_text(), encoding="utf-8")
