"""The charts draw what the numbers say."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest

from reports.html.axes import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Scale, curve, horizontal, vertical
from reports.html.charts import deviation_chart, loss_chart
from reports.html.contours import path_chart
from reports.html.first_steps import first_steps
from tests.reports import records


def evidence(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = records.wrong_adam().parts[0].evidence[kind]
    return found


def test_scales_map_their_ends_to_the_frame() -> None:
    x, y = horizontal(0, 10), vertical(1e-6, 1e2, log=True)
    assert (x(0), x(10)) == (LEFT, WIDTH - RIGHT)
    assert y(1e-6) == pytest.approx(HEIGHT - BOTTOM)
    assert y(1e2) == pytest.approx(TOP)
    assert y(1e-2) == pytest.approx((TOP + HEIGHT - BOTTOM) / 2)


@pytest.mark.parametrize(("low", "high"), [(0, 1), (-3, 7), (0.001, 0.0013), (0, 250), (-1e-7, 1e-7)])
def test_linear_ticks_are_round_and_inside(low: float, high: float) -> None:
    ticks = Scale(low, high, 0, 1).ticks(5)
    assert 2 <= len(ticks) <= 7
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks)


def test_a_null_breaks_the_curve() -> None:
    drawn = curve("yours", [1.0, 2.0, None, 1.0, 2.0], horizontal(0, 4), vertical(0, 2))
    assert drawn.count("M") == 2
    assert drawn.count("L") == 2


def test_the_start_lies_on_its_contour() -> None:
    """The second ellipse is drawn through the start: its loss is the start's."""
    training = evidence("training")
    chart = path_chart("id", training)
    assert chart is not None
    matrices = [
        tuple(map(float, found.split()))
        for found in re.findall(r'<circle r="1" transform="matrix\((.*?)\)', chart.svg)
    ]
    a, b, c, d, e, f = matrices[1]
    dot = re.search(r'class="start" cx="([\d.]+)" cy="([\d.]+)"', chart.svg)
    assert dot is not None
    back = np.linalg.solve(np.array([[a, c], [b, d]]), np.array([float(dot[1]) - e, float(dot[2]) - f]))
    assert math.hypot(*back) == pytest.approx(1, rel=0.02)


def test_inner_contours_are_lower() -> None:
    chart = path_chart("id", evidence("training"))
    assert chart is not None
    widths = [float(one) for one in re.findall(r'<circle r="1" transform="matrix\(([-\d.]+) ', chart.svg)]
    assert widths == sorted(widths, reverse=True)


def test_the_path_needs_a_plane() -> None:
    assert path_chart("id", {**evidence("training"), "minimum": [1.0, 2.0, 3.0]}) is None


def test_a_diverging_loss_does_not_flatten_the_rules() -> None:
    training = evidence("training")
    wild = [10.0**k for k in range(200)]
    chart = loss_chart("id", {**training, "loss": {**training["loss"], "yours": wild, "identified": None}})
    assert "10¹⁹" not in chart.svg
    assert chart.kinds == ("expected", "yours")


def test_the_first_difference_is_said_and_marked() -> None:
    update = {**evidence("update"), "first_step": 3, "deviation": [0.5, 0.7, 40.0, None, 1e300]}
    chart = deviation_chart("id", update)
    assert "step 3" in chart.description.en
    assert chart.svg.count('class="first"') == 1
    assert chart.svg.count('class="lost"') == 1


def test_without_a_difference_nothing_is_marked() -> None:
    chart = deviation_chart("id", {**evidence("update"), "first_step": None, "deviation": [0.5, 0.7]})
    assert 'class="first"' not in chart.svg


def test_the_table_of_first_steps_shows_the_first_difference() -> None:
    blocks = first_steps(evidence("update"))
    assert len(blocks) == 2
    for block in blocks:
        assert [row.step for row in block.rows] == [1, 2, 3, 4]
        assert [row.first for row in block.rows] == [True, False, False, False]
    # Adam's first step is the rate wherever the gradient is much larger than the small constant.
    assert float(blocks[0].rows[0].expected.replace("−", "-")) == pytest.approx(
        -math.copysign(0.0078125, 2.0409), rel=2e-3
    )


def test_a_late_first_difference_is_shown_with_the_step_before() -> None:
    rows = first_steps({**evidence("update"), "first_step": 24})[0].rows
    assert [row.step for row in rows] == [21, 22, 23, 24]


def test_the_coordinates_shown_are_those_a_calculator_can_follow() -> None:
    """Of two coordinates that both differ clearly, the one with ordinary gradients is shown."""
    update = {
        "coordinates": ["tiny", "plain", "equal", "large"],
        "gradients": [[1e-9, 0.5, 1.0, 3e6]] * 4,
        "yours": [[0.0, 0.0, 0.0, 0.0], *[[2e-9 * k, 0.9 * k, 1.0 * k, 5.0 * k] for k in range(1, 5)]],
        "expected": [[0.0, 0.0, 0.0, 0.0], *[[1e-9 * k, 1.0 * k, 1.0 * k, 9.0 * k] for k in range(1, 5)]],
        "first_step": 1,
    }
    assert [block.coordinate for block in first_steps(update)] == ["plain", "large"]
