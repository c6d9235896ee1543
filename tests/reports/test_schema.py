"""The published schema of records."""

from __future__ import annotations

import json
from collections.abc import Callable

import jsonschema
import pytest

from autograder.record import Grade, decode, encode
from reports.schema import PATH, schema_text
from tests.reports import records


def test_published_schema_is_the_one_of_the_classes() -> None:
    """Run ``python -m reports.schema`` after a change of the record."""
    assert PATH.read_text(encoding="utf-8") == schema_text()


@pytest.mark.parametrize("make", records.ALL)
def test_every_record_is_valid_and_survives_the_round_trip(make: Callable[[], Grade]) -> None:
    data = encode(make())
    jsonschema.validate(json.loads(data), json.loads(PATH.read_text(encoding="utf-8")))
    assert decode(encode(decode(data))) == decode(data)
    assert decode(data).parts == make().parts


def test_an_unknown_status_is_not_valid() -> None:
    record = json.loads(encode(records.all_right()))
    record["status"] = "guessed"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, json.loads(PATH.read_text(encoding="utf-8")))
