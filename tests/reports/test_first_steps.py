"""The table of first steps: parameters where those differ, else the points at which the gradients were asked for."""

from typing import Any

from reports.html.first_steps import first_steps

# v = 0.9 v - 0.1 g from theta = 1 at the gradients 1, 1, 1: v is -0.1, -0.19, -0.271.
_THETA = [[1.0], [0.9], [0.71], [0.439]]
_AHEAD = [[1.0], [0.81], [0.539]]
_BEHIND = [[1.0], [0.99], [0.881]]


def _update(**other: object) -> dict[str, Any]:
    return {
        "coordinates": ["w[0]"],
        "gradients": [[1.0], [1.0], [1.0]],
        "yours": _THETA,
        "expected": _THETA,
        "asked": _BEHIND,
        "expected_asked": _AHEAD,
        "first_step": 2,
        **other,
    }


def test_points_are_shown_where_only_those_differ() -> None:
    (block,) = first_steps(_update())
    assert block.ahead
    assert [(row.expected, row.yours) for row in block.rows] == [
        ("1", "1"),
        ("0.81", "0.99"),
        ("0.539", "0.881"),
    ]
    assert [row.first for row in block.rows] == [False, True, False]


def test_parameters_are_shown_where_those_differ() -> None:
    (block,) = first_steps(_update(yours=[[1.0], [0.9], [0.9], [0.8]]))
    assert not block.ahead
    assert [row.first for row in block.rows] == [False, True, False]


def test_parameters_are_shown_where_nothing_differs() -> None:
    (block,) = first_steps(_update(asked=_AHEAD, first_step=None))
    assert not block.ahead
    assert not any(row.differs for row in block.rows)
    assert [row.yours for row in block.rows] == ["0.9", "0.71", "0.439"]


def test_records_without_expected_points_show_parameters() -> None:
    update = _update()
    del update["expected_asked"]
    (block,) = first_steps(update)
    assert not block.ahead
