"""What is counted over a class: parts, behaviours, sources; by hand or by a second way of computing."""

from __future__ import annotations

import csv
import io
import json

import msgspec
import numpy as np
import pytest

from exercises.spec import labs
from reports.classes.behaviour import Alike, alike
from reports.classes.items import items
from reports.classes.likeness import lines, near_duplicates
from reports.classes.tables import as_json, tables
from reports.classes.tally import one_of_each_group
from reports.inert import inert
from tests.reports import records
from tests.reports.classes import lab3, part

SOURCE = '''"""My momentum."""
import numpy as np

def step(params, grads, velocity, rate=0.1, momentum=0.9):
    for key in sorted(params):  # each in turn
        if key not in velocity:
            velocity[key] = np.zeros_like(params[key])
        velocity[key] = momentum * velocity[key] - rate * grads[key]
        params[key] += velocity[key]
    total = sum(float(np.abs(value).sum()) for value in velocity.values())
    if total > 1e6 or not np.isfinite(total):
        raise ValueError("the velocity grows without bound")
    return params, velocity
'''
RENAMED = SOURCE.replace("velocity", "v").replace("momentum", "alpha").replace("# each in turn", "# 逐个")
OTHER = """
import numpy as np

class Optimizer:
    def __init__(self, lr, beta):
        self.lr, self.beta, self.state = lr, beta, None

    def update(self, w, g):
        self.state = np.zeros(w.shape) if self.state is None else self.state
        self.state *= self.beta
        self.state -= self.lr * g
        while np.isnan(self.state).any():
            self.state = np.where(np.isnan(self.state), 0, self.state)
        w[...] = w + self.state
        return w
"""


def test_difficulty_and_discrimination_of_parts() -> None:
    """The correlation is NumPy's; open points count for neither."""
    shares = [(i % 5, (i * i) % 6) for i in range(14)]
    grades = [
        lab3(f"s{i}", part("momentum", one, 5), part("nesterov", other, 5))
        for i, (one, other) in enumerate(shares)
    ]
    waits = part("momentum", None, 5, status="needs_person")
    grades.append(lab3("waits", waits, part("nesterov", 5, 5)))
    grades.append(lab3("empty", part("momentum", 0, 5, status="not_started"), part("nesterov", None, 5)))
    first, second = items(grades)
    assert (first.part, first.students, first.open, first.not_begun) == ("momentum", 16, 1, 1)
    assert first.difficulty == pytest.approx(np.mean([one / 5 for one, _ in shares] + [0]))
    assert second.right == sum(other == 5 for _, other in shares) + 1
    expected = np.corrcoef(np.array(shares, dtype=float).T)[0, 1]
    assert first.discrimination == pytest.approx(expected)
    assert second.discrimination == pytest.approx(expected)


def test_no_discrimination_over_few_or_equal_students() -> None:
    few = [lab3(f"s{i}", part("momentum", i, 5), part("nesterov", i, 5)) for i in range(5)]
    equal = [lab3(f"s{i}", part("momentum", 5, 5), part("nesterov", i % 5, 5)) for i in range(20)]
    alone = [lab3(f"s{i}", part("momentum", i % 5, 5)) for i in range(20)]
    for grades in (few, equal, alone):
        assert all(one.discrimination is None for one in items(grades))


def test_a_rare_behaviour_of_two_is_a_hint_and_a_common_one_is_not() -> None:
    """Rare means the same mistake with the same values of one's own."""
    common = [lab3(f"c{i:02d}", part("momentum", 0, 5, "ema-momentum")) for i in range(28)]
    rare = [lab3(f"r{i}", part("momentum", 0, 5, "ema-momentum", rate=0.37)) for i in range(2)]
    single = [lab3("other", part("momentum", 0, 5, "ema-momentum", rate=0.5))]
    assert alike([*common, *rare, *single], {}) == [
        Alike("lab3", "momentum", ("ema-momentum",), ("r0", "r1"), None)
    ]
    assert alike(rare, {}) == []  # of two submissions nothing is rare


def test_sources_alike_join_the_behaviour_or_stand_alone() -> None:
    common = [lab3(f"c{i:02d}", part("momentum", 5, 5)) for i in range(28)]
    rare = [lab3(f"r{i}", part("momentum", 0, 5, "ema-momentum")) for i in range(2)]
    near = {"lab3": {("r0", "r1"): 0.97, ("c00", "c01"): 0.95, ("c01", "c02"): 0.91}}
    assert alike([*common, *rare], near) == [
        Alike("lab3", "momentum", ("ema-momentum",), ("r0", "r1"), 0.97),
        Alike("lab3", "", (), ("c00", "c01", "c02"), 0.95),
    ]


def test_a_group_is_one_work_and_named_whole_where_others_are_like_it() -> None:
    common = [lab3(f"c{i:02d}", part("momentum", 5, 5)) for i in range(28)]
    group = [
        msgspec.structs.replace(
            lab3(f"g{i}", part("momentum", 0, 5, "ema-momentum"), source=SOURCE), together="submission_7"
        )
        for i in range(3)
    ]
    copied = lab3("x", part("momentum", 0, 5, "ema-momentum"), source=RENAMED)
    alone, copy = [*common, *group], [*common, *group, copied]
    assert near_duplicates(one_of_each_group(alone)) == {"lab3": {}}
    assert alike(alone, {"lab3": {}}) == []
    near = near_duplicates(one_of_each_group(copy))
    assert list(near["lab3"]) == [("g0", "x")]
    (found,) = alike(copy, near)
    assert found.who == ("g0", "g1", "g2", "x")


def test_renamed_source_is_nearly_the_same_and_another_is_not() -> None:
    grades = [
        lab3("a", source=SOURCE),
        lab3("b", source=RENAMED),
        lab3("c", source=OTHER),
        lab3("d", source="def (:\n"),
        lab3("e", source=""),
    ]
    found = near_duplicates(grades)["lab3"]
    assert list(found) == [("a", "b")]
    assert found["a", "b"] == pytest.approx(1.0)


def test_every_two_are_compared_however_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.classes.likeness._ROWS", 2)
    sources = (SOURCE, OTHER, RENAMED, OTHER, SOURCE)
    grades = [lab3(name, source=source) for name, source in zip("abcde", sources, strict=True)]
    assert set(near_duplicates(grades)["lab3"]) == {("a", "c"), ("a", "e"), ("c", "e"), ("b", "d")}


def test_what_many_wrote_is_no_likeness() -> None:
    """The starter: everybody has it."""
    grades = [lab3(f"s{i}", source=SOURCE) for i in range(9)]
    assert near_duplicates(grades)["lab3"] == {}


def test_lines_know_neither_names_nor_comments_nor_layout() -> None:
    assert (
        lines('"""Doc."""\na = f(1)  # why\n')
        == lines("b = g( 1 )\n")
        == [("name", "=", "name", "(", "1", ")", "\n")]
    )


def test_tables_hold_everybody_and_no_formula() -> None:
    grades = [make() for make in records.ALL]
    found = tables(grades, labs(), {"2024777": "=HYPERLINK(1)"}, [])
    rows = list(csv.DictReader(io.StringIO(found["results"].csv().decode("utf-8-sig"))))
    (missing,) = [row for row in rows if row["student"] == "2024777"]
    assert missing["status"] == "not_handed_in"
    assert missing["name"].startswith("'")
    assert {row["status"] for row in rows} >= {"judged", "unreadable", "grader_fault", "needs_person"}
    assert all(row["points"] == "" for row in rows if row["status"] in {"grader_fault", "needs_person"})
    assert found["mistakes"].rows[0][4] == max(row[4] for row in found["mistakes"].rows)  # type: ignore[type-var]
    read = json.loads(as_json(found))
    assert [row["student"] for row in read["results"]] == [
        inert(str(row[0])) for row in found["results"].rows
    ]
    assert not {"\x1b", "\u202e"} & set(as_json(found).decode())
