"""Charts of what a rule keeps between steps."""

from __future__ import annotations

import re
from typing import Any

from reports.html.moments import moment_charts
from tests.reports import records


def _update() -> dict[str, Any]:
    found: dict[str, Any] = records.wrong_adam().parts[0].evidence["update"]
    return found


def test_one_chart_for_each_thing_kept() -> None:
    """Without bias correction the moments are the rule's own: the curves lie on each other, and the text says so."""
    first, second = moment_charts("x", _update())
    assert (first.title.zh, first.title.en) == ("一阶矩 s（w[0,0]）", "The first moment s (w[0,0])")
    assert first.kinds == second.kinds == ("expected", "identified")
    assert "elsewhere" in first.description.en
    assert _drawn(str(first.svg), "identified") == _drawn(str(first.svg), "expected")


def test_a_moment_that_a_mistake_changes_is_drawn_apart() -> None:
    update = _update()
    kept = update["moments"]["identified"]["first-moment"]
    update["moments"]["identified"]["first-moment"] = [10 * value for value in kept]
    first, second = moment_charts("x", update)
    assert _drawn(str(first.svg), "identified") != _drawn(str(first.svg), "expected")
    assert "elsewhere" not in first.description.en
    assert "elsewhere" in second.description.en


def test_numbers_stand_in_the_table() -> None:
    """After two steps s = beta_1 (1 - beta_1) g_1 + (1 - beta_1) g_2."""
    update = _update()
    (first, _) = moment_charts("x", update)
    (step, shown, other) = first.rows[1]
    one, two = (row[0] for row in update["gradients"][:2])
    s = (1 - records.BETA_1) * (records.BETA_1 * one + two)
    assert (step, shown) == ("2", other)
    assert float(shown.replace("−", "-")) == float(f"{s:.4g}")


def test_a_value_that_is_no_number_breaks_the_curve() -> None:
    update = _update()
    update["moments"]["identified"]["first-moment"][5:] = [None] * 20
    first, _ = moment_charts("x", update)
    assert len(re.findall("[ML]", _drawn(str(first.svg), "identified"))) == 5


def test_records_of_earlier_engines_and_rules_without_state_have_none() -> None:
    update = _update()
    assert list(moment_charts("x", {**update, "moments": None})) == []
    del update["moments"]
    assert list(moment_charts("x", update)) == []


def _drawn(svg: str, kind: str) -> str:
    found = re.search(rf'curve {kind}" d="([^"]+)"', svg)
    assert found is not None
    return found[1]
